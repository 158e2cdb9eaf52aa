import type { RecordFacts } from '../../../shared/access/question.ts';
import { isHiddenFromPatient, isHiddenFromRepresentatives } from '../../../shared/access/clocks.ts';
import type { Policy } from '../../../shared/access/policy.ts';
import type { ConfidentialityCode, DocumentStatus, Instant } from '../../../shared/access/vocabulary.ts';
import type { StoredSheet } from '../../../shared/fhir/document-sheet.ts';
import { answeredSheet } from '../../../shared/fhir/document-sheet.ts';
import type { SheetStatus } from '../../../shared/fhir/document-search.ts';
import { z } from '../../../shared/schema/zod.ts';
import { iso } from '../clock.ts';
import { factsOf } from './record-index.ts';
import type { DocumentRow, SheetText } from './store.ts';
import { codesOf } from './store.ts';

/** State of a document, from which its answered sheet is made. */
export type AnsweredState = Pick<
  DocumentRow,
  | 'entry_id'
  | 'version'
  | 'changed_at'
  | 'status'
  | 'archived'
  | 'confidentiality'
  | 'masked_by'
  | 'first_deposited_at'
>;

const STATUS: Readonly<Record<DocumentStatus, SheetStatus>> = {
  current: 'current',
  superseded: 'superseded',
  deleted: 'entered-in-error',
};

export function fhirStatus(status: DocumentStatus): SheetStatus {
  return STATUS[status];
}

/** Where the bytes of a document are, before the address of the service stands in front. */
export function binaryUrl(binaryId: string): string {
  return `Binary/${binaryId}`;
}

/**
 * The sheet as text, made once a change: lists then copy it and never parse it again.
 *
 * @param sheet the kept sheet, or an earlier answer
 */
export function sheetText(sheet: StoredSheet, state: AnsweredState, binaryId: string): SheetText {
  const resource = answeredSheet(sheet, {
    id: state.entry_id,
    version: state.version,
    lastUpdated: iso(state.changed_at),
    status: STATUS[state.status],
    archived: state.archived === 1,
    confidentiality: codesOf(state),
    maskedBy: state.masked_by,
    depositedAt: iso(state.first_deposited_at),
  });
  return textOf(resource, binaryId);
}

function textOf(resource: object, binaryId: string): SheetText {
  const sheet = Buffer.from(JSON.stringify(resource), 'utf8');
  const member = `"url":"${binaryUrl(binaryId)}"`;
  return { sheet, url_at: sheet.indexOf(member) + '"url":"'.length };
}

/** The pieces of a sheet as it leaves, with the address of the service in its place. */
export function answeredPieces({ sheet, url_at }: SheetText, base: Buffer): readonly Buffer[] {
  return [sheet.subarray(0, url_at), base, sheet.subarray(url_at)];
}

export function parsedSheet({ sheet }: SheetText): StoredSheet {
  return z.record(z.string(), z.unknown()).parse(JSON.parse(sheet.toString('utf8')));
}

/** Codes that still have an effect: the others count as absent everywhere (docs/rules.md 1). */
export function effectiveCodes(
  policy: Policy,
  record: Pick<RecordFacts, 'birthDate'>,
  row: DocumentRow,
  now: Instant,
): { readonly effective: ConfidentialityCode[]; readonly lapsed: ConfidentialityCode[] } {
  const facts = factsOf(row);
  const holds = (code: ConfidentialityCode): boolean => {
    if (code === 'INVISIBLE_PATIENT') return isHiddenFromPatient(policy, facts, now);
    if (code !== 'INVISIBLE_REPRESENTANTS_LEGAUX') return true;
    return isHiddenFromRepresentatives(policy, { status: 'ACTIVE', ...record }, facts, now);
  };
  const codes = codesOf(row);
  const effective = codes.filter(holds);
  return {
    // A sheet always bears a level: without any other code left, the ordinary one.
    effective: effective.length === 0 ? ['N'] : effective,
    lapsed: codes.filter((code) => !holds(code)),
  };
}
