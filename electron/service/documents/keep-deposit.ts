import { randomUUID } from 'node:crypto';
import type { Policy } from '../../../shared/access/policy.ts';
import type { ConfidentialityCode, Instant } from '../../../shared/access/vocabulary.ts';
import type { FullIdentifier } from '../../../shared/fhir/datatypes.ts';
import { completeSheet } from '../../../shared/fhir/document-sheet.ts';
import { isConfidentialityCode } from '../../../shared/fhir/security-label.ts';
import { facetsOf } from '../../../shared/fhir/sheet-facets.ts';
import {
  CLASS_SYSTEM,
  ORGANIZATION_SYSTEM,
  PROFESSIONAL_SYSTEM,
  URI_SYSTEM,
} from '../../../shared/fhir/systems.ts';
import classes from '../../../resources/habilitation/classes.json' with { type: 'json' };
import type { ServiceContext } from '../context.ts';
import type { RecordRow } from '../storage/records.ts';
import { documentsOf } from './documents.ts';
import type { JudgedDeposit } from './judge-deposit.ts';
import { PATIENT_CLASS } from './judge-deposit.ts';
import type { PreparedDocument } from './prepared.ts';
import type { Receipt } from './receipt-store.ts';
import type { SetRow } from './set-store.ts';
import { binaryUrl, parsedSheet, sheetText } from './sheet-text.ts';
import type { DocumentRow, NewDocument } from './store.ts';
import { codesOf } from './store.ts';

/** A permitted deposit, about to be kept. */
export interface KeptDeposit {
  readonly prepared: PreparedDocument;
  readonly judged: JudgedDeposit;
  readonly set: Pick<SetRow, 'id' | 'uid'>;
  readonly replaces: DocumentRow | undefined;
  readonly now: Instant;
}

/**
 * Keeps a document: its row, its bytes, its words, the receipt that a repeat is answered from; and makes what
 * it replaces superseded. All of it stands in the transaction of the request.
 */
export function keepDeposit(context: ServiceContext, deposit: KeptDeposit): Receipt {
  const { documents, contents, texts, receipts } = documentsOf(context);
  const { prepared, judged, set, replaces } = deposit;
  const superseded = replaces === undefined ? null : supersede(context, replaces, deposit.now);
  const row = newDocument(context, deposit);
  const id = documents.add(row);
  contents.add(id, prepared.bytes);
  texts.add(id, judged.record.id, indexedText(prepared));
  const receipt: Receipt = {
    unique_system: row.unique_system,
    unique_value: row.unique_value,
    record_id: row.record_id,
    author: row.author,
    sha256: row.sha256,
    entry_id: row.entry_id,
    binary_id: row.binary_id,
    set_uid: set.uid,
    superseded: superseded === null ? null : `${superseded.entry_id}/${superseded.version}`,
    url_at: row.url_at,
    sheet: row.sheet,
  };
  receipts.add(receipt);
  return receipt;
}

function newDocument(
  context: ServiceContext,
  { prepared, judged, set, replaces, now }: KeptDeposit,
): NewDocument {
  const { reading, bytes, sha1, sha256, format } = prepared;
  const { record, author, byPatient } = judged;
  const binaryId = randomUUID();
  const logical: FullIdentifier =
    replaces === undefined
      ? (reading.logicalId ?? { system: URI_SYSTEM, value: `urn:uuid:${randomUUID()}` })
      : { system: replaces.logical_system, value: replaces.logical_value };
  const documentClass =
    reading.class ?? (byPatient ? PATIENT_CLASS : classOfType(context.policy, reading.type));
  const stored = completeSheet(prepared.sheet, {
    logicalId: logical,
    custodian: byPatient ? null : structureOf(context, author),
    category: classCoding(documentClass),
    subject: { system: record.system, value: record.ins },
    attachment: { url: binaryUrl(binaryId), size: bytes.length, hash: sha1.toString('base64') },
    replaces:
      replaces === undefined ? null : { system: replaces.unique_system, value: replaces.unique_value },
  });
  const visibility = visibilityOf(context, record, prepared, replaces, byPatient);
  const state = {
    entry_id: randomUUID(),
    status: 'current',
    archived: 0,
    confidentiality: visibility.codes.join(' '),
    masked_by: visibility.maskedBy,
    version: 1,
    // A new version of a document does not start the clock of its announcement again (docs/rules.md 8).
    first_deposited_at: replaces?.first_deposited_at ?? now,
    changed_at: now,
  } as const;
  const authors = [
    {
      by: 'identifier' as const,
      system: byPatient ? record.system : PROFESSIONAL_SYSTEM,
      value: author,
    },
    ...reading.authors
      .filter(({ value }) => value !== author)
      .map(({ system, value }) => ({ by: 'identifier' as const, system, value })),
  ];
  return {
    ...state,
    ...sheetText(stored, state, binaryId),
    record_id: record.id,
    set_id: set.id,
    binary_id: binaryId,
    unique_system: reading.uniqueId.system,
    unique_value: reading.uniqueId.value,
    logical_system: logical.system,
    logical_value: logical.value,
    author,
    by_patient: byPatient ? 1 : 0,
    type: reading.type,
    class: documentClass,
    replaces: replaces?.id ?? null,
    media_type: reading.contentType,
    size: bytes.length,
    sha1,
    sha256,
    facets: JSON.stringify(facetsOf(stored, authors, format)),
  };
}

/** Codes of the new document: those that were sent, and the mask that the patient wants on all to come. */
function visibilityOf(
  context: ServiceContext,
  record: RecordRow,
  { reading }: PreparedDocument,
  replaces: DocumentRow | undefined,
  byPatient: boolean,
): { codes: ConfidentialityCode[]; maskedBy: 'patient' | 'professional' | null } {
  const codes = reading.labels.codes.filter(isConfidentialityCode);
  if (codes.includes('MASQUE_PS')) {
    const patients = byPatient || replaces?.masked_by === 'patient';
    return { codes, maskedBy: patients ? 'patient' : 'professional' };
  }
  const mayMask =
    context.policy.parameters.cumulInvisiblePatientMasquePs || !codes.includes('INVISIBLE_PATIENT');
  return mayMask && masksAllToCome(context, record)
    ? { codes: [...codes, 'MASQUE_PS'], maskedBy: 'patient' }
    : { codes, maskedBy: null };
}

function masksAllToCome({ stores }: ServiceContext, record: RecordRow): boolean {
  return stores.consents
    .standing(record.id)
    .some(({ category, permit }) => category === 'masking-default' && permit === 0);
}

function supersede(context: ServiceContext, row: DocumentRow, now: Instant): DocumentRow {
  return changeDocument(context, row, { ...row, status: 'superseded' }, now);
}

/** Writes a document's new state under a new id and the next version; the sheet is made anew. */
export function changeDocument(
  context: ServiceContext,
  row: DocumentRow,
  state: Pick<DocumentRow, 'status' | 'archived' | 'confidentiality' | 'masked_by'>,
  now: Instant,
): DocumentRow {
  const { documents } = documentsOf(context);
  const text = documents.sheet(row.id);
  if (text === undefined) throw new Error('a document without a sheet');
  const { status, archived, confidentiality } = state;
  const masked_by = codesOf(state).includes('MASQUE_PS') ? state.masked_by : null;
  const changed: DocumentRow = {
    ...row,
    status,
    archived,
    confidentiality,
    masked_by,
    entry_id: randomUUID(),
    version: row.version + 1,
    changed_at: now,
  };
  const { id, record_id, entry_id, version, changed_at } = changed;
  const sheet = sheetText(parsedSheet(text), changed, row.binary_id);
  documents.change({
    id,
    record_id,
    entry_id,
    status,
    archived,
    confidentiality,
    masked_by,
    version,
    changed_at,
    ...sheet,
  });
  return changed;
}

function indexedText({ sheet, text }: PreparedDocument): string {
  const title = sheet.content[0]?.attachment.title ?? '';
  return [title, sheet.description ?? '', text].join('\n');
}

function structureOf({ stores }: ServiceContext, professional: string): FullIdentifier | null {
  const organization = stores.directory.professional(professional)?.organization;
  return organization === undefined ? null : { system: ORGANIZATION_SYSTEM, value: organization };
}

function classOfType({ habilitation }: Policy, type: string): string {
  return habilitation.types.find(({ code }) => code === type)?.class ?? '';
}

function classCoding(code: string): { system: string; code: string; display: string } | null {
  const found = classes.find((candidate) => candidate.code === code);
  return found === undefined ? null : { system: CLASS_SYSTEM, code, display: found.label };
}
