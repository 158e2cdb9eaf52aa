import type { Handlers } from '../../shared/bridge/contract.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { OutboxEntry } from '../../shared/bridge/outbox.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { Host } from '../hosts/host.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { ActSummary } from '../store/acts.ts';
import type { OpenSession } from './session.ts';

export interface OutboxCallDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly outbox: () => Outbox;
  /** Takes an act back with all that its author would have to do again. */
  readonly undo: (actId: string) => Result<null, FailureCode>;
  readonly host: Host;
  readonly now: () => number;
}

/** What the professional does with his acts that are on their way: looks, takes back, confirms, keeps proof. */
export function createOutboxCalls(
  deps: OutboxCallDeps,
): Pick<Handlers, Extract<keyof Handlers, `outbox.${string}`>> {
  return {
    'outbox.list': async () => {
      const session = deps.session();
      return session.ok ? ok({ entries: deps.outbox().entries() }) : session;
    },
    'outbox.undo': async ({ actId }) => {
      const session = deps.session();
      return session.ok ? deps.undo(actId) : session;
    },
    'outbox.release': async ({ actIds }) => {
      const session = deps.session();
      if (!session.ok) return session;
      const entries: OutboxEntry[] = await deps.outbox().release(actIds);
      return ok({ entries });
    },
    'outbox.forget': async ({ actId }) => {
      const session = deps.session();
      if (!session.ok) return session;
      deps.outbox().forget(actId);
      return ok(null);
    },
    'outbox.saveReceipts': async ({ actId }) => {
      const session = deps.session();
      if (!session.ok) return session;
      const kept = deps.outbox().receipts();
      const chosen = actId === null ? kept : kept.filter((act) => act.actId === actId);
      if (chosen.length === 0) return err('NOT_FOUND');
      const { professional, place } = session.value;
      const proof = {
        madeAt: new Date(deps.now()).toISOString(),
        professional: { id: professional.id, name: professional.name },
        place: { id: place.id, name: place.name },
        receipts: chosen.map(receiptOf),
      };
      // Its name says nothing of anybody: it will lie in a folder, and on a desktop.
      const name = actId === null ? 'accuses-des-envois.json' : 'accuse-d-envoi.json';
      const outcome = await deps.host.saveFile(name, Buffer.from(`${JSON.stringify(proof, null, 2)}\n`));
      return ok({ saved: outcome === 'saved' });
    },
  };
}

/** All that proves that the service has an act: what was sent, to whom it belongs, and what was answered. */
function receiptOf({ kind, title, ins, onBehalfOf, secret, storedAt, status, ...act }: ActSummary): object {
  return {
    act: kind,
    title,
    patient: ins,
    author: onBehalfOf ?? { id: act.authorId },
    sentBy: act.authorId,
    secret,
    document: act.uniqueId,
    replaces: act.replaces,
    sha256: act.sha256,
    idempotencyKey: act.key,
    doneAt: storedAt,
    leftAt: act.leftAt,
    ...(status.status === 'received' ? { receivedAt: status.receivedAt, answer: status.answer } : {}),
  };
}
