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

/**
 * The link that follows a head. The position and the length of the text are hashed with it, so that no
 * boundary can be moved.
 */
export function chain(head: Head, entry: string): Link {
  const seq = head.size + 1;
  const text = Buffer.from(entry, 'utf8');
  const frame = Buffer.alloc(16);
  frame.writeBigUInt64BE(BigInt(seq), 0);
  frame.writeBigUInt64BE(BigInt(text.length), 8);
  const hash = createHash('sha256').update(head.hash).update(frame).update(text).digest();
  return { seq, entry, hash };
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
 * @param vouched a head that was kept elsewhere: without one, a cut tail or a whole rewriting cannot be seen
 * @returns the head that the walk ends at, or the first entry that does not hold
 */
export function verify(links: Iterable<Link>, vouched?: Head): Result<Head, Break> {
  let head = EMPTY_HEAD;
  for (const link of links) {
    if (link.seq !== head.size + 1) return err({ seq: head.size + 1, code: 'OUT_OF_ORDER' });
    const expected = chain(head, link.entry);
    if (!sameBytes(expected.hash, link.hash)) return err({ seq: link.seq, code: 'ALTERED' });
    head = { size: link.seq, hash: expected.hash };
    if (vouched?.size === head.size && !sameBytes(vouched.hash, head.hash)) {
      return err({ seq: link.seq, code: 'REWRITTEN' });
    }
  }
  if (vouched !== undefined && vouched.size > head.size) return err({ seq: head.size + 1, code: 'CUT' });
  return ok(head);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
