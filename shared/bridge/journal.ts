import { z } from '../schema/zod.ts';
import { InsRef, IsoDate, IsoInstant } from './identity.ts';

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

/** How far the export of the journal is. */
export const ExportProgress = z.strictObject({ done: z.int(), of: z.int() });
export type ExportProgress = z.infer<typeof ExportProgress>;

/** What the journal of the professional who is signed in holds on this post. */
export const JournalExtent = z.strictObject({
  entries: z.int(),
  /** When its first entry was written; null: there is none, or it cannot be read. */
  since: IsoInstant.nullable(),
  /** False: nothing outlives this session on this post, and the journal begins with it. */
  isKept: z.boolean(),
});
export type JournalExtent = z.infer<typeof JournalExtent>;

export const JournalExport = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('saved'),
    entries: z.int(),
    /** Thumbprint of the post's key, to be noted apart from the file. */
    key: z.string(),
    /** As far as the service signed that it was told of these entries; null: it signed for none of them. */
    witnessed: z.strictObject({ entries: z.int(), at: IsoInstant }).nullable(),
    /** The first entry that is no longer what was written; the file holds it as it is. */
    firstBad: z.int().nullable(),
  }),
  z.strictObject({ outcome: z.literal('cancelled') }),
  /** Nothing was written in these days. */
  z.strictObject({ outcome: z.literal('empty') }),
]);
export type JournalExport = z.infer<typeof JournalExport>;

export const journalCalls = {
  'journal.extent': { input: z.strictObject({}), output: JournalExtent },
  /**
   * Saves the journal of the professional who is signed in, as this post holds it: all of it, or from the first to
   * the last entry of some days, where the post is. The export is written down in the journal first.
   */
  'journal.export': {
    input: z.strictObject({ from: IsoDate.nullable(), to: IsoDate.nullable() }),
    output: JournalExport,
  },
  /** Stops an export while it is made: nothing is asked, nothing is written. */
  'journal.cancelExport': { input: z.strictObject({}), output: z.null() },
  /**
   * Saves the proof of one act, or of all acts on the open record that the professional may see (null), as a
   * file that anybody can check without us.
   */
  'journal.saveProof': {
    input: z.strictObject({ ins: InsRef, actId: z.string().max(64).nullable() }),
    output: z.strictObject({ saved: z.boolean(), entries: z.int() }),
  },
} as const;
