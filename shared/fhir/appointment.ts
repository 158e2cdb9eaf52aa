import { z } from '../schema/zod.ts';
import { CodeableConcept, FhirInstant, FhirString, FullIdentifier, Reference } from './datatypes.ts';
import { sectionHead } from './section-types.ts';

const STATUSES = [
  'proposed',
  'pending',
  'booked',
  'arrived',
  'fulfilled',
  'cancelled',
  'noshow',
  'entered-in-error',
] as const;
export const AppointmentStatus = z.enum(STATUSES);

/** An appointment as it is made; afterwards its status alone may change (J of the wire). */
export const AppointmentBody = z
  .strictObject({
    ...sectionHead,
    resourceType: z.literal('Appointment'),
    status: z.enum(['proposed', 'pending', 'booked']),
    serviceType: z.array(CodeableConcept).min(1).max(4).optional(),
    appointmentType: CodeableConcept.optional(),
    reasonCode: z.array(CodeableConcept).min(1).max(4).optional(),
    description: FhirString.max(400).optional(),
    comment: FhirString.max(1_000).optional(),
    patientInstruction: FhirString.max(1_000).optional(),
    start: FhirInstant,
    end: FhirInstant,
    participant: z
      .array(
        z.strictObject({
          type: z.array(CodeableConcept).min(1).max(2).optional(),
          actor: Reference.extend({ identifier: FullIdentifier }),
          required: z.enum(['required', 'optional', 'information-only']).optional(),
          status: z.enum(['accepted', 'declined', 'tentative', 'needs-action']),
        }),
      )
      .min(2)
      .max(6),
  })
  .refine(({ start, end }) => Date.parse(start) < Date.parse(end), { error: 'ends first', path: ['end'] });
