import { createHash, randomUUID } from 'node:crypto';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { ActProgress, OutboxEntry } from '../../shared/bridge/outbox.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { WireAnswer } from '../gateway/connection.ts';
import { backoffMs, OUTBOX_BACKOFF } from '../gateway/patience.ts';
import type { ActSummary, StoredAct } from '../store/acts.ts';
import {
  confirmAct,
  countByStatus,
  findAct,
  forgetRefused,
  latestActs,
  markLeft,
  noteUpload,
  pendingActs,
  receivedActs,
  recordReceipt,
  recordRefusal,
  requestOf,
  storeAct,
  withdrawAct,
} from '../store/acts.ts';
import { diskOf } from '../store/disk.ts';
import type { WritableDatabase } from '../store/open.ts';
import type { AttemptDeps } from './attempt.ts';
import { attemptAct, dropParts, OUT_OF_REACH, TRY_AGAIN } from './attempt.ts';
import { createDelays } from './delays.ts';
import type { Flight, Waiting } from './entry.ts';
import { answerOf, entryOf } from './entry.ts';
import type { DiskFailure } from './on-disk.ts';
import { onDisk } from './on-disk.ts';
import type { Settlement, UndeliveredLog } from './undelivered.ts';

export interface OutboxDeps extends AttemptDeps {
  readonly database: WritableDatabase;
  /** The second copy of what was not received yet. */
  readonly secondCopy: UndeliveredLog;
  /** The professional whose session this is: nobody else's acts leave in it. */
  readonly authorId: string;
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** How long an act that cannot be undone afterwards waits before it leaves. */
  readonly undoMs: number;
  readonly onProgress: (progress: ActProgress) => void;
  /** The service has it, durably, and so has the post its receipt. */
  readonly onReceived: (act: ActSummary) => void;
  /** What waits changed. */
  readonly onChanged: () => void;
}

/** An act as its use case hands it over; who acts, when, and by which name the service knows it are added here. */
export type NewAct = Omit<StoredAct, 'key' | 'authorId' | 'storedAt'>;

/** An act that is one request, done by whoever acts; about no document unless it says so. */
export function actOf(
  act: Omit<NewAct, 'onBehalfOf' | 'uniqueId' | 'replaces' | 'sha256'> & Partial<Pick<NewAct, 'uniqueId'>>,
): NewAct {
  const sha256 = createHash('sha256').update(act.request.body).digest('hex');
  return { onBehalfOf: null, uniqueId: null, replaces: null, ...act, sha256 };
}

/** Where an act stands after it was tried: it may wait on. */
export interface Departure {
  /** undefined: it was taken back, or the post was left. */
  readonly entry: OutboxEntry | undefined;
  /** What the service answered, where it was received just now. */
  readonly answer: WireAnswer | undefined;
}

/** The acts of one open session: durable before anything leaves, in order, emptied as the service answers. */
export interface Outbox {
  /**
   * Stores an act, twice and durably; it leaves in its turn. Where the disk did not take it nothing was done.
   */
  enqueue(act: NewAct): Result<OutboxEntry, DiskFailure>;
  /** Waits until an act was tried once, its time to be taken back included. */
  tried(actId: string): Promise<Departure>;
  /** Takes an act back that the service cannot have done; an upload under way is stopped, and forgotten there. */
  undo(actId: string): Result<null, 'NOT_FOUND' | 'ALREADY_LEFT'>;
  /** Sends these now: those of an earlier session are confirmed by it, the others wait no longer. */
  release(actIds: readonly string[]): Promise<OutboxEntry[]>;
  /** Sends whatever may leave, one after the other, until the service is out of reach. */
  sendWaiting(): Promise<void>;
  /** The person gives a refused act up. What waits or was received stays. */
  forget(actId: string): void;
  /** The act on this thing that was not received yet. */
  pendingOn(object: string): OutboxEntry | undefined;
  counts(): { readonly toReview: number; readonly waiting: number; readonly refused: number };
  entries(): OutboxEntry[];
  /** How these stand at this moment, each in its place. */
  entriesOf(acts: readonly ActSummary[]): OutboxEntry[];
  receipts(): ActSummary[];
  /** Stops sending; what waits is read again in the author's next session. */
  close(): void;
}

const SHOWN = 200;

export function openOutbox(deps: OutboxDeps): Outbox {
  const { database, secondCopy } = deps;
  const delays = createDelays({ undoMs: deps.undoMs, now: deps.now, onOver: () => void run() });
  const troubles = new Map<string, FailureCode>();
  /** What the service holds of acts that go in parts, as far as this session knows. */
  const heldThere = new Map<string, { readonly heldBytes: number; readonly totalBytes: number }>();
  const watchers = new Map<string, ((departure: Departure) => void)[]>();
  let flight: (Flight & { readonly stop: AbortController }) | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let failures = 0;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  const at = (): string => new Date(deps.now()).toISOString();
  const entry = (act: ActSummary): OutboxEntry => entryOf(act, waitingOf(act.actId));

  function waitingOf(actId: string): Waiting {
    return {
      flight: flight?.actId === actId ? flight : undefined,
      leavesAt: delays.leavesAt(actId),
      because: troubles.get(actId) ?? null,
      held: heldThere.get(actId) ?? null,
    };
  }

  function current(actId: string): OutboxEntry | undefined {
    const act = closed ? undefined : findAct(database, actId);
    return act === undefined ? undefined : entry(act);
  }

  function tell(actId: string, answer?: WireAnswer): void {
    const told = watchers.get(actId) ?? [];
    watchers.delete(actId);
    for (const each of told) each({ entry: current(actId), answer });
  }

  function run(): Promise<void> {
    if (closed) return Promise.resolve();
    again = true;
    running ??= sendAll().finally(() => {
      running = undefined;
      // Asked again while the last round was ending: by whoever was told how his act stands.
      return again ? run() : undefined;
    });
    return running;
  }

  async function sendAll(): Promise<void> {
    while (again) {
      again = false;
      clearTimeout(retry);
      const held = new Set<string>();
      let isUnfinished = false;
      for (const act of pendingActs(database)) {
        if (closed) return;
        const mayLeave =
          act.status.status === 'waiting' &&
          act.authorId === deps.authorId &&
          !delays.has(act.actId) &&
          !act.objects.some((object) => held.has(object));
        const because = mayLeave ? await attempt(act) : 'CANCELLED';
        if (because === undefined) continue;
        // What changes the same thing afterwards waits for this one.
        for (const object of act.objects) held.add(object);
        if (!delays.has(act.actId)) tell(act.actId);
        if (OUT_OF_REACH.has(because)) return tryAgainLater();
        isUnfinished ||= mayLeave;
      }
      if (isUnfinished) tryAgainLater();
    }
  }

  function tryAgainLater(): void {
    if (closed) return;
    for (const actId of watchers.keys()) if (!delays.has(actId)) tell(actId);
    failures += 1;
    clearTimeout(retry);
    const pause = backoffMs(OUTBOX_BACKOFF, failures, deps.random());
    retry = setTimeout(() => void run(), pause).unref();
    deps.onChanged();
  }

  /** @returns why it still waits, or undefined when it waits no more */
  async function attempt(act: ActSummary): Promise<FailureCode | undefined> {
    const { actId } = act;
    const request = requestOf(database, actId);
    if (request === undefined) return undefined;
    const startedAt = performance.now();
    const stop = new AbortController();
    const totalBytes = request.body.length;
    let canUndo = act.leftAt === null;
    let uploadedTo = act.upload;
    const progress = (sentBytes: number): void => {
      flight = { actId, sentBytes, totalBytes, stop };
      deps.onProgress({ actId, step: 'sending', leavesAt: null, canUndo, sentBytes, totalBytes });
    };
    progress(0);
    const sent = await attemptAct(deps, {
      act,
      request,
      signal: stop.signal,
      onLeaving: () => {
        leaving(act);
        canUndo = false;
      },
      onSent: progress,
      onHeld: (upload, heldBytes) => {
        if (closed) return;
        if (heldBytes > (heldThere.get(actId)?.heldBytes ?? 0)) failures = 0;
        heldThere.set(actId, { heldBytes, totalBytes });
        progress(heldBytes);
        if (upload === uploadedTo) return;
        uploadedTo = upload;
        // Not written down, its parts are forgotten there by themselves.
        onDisk(deps.log, () => noteUpload(database, actId, upload));
      },
    });
    flight = undefined;
    // The post may have been left meanwhile. The service may have it: its author's next session asks by name.
    if (closed) return 'CANCELLED';
    if (sent.ok) {
      // Without a durable receipt nothing is said to be received: the service is asked again by the same name.
      const trouble = onDisk(deps.log, () => received(act, sent.value));
      if (trouble !== undefined) return stays(actId, trouble);
      deps.log.write({ event: 'outbox.sent', kind: act.kind, ms: Math.round(performance.now() - startedAt) });
      progressDone(actId, totalBytes);
      tell(actId, sent.value);
      deps.onReceived(act);
      return undefined;
    }
    if (TRY_AGAIN.has(sent.error)) {
      // Taken back while it was being prepared to leave: it is gone, and waits for nothing.
      if (findAct(database, actId) === undefined) return undefined;
      return stays(actId, sent.error);
    }
    const { error } = sent;
    const trouble = onDisk(deps.log, () => refused(act, error));
    return trouble === undefined ? undefined : stays(actId, trouble);
  }

  function stays(actId: string, because: FailureCode): FailureCode {
    troubles.set(actId, because);
    // Whoever looks at it sees that it is not on its way any more.
    const canUndo = findAct(database, actId)?.leftAt === null;
    deps.onProgress({ actId, step: 'stored', leavesAt: null, canUndo, sentBytes: 0, totalBytes: 0 });
    deps.log.write({ event: 'outbox.waiting', code: because });
    return because;
  }

  /** What the second copy does not hear of is harmless: the store knows, and the service knows the name. */
  function settle(act: ActSummary, settlement: Settlement): void {
    onDisk(deps.log, () => secondCopy.settled(act.key, settlement));
  }

  /** Written down before the service may do it: from here on nobody can say that it has not. */
  function leaving(act: ActSummary): void {
    if (closed) throw new Error('the post was left');
    if (act.leftAt === null) secondCopy.left(act.key, at());
    if (!markLeft(database, act.actId, at())) throw new Error('it was taken back');
  }

  function received(act: ActSummary, answer: WireAnswer): void {
    const receivedAt = at();
    recordReceipt(database, act.actId, receivedAt, answerOf(answer));
    settle(act, { how: 'received', at: receivedAt });
    failures = 0;
    over(act.actId);
  }

  function refused(act: ActSummary, code: FailureCode): void {
    recordRefusal(database, act.actId, code);
    settle(act, { how: 'refused', code });
    deps.log.write({ event: 'outbox.refused', code });
    failures = 0;
    over(act.actId);
    tell(act.actId);
  }

  function over(actId: string): void {
    troubles.delete(actId);
    heldThere.delete(actId);
    if (secondCopy.size() > 0 && pendingActs(database).length === 0) {
      onDisk(deps.log, () => secondCopy.empty());
    }
    deps.onChanged();
  }

  function progressDone(actId: string, totalBytes: number): void {
    const done = { sentBytes: totalBytes, totalBytes };
    deps.onProgress({ actId, step: 'received', leavesAt: null, canUndo: false, ...done });
  }

  /** In the second copy first: what the store has, both have. @returns false when the act is already there */
  function kept(act: StoredAct): Result<boolean, DiskFailure> {
    let isNew = false;
    const trouble =
      onDisk(deps.log, () => {
        diskOf(database).demandRoom();
        secondCopy.keep(act);
      }) ??
      onDisk(deps.log, () => {
        isNew = storeAct(database, act);
      });
    if (!isNew) onDisk(deps.log, () => secondCopy.settled(act.key, { how: 'withdrawn' }));
    return trouble === undefined ? ok(isNew) : err(trouble);
  }

  return {
    enqueue: (newAct) => {
      const act: StoredAct = {
        ...newAct,
        key: randomUUID(),
        authorId: deps.authorId,
        storedAt: at(),
      };
      const stored = kept(act);
      if (!stored.ok) return stored;
      const { actId } = act;
      const totalBytes = act.request.body.length;
      if (stored.value) {
        deps.log.write({ event: 'outbox.stored', kind: act.kind, bytes: totalBytes });
        const leavesAt = delays.begin(actId, act.kind);
        deps.onProgress({ actId, step: 'stored', leavesAt, canUndo: true, sentBytes: 0, totalBytes });
        if (leavesAt === null) setImmediate(() => void run());
        deps.onChanged();
      }
      const entered = current(actId);
      if (entered === undefined) throw new Error('an act that was stored is not there');
      return ok(entered);
    },
    tried: (actId) => {
      const now = current(actId);
      const isPending = now?.status.status === 'waiting' || now?.status.status === 'sending';
      if (!isPending) return Promise.resolve({ entry: now, answer: undefined });
      return new Promise((resolve) => {
        watchers.set(actId, [...(watchers.get(actId) ?? []), resolve]);
      });
    },
    undo: (actId) => {
      const act = findAct(database, actId);
      if (act === undefined) return err('NOT_FOUND');
      if (!withdrawAct(database, actId)) return err('ALREADY_LEFT');
      delays.end(actId);
      if (flight?.actId === actId) flight.stop.abort();
      void dropParts(deps, act);
      settle(act, { how: 'withdrawn' });
      deps.log.write({ event: 'outbox.undone', kind: act.kind });
      over(actId);
      tell(actId);
      return ok(null);
    },
    release: async (actIds) => {
      for (const actId of actIds) {
        confirmAct(database, actId);
        delays.end(actId);
      }
      failures = 0;
      deps.onChanged();
      await run();
      return actIds.flatMap((actId) => current(actId) ?? []);
    },
    sendWaiting: run,
    forget: (actId) => {
      forgetRefused(database, actId);
      deps.onChanged();
    },
    pendingOn: (object) => {
      const act = pendingActs(database).find(({ objects }) => objects.includes(object));
      return act === undefined ? undefined : entry(act);
    },
    counts: () => countByStatus(database),
    entries: () => latestActs(database, SHOWN).map(entry),
    entriesOf: (acts) => acts.map(entry),
    receipts: () => receivedActs(database),
    close: () => {
      closed = true;
      clearTimeout(retry);
      delays.stop();
      flight?.stop.abort();
      for (const actId of watchers.keys()) tell(actId);
      secondCopy.close();
    },
  };
}
