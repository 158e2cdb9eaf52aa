import { APPOINTMENT_STATUSES } from '../agenda/changes.ts';
import { z } from '../schema/zod.ts';
import { CodeableConcept, FhirInstant, FhirString, FullIdentifier, Reference } from './datatypes.ts';
import { sectionHead } from './section-types.ts';
import { EXTENSION_BASE } from './systems.ts';

export const AppointmentStatus = z.enum(APPOINTMENT_STATUSES);

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
      // The patient's own entry names nobody else.
      .min(1)
      .max(6),
  })
  .refine(({ start, end }) => Date.parse(start) < Date.parse(end), { error: 'ends first', path: ['end'] });
export type AppointmentBody = z.infer<typeof AppointmentBody>;

/** The appointment that this one takes the place of, in one act; on the old one: what took its place. */
export const MOVES = `${EXTENSION_BASE}dmp-moves`;
export const MOVED_TO = `${EXTENSION_BASE}dmp-moved-to`;
/** Minutes before the appointment at which the patient's side is reminded. */
export const REMINDER = `${EXTENSION_BASE}dmp-reminder`;

const APPOINTMENT = /^(?:\S*\/)?Appointment\/([A-Za-z0-9\-.]{1,64})$/;
const Moving = z.object({ url: z.literal(MOVES), valueReference: z.object({ reference: z.string() }) });

/** Identifier of the appointment that is moved by this one; null: the extension does not name one. */
export function movedAppointment({ extension }: AppointmentBody): string | null | undefined {
  const named = extension?.find(({ url }) => url === MOVES);
  if (named === undefined) return undefined;
  const moving = Moving.safeParse(named);
  return moving.success ? (APPOINTMENT.exec(moving.data.valueReference.reference)?.[1] ?? null) : null;
}
