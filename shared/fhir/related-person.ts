import { z } from '../schema/zod.ts';
import {
  CodeableConcept,
  codeOf,
  FhirDate,
  FullIdentifier,
  HumanName,
  Id,
  Meta,
  Reference,
} from './datatypes.ts';
import { CODE_SYSTEM_BASE } from './systems.ts';

const RELATED_SYSTEM = `${CODE_SYSTEM_BASE}dmp-related`;

export type RelatedRole = 'carer' | 'representative';

/** Somebody who acts for a patient, as this interface answers it. */
export interface RelatedPersonSheet {
  readonly id: string;
  readonly patient: { readonly system: string; readonly value: string };
  readonly role: RelatedRole;
  readonly ins: { readonly system: string; readonly value: string };
  readonly family: string;
  readonly given: readonly string[];
}

export interface RelatedPersonResource {
  readonly resourceType: 'RelatedPerson';
  readonly id: string;
}

export function relatedPersonResource(sheet: RelatedPersonSheet): RelatedPersonResource {
  const resource = {
    resourceType: 'RelatedPerson',
    id: sheet.id,
    identifier: [sheet.ins],
    active: true,
    patient: { identifier: sheet.patient },
    relationship: [{ coding: [{ system: RELATED_SYSTEM, code: sheet.role }] }],
    name: [{ family: sheet.family, given: sheet.given }],
  } as const;
  return resource;
}

/** A carer as the patient names him: by his INS, with his name and birth date, which must be his. */
export const CarerBody = z.strictObject({
  resourceType: z.literal('RelatedPerson'),
  id: Id.optional(),
  meta: Meta.optional(),
  active: z.literal(true).optional(),
  identifier: z.tuple([FullIdentifier]),
  patient: Reference.extend({ identifier: FullIdentifier }),
  relationship: z
    .tuple([CodeableConcept])
    .refine(([relationship]) => codeOf(relationship)?.code === 'carer', { error: 'not a carer' }),
  name: z.tuple([HumanName.required({ family: true })]).optional(),
  birthDate: FhirDate.optional(),
});
