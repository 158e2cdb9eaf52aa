import { APPOINTMENT_STATUSES } from '../agenda/changes.ts';
import { z } from '../schema/zod.ts';
import { InsRef, IsoInstant } from './identity.ts';
import { TellingWords } from './messages.ts';

const Id = z.string().max(64);
const SendingKey = z.string().regex(/^[A-Za-z0-9_-]{16,128}$/);
const NOTE_MAX = 1_000;
const TITLE_MAX = 200;

export const Appointment = z.strictObject({
  id: z.string(),
  version: z.int(),
  ins: InsRef,
  start: IsoInstant,
  end: IsoInstant,
  title: z.string(),
  note: z.string(),
  status: z.enum(APPOINTMENT_STATUSES),
  /** The professionals who take part, by name. */
  withNames: z.array(z.string()),
  /** It was given up for another hour. */
  isMoved: z.boolean(),
  /** Minutes before it at which the patient's side is reminded; empty on the professional's side. */
  reminders: z.array(z.int()),
});
export type Appointment = z.infer<typeof Appointment>;

/** An examination that is recommended at somebody's age, whatever was done already. */
export const RecommendedExam = z.strictObject({
  code: z.string(),
  name: z.string(),
  /** Why it is recommended, in words: the age, the interval. */
  why: z.string(),
  source: z.string(),
});
export type RecommendedExam = z.infer<typeof RecommendedExam>;

export const Agenda = z.strictObject({
  /** The latest first. */
  appointments: z.array(Appointment),
  exams: z.array(RecommendedExam),
  asOf: IsoInstant,
});
export type Agenda = z.infer<typeof Agenda>;

const Hours = { start: IsoInstant, end: IsoInstant };
export const AppointmentWords = {
  title: z.string().trim().min(1).max(TITLE_MAX),
  note: z.string().trim().max(NOTE_MAX),
};

export const agendaCalls = {
  /** The appointments of the open record's patient where the professional takes part, and what is recommended. */
  'agenda.list': { input: z.strictObject({ ins: InsRef }), output: Agenda },
  'agenda.make': {
    input: z.strictObject({
      ins: InsRef,
      ...Hours,
      ...AppointmentWords,
      status: z.enum(['proposed', 'booked']),
      /** The professional for whom staff book; null: oneself. */
      forId: z.string().max(64).nullable(),
      /** The appointment that it takes the place of, in the version that was seen. */
      moves: z.strictObject({ id: Id, version: z.int() }).nullable(),
      key: SendingKey,
      told: z.boolean(),
    }),
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('made'), appointment: Appointment }),
      z.strictObject({ outcome: z.literal('wouldTell'), words: TellingWords }),
    ]),
  },
  'agenda.change': {
    input: z.strictObject({
      ins: InsRef,
      id: Id,
      version: z.int(),
      to: z.enum(APPOINTMENT_STATUSES),
    }),
    output: Appointment,
  },
  /** Writes what is ahead as iCalendar, where the host's dialog says. */
  'agenda.export': {
    input: z.strictObject({ ins: InsRef }),
    output: z.strictObject({ saved: z.boolean(), count: z.int() }),
  },
} as const;
