import type { Said } from './post-work.ts';
import { lostOf, openPostStore, reconciled } from './post-work.ts';

/** What became of a store that was damaged: `told` is said once its professional has read it. */
export type RecoverySaid = Said | { readonly store: 'damaged' | 'recovered' | 'told' };

type Acknowledged = Exclude<RecoverySaid, { readonly store: unknown }>;

/** Opens what a cut left of a recovery: every act is there, and a recovery that nobody read is still told. */
export function recoveryFailureOf(folder: string, said: readonly RecoverySaid[]): string | undefined {
  const acts = said.filter((each): each is Acknowledged => !('store' in each));
  const last = said.findLast((each) => 'store' in each);
  const state = last !== undefined && 'store' in last ? last.store : undefined;
  const opened = openPostStore(folder);
  if (!opened.ok) return `does not open: ${opened.error.code}`;
  try {
    const { recovery, database } = opened.value;
    if (state === undefined && recovery !== null) return `taken for ${recovery.why}`;
    if (state === 'recovered' && recovery === null) return 'the recovery is told to nobody';
    reconciled(folder, database);
    const lost = lostOf(folder, database, acts);
    return lost.length === 0 ? undefined : lost.slice(0, 3).join(', ');
  } finally {
    opened.value.close();
  }
}
