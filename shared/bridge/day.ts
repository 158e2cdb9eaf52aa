import { z } from '../schema/zod.ts';
import { InsRef, IsoDate, IsoInstant, PatientIdentity } from './identity.ts';

/** A patient whom the professional expects today, with what is known of the record without opening it. */
export const Visit = z.strictObject({
  /** null: he came without one, and was put on the list by hand. */
  appointment: z.string().max(64).nullable(),
  /** When he is expected; without an appointment, when he was put on the list. */
  start: IsoInstant,
  /** What the appointment is for, in the words of whoever made it. */
  reason: z.string().max(400).nullable(),
  patient: PatientIdentity,
  right: z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('running'), since: IsoInstant, until: IsoInstant.nullable() }),
    z.strictObject({ status: z.literal('ended') }),
    /** None was declared, as far as the own list tells. */
    z.strictObject({ status: z.literal('none') }),
  ]),
  recordIsActive: z.boolean().nullable(),
  /** Last opening on this post; null: never. */
  lastSeenAt: IsoInstant.nullable(),
});
export type Visit = z.infer<typeof Visit>;

export const Day = z.strictObject({ day: IsoDate, visits: z.array(Visit), asOf: IsoInstant });
export type Day = z.infer<typeof Day>;

/** What a record that one may consult holds since the last look, and what the schedule asks for. */
export const Prepared = z.strictObject({
  ins: InsRef,
  /** Deposits since the last look; null: one never looked, or could not ask. */
  news: z.int().min(0).nullable(),
  /** Vaccinations late or due by the age; null: the notebook may not be read. */
  vaccinesDue: z.int().min(0).nullable(),
  asOf: IsoInstant,
});
export type Prepared = z.infer<typeof Prepared>;

export const dayCalls = {
  /** One's own appointments of the day, with the rights that one's own list tells: no record is consulted for it. */
  'day.visits': { input: z.strictObject({ day: IsoDate, byItself: z.boolean().optional() }), output: Day },
  /** Puts somebody on the list of the day who has no appointment. The list is one's own, and is gone with its day. */
  'day.add': { input: z.strictObject({ day: IsoDate, ins: InsRef }), output: Day },
  'day.takeOff': { input: z.strictObject({ day: IsoDate, ins: InsRef }), output: Day },
  /** Puts somebody without an appointment before the one above him, or after the one below. */
  'day.move': {
    input: z.strictObject({ day: IsoDate, ins: InsRef, by: z.union([z.literal(-1), z.literal(1)]) }),
    output: Day,
  },
  /** Consults one record of the day, and is traced there: only where the professional asked for it. */
  'day.prepare': { input: z.strictObject({ ins: InsRef }), output: Prepared },
} as const;
