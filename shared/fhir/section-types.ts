import { z } from '../schema/zod.ts';
import {
  CodeableConcept,
  codeOf,
  Extension,
  FhirDateTime,
  FhirString,
  FullIdentifier,
  Id,
  Identifier,
  Meta,
  Narrative,
  Reference,
} from './datatypes.ts';

/** What every resource of a section may carry; `id` and `meta` are the service's to give. */
export const sectionHead = {
  id: Id.optional(),
  meta: Meta.optional(),
  text: Narrative.optional(),
  extension: z.array(Extension).min(1).max(32).optional(),
  identifier: z.array(Identifier).min(1).max(8).optional(),
};

/** A patient, by an identifier with its system. */
export const PatientReference = Reference.extend({ identifier: FullIdentifier });

export const Quantity = z.strictObject({
  id: FhirString.optional(),
  extension: z.array(Extension).min(1).optional(),
  value: z.number().optional(),
  comparator: z.enum(['<', '<=', '>=', '>']).optional(),
  unit: FhirString.max(64).optional(),
  system: FhirString.max(256).optional(),
  code: FhirString.max(64).optional(),
});

/** A note in words, kept short: it is no document. */
const Annotation = z.strictObject({
  authorString: FhirString.max(200).optional(),
  time: FhirDateTime.optional(),
  text: FhirString.max(4_000),
});
export const notes = z.array(Annotation).min(1).max(8).optional();

/** A concept by a code or, as people write, by words alone. */
export const WordedConcept = CodeableConcept.refine(
  (concept) => concept.text !== undefined || codeOf(concept) !== undefined,
  { error: 'a code or words are required' },
);
