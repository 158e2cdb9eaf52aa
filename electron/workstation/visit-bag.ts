import { join } from 'node:path';
import type { Policy } from '../../shared/access/policy.ts';
import type { Handlers } from '../../shared/bridge/contract.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { RecordView } from '../../shared/bridge/record.ts';
import type { VisitBagState } from '../../shared/bridge/visit-bag.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { TrustedClock } from '../cache/trusted-clock.ts';
import type { VisitBag } from '../cache/visit-bag.ts';
import { openVisitBag } from '../cache/visit-bag.ts';
import { readBinary } from '../gateway/binary.ts';
import type { ServiceClient } from '../gateway/client.ts';
import { ownRight } from '../gateway/consent.ts';
import { findSheets, readPage } from '../gateway/document-reference.ts';
import { patientByIns } from '../gateway/patient.ts';
import type { Sheet } from '../gateway/sheet.ts';
import { countToReport } from '../store/offline-openings.ts';
import type { Shelf } from './keeping.ts';
import { keepDocument, keepList, keepView } from './kept-sheet.ts';
import { everySection } from './section-reader.ts';
import type { OpenSession } from './session.ts';

export interface VisitBagDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly policy: () => Policy;
  readonly now: () => number;
  readonly onChanged: (state: VisitBagState) => void;
  /** A bag ended: what is shown of it is asked again. */
  readonly onEnded: () => void;
}

export interface VisitBags {
  readonly handlers: Omit<
    Pick<Handlers, Extract<keyof Handlers, `visitBag.${string}`>>,
    'visitBag.nextPages' | 'visitBag.tellPages'
  >;
  open(session: OpenSession, clock: TrustedClock): void;
  leave(): void;
  /** The bag of whoever is at the post; undefined: nobody is, or nothing may lie on the disk. */
  bag(): VisitBag | undefined;
  /** Where what was taken along may be read. */
  shelves(): readonly Shelf[];
  /** Something of it changed: an opening was written down, or told to the service. */
  refresh(): void;
}

interface Opened {
  readonly session: OpenSession;
  readonly clock: TrustedClock;
  /** null: nothing may lie on the disk. */
  readonly bag: VisitBag | null;
  readonly timer: NodeJS.Timeout;
}

const TICK_MS = 1_000;
/** Pages of a list that are taken along at most. */
const MOST_PAGES = 20;

/** The day's patients, taken along for visits without a network. */
export function createVisitBags(deps: VisitBagDeps): VisitBags {
  let opened: Opened | undefined;
  let sealing: { done: number; readonly total: number; isCancelled: boolean } | undefined;

  const iso = (at: number): string => new Date(at).toISOString();

  function stateOf({ session, bag, clock }: Opened): VisitBagState {
    const { visitBagPatientsMax, visitBagDocumentsMax } = deps.policy().parameters;
    const stored = bag?.bag();
    return {
      isPossible: bag !== null,
      patientsMax: visitBagPatientsMax,
      documentsMax: visitBagDocumentsMax,
      bag:
        bag === null || stored === undefined
          ? null
          : {
              sealedAt: iso(stored.sealedAt),
              endsAt: iso(stored.endsAt),
              patients: bag.patients().map(({ patient, documents, words, takenAt }) => ({
                patient,
                documents,
                ...words,
                takenAt: iso(takenAt),
              })),
            },
      isClockBehind: stored !== undefined && clock.wentBack(),
      toReport: countToReport(session.store.database),
      sealing: sealing === undefined ? null : { done: sealing.done, total: sealing.total },
    };
  }

  function refresh(): void {
    if (opened !== undefined) deps.onChanged(stateOf(opened));
  }

  /** Asks the service for one patient, and keeps what it gives; why not, where it does not. */
  async function take(at: Opened, bag: VisitBag, ins: InsRef): Promise<FailureCode | null> {
    const { client, place, signedInAt, professional } = at.session;
    const [patient, own] = await Promise.all([patientByIns(client, ins), ownRight(client, ins)]);
    if (!patient.ok) return patient.error;
    if (!own.ok) return own.error;
    if (patient.value === null) return 'RECORD_NONEXISTENT';
    const { identity, record, treatingDoctors } = patient.value;
    const { right, declared } = own.value;
    if (record.status !== 'active') return 'RECORD_CLOSED';
    if (right.status === 'blocked') return 'BLOCKED_BY_PATIENT';
    if (right.status === 'expired') return 'CONSENT_EXPIRED';
    if (right.status !== 'valid') return 'CONSENT_REQUIRED';
    const asOf = iso(deps.now());
    const view: RecordView = {
      patient: identity,
      record,
      right,
      treatingDoctor: treatingDoctors.includes(professional.id),
      access: { mode: 'NORMAL', secret: false, startedAt: signedInAt, endsAt: null, callId: null },
      asOf,
    };
    const sheets = await everySheet(client, ins);
    if (!sheets.ok) return sheets.error;
    const self = professional.id;
    const sections = await everySection({ client, patient: identity, self, now: deps.now() });
    if (!sections.ok) return sections.error;
    let refusal: FailureCode | null = null;
    await bag
      .put(identity, place, async (kept) => {
        keepView(kept, view, declared);
        await keepList(kept, sheets.value, asOf);
        sections.value(kept);
        let count = 0;
        for (const sheet of sheets.value.slice(0, deps.policy().parameters.visitBagDocumentsMax)) {
          const url = sheet.content[0]?.attachment.url;
          const binary = url === undefined ? err('NOT_FOUND' as const) : await readBinary(client, url);
          if (opened !== at || sealing?.isCancelled === true) refusal = 'CANCELLED';
          else if (!binary.ok && isWholeAway(binary.error)) refusal = binary.error;
          if (refusal !== null) throw new NotTakenAlong();
          if (!binary.ok) continue;
          await keepDocument(kept, sheet, binary.value, iso(deps.now()));
          count += 1;
        }
        return count;
      })
      .catch((cause: unknown) => {
        if (!(cause instanceof NotTakenAlong)) throw cause;
      });
    return refusal;
  }

  async function seal(
    at: Opened,
    bag: VisitBag,
    patients: readonly InsRef[],
  ): Promise<{ state: VisitBagState; notTaken: { ins: InsRef; code: FailureCode }[] }> {
    const notTaken: { ins: InsRef; code: FailureCode }[] = [];
    const turn = { done: 0, total: patients.length, isCancelled: false };
    sealing = turn;
    refresh();
    try {
      for (const ins of patients) {
        const code = turn.isCancelled ? 'CANCELLED' : await take(at, bag, ins);
        if (code !== null) notTaken.push({ ins, code });
        turn.done += 1;
        if (opened === at) refresh();
      }
    } finally {
      sealing = undefined;
      if (opened === at) refresh();
    }
    return { state: stateOf(at), notTaken };
  }

  function withBag(): Result<{ at: Opened; bag: VisitBag }, FailureCode> {
    const session = deps.session();
    if (!session.ok) return session;
    if (opened === undefined || opened.bag === null) return err('REFUSED');
    return ok({ at: opened, bag: opened.bag });
  }

  return {
    open: (session, clock) => {
      const { folder, keys, database } = session.store;
      const bag =
        folder === null
          ? null
          : openVisitBag({
              database,
              folder: join(folder, 'bag'),
              key: keys.subKey('visitBag'),
              clock,
              onWords: refresh,
            });
      const timer = setInterval(() => {
        if (opened?.bag?.sweep() !== true) return;
        refresh();
        deps.onEnded();
      }, TICK_MS).unref();
      opened = { session, clock, bag, timer };
    },
    leave: () => {
      clearInterval(opened?.timer);
      opened?.bag?.close();
      opened = undefined;
      sealing = undefined;
    },
    bag: () => opened?.bag ?? undefined,
    shelves: () => {
      const bag = opened?.bag ?? null;
      return bag === null ? [] : [{ ...bag, source: 'bag' }];
    },
    refresh,
    handlers: {
      'visitBag.state': async () => {
        const session = deps.session();
        if (!session.ok) return session;
        return opened === undefined ? err('LOCKED') : ok(stateOf(opened));
      },
      'visitBag.seal': async ({ patients }) => {
        const found = withBag();
        if (!found.ok) return found;
        if (sealing !== undefined) return err('REFUSED');
        const { at, bag } = found.value;
        const there = new Set(bag.patients().map(({ patient }) => patient.ins.value));
        const added = patients.filter(({ value }) => !there.has(value));
        if (there.size + added.length > deps.policy().parameters.visitBagPatientsMax) return err('INVALID');
        return ok(await seal(at, bag, patients));
      },
      'visitBag.cancel': async () => {
        if (sealing !== undefined) sealing.isCancelled = true;
        return ok(null);
      },
      'visitBag.remove': async ({ ins }) => {
        const found = withBag();
        if (!found.ok) return found;
        await found.value.bag.destroy(ins);
        deps.onEnded();
        return ok(stateOf(found.value.at));
      },
      'visitBag.destroy': async () => {
        const found = withBag();
        if (!found.ok) return found;
        found.value.bag.destroyAll();
        deps.onEnded();
        return ok(stateOf(found.value.at));
      },
    },
  };
}

/** Leaves a patient out of the bag, whole. */
class NotTakenAlong extends Error {}

/** What says that nothing more will come of this patient; a single document may be missing. */
const isWholeAway = (code: FailureCode): boolean => code !== 'NOT_FOUND' && code !== 'TYPE_NOT_PERMITTED';

/** Every current document of a record that may be read, the latest first. */
async function everySheet(client: ServiceClient, ins: InsRef): Promise<Result<Sheet[], FailureCode>> {
  const sheets: Sheet[] = [];
  let page = await findSheets(client, { ins, since: null, includeSuperseded: false });
  for (let read = 1; page.ok; read += 1) {
    sheets.push(...page.value.found);
    if (page.value.next === undefined || read === MOST_PAGES) return ok(sheets);
    page = await readPage(client, page.value.next, ins);
  }
  return page;
}
