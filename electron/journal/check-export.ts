import type { Verdict } from './by-hand.ts';
import { hex, next, readSigned, sha256 } from './by-hand.ts';

export const EXPORT_FORMAT = 'poste-sante-post-journal/1';

interface Heading {
  readonly post: string;
  readonly key: string;
  readonly first: number;
  readonly entries: number;
  readonly before: string;
  readonly acts: Readonly<Record<string, string>>;
}

interface Entry {
  readonly n: number;
  readonly said: string;
  readonly entry: string;
  readonly hash: string;
}

/** Keys that are known from elsewhere: without them, a whole file made anew under other keys cannot be told. */
export interface KnownKeys {
  readonly post?: string | undefined;
  readonly service?: string | undefined;
}

const bad = (said: string): Verdict => ({ status: 1, said });

/** A line as it was written, to the last character; undefined: it is not. */
function lineOf(text: string | undefined, keys: readonly string[]): Record<string, unknown> | undefined {
  try {
    const line: unknown = JSON.parse(text ?? '');
    const isWritten =
      typeof line === 'object' &&
      line !== null &&
      Object.keys(line).join() === keys.join() &&
      JSON.stringify(line) === text;
    return isWritten ? (line as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Checks a journal that was exported from a post (docs/service-api.md, "Export of a post's journal"), and names
 * the first entry that does not hold.
 */
export function checkExport(text: string, known: KnownKeys): Verdict {
  const lines = text.split('\n');
  const heading = JSON.parse(lines[0] ?? '') as Heading;
  const { first, entries } = heading;
  const last = first + entries - 1;

  /** Hash of the journal at each position from just before the first entry. */
  const hashes = new Map<number, string>();
  let hash: Buffer = hex(heading.before);
  const step = (seq: number, leaf: Uint8Array): void => {
    hash = next(hash, seq, leaf);
    hashes.set(seq, hash.toString('hex'));
  };
  hashes.set(first - 1, heading.before);
  if (first === 1 && /[^0]/.test(heading.before)) return bad('entry 1: something is said to come before it');
  for (let n = first; n <= last; n += 1) {
    const line = lines[n - first + 1];
    const read = lineOf(line, ['n', 'said', 'entry', 'hash']) as Entry | undefined;
    if (read === undefined) {
      const isEnd = line === undefined || line === '' || /^\{"(after|head|witness|seal)"/.test(line);
      return bad(`entry ${n}: ${isEnd ? 'is missing: the file was cut' : 'its line was altered'}`);
    }
    if (read.n !== n) return bad(`entry ${n}: is missing or out of its place`);
    step(n, sha256(Buffer.from(read.entry)));
    if (read.hash !== hash.toString('hex')) return bad(`entry ${n}: was altered`);
    if (read.said !== (heading.acts[actOf(read.entry)] ?? ''))
      return bad(`entry ${n}: its words were altered`);
  }

  let at = entries + 1;
  const afterwards = (name: string): unknown => lineOf(lines[at], [name])?.[name];
  const textAfter = (name: string): string => {
    const text = afterwards(name);
    return typeof text === 'string' ? text : '';
  };
  const after = afterwards('after');
  if (!Array.isArray(after)) return bad(`after entry ${last}: what holds it is missing`);
  for (const [index, leaf] of after.entries()) step(last + 1 + index, hex(String(leaf)));
  const end = last + after.length;
  at += 1;

  const head = readSigned(textAfter('head'));
  if ('fault' in head) return bad(`after entry ${last}: the head of the post ${head.fault}`);
  at += 1;
  if (head.key !== heading.key || (known.post !== undefined && known.post !== head.key))
    return bad('the head is signed by another key than the post’s');

  // Each receipt holds all entries up to it: the first one that does not agree says where to look.
  let held = first - 1;
  let witnessed = '';
  const services = new Set<string>();
  for (; afterwards('witness') !== undefined; at += 1) {
    const signed = readSigned(textAfter('witness'));
    if ('fault' in signed) return bad(`after entry ${held}: a receipt of the service ${signed.fault}`);
    const { post, key, witnessed: told, time } = signed.payload as unknown as Receipt;
    services.add(signed.key);
    if (post !== heading.post || key !== heading.key) return bad('a receipt is another post’s');
    if (hashes.get(told.size) !== told.hash)
      return bad(`entry ${held + 1}: from here on the entries are not those that the service was told of`);
    held = told.size;
    witnessed = `, told to the service as far as entry ${Math.min(held, last)} (${time})`;
  }
  if (services.size > 1 || (known.service !== undefined && services.size > 0 && !services.has(known.service)))
    return bad('the receipts are signed by another key than the service’s');
  if (head.payload['size'] !== end || head.payload['hash'] !== hash.toString('hex'))
    return bad(`entry ${held + 1}: from here on the entries do not lead to the head that the post signed`);

  const seal = readSigned(textAfter('seal'));
  if ('fault' in seal) return bad(`after entry ${last}: the seal of the file ${seal.fault}`);
  if (lines.length !== at + 2 || lines[at + 1] !== '') return bad(`after entry ${last}: something was added`);
  const sealed = sha256(Buffer.from(`${lines.slice(0, at).join('\n')}\n`)).toString('hex');
  if (seal.key !== heading.key || seal.payload['sealed'] !== sealed)
    return bad('every entry holds, and what stands around them was altered');
  const [service = 'none'] = services;
  const which = entries === 0 ? 'no entry' : `${entries} entries (${first} to ${last}) hold`;
  return {
    status: 0,
    said: `${which}${witnessed}; key of the post ${heading.key}, of the service ${service}`,
  };
}

interface Receipt {
  readonly post: string;
  readonly key: string;
  readonly witnessed: { readonly size: number; readonly hash: string };
  readonly time: string;
}

function actOf(entry: string): string {
  try {
    return (JSON.parse(entry) as { what?: string }).what ?? '';
  } catch {
    return '';
  }
}
