import { z } from '../schema/zod.ts';
import { InsRef, IsoInstant } from './identity.ts';

const Reason = z.string().trim().min(1).max(500);

/** A patient's opposition to the feeding of his record, kept on the post with its reason (docs/rules.md 3.4). */
export const FeedingOpposition = z.strictObject({
  id: z.string(),
  /** Title of the one document that it is about; null: the whole record. */
  document: z.string().nullable(),
  reason: z.string(),
  recordedAt: IsoInstant,
  lifted: z.strictObject({ at: IsoInstant, because: z.string() }).nullable(),
});
export type FeedingOpposition = z.infer<typeof FeedingOpposition>;

/** Those that stand first. */
const Oppositions = z.strictObject({ ins: InsRef, oppositions: z.array(FeedingOpposition) });

export const feedingCalls = {
  'feeding.oppositions': { input: z.strictObject({ ins: InsRef }), output: Oppositions },
  'feeding.oppose': {
    input: z.strictObject({
      ins: InsRef,
      reason: Reason,
      /** The draft whose file alone it is about, with the title that it was to have; null: the whole record. */
      document: z.strictObject({ draftId: z.string(), title: z.string().max(255) }).nullable(),
    }),
    output: Oppositions,
  },
  'feeding.lift': {
    input: z.strictObject({ ins: InsRef, id: z.string().max(64), because: Reason }),
    output: Oppositions,
  },
} as const;
