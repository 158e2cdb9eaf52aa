import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { z } from '../../shared/schema/zod.ts';
import { writeDurably } from './durable-file.ts';

/** How a store's file compares with what was left of it. */
export type Comparison =
  /** To the last byte what the last clean end left. */
  | 'same'
  /** The last run did not end cleanly: the pages themselves must be read. */
  | 'notClosed'
  /** It is not what was left: damaged, or another copy was put in its place. */
  | 'changed'
  /** There was a store, and its file is gone. */
  | 'missing'
  /** Nothing vouches for it: a store that is new, or older than witnesses are. */
  | 'unknown';

/**
 * What vouches for a store while nobody has it open: the digest of its file, sealed under a key of the store.
 * Every page of a store carries its own seal, but a whole older page, or file, carries a good one too.
 */
export interface Witness {
  compare(): Comparison;
  /** The store is open from now on: whatever interrupts it will be noticed. */
  opened(): void;
  /** The store was closed, and everything of it lies in its file. */
  closed(): void;
}

const Statement = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('open') }),
  z.strictObject({ state: z.literal('closed'), size: z.int().nonnegative(), sha256: z.hex() }),
]);
type Statement = z.infer<typeof Statement>;
const Sealed = z.strictObject({ statement: z.string(), seal: z.base64() });

/**
 * @param file of the store; the witness lies beside it
 * @param key 32 bytes that the caller keeps while the store is open, and wipes
 */
export function witnessOf(file: string, key: Uint8Array): Witness {
  const path = `${file}.witness`;
  const say = (statement: Statement): void => {
    const text = JSON.stringify(statement);
    writeDurably(path, JSON.stringify({ statement: text, seal: sealOf(key, text).toString('base64') }));
  };
  return {
    compare: () => {
      if (!existsSync(path)) return 'unknown';
      if (!existsSync(file)) return 'missing';
      const said = read(path, key);
      // A witness that cannot be trusted vouches for nothing: the store is then read page by page.
      if (said === undefined || said.state === 'open') return 'notClosed';
      if (existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0) return 'changed';
      const { size, sha256 } = digestOf(file);
      return size === said.size && sha256 === said.sha256 ? 'same' : 'changed';
    },
    opened: () => say({ state: 'open' }),
    closed: () => say({ state: 'closed', ...digestOf(file) }),
  };
}

function read(path: string, key: Uint8Array): Statement | undefined {
  try {
    const { statement, seal } = Sealed.parse(JSON.parse(readFileSync(path, 'utf8')));
    const given = Buffer.from(seal, 'base64');
    const right = sealOf(key, statement);
    if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
    return Statement.parse(JSON.parse(statement));
  } catch {
    return undefined;
  }
}

const sealOf = (key: Uint8Array, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const CHUNK_BYTES = 1_048_576;

function digestOf(path: string): { size: number; sha256: string } {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(CHUNK_BYTES);
  const file = openSync(path, 'r');
  try {
    let size = 0;
    for (;;) {
      const read = readSync(file, chunk, 0, chunk.length, size);
      if (read === 0) return { size, sha256: hash.digest('hex') };
      hash.update(chunk.subarray(0, read));
      size += read;
    }
  } finally {
    closeSync(file);
  }
}
