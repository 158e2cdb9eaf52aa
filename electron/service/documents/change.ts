import type { ChangeIntent, IntentFault } from '../../../shared/fhir/change-intent.ts';
import { intentOf } from '../../../shared/fhir/change-intent.ts';
import type { JsonPatch } from '../../../shared/fhir/json-patch.ts';
import { forbiddenPath } from '../../../shared/fhir/json-patch.ts';
import { parseIdentifier } from '../../../shared/fhir/search-parameters.ts';
import type { Named } from '../../../shared/fhir/document-sheet.ts';
import type { Result } from '../../../shared/result.ts';
import type { PatientAction } from '../../../shared/access/patient.ts';
import { fhirBase } from '../context.ts';
import type { Answer } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { invalid, refusal } from '../http/refusal.ts';
import { rule, ruleForPatient } from '../record/ruling.ts';
import type { RecordRow } from '../storage/records.ts';
import { changeDocument } from './keep-deposit.ts';
import { etagOf, isConfirmed, locate, seenVersion } from './locate.ts';
import { fhirBytes, unknownDocument } from './read.ts';
import { factsOf } from './record-index.ts';
import { effectiveCodes, parsedSheet, sheetText } from './sheet-text.ts';
import type { DocumentRow } from './store.ts';
import { storesOf, traced } from './view.ts';

/**
 * `PATCH DocumentReference` (TD3.3): one act on a document, judged by the difference that the patch makes.
 * Only whoever may know of the document is told what is wrong with his patch.
 */
export function changeMetadata(exchange: SignedInExchange, named: Named, patch: JsonPatch): Answer {
  const forbidden = forbiddenPath(patch);
  const { context, caller } = exchange;
  const row = locate(storesOf(exchange).documents, named);
  const record = row === undefined ? undefined : context.stores.records.byId(row.record_id);
  if (row === undefined || record === undefined || isAnothers(exchange, record)) {
    if (forbidden !== undefined) throw pathForbidden();
    takeAsLong(exchange, patch);
    throw unknownDocument(exchange, 'change');
  }
  if (forbidden !== undefined) throw pathForbidden();
  const before = answered(exchange, record, row);
  const intent = intentOf(before, patch);
  judge(exchange, record, row, intent);
  if (!intent.ok) throw explained(intent.error);
  const { act, changes, confidentiality } = intent.value;
  const byPatient = caller.kind === 'patient';
  const now = !changes
    ? row
    : changeDocument(
        context,
        row,
        {
          status: act === 'delete' ? 'deleted' : row.status,
          archived: act === 'archive' ? 1 : act === 'restore' ? 0 : row.archived,
          confidentiality: confidentiality.join(' '),
          masked_by: act === 'mask' ? (byPatient ? 'patient' : 'professional') : row.masked_by,
        },
        exchange.now,
      );
  return fhirBytes(exchange, record, now, {
    etag: etagOf(now),
    location: `${fhirBase(context)}/DocumentReference/${now.entry_id}`,
  });
}

/** Tries the patch on some document, in vain: one that is hidden is answered no later than none. */
function takeAsLong(exchange: SignedInExchange, patch: JsonPatch): void {
  const row = storesOf(exchange).documents.any();
  const record = row === undefined ? undefined : exchange.context.stores.records.byId(row.record_id);
  if (row !== undefined && record !== undefined) intentOf(answered(exchange, record, row), patch);
}

/** The condition of a conditional PATCH: exactly one identifier. @throws Refusal 400 */
export function conditionOf(query: string): Named {
  const [only, ...others] = [...new URLSearchParams(query)];
  if (only === undefined || only[0] !== 'identifier') throw invalid(only?.[0].slice(0, 64) ?? 'identifier');
  const identifier = others.length > 0 ? undefined : parseIdentifier(only[1]);
  if (identifier === undefined) throw invalid('identifier');
  return { by: 'identifier', ...identifier };
}

function isAnothers({ caller }: SignedInExchange, record: RecordRow): boolean {
  return caller.kind === 'patient' && caller.record.id !== record.id;
}

/** The document as it is answered, without the address: patches are written against that. */
function answered(exchange: SignedInExchange, record: RecordRow, row: DocumentRow) {
  const text = storesOf(exchange).documents.sheet(row.id);
  if (text === undefined) throw new Error('a document without a sheet');
  const { effective, lapsed } = effectiveCodes(
    exchange.context.policy,
    { birthDate: record.birth_date },
    row,
    exchange.now,
  );
  const shown = { ...row, confidentiality: effective.join(' ') };
  return {
    resource: parsedSheet(lapsed.length === 0 ? text : sheetText(parsedSheet(text), shown, row.binary_id)),
    confidentiality: effective,
    archived: row.archived === 1,
    lapsed,
  };
}

/**
 * Decides the act, or, for a patch that is none, an act that asks nothing but to know of the document and to
 * be its author: a refusal must not say more than that.
 */
function judge(
  exchange: SignedInExchange,
  record: RecordRow,
  row: DocumentRow,
  intent: Result<ChangeIntent, IntentFault>,
): void {
  const { caller, request } = exchange;
  const seen = intent.ok ? seenVersion(request.headers['if-match']) : row.version;
  const act = intent.ok ? intent.value.act : 'archive';
  const about = {
    document: factsOf(row),
    traced: traced(row),
    staleHeaders: { etag: etagOf(row) },
  };
  if (caller.kind === 'patient') {
    const action = intent.ok ? patientAction(act) : 'maskDocument';
    ruleForPatient(exchange, caller, { ...about, action, as: act, change: { seenVersion: seen } });
    return;
  }
  rule(exchange, caller, {
    ...about,
    action: act,
    record,
    byIdentifier: true,
    change: {
      seenVersion: seen,
      confirmed: isConfirmed(exchange),
      confidentiality: intent.ok ? intent.value.confidentiality : [],
    },
    unannounced: !intent.ok || !intent.value.changes,
  });
}

function patientAction(act: ChangeIntent['act']): PatientAction {
  switch (act) {
    case 'mask':
      return 'maskDocument';
    case 'unmask':
      return 'showDocument';
    case 'delete':
      return 'deleteDocument';
    case 'archive':
    case 'restore':
    case 'showToPatient':
    case 'showToRepresentatives':
      return 'editDocument';
  }
}

const pathForbidden = (): Error => refusal('INVALID', { status: 405, headers: { allow: 'GET, PATCH' } });

function explained(fault: IntentFault): Error {
  switch (fault) {
    case 'PATCH_INVALID':
      return invalid('patch');
    case 'SEVERAL_ACTS':
      return invalid('patch: several acts');
    case 'PATH_FORBIDDEN':
      return pathForbidden();
    case 'LABEL_UNKNOWN':
      return refusal('CONFIDENTIALITY_INVALID');
    case 'NOT_AN_ACT':
    case 'LABEL_SYSTEM':
      return refusal('INVALID', { status: 422, detail: 'securityLabel' });
  }
}
