import { randomUUID } from 'node:crypto';
import { isStaff, professionRow } from '../../../shared/access/facts.ts';
import type { Named, SheetReading } from '../../../shared/fhir/document-sheet.ts';
import { namedBy } from '../../../shared/fhir/document-sheet.ts';
import { instantOf } from '../../../shared/fhir/fhir-time.ts';
import { readReplacementPatch } from '../../../shared/fhir/fhirpath-patch.ts';
import { setOfPublication, storedSet } from '../../../shared/fhir/submission-set.ts';
import { PROFESSIONAL_SYSTEM } from '../../../shared/fhir/systems.ts';
import type { Submission, SubmittedPatch } from '../../../shared/fhir/transaction.ts';
import { iso } from '../clock.ts';
import { fhirBase } from '../context.ts';
import type { Answer } from '../http/answer.ts';
import { FHIR_JSON, fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { invalid, refusal } from '../http/refusal.ts';
import { actorOf } from '../record/facts.ts';
import type { RecordRow } from '../storage/records.ts';
import { documentsOf } from './documents.ts';
import type { DepositCase, JudgedDeposit } from './judge-deposit.ts';
import { judgeDeposit } from './judge-deposit.ts';
import { keepDeposit } from './keep-deposit.ts';
import { isConfirmed, locate, seenVersion } from './locate.ts';
import type { PreparedDocument, PreparedSubmission } from './prepared.ts';
import type { Receipt } from './receipt-store.ts';
import type { SetRow } from './set-store.ts';
import { sheetBytes, storesOf } from './view.ts';

/** `POST DocumentReference` (ITI-105). */
export function publish(exchange: SignedInExchange, prepared: PreparedDocument): Answer {
  const replaces =
    prepared.reading.replaces === undefined
      ? null
      : { target: prepared.reading.replaces, seen: seenVersion(exchange.request.headers['if-match']) };
  const repeated = repeatOf(exchange, prepared);
  if (repeated !== undefined) {
    judge(exchange, prepared, REPEATED);
    return publicationAnswer(exchange, repeated);
  }
  const judged = judge(exchange, prepared, {
    replaces,
    duplicate: isDuplicate(exchange, prepared),
    repeated: false,
  });
  const source = judged.byPatient
    ? { system: judged.record.system, value: judged.record.ins }
    : { system: PROFESSIONAL_SYSTEM, value: judged.author };
  const subject = { system: judged.record.system, value: judged.record.ins };
  const set = keepSet(
    exchange,
    judged.record,
    setOfPublication(subject, source, iso(exchange.now)),
    exchange.now,
  );
  const target = replaces === null ? undefined : locate(storesOf(exchange).documents, replaces.target);
  return publicationAnswer(
    exchange,
    keepDeposit(exchange.context, { prepared, judged, set, replaces: target, now: exchange.now }),
  );
}

function publicationAnswer(exchange: SignedInExchange, receipt: Receipt): Answer {
  const base = fhirBase(exchange.context);
  return {
    status: 201,
    headers: {
      'content-type': FHIR_JSON,
      location: `${base}/DocumentReference/${receipt.entry_id}`,
      etag: 'W/"1"',
    },
    body: sheetBytes(exchange.context, receipt),
  };
}

/** `POST /fhir` (ITI-65): all of it, or nothing. */
export function submit(exchange: SignedInExchange, { submission, documents }: PreparedSubmission): Answer {
  const replacing = documents.filter(({ reading }) => reading.replaces !== undefined);
  const patches = [...submission.patches];
  const taken: SubmittedPatch[] = [];
  refuseOddPatches(patches, replacing.length);
  refuseTwoPatients(submission.set.resource.subject, documents, (first) => {
    judge(exchange, first, { replaces: null, duplicate: false, repeated: false });
  });

  const repeats = documents.map((prepared) => repeatOf(exchange, prepared));
  if (repeats.every((receipt) => receipt !== undefined)) {
    for (const prepared of documents) judge(exchange, prepared, REPEATED);
    return submissionAnswer(exchange, submission, repeats, submission.patches);
  }

  let set: Pick<SetRow, 'id' | 'uid'> | undefined;
  const receipts = documents.map((prepared, index) => {
    const patch =
      prepared.reading.replaces === undefined ? undefined : takePatch(exchange, patches, prepared);
    if (patch !== undefined) taken.push(patch);
    const judged = judge(exchange, prepared, {
      replaces:
        prepared.reading.replaces === undefined
          ? null
          : { target: prepared.reading.replaces, seen: seenVersion(patch?.ifMatch) },
      duplicate: repeats[index] !== undefined || isDuplicate(exchange, prepared),
      repeated: false,
    });
    const target = locate(storesOf(exchange).documents, prepared.reading.replaces);
    // The change must be that of the document which is replaced, and not of another.
    if (patch !== undefined && locate(storesOf(exchange).documents, patchTarget(patch))?.id !== target?.id) {
      throw invalid(`entry[${patch.index}].request.url: invalid`);
    }
    set ??= keepSet(
      exchange,
      judged.record,
      storedSet(submission.set.resource),
      instantOf(submission.set.resource.date),
    );
    return keepDeposit(exchange.context, { prepared, judged, set, replaces: target, now: exchange.now });
  });
  return submissionAnswer(exchange, submission, receipts, taken);
}

/** A replacement and its change of status come together or not at all (E14 of the wire). */
function refuseOddPatches(patches: readonly SubmittedPatch[], replacements: number): void {
  for (const { index, patch } of patches) {
    const meaning = readReplacementPatch(patch);
    if (meaning === 'otherPath') {
      throw refusal('INVALID', { status: 405, detail: `entry[${index}].resource` });
    }
    if (meaning === 'otherChange') throw invalid(`entry[${index}].resource: invalid`);
  }
  if (patches.length !== replacements) throw invalid('relatesTo and PATCH: invalid');
}

function patchTarget({ url }: SubmittedPatch): Named | undefined {
  return namedBy({ reference: url }, 'DocumentReference');
}

/** The change that belongs to a replacement; a lone one is judged with it, whatever it names. */
function takePatch(
  exchange: SignedInExchange,
  patches: SubmittedPatch[],
  { reading }: PreparedDocument,
): SubmittedPatch | undefined {
  const { documents } = storesOf(exchange);
  const target = locate(documents, reading.replaces);
  const at = patches.findIndex(
    (patch) => target !== undefined && locate(documents, patchTarget(patch))?.id === target.id,
  );
  return patches.splice(at < 0 ? 0 : at, 1)[0];
}

/** Everything that is submitted together is of one patient (B4 of the wire). */
function refuseTwoPatients(
  set: Parameters<typeof namedBy>[0],
  documents: readonly PreparedDocument[],
  judgeFirst: (first: PreparedDocument) => void,
): void {
  const subjects = [namedBy(set, 'Patient'), ...documents.map(({ reading }) => reading.subject)];
  const [first, ...others] = subjects.map((subject) => JSON.stringify(subject));
  if (others.every((other) => other === first)) return;
  const [document] = documents;
  if (document !== undefined) judgeFirst(document);
  throw refusal('INVALID', { status: 422, detail: 'subject' });
}

function submissionAnswer(
  exchange: SignedInExchange,
  submission: Submission,
  receipts: readonly Receipt[],
  patches: readonly SubmittedPatch[],
): Answer {
  const base = fhirBase(exchange.context);
  const entries: object[] = Array.from({ length: submission.size }, () => ({}));
  const created = (resource: string) => ({
    response: { status: '201 Created', location: `${base}/${resource}`, etag: 'W/"1"' },
  });
  entries[submission.set.index] = created(`List/${receipts[0]?.set_uid ?? ''}`);
  const superseded: string[] = [];
  for (const [place, { index, binary }] of submission.documents.entries()) {
    const receipt = receipts[place];
    if (receipt === undefined) continue;
    entries[index] = created(`DocumentReference/${receipt.entry_id}`);
    entries[binary.index] = created(`Binary/${receipt.binary_id}`);
    if (receipt.superseded !== null) superseded.push(receipt.superseded);
  }
  for (const [place, { index }] of patches.entries()) {
    const [id, version] = superseded[place]?.split('/') ?? [];
    entries[index] = {
      response: { status: '200 OK', location: `${base}/DocumentReference/${id}`, etag: `W/"${version}"` },
    };
  }
  return fhir(200, { resourceType: 'Bundle', type: 'transaction-response', entry: entries });
}

/** Whose document it is to be: the one who deposits, or in whose name staff does; for a patient's side, his. */
function authorOf(
  { caller, context }: SignedInExchange,
  { authors }: SheetReading,
  record: RecordRow,
): string | undefined {
  if (caller.kind === 'patient') return record.ins;
  const actor = actorOf(caller);
  return isStaff(actor, professionRow(context.policy, actor)) ? authors[0]?.value : caller.professional.id;
}

/** The receipt of the same document by the same author with the same bytes (E7 of the wire). */
function repeatOf(exchange: SignedInExchange, { reading, sha256 }: PreparedDocument): Receipt | undefined {
  const { system, value } = reading.uniqueId;
  const receipt = storesOf(exchange).receipts.of(system, value);
  const record = recordOf(exchange, reading.subject);
  const same =
    receipt !== undefined &&
    record !== undefined &&
    receipt.record_id === record.id &&
    receipt.sha256.equals(sha256) &&
    receipt.author === authorOf(exchange, reading, record);
  return same ? receipt : undefined;
}

/**
 * The identifier is taken, or a current document of the same author has the same bytes. The one that is being
 * replaced does not count: the same content under a corrected sheet is a new version, not a second document.
 */
function isDuplicate(exchange: SignedInExchange, { reading, sha256 }: PreparedDocument): boolean {
  const { documents, receipts } = storesOf(exchange);
  const { uniqueId, logicalId, replaces } = reading;
  if (documents.byUniqueId(uniqueId.system, uniqueId.value) !== undefined) return true;
  if (receipts.of(uniqueId.system, uniqueId.value) !== undefined) return true;
  // The logical identifier is that of all versions: who replaces inherits it, nobody else takes it.
  if (replaces === undefined && logicalId !== undefined) {
    if (documents.byLogicalId(logicalId.system, logicalId.value).length > 0) return true;
  }
  const record = recordOf(exchange, reading.subject);
  if (record === undefined) return false;
  const target = locate(documents, replaces);
  return documents
    .sameContent(record.id, sha256)
    .some(
      ({ id, status, author }) =>
        status === 'current' && id !== target?.id && author === authorOf(exchange, reading, record),
    );
}

interface Circumstances {
  readonly replaces: { readonly target: Named; readonly seen: number | undefined } | null;
  readonly duplicate: boolean;
  readonly repeated: boolean;
}

/** A repeat replaces nothing any more: what it replaced, it replaced the first time. */
const REPEATED: Circumstances = { replaces: null, duplicate: false, repeated: true };

function judge(exchange: SignedInExchange, prepared: PreparedDocument, more: Circumstances): JudgedDeposit {
  const record = recordOf(exchange, prepared.reading.subject);
  const deposit: DepositCase = {
    prepared,
    record,
    duplicate: more.duplicate,
    replaces:
      more.replaces === null
        ? null
        : { row: ofRecord(exchange, more.replaces.target, record), seen: more.replaces.seen },
    confirmed: isConfirmed(exchange),
    repeated: more.repeated,
  };
  return judgeDeposit(exchange, deposit);
}

/** What is named, where it is of this record; another's document is as unknown as none. */
function ofRecord(exchange: SignedInExchange, target: Named, record: RecordRow | undefined) {
  const row = locate(storesOf(exchange).documents, target);
  return row !== undefined && row.record_id === record?.id ? row : undefined;
}

function recordOf(exchange: SignedInExchange, subject: Named | undefined): RecordRow | undefined {
  const { records } = exchange.context.stores;
  if (subject === undefined) throw invalid('subject: invalid');
  return subject.by === 'id' ? records.byUid(subject.id) : records.byIns(subject.system, subject.value);
}

function keepSet(
  { context, now }: SignedInExchange,
  record: RecordRow,
  stored: object,
  datedAt: number,
): Pick<SetRow, 'id' | 'uid'> {
  const uid = randomUUID();
  const id = documentsOf(context).sets.add({
    uid,
    record_id: record.id,
    dated_at: datedAt,
    submitted_at: now,
    stored: JSON.stringify(stored),
  });
  return { id, uid };
}
