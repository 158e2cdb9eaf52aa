import { z } from '../schema/zod.ts';
import { InsRef, IsoDate, IsoInstant, PatientIdentity } from './identity.ts';

/** Whom a card or a scanned code names, once the national service was asked. */
export const Identified = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('found'),
    patient: PatientIdentity,
    /** Last opening on this post; null: never. */
    lastSeenAt: IsoInstant.nullable(),
  }),
  /** The INS is somebody's, whose traits are not those that were read (identitovigilance). */
  z.strictObject({
    outcome: z.literal('differs'),
    patient: PatientIdentity,
    read: z.strictObject({ family: z.string(), given: z.string(), birthDate: IsoDate }),
  }),
  /** Nobody has this INS. */
  z.strictObject({ outcome: z.literal('unknown') }),
  /** No code of an INS, or one that was damaged. */
  z.strictObject({ outcome: z.literal('unreadable') }),
  /** A card was read, and the service could not be asked. */
  z.strictObject({ outcome: z.literal('unreachable') }),
]);
export type Identified = z.infer<typeof Identified>;

export const readerCalls = {
  'reader.state': {
    input: z.strictObject({}),
    output: z.strictObject({ kind: z.enum(['none', 'simulated']) }),
  },
  /** What a scanner typed: the code of a health paper. */
  'reader.scan': { input: z.strictObject({ text: z.string().max(600) }), output: Identified },
  /** In training: the card of a patient of the practice is held to the simulated reader. */
  'reader.present': { input: z.strictObject({ ins: InsRef }), output: z.null() },
} as const;
