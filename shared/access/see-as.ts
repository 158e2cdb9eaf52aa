// A document as somebody else would see it: the same decisions, asked for an imagined reader whom the patient
// lets in and who wrote nothing. It is computed over what the person at the keyboard reads himself, and so
// tells him of no document that he does not know.

import { cellRight } from '../habilitation/cell.ts';
import { STAFF_ROW, TREATING_DOCTOR_ROW } from '../habilitation/habilitation.ts';
import type { Provenance } from '../habilitation/matrix.ts';
import { decide } from './decide.ts';
import { decidePatient, type PatientDenyReason } from './patient.ts';
import type { Policy } from './policy.ts';
import type { DocumentFacts, RecordFacts } from './question.ts';
import type { DenyReason, Instant } from './vocabulary.ts';

export type Viewer =
  | { readonly kind: 'patient' | 'representative' | 'carer' | 'treatingDoctor' }
  | { readonly kind: 'row'; readonly row: string };

/** What decides: a refusal's own reason, or what a permit rests on. */
type SightRule = DenyReason | PatientDenyReason | 'OWN_SPACE' | 'CELL' | 'SEES_MASKED' | 'UNKNOWN';

export interface Sight {
  readonly sees: boolean;
  readonly rule: SightRule;
  /** Where the cell comes from, if the matrix decides; null: another rule does, or the class decides. */
  readonly provenance: Provenance | null;
}

export interface SeenRecord {
  readonly record: Pick<RecordFacts, 'status' | 'birthDate'>;
  readonly now: Instant;
}

/** How `viewer` sees one document. */
export function seeAs(
  policy: Policy,
  viewer: Viewer,
  { record, now }: SeenRecord,
  document: DocumentFacts,
): Sight {
  switch (viewer.kind) {
    case 'patient':
    case 'representative':
    case 'carer': {
      const side = viewer.kind;
      const answer = decidePatient(policy, { action: 'readDocument', now, side, record, document });
      if (answer.effect === 'permit') return { sees: true, rule: 'OWN_SPACE', provenance: null };
      const rule = answer.effect === 'deny' ? answer.reason : 'UNKNOWN';
      return { sees: false, rule, provenance: null };
    }
    case 'treatingDoctor':
      return asProfessional(policy, TREATING_DOCTOR_ROW, { record, now }, document);
    case 'row':
      return asProfessional(policy, viewer.row, { record, now }, document);
  }
}

const PHYSICIAN = '10';
/** Nobody's: no document has such an author. */
const READER = '\u0000reader';
const AUTHOR = '\u0000author';

function asProfessional(
  policy: Policy,
  row: string,
  { record, now }: SeenRecord,
  document: DocumentFacts,
): Sight {
  const { habilitation } = policy;
  const treatingDoctor = row === TREATING_DOCTOR_ROW;
  const profession = treatingDoctor
    ? PHYSICIAN
    : [...habilitation.rowOf].find(([, candidate]) => candidate.code === row)?.[0];
  const answer = decide(policy, {
    action: 'read',
    now,
    actor: { id: READER, profession: profession ?? '', card: row === STAFF_ROW ? 'CPE' : 'CPS' },
    record,
    relation: { authorisation: 'VALID', treatingDoctor },
    document: { ...document, authorId: AUTHOR },
  });
  const known = habilitation.rows.find(({ code }) => code === row);
  const provenance =
    known === undefined
      ? null
      : cellRight(habilitation, known, document.type ?? '', document.class ?? '').provenance;
  switch (answer.effect) {
    case 'permit': {
      const isMasked = document.confidentiality?.includes('MASQUE_PS') ?? false;
      return { sees: true, rule: isMasked ? 'SEES_MASKED' : 'CELL', provenance };
    }
    case 'deny':
      return {
        sees: false,
        rule: answer.reason,
        provenance: answer.reason === 'TYPE_NOT_PERMITTED' ? provenance : null,
      };
    case 'malformed':
      return { sees: false, rule: 'UNKNOWN', provenance: null };
  }
}

/**
 * The documents over which somebody may look as another would: those that he reads himself, and of them his own
 * alone where patients are real.
 */
export const simulated = <D extends { readonly own: boolean }>(
  readByHimself: readonly D[],
  demonstration: boolean,
): readonly D[] => (demonstration ? readByHimself : readByHimself.filter(({ own }) => own));
