import type { InsRef } from '../../shared/bridge/identity.ts';
import type { ActProgress } from '../../shared/bridge/outbox.ts';
import type { SystemStatus } from '../../shared/bridge/system.ts';
import type { Log } from '../log/log.ts';
import { openOutbox } from '../outbox/outbox.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { openSecondCopy } from '../outbox/second-copy.ts';
import { createPatientSearch } from '../search/patient-search.ts';
import type { PatientSearch } from '../search/patient-search.ts';
import { closeInterrupted } from '../store/own-emergencies.ts';
import type { BoundAccesses } from './bound-access.ts';
import type { Deposits } from './deposit.ts';
import type { DesktopNotices } from './desktop-notices.ts';
import type { DeskDisk } from './disk.ts';
import type { Emergencies } from './emergency.ts';
import type { Journals } from './journal.ts';
import type { Keeping } from './keeping.ts';
import type { Keys } from './keys.ts';
import type { Messages } from './messages.ts';
import type { OfflineReports } from './offline-reports.ts';
import type { OwnDesks } from './own-desk.ts';
import type { Records } from './record.ts';
import type { OpenSession } from './session.ts';
import type { VisitBags } from './visit-bag.ts';

/** Time in which an act that cannot be undone afterwards can be taken back. */
const UNDO_MS = 5_000;

const EMPTY_OUTBOX = { toReview: 0, waiting: 0, refused: 0 } as const;

export interface OpenedDeskDeps {
  readonly disk: Pick<DeskDisk, 'open' | 'leave'>;
  readonly ownDesk: Pick<OwnDesks, 'open'>;
  readonly journals: Pick<Journals, 'open' | 'leave'>;
  readonly visitBags: Pick<VisitBags, 'open' | 'leave'>;
  readonly keeping: Pick<Keeping, 'open' | 'leave'>;
  readonly reports: Pick<OfflineReports, 'open' | 'leave'>;
  readonly messages: Pick<Messages, 'open' | 'received' | 'leave'>;
  readonly records: Pick<Records, 'close'>;
  readonly deposits: Pick<Deposits, 'close'>;
  readonly keys: Pick<Keys, 'leave'>;
  readonly accesses: Pick<BoundAccesses, 'once' | 'leave'>;
  readonly emergencies: Pick<Emergencies, 'leave'>;
  readonly desktop: Pick<DesktopNotices, 'counted' | 'forget'>;
  readonly now: () => number;
  /** Five seconds unless told otherwise. */
  readonly undoMs: number | undefined;
  readonly log: Log;
  readonly onProgress: (progress: ActProgress) => void;
  readonly onRecordChanged: (ins: InsRef) => void;
  /** What waits in the outbox changed. */
  readonly onWaiting: () => void;
}

/** What lives only while a session is open. */
export interface OpenedDesk {
  open(opening: OpenSession): void;
  /** @returns the service being told of the accesses that ended; null where nobody need be told */
  leave(): Promise<void> | null;
  /** The patients of the open session's store; throws where none is open. */
  readonly search: () => PatientSearch;
  /** The acts of the open session; throws where none is open. */
  readonly outbox: () => Outbox;
  /** What waits; nothing while no session is open. */
  counts(): SystemStatus['outbox'];
  /** Sends what waits, if a session is open. */
  sendWaiting(): void;
}

/** Opens, in their order, the parts that need a session, and leaves them when it ends. */
export function createOpenedDesk(deps: OpenedDeskDeps): OpenedDesk {
  const { accesses, desktop, log, now } = deps;
  let open: { readonly search: PatientSearch; readonly outbox: Outbox } | undefined;
  const opened = (): NonNullable<typeof open> => {
    if (open === undefined) throw new Error('no session is open');
    return open;
  };

  function outboxOf({ store, client, professional }: OpenSession): Outbox {
    const secondCopy = openSecondCopy(store, now());
    const { acts, damaged } = secondCopy;
    if (acts > 0 || damaged > 0) log.write({ event: 'outbox.recovered', acts, damaged });
    const outbox = openOutbox({
      database: store.database,
      secondCopy: secondCopy.log,
      client,
      secretly: (patient) => accesses.once({ kind: 'secret', patient }),
      authorId: professional.id,
      now,
      random: Math.random,
      undoMs: deps.undoMs ?? UNDO_MS,
      log,
      onProgress: deps.onProgress,
      onReceived: (act) => {
        deps.messages.received(act);
        deps.onRecordChanged(act.ins);
      },
      onChanged: () => {
        desktop.counted('actRefused', outbox.counts().refused);
        deps.onWaiting();
      },
    });
    desktop.counted('actRefused', outbox.counts().refused);
    return outbox;
  }

  return {
    open: (opening) => {
      const { database } = opening.store;
      deps.disk.open(database);
      closeInterrupted(database);
      deps.ownDesk.open(opening);
      deps.journals.open(opening);
      deps.visitBags.open(opening, deps.keeping.open(opening));
      deps.reports.open(opening);
      const outbox = outboxOf(opening);
      open = { search: createPatientSearch(database), outbox };
      deps.messages.open(opening);
    },
    leave: () => {
      desktop.forget();
      deps.disk.leave();
      deps.journals.leave();
      deps.reports.leave();
      deps.visitBags.leave();
      void deps.keeping.leave();
      deps.messages.leave();
      open?.outbox.close();
      open = undefined;
      deps.records.close();
      deps.deposits.close();
      deps.keys.leave();
      const told = accesses.leave();
      deps.emergencies.leave();
      return told;
    },
    search: () => opened().search,
    outbox: () => opened().outbox,
    counts: () => open?.outbox.counts() ?? EMPTY_OUTBOX,
    sendWaiting: () => void open?.outbox.sendWaiting(),
  };
}
