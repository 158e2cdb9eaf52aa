import { z } from '../schema/zod.ts';
import { InsRef, IsoInstant, PatientIdentity } from './identity.ts';

/** A record on which the one at the keyboard has, or had, a right. */
export const MyRecord = z.strictObject({
  patient: PatientIdentity,
  basis: z.enum(['CARE_TEAM', 'EXPLICIT']).nullable(),
  since: IsoInstant,
  /** null: without a term. */
  until: IsoInstant.nullable(),
  status: z.enum(['running', 'ended']),
  treatingDoctor: z.boolean(),
  /** Last opening on this post; null: never. */
  lastSeenAt: IsoInstant.nullable(),
});
export type MyRecord = z.infer<typeof MyRecord>;

/** What was deposited in a record, and may be read, since a moment. */
export const RecordNews = z.strictObject({
  ins: InsRef,
  submissions: z.int(),
  newestAt: IsoInstant.nullable(),
});
export type RecordNews = z.infer<typeof RecordNews>;

export const myRecordCalls = {
  'records.mine': {
    input: z.strictObject({}),
    output: z.strictObject({ records: z.array(MyRecord), asOf: IsoInstant }),
  },
  /** Asked of one record at a time, and traced there: only where the professional asked for it. */
  'records.news': { input: z.strictObject({ ins: InsRef, since: IsoInstant }), output: RecordNews },
} as const;
