import { APPOINTMENT_STATUSES } from '../../agenda/changes.ts';
import { z } from '../../schema/zod.ts';
import { Agenda, AppointmentWords } from '../agenda.ts';
import { IsoInstant } from '../identity.ts';

const Id = z.string().max(64);

/** Reminders that are offered, in minutes before the appointment. */
export const REMINDER_CHOICES = [43_200, 10_080, 4_320, 2_880, 1_440, 720, 120, 60] as const;

export const spaceAgendaCalls = {
  'own.agenda.list': { input: z.strictObject({}), output: Agenda },
  /** The patient's own note of an appointment that he has elsewhere: the space does not book. */
  'own.agenda.add': {
    input: z.strictObject({
      ...AppointmentWords,
      start: IsoInstant,
      end: IsoInstant,
      key: z.string().regex(/^[A-Za-z0-9_-]{16,128}$/),
    }),
    output: z.null(),
  },
  'own.agenda.change': {
    input: z.strictObject({ id: Id, version: z.int(), to: z.enum(APPOINTMENT_STATUSES) }),
    output: z.null(),
  },
  'own.agenda.remind': {
    input: z.strictObject({ id: Id, before: z.array(z.int().min(1)).max(10) }),
    output: z.null(),
  },
  'own.agenda.export': {
    input: z.strictObject({}),
    output: z.strictObject({ saved: z.boolean(), count: z.int() }),
  },
} as const;
