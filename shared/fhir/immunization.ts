import { z } from '../schema/zod.ts';
import {
  CodeableConcept,
  CodedConcept,
  FhirDate,
  FhirDateTime,
  FhirString,
  FullIdentifier,
  Reference,
} from './datatypes.ts';
import { notes, PatientReference, Quantity, sectionHead } from './section-types.ts';

const Positive = z.int().positive().max(99);

/** A vaccination as a professional adds it; who performed it is the one who says so. */
export const ImmunizationBody = z.strictObject({
  ...sectionHead,
  resourceType: z.literal('Immunization'),
  status: z.literal('completed'),
  vaccineCode: CodedConcept,
  patient: PatientReference,
  occurrenceDateTime: FhirDateTime,
  primarySource: z.boolean().optional(),
  manufacturer: Reference.optional(),
  lotNumber: FhirString.max(64).optional(),
  expirationDate: FhirDate.optional(),
  site: CodeableConcept.optional(),
  route: CodeableConcept.optional(),
  doseQuantity: Quantity.optional(),
  performer: z
    .tuple([
      z.strictObject({
        function: CodeableConcept.optional(),
        actor: Reference.extend({ identifier: FullIdentifier }),
      }),
    ])
    .optional(),
  note: notes,
  protocolApplied: z
    .array(
      z.strictObject({
        series: FhirString.max(200).optional(),
        targetDisease: z.array(CodeableConcept).min(1).max(16).optional(),
        doseNumberPositiveInt: Positive.optional(),
        seriesDosesPositiveInt: Positive.optional(),
      }),
    )
    .min(1)
    .max(8)
    .optional(),
});
