import type { Result } from '../../../shared/result.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Break, Head } from '../../journal/chain.ts';
import { verify } from '../../journal/chain.ts';
import type { SignedHead } from '../../journal/signed-head.ts';
import { readSignedHead } from '../../journal/signed-head.ts';
import type { TraceStore } from '../storage/traces.ts';
import { CHECKPOINT_EVERY } from './journal.ts';

export interface Verified {
  readonly size: number;
  /** Hexadecimal. */
  readonly hash: string;
  readonly checkpoints: number;
  /** Thumbprint of the key that signed them; undefined: there is none yet. */
  readonly key: string | undefined;
}

/**
 * Walks a journal from its start, past each of its own checkpoints and past a head that was kept elsewhere.
 * Whoever rewrote it without the key shows at a checkpoint; who cut its end, or had the key, only at what was
 * kept elsewhere.
 */
export function verifyJournal(
  store: Pick<TraceStore, 'all' | 'checkpoints'>,
  kept: SignedHead | undefined,
): Result<Verified, Break> {
  const { signed, broken } = signedHeads(store, kept?.key);
  const heads: readonly Head[] = [...signed, ...(kept === undefined ? [] : [kept])].map(({ head }) => head);
  const walked = verify(store.all(), heads);
  if (!walked.ok && walked.error.seq <= broken) return walked;
  const { size, hash } = walked.ok ? walked.value : { size: Infinity, hash: Buffer.alloc(0) };
  // A signed head that is not there counts as much as a false one: its entry can no longer be vouched for.
  if (broken <= size) return err({ seq: broken, code: 'REWRITTEN' });
  if (!walked.ok) return walked;
  const key = signed[0]?.key ?? kept?.key;
  return ok({ size, hash: Buffer.from(hash).toString('hex'), checkpoints: signed.length, key });
}

/** The checkpoints up to the first one that is missing, false or signed by another key; and where that one stands. */
function signedHeads(
  store: Pick<TraceStore, 'checkpoints'>,
  pinned: string | undefined,
): { readonly signed: readonly SignedHead[]; readonly broken: number } {
  const signed: SignedHead[] = [];
  for (const { seq, signature } of store.checkpoints()) {
    const expected = (signed.length + 1) * CHECKPOINT_EVERY;
    const read = readSignedHead(signature);
    const key = pinned ?? signed[0]?.key ?? read?.key;
    if (seq !== expected || read?.head.size !== seq || read.key !== key) return { signed, broken: expected };
    signed.push(read);
  }
  return { signed, broken: (signed.length + 1) * CHECKPOINT_EVERY };
}
