import { z } from '../schema/zod.ts';
import {
  Address,
  CodeableConcept,
  codeOf,
  ContactPoint,
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

const ROLE_SYSTEM = 'http://terminology.hl7.org/CodeSystem/v2-0131';

/** Who is called, and who speaks for the patient when he cannot: `C`, `N`, `trusted` (J of the wire). */
export type ContactRole = 'C' | 'N' | 'trusted';

const CONTACT_ROLES: readonly { readonly role: ContactRole; readonly system: string }[] = [
  { role: 'C', system: ROLE_SYSTEM },
  { role: 'N', system: ROLE_SYSTEM },
  { role: 'trusted', system: RELATED_SYSTEM },
];

/** The role that a relationship says; the code of a carer is `carer`. */
export function contactRoleOf(relationship: CodeableConcept | undefined): ContactRole | undefined {
  const coded = codeOf(relationship);
  return CONTACT_ROLES.find(
    ({ role, system }) => coded?.code === role && (coded.system === undefined || coded.system === system),
  )?.role;
}

/** Somebody to call or to trust, as the patient writes him: a name and a way to reach him. */
export const ContactBody = z.strictObject({
  resourceType: z.literal('RelatedPerson'),
  id: Id.optional(),
  meta: Meta.optional(),
  active: z.literal(true).optional(),
  patient: Reference.extend({ identifier: FullIdentifier }),
  relationship: z
    .array(CodeableConcept)
    .min(1)
    .max(2)
    .refine(([relationship]) => contactRoleOf(relationship) !== undefined, { error: 'not a contact' }),
  name: z.tuple([HumanName.required({ family: true })]),
  telecom: z.array(ContactPoint).min(1).max(4).optional(),
  address: z.array(Address).min(1).max(2).optional(),
  birthDate: FhirDate.optional(),
  gender: z.enum(['female', 'male', 'other', 'unknown']).optional(),
});
