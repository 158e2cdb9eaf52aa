import { z } from '../schema/zod.ts';
import { CodeableConcept, CodedConcept, FhirDateTime, FhirString, Period } from './datatypes.ts';
import { notes, PatientReference, Quantity, sectionHead, WordedConcept } from './section-types.ts';

/** Measures and medical profile, as the patient's side writes them (J of the wire). */

const categories = z.array(CodeableConcept).min(1).max(8).optional();

const values = {
  valueQuantity: Quantity.required({ value: true }).optional(),
  valueInteger: z.int().optional(),
  valueString: FhirString.max(400).optional(),
  valueCodeableConcept: CodeableConcept.optional(),
};

const valuesIn = (holder: Readonly<Record<string, unknown>>): number =>
  Object.keys(values).filter((name) => holder[name] !== undefined).length;

export const ObservationBody = z
  .strictObject({
    ...sectionHead,
    resourceType: z.literal('Observation'),
    status: z.enum(['final', 'preliminary']),
    category: categories,
    code: CodedConcept,
    subject: PatientReference,
    effectiveDateTime: FhirDateTime,
    ...values,
    component: z
      .array(
        z
          .strictObject({ code: CodedConcept, ...values })
          .refine((part) => valuesIn(part) === 1, { error: 'one value', path: ['valueQuantity'] }),
      )
      .min(1)
      .max(8)
      .optional(),
    bodySite: CodeableConcept.optional(),
    method: CodeableConcept.optional(),
    note: notes,
  })
  .refine((body) => valuesIn(body) === (body.component === undefined ? 1 : 0), {
    error: 'one value, or components',
    path: ['valueQuantity'],
  });

export const AllergyIntoleranceBody = z
  .strictObject({
    ...sectionHead,
    resourceType: z.literal('AllergyIntolerance'),
    clinicalStatus: CodedConcept.optional(),
    type: z.enum(['allergy', 'intolerance']).optional(),
    category: z
      .array(z.enum(['food', 'medication', 'environment', 'biologic']))
      .min(1)
      .max(4)
      .optional(),
    criticality: z.enum(['low', 'high', 'unable-to-assess']).optional(),
    code: WordedConcept,
    // `patient` in the standard, `subject` in the text of the interface: one of the two, answered as `patient`.
    patient: PatientReference.optional(),
    subject: PatientReference.optional(),
    onsetDateTime: FhirDateTime.optional(),
    note: notes,
    reaction: z
      .array(
        z.strictObject({
          manifestation: z.array(WordedConcept).min(1).max(8),
          description: FhirString.max(1_000).optional(),
          severity: z.enum(['mild', 'moderate', 'severe']).optional(),
          onset: FhirDateTime.optional(),
        }),
      )
      .min(1)
      .max(8)
      .optional(),
  })
  .refine(({ patient, subject }) => (patient === undefined) !== (subject === undefined), {
    error: 'one patient',
    path: ['patient'],
  });

export const ConditionBody = z.strictObject({
  ...sectionHead,
  resourceType: z.literal('Condition'),
  clinicalStatus: CodedConcept.optional(),
  category: categories,
  severity: CodeableConcept.optional(),
  code: WordedConcept,
  bodySite: z.array(CodeableConcept).min(1).max(4).optional(),
  subject: PatientReference,
  onsetDateTime: FhirDateTime.optional(),
  abatementDateTime: FhirDateTime.optional(),
  note: notes,
});

export const MedicationStatementBody = z.strictObject({
  ...sectionHead,
  resourceType: z.literal('MedicationStatement'),
  status: z.enum(['active', 'completed', 'intended', 'stopped', 'on-hold', 'unknown', 'not-taken']),
  category: CodeableConcept.optional(),
  medicationCodeableConcept: WordedConcept,
  subject: PatientReference,
  effectiveDateTime: FhirDateTime.optional(),
  effectivePeriod: Period.optional(),
  reasonCode: z.array(WordedConcept).min(1).max(4).optional(),
  note: notes,
  dosage: z
    .array(z.strictObject({ text: FhirString.max(1_000), asNeededBoolean: z.boolean().optional() }))
    .min(1)
    .max(4)
    .optional(),
});
