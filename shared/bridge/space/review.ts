import { z } from '../../schema/zod.ts';
import { IsoDate, IsoInstant } from '../identity.ts';

/** Why a day asks to be looked at, and the fictitious people whose records met the rule. */
const ReviewReason = z.strictObject({
  code: z.string(),
  why: z.string(),
  patients: z.array(z.string()),
});

/** One professional's day that somebody should look at. It accuses nobody: a person decides. */
export const ReviewedDay = z.strictObject({
  professional: z.strictObject({ id: z.string(), name: z.string() }),
  day: IsoDate,
  score: z.int(),
  /** Whether it goes before the others: twice the points that make an alert, or more. */
  isUrgent: z.boolean(),
  reasons: z.array(ReviewReason),
});
export type ReviewedDay = z.infer<typeof ReviewedDay>;

/** An access that a patient reported, in his words. */
export const ReportedAccess = z.strictObject({
  id: z.string(),
  at: IsoInstant,
  patient: z.string(),
  text: z.string(),
  /** Code of the act (`shared/traces/acts.ts`), who did it and when. */
  access: z
    .strictObject({ at: IsoInstant, action: z.string(), who: z.string().nullable(), refused: z.boolean() })
    .nullable(),
});
export type ReportedAccess = z.infer<typeof ReportedAccess>;

export const AccessReview = z.strictObject({
  days: z.array(ReviewedDay),
  reports: z.array(ReportedAccess),
});
export type AccessReview = z.infer<typeof AccessReview>;

export const reviewCalls = {
  'trainer.review': { input: z.strictObject({}), output: AccessReview },
} as const;
