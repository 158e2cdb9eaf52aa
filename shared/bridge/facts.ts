import { FACT_PLACES, FACT_TOPICS } from '../clinical/vital-facts.ts';
import { z } from '../schema/zod.ts';
import { InsRef, IsoInstant } from './identity.ts';
import { Kept } from './record.ts';

const ClinicalFact = z.strictObject({
  topic: z.enum(FACT_TOPICS),
  text: z.string().max(400),
  detail: z.string().max(1_000).nullable(),
  date: z.string().max(40).nullable(),
  place: z.enum(FACT_PLACES),
  document: z
    .strictObject({ uniqueId: z.string().max(256), title: z.string().max(255), author: z.string().max(200) })
    .nullable(),
});

const PlaceReading = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('pending') }),
  z.strictObject({ status: z.literal('read') }),
  z.strictObject({
    status: z.literal('partly'),
    left: z.int().min(0),
    older: z.int().min(0),
    hasMore: z.boolean(),
  }),
  z.strictObject({ status: z.literal('notShared') }),
  z.strictObject({ status: z.literal('notPermitted') }),
  z.strictObject({ status: z.literal('failed') }),
]);

/** What some places of the open record tell, and how much of each could be read. */
export const RecordFacts = z.strictObject({
  ins: InsRef,
  facts: z.array(ClinicalFact),
  readings: z.array(z.strictObject({ place: z.enum(FACT_PLACES), reading: PlaceReading })),
  asOf: IsoInstant,
  /** Some of it was kept on the post, `at` the oldest of it: the service does not answer. */
  kept: Kept.optional(),
});
export type RecordFacts = z.infer<typeof RecordFacts>;

export const factCalls = {
  /**
   * The few lines that an emergency or a counter asks first. The sections answer at once; the documents that
   * tell most are opened for it, each one a consultation and traced as one.
   */
  'record.facts': {
    input: z.strictObject({
      ins: InsRef,
      view: z.enum(['vital', 'counter']),
      part: z.enum(['sections', 'documents']),
      /** Only as the post kept it, while another call asks the service; `NOTHING_KEPT_YET` where it did not. */
      kept: z.boolean().optional(),
    }),
    output: RecordFacts,
  },
} as const;
