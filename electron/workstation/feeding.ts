import { createHash, randomUUID } from 'node:crypto';
import type { Handlers } from '../../shared/bridge/contract.ts';
import type { FeedingOpposition } from '../../shared/bridge/feeding.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import type { FeedingOppositionRow } from '../store/feeding.ts';
import { isFeedingOpposed, liftOpposition, oppositionsOf, recordOpposition } from '../store/feeding.ts';
import type { Draft } from './draft.ts';
import type { OpenSession } from './session.ts';

export interface FeedingDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  /** Where drafts are held: an opposition may be about the file of one. */
  readonly deposits: {
    readonly draftOf: (draftId: string, ins: InsRef) => Result<Draft, 'NOT_FOUND' | 'REFUSED'>;
  };
  readonly now: () => number;
  readonly onRecordChanged: (ins: InsRef) => void;
}

/**
 * The patients' oppositions to the feeding of their records, judged legitimate by the professional (CSP
 * R.1111-47). They stay on the post, reason and all: the national service has no field for them.
 */
export function createFeeding(
  deps: FeedingDeps,
): Pick<Handlers, 'feeding.oppositions' | 'feeding.oppose' | 'feeding.lift'> {
  const listed = ({ store }: OpenSession, ins: InsRef) =>
    ok({ ins, oppositions: oppositionsOf(store.database, ins).map(shown) });
  const instant = (): string => new Date(deps.now()).toISOString();

  return {
    'feeding.oppositions': async ({ ins }) => {
      const session = deps.session();
      return session.ok ? listed(session.value, ins) : session;
    },
    'feeding.oppose': async ({ ins, reason, document }) => {
      const session = deps.session();
      if (!session.ok) return session;
      const draft = document === null ? null : deps.deposits.draftOf(document.draftId, ins);
      if (draft !== null && !draft.ok) return draft;
      recordOpposition(session.value.store.database, ins, {
        id: randomUUID(),
        sha256: draft === null ? null : fileHash(draft.value),
        title: document === null ? null : document.title,
        reason,
        recorded_at: instant(),
      });
      deps.onRecordChanged(ins);
      return listed(session.value, ins);
    },
    'feeding.lift': async ({ ins, id, because }) => {
      const session = deps.session();
      if (!session.ok) return session;
      liftOpposition(session.value.store.database, ins, id, { at: instant(), because });
      deps.onRecordChanged(ins);
      return listed(session.value, ins);
    },
  };
}

/** Whether an opposition that the post keeps stands against this draft (docs/rules.md 3.4). */
export const isOpposed = ({ store }: OpenSession, draft: Draft): boolean =>
  isFeedingOpposed(store.database, draft.patient.ins, fileHash(draft));

const fileHash = ({ bytes }: Draft): string => createHash('sha256').update(bytes).digest('hex');

function shown(row: FeedingOppositionRow): FeedingOpposition {
  const { id, title, reason, recorded_at: recordedAt, lifted_at: at, lifted_because: because } = row;
  return {
    id,
    document: title,
    reason,
    recordedAt,
    lifted: at === null || because === null ? null : { at, because },
  };
}
