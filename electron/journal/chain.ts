import { createHash } from 'node:crypto';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';

/** One entry of a journal: its text as it was hashed, and the hash that ties it to all before it. */
export interface Link {
  /** From 1, without a gap. */
  readonly seq: number;
  readonly entry: string;
  /** SHA-256, 32 bytes. */
  readonly hash: Uint8Array;
}

/** What vouches for a whole journal: how long it is, and the hash of its last entry. */
export interface Head {
  readonly size: number;
  readonly hash: Uint8Array;
}

/** The head of a journal without an entry: the chain starts from a hash that no entry can have. */
export const EMPTY_HEAD: Head = { size: 0, hash: new Uint8Array(32) };

/** What stands for an entry's text in the chain: who holds the digests can walk it without reading anything. */
export function leafOf(entry: string): Buffer {
  return createHash('sha256').update(entry, 'utf8').digest();
}

/**
 * The head that follows another one. The position is hashed with the digest of the text, so that nothing can be
 * moved; a proof of what came between two heads is the list of the digests.
 */
export function extend({ size, hash }: Head, leaf: Uint8Array): Head {
  const seq = Buffer.alloc(8);
  seq.writeBigUInt64BE(BigInt(size + 1), 0);
  return { size: size + 1, hash: createHash('sha256').update(hash).update(seq).update(leaf).digest() };
}

/** The link that follows a head. */
export function chain(head: Head, entry: string): Link {
  const { size, hash } = extend(head, leafOf(entry));
  return { seq: size, entry, hash };
}

/** Where a journal stops being the one that was written. */
export interface Break {
  /** Position of the first bad entry; one past the last where the tail is missing. */
  readonly seq: number;
  readonly code: 'ALTERED' | 'OUT_OF_ORDER' | 'CUT' | 'REWRITTEN';
}

/**
 * Walks a journal from its start.
 *
 * @param links in the order in which they are stored
 * @param vouched heads that were signed or kept elsewhere: without one, a cut tail or a whole rewriting cannot be
 *   seen
 * @param from where to start: a head that was verified already
 * @returns the head that the walk ends at, or the first entry that does not hold
 */
export function verify(
  links: Iterable<Link>,
  vouched: readonly Head[] = [],
  from: Head = EMPTY_HEAD,
): Result<Head, Break> {
  const expected = new Map(vouched.map(({ size, hash }) => [size, hash]));
  const longest = Math.max(0, ...expected.keys());
  let head = from;
  for (const link of links) {
    if (link.seq !== head.size + 1) return err({ seq: head.size + 1, code: 'OUT_OF_ORDER' });
    const next = extend(head, leafOf(link.entry));
    if (!sameBytes(next.hash, link.hash)) return err({ seq: link.seq, code: 'ALTERED' });
    head = next;
    const known = expected.get(head.size);
    if (known !== undefined && !sameBytes(known, head.hash)) return err({ seq: link.seq, code: 'REWRITTEN' });
  }
  if (longest > head.size) return err({ seq: head.size + 1, code: 'CUT' });
  return ok(head);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
