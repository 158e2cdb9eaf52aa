import { randomUUID } from 'node:crypto';
import type { Handlers, Parsed } from '../../shared/bridge/contract.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef, PatientIdentity } from '../../shared/bridge/identity.ts';
import { sameIns } from '../../shared/bridge/identity.ts';
import type { DocumentPage, RecordAccess, RecordView } from '../../shared/bridge/record.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { SearchPage } from '../gateway/bundle.ts';
import type { ServiceClient } from '../gateway/client.ts';
import type { DeclaredConsent, OwnRight } from '../gateway/consent.ts';
import { ownRight } from '../gateway/consent.ts';
import { findSheet, findSheets, readPage } from '../gateway/document-reference.ts';
import type { NationalPatient } from '../gateway/patient.ts';
import { patientByIns } from '../gateway/patient.ts';
import type { Nomenclature, Sheet } from '../gateway/sheet.ts';
import { summaryOf } from '../gateway/sheet.ts';
import { findPatient, markPatientSeen, storePatients } from '../store/patients.ts';
import type { BoundAccesses } from './bound-access.ts';
import { findWords, keptPage } from './kept-page.ts';
import type { Keeping } from './keeping.ts';
import type { OpenSession } from './session.ts';
import { watchOne } from './watch-one.ts';

export interface RecordDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  /** Sessions of their own that the post holds: a record that has one is asked by it, and by it alone. */
  readonly accesses: Pick<BoundAccesses, 'of' | 'end'>;
  /** What the post keeps of the records in use: shown where the service does not answer. */
  readonly keeping: Keeping;
  /** The service says that what may be seen of the open record is no longer what it was. */
  readonly onChanged: (ins: InsRef) => void;
  readonly nomenclature: Nomenclature;
  readonly now: () => number;
  /** A sheet of the open record was read: what its author has to announce is known by it. */
  readonly onSheet: (patient: PatientIdentity, sheet: Sheet, isOwn: boolean) => void;
}

/** The one record open on the post. All that a later call may touch hangs on it. */
export interface OpenRecord {
  readonly view: RecordView;
  /** Everything about this record is asked by it: the ordinary session, or one that is bound to the record. */
  readonly client: ServiceClient;
  readonly consentId: string | null;
  /** What was written down when the right was declared. */
  readonly declared: DeclaredConsent | null;
  /** The sheet of a document of this record, asked again where no list showed it. */
  sheet(uniqueId: string): Promise<Result<Sheet, FailureCode>>;
  /** The sheet of a document that a list showed already: nothing is asked. */
  listed(uniqueId: string): Sheet | undefined;
  /** Keeps what the service now says of a document. */
  remember(sheet: Sheet): void;
  /** SHA-1, base64, of the current documents of the professional himself that a list showed. */
  ownHashes(): ReadonlySet<string>;
}

export interface Records {
  readonly handlers: Pick<
    Handlers,
    'record.open' | 'record.kept' | 'record.close' | 'record.refresh' | 'record.documents' | 'record.find'
  >;
  /**
   * The open record, if it is this patient's: a call about another one is refused, so that an answer that
   * comes late cannot act on the wrong patient.
   */
  of(ins: InsRef): Result<OpenRecord, 'REFUSED'>;
  /** Asks the service again for the state of the record and of the right. */
  reopen(ins: InsRef): Promise<Result<RecordView, FailureCode>>;
  /** Opens the record as the page does. */
  open(ins: InsRef): Promise<Result<RecordView, FailureCode>>;
  close(): void;
  /** Closes the record if it is this patient's: what was known of it is forgotten. */
  forget(ins: InsRef): void;
  /** The service went or came back, or what was kept is gone: what is shown of the open record is asked again. */
  reconsider(ins?: InsRef): void;
}

interface Held extends OpenRecord {
  /** The sheets that the last list showed, by uniqueId. */
  readonly sheets: Map<string, Sheet>;
  readonly cursors: Map<string, string>;
  /** The list that is being read, page by page: whole, it is what the post keeps. */
  listing: Sheet[];
}

/** Opens a record and walks through its documents. */
export function createRecords(deps: RecordDeps): Records {
  let open: Held | undefined;
  /** Counts openings and closings: an answer that belongs to an earlier one is dropped. */
  let turn = 0;
  const watching = watchOne((ins) => {
    void deps.keeping.sections.changed(ins);
    deps.onChanged(ins);
  }, deps.keeping.alive);
  /** The record that left the screen with its lease: whoever asks again about it is told the same. */
  let ended: InsRef | undefined;
  /** An opening under way: what is asked of the record meanwhile waits for it. */
  let opening: Promise<unknown> | undefined;

  async function ask(ins: InsRef): Promise<Result<RecordView, FailureCode>> {
    const asked = turn;
    const session = deps.session();
    if (!session.ok) return session;
    const { professional, store } = session.value;
    const bound = deps.accesses.of(ins);
    const client = bound?.client ?? session.value.client;
    const [patient, right] = await Promise.all([patientByIns(client, ins), ownRight(client, ins)]);
    if (asked !== turn) return err('CANCELLED');
    if (!patient.ok) return withoutService(ins, patient.error, bound !== undefined);
    // Somebody without a record is still somebody: the practice's own list may know them.
    const listed = findPatient(store.database, ins)?.identity;
    const identity = patient.value?.identity ?? listed;
    if (identity === undefined) return err('NOT_FOUND');
    const access = bound?.access ?? ordinaryAccess(session.value);
    if (listed !== undefined && patient.value !== null && access.mode === 'NORMAL') {
      storePatients(store.database, [identity]);
    }
    const own = rightOn(patient.value, right);
    if (!own.ok) return withoutService(ins, own.error, bound !== undefined);
    const view: RecordView = {
      patient: identity,
      record: patient.value?.record ?? { status: 'nonexistent' },
      right: own.value.right,
      treatingDoctor: patient.value?.treatingDoctors.includes(professional.id) ?? false,
      access,
      asOf: new Date(deps.now()).toISOString(),
    };
    // An access that ended while the service answered has nothing to show any more.
    if (bound !== undefined && deps.accesses.of(ins) !== bound) return err('EMERGENCY_SESSION_EXPIRED');
    open = opened(view, client, own.value, sameRecord(ins) ? open : undefined);
    watching.follow(client, view);
    await deps.keeping.shown(view, own.value.declared);
    return ok(view);
  }

  /** What the post kept, where the service does not answer; a refusal takes it away. */
  async function withoutService(
    ins: InsRef,
    error: FailureCode,
    isBound: boolean,
  ): Promise<Result<RecordView, FailureCode>> {
    const asked = turn;
    if (error !== 'SERVICE_UNREACHABLE') await deps.keeping.refused(ins, error);
    if (error !== 'SERVICE_UNREACHABLE' || isBound) return err(error);
    const session = deps.session();
    const found = await deps.keeping.view(ins);
    if (asked !== turn) return err('CANCELLED');
    if (!session.ok || found === undefined) return err(error);
    const view: RecordView = { ...found.view, access: ordinaryAccess(session.value) };
    const right: OwnRight = { right: view.right, consentId: null, declared: found.declared };
    open = opened(view, session.value.client, right, sameRecord(ins) ? open : undefined);
    return ok(view);
  }

  function close(): void {
    turn += 1;
    ended = undefined;
    open = undefined;
    watching.stop();
  }

  const sameRecord = (ins: InsRef): boolean => open !== undefined && sameIns(open.view.patient.ins, ins);

  function opened(
    view: RecordView,
    client: ServiceClient,
    { consentId, declared }: OwnRight,
    before: Held | undefined,
  ): Held {
    // What one session listed, its links and its sheets, is not used with another.
    const known = before?.client === client ? before : undefined;
    const sheets = known?.sheets ?? new Map<string, Sheet>();
    const { ins } = view.patient;
    return {
      view,
      client,
      consentId,
      declared,
      sheets,
      cursors: known?.cursors ?? new Map(),
      listing: known?.listing ?? [],
      listed: (uniqueId) => sheets.get(uniqueId),
      remember: (sheet) => void sheets.set(sheet.masterIdentifier.value, sheet),
      sheet: async (uniqueId) => {
        const listed = sheets.get(uniqueId);
        if (listed !== undefined) return ok(listed);
        const session = deps.session();
        return session.ok ? findSheet(client, ins, uniqueId) : session;
      },
      ownHashes: () => {
        const session = deps.session();
        if (!session.ok) return new Set();
        const own = [...sheets.values()].filter(
          (sheet) =>
            sheet.status === 'current' &&
            summaryOf(sheet, session.value.professional.id, deps.nomenclature).own,
        );
        return new Set(own.flatMap((sheet) => sheet.content[0]?.attachment.hash ?? []));
      },
    };
  }

  function of(ins: InsRef): Result<Held, 'REFUSED'> {
    return open !== undefined && sameRecord(ins) ? ok(open) : err('REFUSED');
  }

  function pageOf(record: Held, page: SearchPage<Sheet>, ownId: string): DocumentPage {
    const documents = page.found.map((sheet) => {
      record.remember(sheet);
      const summary = summaryOf(sheet, ownId, deps.nomenclature);
      deps.onSheet(record.view.patient, sheet, summary.own);
      return summary;
    });
    return {
      ins: record.view.patient.ins,
      documents,
      total: page.total,
      cursor: page.next === undefined ? null : cursorFor(record.cursors, page.next),
      asOf: new Date(deps.now()).toISOString(),
    };
  }

  async function openRecord(ins: InsRef): Promise<Result<RecordView, FailureCode>> {
    close();
    const asking = ask(ins);
    opening = asking;
    const view = await asking;
    const session = deps.session();
    // An emergency leaves nothing on the post: the practice's list does not know of it.
    if (view.ok && session.ok && view.value.access.mode === 'NORMAL') {
      markPatientSeen(session.value.store.database, ins, deps.now());
    }
    return view;
  }

  /** The list as the service gives it now; where it does not answer, as it was kept. */
  async function listed(
    record: Held,
    { ins, since, includeSuperseded, maskedOnly }: ListScope,
    path: string | undefined,
  ): Promise<Result<DocumentPage, FailureCode>> {
    const session = deps.session();
    if (!session.ok) return session;
    const ownId = session.value.professional.id;
    const page =
      path === undefined
        ? await findSheets(record.client, { ins, since, includeSuperseded, maskedOnly })
        : await readPage(record.client, path, ins);
    if (!page.ok) {
      const isKept = page.error === 'SERVICE_UNREACHABLE' && isOrdinary(record) && !maskedOnly;
      const kept = isKept ? await deps.keeping.list(ins) : undefined;
      const found = isKept ? await deps.keeping.view(ins) : undefined;
      if (kept === undefined || found === undefined) {
        if (isOrdinary(record)) await deps.keeping.refused(ins, page.error);
        return page;
      }
      record.sheets.clear();
      for (const sheet of kept.sheets) record.remember(sheet);
      return ok(keptPage(found, kept, { ins, since, includeSuperseded }, ownId, deps.nomenclature));
    }
    // A new list takes the place of the last one: what it no longer shows is no longer known.
    if (path === undefined) {
      record.sheets.clear();
      record.listing = [];
    }
    record.listing.push(...page.value.found);
    if (page.value.next === undefined && isOrdinary(record) && !maskedOnly) {
      await deps.keeping.listed(record.view, record.listing);
    }
    return ok(pageOf(record, page.value, ownId));
  }

  return {
    of,
    reopen: ask,
    open: openRecord,
    close,
    forget: (ins) => {
      if (sameRecord(ins)) close();
    },
    reconsider: (ins) => {
      if (open !== undefined && (ins === undefined || sameRecord(ins))) deps.onChanged(open.view.patient.ins);
    },
    handlers: {
      'record.open': ({ ins }) => openRecord(ins),
      'record.refresh': async ({ ins }) => {
        const hasEnded = (): boolean => ended !== undefined && sameIns(ended, ins);
        const record = of(ins);
        if (!record.ok) return hasEnded() ? err('LEASE_ENDED') : record;
        const view = await ask(ins);
        if (hasEnded()) return err('LEASE_ENDED');
        if (view.ok || view.error !== 'SERVICE_UNREACHABLE') return view;
        // Neither the service nor the post says that it may be seen: it leaves the screen, and this process.
        if (sameRecord(ins)) {
          close();
          ended = ins;
        }
        return err('LEASE_ENDED');
      },
      'record.kept': async ({ ins, since }) => {
        const session = deps.session();
        if (!session.ok) return session;
        if (deps.accesses.of(ins) !== undefined) return ok(null);
        const found = await deps.keeping.view(ins);
        const kept = await deps.keeping.glance(ins);
        if (found === undefined || kept === undefined) return ok(null);
        const { professional } = session.value;
        const scope = { ins, since, includeSuperseded: false };
        return ok({
          view: { ...found.view, access: ordinaryAccess(session.value) },
          documents: keptPage(found, kept, scope, professional.id, deps.nomenclature),
        });
      },
      'record.find': async ({ ins, text }) => {
        await opening;
        const record = of(ins);
        if (!record.ok) return record;
        return findWords(record.value.client, deps.keeping, ins, text);
      },
      'record.close': async () => {
        const closed = open?.view;
        close();
        // A session of its own ends with its record; one of the Centre 15 ends with its call.
        if (closed?.access.callId === null) await deps.accesses.end(closed.patient.ins, 'asked');
        return ok(null);
      },
      'record.documents': async (asked) => {
        // A page that shows what was kept asks while the record is still being opened.
        await opening;
        // Who asks without a session is told that, whatever record he asks about.
        const session = deps.session();
        if (!session.ok) return session;
        const record = of(asked.ins);
        if (!record.ok) return record;
        const { cursor } = asked;
        const path = cursor === null ? undefined : record.value.cursors.get(cursor);
        if (cursor !== null && path === undefined) return err('INVALID');
        return listed(record.value, asked, path);
      },
    },
  };
}

type ListScope = Parsed<'record.documents'>;

/** Asked by the professional's own session: what is read may be kept for a while. */
export const isOrdinary = ({ view }: OpenRecord): boolean =>
  view.access.mode === 'NORMAL' && !view.access.secret;

/** The professional's own session: it has no end but his. */
const ordinaryAccess = ({ signedInAt }: OpenSession): RecordAccess => ({
  mode: 'NORMAL',
  secret: false,
  startedAt: signedInAt,
  endsAt: null,
  callId: null,
});

/**
 * The right as the service tells it. A record that is closed or does not exist answers the question with
 * that reason, and gives no right.
 */
function rightOn(
  patient: NationalPatient | null,
  right: Result<OwnRight, FailureCode>,
): Result<OwnRight, FailureCode> {
  if (right.ok) return right;
  const answeredByRecord =
    right.error === 'RECORD_NONEXISTENT' ||
    (right.error === 'RECORD_CLOSED' && patient?.record.status === 'closed');
  return answeredByRecord ? ok({ right: { status: 'none' }, consentId: null, declared: null }) : right;
}

/** The page gets a name for the next page, never the service's own link: nothing else can be asked with it. */
function cursorFor(cursors: Map<string, string>, path: string): string {
  const cursor = randomUUID();
  cursors.set(cursor, path);
  return cursor;
}
