import { z } from '../schema/zod.ts';
import { InsRef } from './identity.ts';

/** Whether the journals are what they were when their heads were last seen. */
export const JournalState = z.enum([
  /** Not asked yet, or the service was not reached. */
  'unknown',
  'kept',
  /** The service's journal does not go on from the head that this post kept. */
  'serviceDiffers',
  /** This post's journal does not go on from the head that the service kept. */
  'postDiffers',
]);
export type JournalState = z.infer<typeof JournalState>;

export const journalCalls = {
  /**
   * Saves the proof of one act, or of all acts on the open record that the professional may see (null), as a
   * file that anybody can check without us.
   */
  'journal.saveProof': {
    input: z.strictObject({ ins: InsRef, actId: z.string().max(64).nullable() }),
    output: z.strictObject({ saved: z.boolean(), entries: z.int() }),
  },
} as const;
