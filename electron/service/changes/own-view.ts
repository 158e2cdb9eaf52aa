import { createHash } from 'node:crypto';
import type { Instant } from '../../../shared/access/vocabulary.ts';
import type { Caller, PatientCaller, ProfessionalCaller } from '../auth/caller.ts';
import { callerOf } from '../auth/caller.ts';
import type { ServiceContext } from '../context.ts';
import { noticesSeen, reportsSeen } from '../patient/communications.ts';
import { standingOf } from '../record/facts.ts';
import type { Asking } from '../record/ruling.ts';
import { patientReaderOf, readerOf, wouldPermit, wouldPermitPatient } from '../record/ruling.ts';
import { sectionsSeen } from '../sections/view.ts';
import { allOwn, namesOf } from '../sections/taking-part.ts';
import { messagesSeen } from '../sections/threads.ts';
import type { ConsentRow } from '../storage/consents.ts';
import type { RecordRow } from '../storage/records.ts';
import type { SectionRow } from '../storage/sections.ts';
import { lastAccessSeen } from '../traces/views.ts';
import type { Following, OwnView } from './changes.ts';
import type { DocumentsSeen } from './documents-seen.ts';
import { documentsDrawer } from './documents-seen.ts';

/** Follows a record with a token, as long as it and the right last. */
export function followingOf(context: ServiceContext, token: Buffer, recordId: number): Following {
  const drawDocuments = documentsDrawer();
  const looking = () => {
    const asking = { context, now: context.clock.now() };
    const caller = callerOf(context, token, asking.now);
    const record = context.stores.records.byId(recordId);
    return caller !== undefined && record !== undefined && maySee(asking, caller, record)
      ? { asking, caller, record }
      : undefined;
  };
  return {
    token,
    recordId,
    names: [],
    isAllowed: () => looking() !== undefined,
    draw: () => {
      const seen = looking();
      return seen && ownView(seen.asking, seen.caller, seen.record, drawDocuments);
    },
  };
}

/** Whether a caller may look at a record at all. */
function maySee(asking: Asking, caller: Caller, record: RecordRow): boolean {
  return caller.kind === 'patient'
    ? caller.record.id === record.id && wouldPermitPatient(asking, caller, { action: 'open', as: 'list' })
    : wouldPermit(asking, caller, { action: 'list', record });
}

/**
 * The view of whoever may look. It is drawn from what the caller's own requests would answer, by the same
 * decisions: what is hidden from him is in no digest, so that nothing that happens to it is told.
 */
function ownView(asking: Asking, caller: Caller, record: RecordRow, draw: DrawDocuments): OwnView {
  const { seen, documents } =
    caller.kind === 'patient' ? spaceOf(asking, caller, draw) : recordOf(asking, caller, record, draw);
  return { digest: digestOf([documents.digest, seen]), until: documents.until };
}

type DrawDocuments = ReturnType<typeof documentsDrawer>;

interface Parts {
  readonly seen: unknown;
  readonly documents: DocumentsSeen;
}

/** The session and each right end by the clock. */
const endsOf = ({ session }: Caller, rights: readonly ConsentRow[]): readonly Instant[] => [
  session.expires_at,
  ...rights.map(({ until }) => until ?? 0),
];

function recordOf(asking: Asking, caller: ProfessionalCaller, record: RecordRow, draw: DrawDocuments): Parts {
  const { stores } = asking.context;
  const { id, organization } = caller.professional;
  const bearing = stores.consents
    .bearingOn(record.id, id, organization)
    .filter(({ category }) => category === 'authorisation' || category === 'sharing');
  const standingOnRecord = stores.consents.standing(record.id);
  const treatingDoctors = standingOnRecord
    .filter(({ category }) => category === 'treating-doctor')
    .map(({ actor }) => actor);
  // Who reads the whole journal reads the blocks too (docs/rules.md 4).
  const blocks = wouldPermit(asking, caller, { action: 'readAllTraces', record })
    ? standingOnRecord.filter(({ category }) => category === 'block')
    : [];
  return {
    seen: [
      record.status,
      record.activated_at !== null,
      bearing.map((row) => standing(row, asking.now)),
      treatingDoctors,
      blocks.map((row) => standing(row, asking.now)),
      statesOf(asking, caller, sectionsSeen(asking, caller, record)),
      linksSeen(asking, record).filter(({ shown }) => shown === 1),
    ],
    documents: draw(asking, record, {
      reads: () => readerOf(asking, caller, record),
      circumstances: standingOf(asking.context, caller, record),
      ends: endsOf(caller, bearing),
    }),
  };
}

/** All of the space that is not the patient's side's own reading: that would tell of itself for ever. */
function spaceOf(asking: Asking, caller: PatientCaller, draw: DrawDocuments): Parts {
  const { stores } = asking.context;
  const { record } = caller;
  const rights = stores.consents.standing(record.id);
  return {
    seen: [
      record.status,
      record.activated_at,
      record.opposable_until,
      record.email,
      rights.map((row) => standing(row, asking.now)),
      record.muted,
      stores.records.kinOf(record.id, 'carer').map(({ id }) => id),
      noticesSeen(asking.context, caller).map(({ id, read_at: read }) => [id, read]),
      reportsSeen(asking.context, caller).map(({ id }) => id),
      statesOf(asking, caller, sectionsSeen(asking, caller, record)),
      linksSeen(asking, record),
      lastAccessSeen(asking, caller),
    ],
    documents: draw(asking, record, {
      reads: () => patientReaderOf(asking, caller),
      circumstances: [caller.role, record.status],
      ends: endsOf(caller, rights),
    }),
  };
}

/** Entries as their reader has them: those that he takes part in, with what became of them. */
function statesOf({ context }: Asking, caller: Caller, rows: readonly SectionRow[]): readonly unknown[] {
  const { stateOf } = messagesSeen(
    context,
    caller,
    rows.filter(({ kind }) => kind === 'Communication'),
  );
  return rows.map((row) =>
    row.kind === 'Communication'
      ? stateOf(row)
      : [row.id, row.version, ...remindersSeen(context, caller, row)],
  );
}

/** Reminders are the patient's side's. */
const remindersSeen = (
  { stores }: ServiceContext,
  caller: Caller,
  { kind, id }: SectionRow,
): readonly number[] =>
  kind === 'Appointment' && caller.kind === 'patient' ? stores.takingPart.remindersOf(id) : [];

const linksSeen = ({ context }: Asking, record: RecordRow) => context.stores.takingPart.linksOf(record.id);

/** Follows what a professional takes part in on any record: his threads and his appointments. */
export function followingOwn(context: ServiceContext, token: Buffer, caller: ProfessionalCaller): Following {
  const looking = () => {
    const asking = { context, now: context.clock.now() };
    const now = callerOf(context, token, asking.now);
    return now?.kind === 'professional' ? { asking, caller: now } : undefined;
  };
  return {
    token,
    recordId: null,
    names: namesOf(caller),
    isAllowed: () => looking() !== undefined,
    draw: () => {
      const seen = looking();
      if (seen === undefined) return undefined;
      const rows = (['Communication', 'Appointment'] as const).flatMap((kind) =>
        allOwn(seen.asking, seen.caller, kind),
      );
      return {
        digest: digestOf(statesOf(seen.asking, seen.caller, rows)),
        until: seen.caller.session.expires_at,
      };
    },
  };
}

const digestOf = (seen: unknown): string =>
  createHash('sha256').update(JSON.stringify(seen)).digest('base64url').slice(0, 22);

/** A right as it stands: one that ran out is another thing than the day before. */
function standing(row: ConsentRow, now: Instant): readonly unknown[] {
  const runs = row.until === null || row.until > now;
  return [row.id, row.category, row.actor, row.code, row.permit, row.since, row.until, runs];
}
