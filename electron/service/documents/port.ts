import { randomUUID } from 'node:crypto';
import type { DocumentFacts } from '../../../shared/access/question.ts';
import { setOfPublication } from '../../../shared/fhir/submission-set.ts';
import { PROFESSIONAL_SYSTEM } from '../../../shared/fhir/systems.ts';
import type { PatientCaller } from '../auth/caller.ts';
import { iso } from '../clock.ts';
import type { ServiceContext } from '../context.ts';
import type { DemoDocument } from '../demo/types.ts';
import type { Exchange, SignedInExchange } from '../http/exchange.ts';
import type { Asking } from '../record/ruling.ts';
import { patientReaderOf } from '../record/ruling.ts';
import type { RecordRow } from '../storage/records.ts';
import { demoSheet } from './demo-sheet.ts';
import { documentsOf } from './documents.ts';
import { changeDocument, keepDeposit } from './keep-deposit.ts';
import { prepare } from './prepared.ts';
import { factsOf } from './record-index.ts';
import { effectiveCodes } from './sheet-text.ts';
import { codesOf } from './store.ts';
import { sheetBytes, sheetFor, viewOf } from './view.ts';

/**
 * What the rest of the service asks of the documents: the patient's sweeping acts, the facts that a trace is
 * shown by, and the demo's documents. All run inside the caller's transaction.
 */

/** Masks (or shows again) every current document that this side of the patient sees; how many changed. */
export function maskEverything(exchange: Exchange, caller: PatientCaller, mask: boolean): number {
  const { context, now } = exchange;
  const sees = patientReaderOf(exchange, caller);
  const toChange = documentsOf(context)
    .index.of(caller.record.id)
    .documents.filter(
      ({ row, facts }) =>
        row.status === 'current' && codesOf(row).includes('MASQUE_PS') !== mask && sees(facts),
    );
  for (const { row } of toChange) {
    const codes = codesOf(row).filter((code) => code !== 'MASQUE_PS');
    const confidentiality = mask ? [...codes, 'MASQUE_PS'] : codes.length === 0 ? ['N'] : codes;
    changeDocument(
      context,
      row,
      { ...row, confidentiality: confidentiality.join(' '), masked_by: mask ? 'patient' : null },
      now,
    );
  }
  return toChange.length;
}

/** Erases every document of a record: sheets, bytes, words, receipts, sets (R.1111-36). @returns how many */
export function eraseEverything(context: ServiceContext, recordId: number): number {
  const { documents, contents, texts, receipts, sets, index } = documentsOf(context);
  const count = index.of(recordId).documents.length;
  texts.eraseRecord(recordId);
  contents.eraseRecord(recordId);
  receipts.erase(recordId);
  documents.erase(recordId);
  sets.erase(recordId);
  return count;
}

/** Differs after every change of a record's documents. */
export const documentsToken = (context: ServiceContext, recordId: number): number =>
  documentsOf(context).documents.changeToken(recordId);

/** What the rules look at of each document of a record. */
export function factsOfDocuments(context: ServiceContext, recordId: number): readonly DocumentFacts[] {
  return documentsOf(context)
    .index.of(recordId)
    .documents.map(({ facts }) => facts);
}

/**
 * The documents that a reader sees, by what changes of them when they do: the identifier that each change
 * renews, the codes that have an effect, whether the version before is told.
 */
export function viewedDocuments(
  { context, now }: Asking,
  record: RecordRow,
  reads: (document: DocumentFacts) => boolean,
): readonly (readonly unknown[])[] {
  const { documents, byId } = documentsOf(context).index.of(record.id);
  return documents
    .filter(({ facts }) => reads(facts))
    .map(({ row }) => {
      const before = row.replaces === null ? undefined : byId.get(row.replaces);
      const { effective } = effectiveCodes(context.policy, { birthDate: record.birth_date }, row, now);
      return [row.entry_id, row.version, effective, before !== undefined && reads(before.facts)];
    });
}

/** A document to take away: its sheet as its reader gets it, and its bytes, each read when it is asked for. */
interface DownloadedDocument {
  readonly mediaType: string;
  readonly sheet: () => Buffer;
  readonly content: () => Buffer;
}

/** All documents of a record that the caller sees, newest first. */
export function* downloadedDocuments(
  exchange: SignedInExchange,
  record: RecordRow,
): Generator<DownloadedDocument> {
  const { context } = exchange;
  const view = viewOf(exchange, record);
  for (const document of view.indexed.documents.filter((each) => view.sees(each))) {
    const { row } = document;
    // Erased since the archive was begun.
    if (documentsOf(context).documents.sheet(row.id) === undefined) continue;
    yield {
      mediaType: row.media_type,
      sheet: () => sheetBytes(context, sheetFor(exchange, view, document)),
      content: () => documentsOf(context).contents.read(row.id) ?? Buffer.alloc(0),
    };
  }
}

/** What the rules look at of the document that a trace names by `TracedDocument.key`; undefined: erased. */
export function factsOfTracedDocument(context: ServiceContext, key: string): DocumentFacts | undefined {
  const bar = key.indexOf('|');
  const row = documentsOf(context).documents.byUniqueId(key.slice(0, bar), key.slice(bar + 1));
  return row === undefined ? undefined : factsOf(row);
}

/** Stores the documents of the demo, once, while the service is seeded. */
export function seedDocuments(
  context: ServiceContext,
  documents: Iterable<DemoDocument>,
  recordIdOf: (patientKey: string) => number | undefined,
  professionalIdOf: (professionalKey: string) => string | undefined,
): void {
  for (const document of documents) {
    const recordId = recordIdOf(document.patient);
    const record = recordId === undefined ? undefined : context.stores.records.byId(recordId);
    const author = document.author === null ? undefined : professionalIdOf(document.author);
    if (record === undefined || (document.author !== null && author === undefined)) continue;
    seedDocument(context, document, record, author);
  }
}

function seedDocument(
  context: ServiceContext,
  document: DemoDocument,
  record: RecordRow,
  author: string | undefined,
): void {
  const { documents, sets } = documentsOf(context);
  const { directory } = context.stores;
  const sheet = demoSheet(
    context,
    document,
    record,
    author === undefined ? undefined : directory.professional(author),
  );
  const prepared = prepare(context.policy, sheet, Buffer.from(document.bytes), undefined);
  const subject = { system: record.system, value: record.ins };
  const source = author === undefined ? subject : { system: PROFESSIONAL_SYSTEM, value: author };
  const uid = randomUUID();
  const { depositedAt } = document;
  const set = {
    uid,
    id: sets.add({
      uid,
      record_id: record.id,
      dated_at: depositedAt,
      submitted_at: depositedAt,
      stored: JSON.stringify(setOfPublication(subject, source, iso(depositedAt))),
    }),
  };
  const { system } = sheet.masterIdentifier;
  const replaces = document.replaces === null ? undefined : documents.byUniqueId(system, document.replaces);
  keepDeposit(context, {
    prepared,
    judged: { record, author: author ?? record.ins, byPatient: author === undefined },
    set,
    replaces,
    now: depositedAt,
  });
  const row = documents.byUniqueId(system, document.uniqueId);
  if (row === undefined) return;
  const state = {
    status: document.status,
    archived: document.archived ? (1 as const) : (0 as const),
    confidentiality: row.confidentiality,
    masked_by: document.maskedBy ?? row.masked_by,
  };
  const changes =
    state.status !== row.status || state.archived !== row.archived || state.masked_by !== row.masked_by;
  if (changes) changeDocument(context, row, state, depositedAt);
}
