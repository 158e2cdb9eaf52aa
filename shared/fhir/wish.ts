import { z } from '../schema/zod.ts';
import {
  CodeableConcept,
  codeOf,
  FhirDateTime,
  FhirString,
  FullIdentifier,
  Id,
  Meta,
  Reference,
} from './datatypes.ts';
import { CONSENT_CATEGORY_SYSTEM } from './consent.ts';
import { LOINC_SYSTEM } from './systems.ts';

/** Advance directives, and what becomes of one's organs (D7 of the wire). */
export type WishCode = 'directives' | 'organ-donation';

const CATEGORIES: readonly { readonly wish: WishCode; readonly system: string; readonly code: string }[] = [
  { wish: 'directives', system: LOINC_SYSTEM, code: '42348-3' },
  { wish: 'organ-donation', system: CONSENT_CATEGORY_SYSTEM, code: 'organ-donation' },
];

/** The wish that a category is about; undefined: a right, or nothing that is known. */
export function wishOf(system: string | undefined, code: string | undefined): WishCode | undefined {
  return CATEGORIES.find((each) => each.code === code && (system === undefined || system === each.system))
    ?.wish;
}

/** Just enough of a Consent to tell a wish from a right. */
export const AnyConsent = z.looseObject({
  category: z.array(CodeableConcept).optional().catch(undefined),
});

export function wishOfBody({ category }: z.infer<typeof AnyConsent>): WishCode | undefined {
  const coded = codeOf(category?.[0]);
  return wishOf(coded?.system, coded?.code);
}

/**
 * A wish as the patient states it. Where directives are kept, and by whom, is said in words: their text is a
 * document, which has rules of its own.
 */
export const WishBody = z.strictObject({
  resourceType: z.literal('Consent'),
  id: Id.optional(),
  meta: Meta.optional(),
  status: z.literal('active'),
  scope: CodeableConcept,
  category: z.tuple([CodeableConcept]),
  patient: Reference.extend({ identifier: FullIdentifier }),
  dateTime: FhirDateTime.optional(),
  policyRule: CodeableConcept.optional(),
  sourceReference: z.strictObject({ display: FhirString.max(400) }).optional(),
  provision: z
    .strictObject({
      type: z.enum(['permit', 'deny']),
      code: z.array(CodeableConcept).min(1).max(16).optional(),
    })
    .optional(),
});
