import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { EMPTY_HEAD, extend } from './chain.ts';
import type { SignedHead } from './signed-head.ts';
import { readSignedHead } from './signed-head.ts';

/** What the service answers about how its journal went on (`AuditEvent/$consistency`). */
export interface Continuation {
  /** Position that was asked from. */
  readonly from: number;
  /** SHA-256 of each entry after it, one after the other, 32 bytes each. */
  readonly leaves: Uint8Array;
  /** Compact JWS of the head that they lead to. */
  readonly signature: string;
}

/** Why a journal is not the one whose head was kept. */
export type Difference =
  /** It is signed by another key, or not at all. */
  | 'OTHER_KEY'
  /** It is shorter than it was. */
  | 'SHORTER'
  /** It no longer leads from the head that was kept to the one that is signed now. */
  | 'REWRITTEN';

/**
 * Whether a journal goes on from the head that was kept.
 *
 * @param kept undefined: none was seen yet; the first one is taken on trust, with its key
 * @returns the head to be kept from now on
 */
export function follow(
  kept: SignedHead | undefined,
  { from, leaves, signature }: Continuation,
): Result<SignedHead, Difference> {
  const next = readSignedHead(signature);
  if (next === undefined || (kept !== undefined && kept.key !== next.key)) return err('OTHER_KEY');
  if (kept === undefined) return ok(next);
  if (next.head.size < kept.head.size) return err('SHORTER');
  if (from !== kept.head.size || leaves.length % LEAF_BYTES !== 0) return err('REWRITTEN');
  let head = kept.head.size === 0 ? EMPTY_HEAD : kept.head;
  for (let at = 0; at < leaves.length; at += LEAF_BYTES)
    head = extend(head, leaves.subarray(at, at + LEAF_BYTES));
  const same = head.size === next.head.size && Buffer.compare(head.hash, next.head.hash) === 0;
  return same ? ok(next) : err('REWRITTEN');
}

const LEAF_BYTES = 32;
