import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import type { StoredAct } from '../store/acts.ts';
import { replaceDurably } from '../store/durable-file.ts';

/** How an act ended, as the second copy remembers it until it is emptied. */
export type Settlement =
  | { readonly how: 'received'; readonly at: string }
  | { readonly how: 'refused'; readonly code: string }
  | { readonly how: 'withdrawn' };

export type UndeliveredEntry =
  | { readonly what: 'act'; readonly act: StoredAct }
  /** Written before the first byte of the act leaves. */
  | { readonly what: 'left'; readonly key: string; readonly at: string }
  | { readonly what: 'settled'; readonly key: string; readonly settlement: Settlement };

/** What a second copy says, in the order in which it was written. */
export interface UndeliveredReading {
  readonly entries: readonly UndeliveredEntry[];
  /** Stretches that cannot be read: cut, altered, or sealed with another key. */
  readonly damaged: number;
}

/**
 * The second copy of acts that the service has not received: an append-only file beside the store, sealed with
 * a key of its own, so that one of the two is enough to lose nothing. Each entry is durable when its call
 * returns; the calls throw where the disk does not keep it, and then nothing may be acknowledged.
 */
export interface UndeliveredLog {
  keep(act: StoredAct): void;
  left(key: string, at: string): void;
  settled(key: string, settlement: Settlement): void;
  /** Forgets everything: no act waits any more. */
  empty(): void;
  /** Bytes that it holds. */
  size(): number;
  close(): void;
}

const MAGIC = Buffer.from('PSUNDEL1', 'ascii');
/** Before each entry, so that what follows a damaged stretch is found again. */
const MARK = Buffer.from([0xa5, 0x50, 0x53, 0x5a]);
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = MARK.length + 4 + NONCE_BYTES;
/** A request has 24 MB at most; anything longer is no entry. */
const LONGEST = 48 * 1024 * 1024;

/**
 * Reads a second copy. What is damaged is passed over, and whatever stands after it is read all the same.
 *
 * @param key 32 bytes: the key of the purpose `undelivered` of its professional
 */
export function readUndelivered(path: string, key: Uint8Array): UndeliveredReading {
  if (!existsSync(path)) return { entries: [], damaged: 0 };
  const bytes = readFileSync(path);
  const entries: UndeliveredEntry[] = [];
  let damaged = bytes.subarray(0, MAGIC.length).equals(MAGIC) ? 0 : 1;
  let at = damaged === 0 ? MAGIC.length : 0;
  while (at < bytes.length) {
    const read = entryAt(bytes, at, key);
    if (read !== undefined) {
      entries.push(read.entry);
      at = read.next;
      continue;
    }
    damaged += 1;
    at = nextEntry(bytes, at + 1, key);
  }
  return { entries, damaged };
}

/** The next place where an entry opens; the mark alone may stand anywhere in sealed bytes. */
function nextEntry(bytes: Buffer, from: number, key: Uint8Array): number {
  for (let at = bytes.indexOf(MARK, from); at >= 0; at = bytes.indexOf(MARK, at + 1)) {
    if (entryAt(bytes, at, key) !== undefined) return at;
  }
  return bytes.length;
}

function entryAt(
  bytes: Buffer,
  at: number,
  key: Uint8Array,
): { readonly entry: UndeliveredEntry; readonly next: number } | undefined {
  const head = bytes.subarray(at, at + HEAD_BYTES);
  if (head.length < HEAD_BYTES || !head.subarray(0, MARK.length).equals(MARK)) return undefined;
  const length = head.readUInt32BE(MARK.length);
  const next = at + HEAD_BYTES + length + TAG_BYTES;
  if (length > LONGEST || next > bytes.length) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, head.subarray(MARK.length + 4));
  decipher.setAAD(head.subarray(0, MARK.length + 4));
  decipher.setAuthTag(bytes.subarray(next - TAG_BYTES, next));
  try {
    const sealed = bytes.subarray(at + HEAD_BYTES, next - TAG_BYTES);
    return { entry: parsed(Buffer.concat([decipher.update(sealed), decipher.final()])), next };
  } catch {
    return undefined;
  }
}

/**
 * Writes a second copy anew, with these acts and nothing else, and opens it. The old one stays until the new
 * one is durable.
 */
export function startUndelivered(
  path: string,
  key: Buffer,
  waiting: Iterable<{ readonly act: StoredAct; readonly leftAt: string | null }>,
): UndeliveredLog {
  replaceDurably(path, (write) => {
    write(MAGIC);
    for (const { act, leftAt } of waiting) {
      write(sealed({ what: 'act', act }, key));
      if (leftAt !== null) write(sealed({ what: 'left', key: act.key, at: leftAt }, key));
    }
  });
  return goOnWithUndelivered(path, key);
}

/** For a post that keeps nothing on disk: there is no second copy. */
export const noUndelivered: UndeliveredLog = {
  keep: () => undefined,
  left: () => undefined,
  settled: () => undefined,
  empty: () => undefined,
  size: () => 0,
  close: () => undefined,
};

/** Opens a second copy as it stands. @param key 32 bytes; taken over, and wiped at its close */
export function goOnWithUndelivered(path: string, key: Buffer): UndeliveredLog {
  const file = openSync(path, 'a+', 0o600);
  let size = readFileSync(path).length;
  /** After a write that the disk did not keep, what the file holds is not known: it is read anew first. */
  let isBroken = false;

  function append(entry: UndeliveredEntry): void {
    if (isBroken) throw Object.assign(new Error('the second copy did not keep an entry'), { code: 'EIO' });
    const bytes = sealed(entry, key);
    isBroken = true;
    try {
      writeFileSync(file, bytes);
    } catch (cause) {
      // A full disk took a part of it: what it took is cut off, and room may come back.
      ftruncateSync(file, size);
      isBroken = false;
      throw cause;
    }
    fsyncSync(file);
    isBroken = false;
    size += bytes.length;
  }

  return {
    keep: (act) => append({ what: 'act', act }),
    left: (actKey, at) => append({ what: 'left', key: actKey, at }),
    settled: (actKey, settlement) => append({ what: 'settled', key: actKey, settlement }),
    empty: () => {
      if (size === MAGIC.length) return;
      ftruncateSync(file, MAGIC.length);
      fsyncSync(file);
      size = MAGIC.length;
    },
    size: () => size,
    close: () => {
      closeSync(file);
      key.fill(0);
    },
  };
}

function sealed(entry: UndeliveredEntry, key: Uint8Array): Buffer {
  const plain = written(entry);
  const head = Buffer.alloc(HEAD_BYTES);
  MARK.copy(head);
  head.writeUInt32BE(plain.length, MARK.length);
  randomBytes(NONCE_BYTES).copy(head, MARK.length + 4);
  const cipher = createCipheriv('aes-256-gcm', key, head.subarray(MARK.length + 4));
  cipher.setAAD(head.subarray(0, MARK.length + 4));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  plain.fill(0);
  return Buffer.concat([head, body, cipher.getAuthTag()]);
}

/** JSON, its length before it, then the request's bytes as they are. */
function written(entry: UndeliveredEntry): Buffer {
  const body = entry.what === 'act' ? Buffer.from(entry.act.request.body) : Buffer.alloc(0);
  const said =
    entry.what === 'act'
      ? { ...entry, act: { ...entry.act, request: { ...entry.act.request, body: null } } }
      : entry;
  const text = Buffer.from(JSON.stringify(said), 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, text, body]);
}

/** What opened under the key was written here: it has the form in which it was written. */
function parsed(plain: Buffer): UndeliveredEntry {
  const length = plain.readUInt32BE(0);
  const entry = JSON.parse(plain.toString('utf8', 4, 4 + length)) as UndeliveredEntry;
  if (entry.what !== 'act') return entry;
  const body = Uint8Array.from(plain.subarray(4 + length));
  return { what: 'act', act: { ...entry.act, request: { ...entry.act.request, body } } };
}
