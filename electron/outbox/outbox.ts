import type { DepositProgress, OutboxEntry } from '../../shared/bridge/deposit.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Result } from '../../shared/result.ts';
import type { ServiceClient } from '../gateway/client.ts';
import { sendTransaction } from '../gateway/submission.ts';
import type { Log } from '../log/log.ts';
import type { WritableDatabase } from '../store/open.ts';
import type { StoredDeposit } from '../store/outbox.ts';
import {
  countWaiting,
  forgetRefused,
  outboxEntries,
  outboxEntry,
  recordReceipt,
  recordRefusal,
  storeDeposit,
  waitingDeposit,
  waitingDrafts,
} from '../store/outbox.ts';

export interface OutboxDeps {
  readonly database: WritableDatabase;
  readonly client: ServiceClient;
  /** A client by which a minor's secret leaves, for one act. */
  readonly secretly: (
    ins: InsRef,
  ) => Promise<Result<{ readonly client: ServiceClient; end(): Promise<void> }, FailureCode>>;
  /** The professional whose session this is: nobody else's deposits leave in it. */
  readonly authorId: string;
  readonly now: () => number;
  readonly log: Log;
  readonly onProgress: (progress: DepositProgress) => void;
  readonly onDeposited: (ins: InsRef) => void;
  /** The number of those that wait changed. */
  readonly onChanged: () => void;
}

/** The queue of deposits of one open session: durable before anything leaves, emptied as the service answers. */
export interface Outbox {
  /** Stores the deposit, durably, then sends it. Answers where it stands after that one attempt. */
  deposit(deposit: StoredDeposit): Promise<OutboxEntry | undefined>;
  /** Sends whatever waits, one after the other, until the service is out of reach. */
  sendWaiting(): Promise<void>;
  /** The person gives a refused deposit up. What waits or was received stays. */
  forget(draftId: string): void;
  waiting(): number;
  entries(): OutboxEntry[];
  /** Stops trying again; what waits goes out with the author's next session. */
  close(): void;
}

const RETRY_MS = 20_000;
const SHOWN = 100;

/**
 * Refusals that say nothing of the deposit itself: it waits and is sent again. After any other answer it is
 * refused for good, with the reason.
 */
const TRY_AGAIN: ReadonlySet<FailureCode> = new Set([
  'SERVICE_UNREACHABLE',
  'SESSION_ENDED',
  'RATE_LIMITED',
  'CANCELLED',
  'INTERNAL',
]);

export function openOutbox(deps: OutboxDeps): Outbox {
  const { database } = deps;
  const inFlight = new Map<string, Promise<FailureCode | undefined>>();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  /** @returns why it still waits, or undefined when it waits no more */
  function attempt(draftId: string): Promise<FailureCode | undefined> {
    const running = inFlight.get(draftId);
    if (running !== undefined) return running;
    const attempted = attemptOnce(draftId).finally(() => inFlight.delete(draftId));
    inFlight.set(draftId, attempted);
    return attempted;
  }

  async function attemptOnce(draftId: string): Promise<FailureCode | undefined> {
    const deposit = waitingDeposit(database, draftId);
    if (deposit === undefined || deposit.authorId !== deps.authorId) return undefined;
    const totalBytes = deposit.request.length;
    const startedAt = deps.now();
    deps.onProgress({ draftId, step: 'sending', sentBytes: 0, totalBytes });
    const sent = await send(deposit, (sentBytes) =>
      deps.onProgress({ draftId, step: 'sending', sentBytes, totalBytes }),
    );
    // The post may have been locked meanwhile. The service may have the document: the author's next session
    // sends the same bytes again, and the service answers as the first time.
    if (closed) return 'CANCELLED';
    if (sent.ok) {
      recordReceipt(database, draftId, new Date(deps.now()).toISOString());
      deps.log.write({ event: 'outbox.sent', ms: deps.now() - startedAt });
      deps.onProgress({ draftId, step: 'received', sentBytes: totalBytes, totalBytes });
      deps.onChanged();
      deps.onDeposited(deposit.ins);
      return undefined;
    }
    if (TRY_AGAIN.has(sent.error)) {
      deps.log.write({ event: 'outbox.waiting', code: sent.error });
      tryAgainLater();
      return sent.error;
    }
    recordRefusal(database, draftId, sent.error);
    deps.log.write({ event: 'outbox.refused', code: sent.error });
    deps.onChanged();
    return undefined;
  }

  /** A minor's secret never leaves in an ordinary session, whose traces his representatives see (3.40). */
  async function send(
    { request, secret, ins }: StoredDeposit,
    onSent: (bytes: number) => void,
  ): Promise<Result<null, FailureCode>> {
    if (!secret) return sendTransaction(deps.client, request, onSent);
    const session = await deps.secretly(ins);
    if (!session.ok) return session;
    const sent = await sendTransaction(session.value.client, request, onSent);
    await session.value.end();
    return sent;
  }

  function tryAgainLater(): void {
    if (closed) return;
    clearTimeout(timer);
    timer = setTimeout(() => void sendWaiting(), RETRY_MS).unref();
  }

  async function sendWaiting(): Promise<void> {
    if (closed) return;
    for (const draftId of waitingDrafts(database, deps.authorId)) {
      const because = await attempt(draftId);
      // Out of reach for one is out of reach for all: they keep their turn.
      if (because !== undefined) return;
    }
  }

  return {
    deposit: async (deposit) => {
      if (storeDeposit(database, deposit)) {
        const totalBytes = deposit.request.length;
        deps.log.write({ event: 'outbox.stored', bytes: totalBytes });
        deps.onProgress({ draftId: deposit.draftId, step: 'stored', sentBytes: 0, totalBytes });
        deps.onChanged();
      }
      await attempt(deposit.draftId);
      return closed ? undefined : outboxEntry(database, deposit.draftId);
    },
    sendWaiting,
    forget: (draftId) => forgetRefused(database, draftId),
    waiting: () => countWaiting(database),
    entries: () =>
      outboxEntries(database, SHOWN).map((entry) =>
        entry.status.status === 'waiting' && inFlight.has(entry.draftId)
          ? { ...entry, status: { status: 'sending' } }
          : entry,
      ),
    close: () => {
      closed = true;
      clearTimeout(timer);
    },
  };
}
