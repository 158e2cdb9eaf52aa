import type { DocumentFacts } from '../../../shared/access/question.ts';
import type { ServiceContext } from '../context.ts';
import { fhirBase } from '../context.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { refusal } from '../http/refusal.ts';
import { patientReaderOf, readerOf, rule, ruleForPatient } from '../record/ruling.ts';
import type { RecordRow } from '../storage/records.ts';
import type { TracedAction, TracedDocument } from '../traces/entry.ts';
import type { Documents } from './documents.ts';
import { documentsOf } from './documents.ts';
import type { IndexedDocument, IndexedRecord } from './record-index.ts';
import { answeredPieces, effectiveCodes, parsedSheet, sheetText } from './sheet-text.ts';
import type { DocumentRow, SheetText } from './store.ts';

/** What one caller sees of one record. What he does not see is not there. */
export interface RecordView {
  readonly record: RecordRow;
  readonly indexed: IndexedRecord;
  sees(document: IndexedDocument): boolean;
}

/** How a trace names a document: by the identifier that it keeps for life. */
export function traced(row: Pick<DocumentRow, 'unique_system' | 'unique_value'>): TracedDocument {
  const { unique_system: system, unique_value: value } = row;
  return { key: `${system}|${value}`, system, value };
}

/**
 * Opens a record for a list: the act is decided and traced, or refused.
 *
 * @param as how it stands in the journal
 * @param byIdentifier the request named something in the record, and not the record
 * @throws Refusal; an INS that nobody has is refused as one without a record
 */
export function openView(
  exchange: SignedInExchange,
  record: RecordRow | undefined,
  as: TracedAction,
  byIdentifier = false,
): RecordView {
  const { caller, context } = exchange;
  const { index } = documentsOf(context);
  if (caller.kind === 'patient') {
    // Another's record is as unknown to a patient as one that does not exist.
    if (record === undefined || record.id !== caller.record.id) throw refusal('RECORD_NONEXISTENT');
    ruleForPatient(exchange, caller, { action: 'open', as });
    const reads = patientReaderOf(exchange, caller);
    return { record, indexed: index.of(record.id), sees: ({ facts }) => reads(facts) };
  }
  rule(exchange, caller, { action: 'list', record, byIdentifier });
  if (record === undefined) throw refusal('RECORD_NONEXISTENT');
  const reads = readerOf(exchange, caller, record);
  return { record, indexed: index.of(record.id), sees: ({ facts }) => reads(facts) };
}

/** The same without a decision of its own, for what follows one. */
export function viewOf(exchange: SignedInExchange, record: RecordRow): RecordView {
  const { caller, context } = exchange;
  const reads: (facts: DocumentFacts) => boolean =
    caller.kind === 'patient' ? patientReaderOf(exchange, caller) : readerOf(exchange, caller, record);
  return {
    record,
    indexed: documentsOf(context).index.of(record.id),
    sees: ({ facts }) => reads(facts),
  };
}

/**
 * The sheet of a document as this view's reader gets it, in pieces of bytes. A sheet that says more than he
 * may know, or a code that has no effect any more, is written anew; all others leave as they are stored.
 */
export function sheetFor(exchange: SignedInExchange, view: RecordView, document: IndexedDocument): SheetText {
  const { documents } = documentsOf(exchange.context);
  const { row } = document;
  const text = documents.sheet(row.id);
  if (text === undefined) throw new Error('a document without a sheet');
  const policy = exchange.context.policy;
  const { effective, lapsed } = effectiveCodes(
    policy,
    { birthDate: view.record.birth_date },
    row,
    exchange.now,
  );
  const replaced = row.replaces === null ? undefined : view.indexed.byId.get(row.replaces);
  const revealing = replaced !== undefined && !view.sees(replaced);
  if (lapsed.length === 0 && !revealing) return text;
  const sheet = { ...parsedSheet(text) };
  // That there was a version before, which he may not see, is not told.
  if (revealing) delete sheet['relatesTo'];
  return sheetText(sheet, { ...row, confidentiality: effective.join(' ') }, row.binary_id);
}

/** A sheet ready to leave. */
export function sheetBytes(context: ServiceContext, text: SheetText): Buffer {
  return Buffer.concat(answeredPieces(text, baseBytes(context)));
}

export function baseBytes(context: ServiceContext): Buffer {
  return Buffer.from(`${fhirBase(context)}/`, 'utf8');
}

export function storesOf(exchange: SignedInExchange): Documents {
  return documentsOf(exchange.context);
}
