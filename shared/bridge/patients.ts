import { z } from '../schema/zod.ts';
import { InsRef, IsoDate, IsoInstant, PatientIdentity } from './identity.ts';

export const PatientHit = z.strictObject({
  identity: PatientIdentity,
  lastSeenAt: IsoInstant.nullable(),
  /** How the words typed met this patient, best first: shown as a quiet hint ("par le nom de naissance"). */
  matched: z.enum(['recent', 'exact', 'prefix', 'sound', 'typo', 'birthDate', 'ins']),
});
export type PatientHit = z.infer<typeof PatientHit>;

const LookupOutcome = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('found'), identity: PatientIdentity, known: z.boolean() }),
  z.strictObject({ outcome: z.literal('none') }),
  z.strictObject({ outcome: z.literal('multiple') }),
]);

export const patientCalls = {
  'patients.search': {
    input: z.strictObject({ query: z.string().max(200), limit: z.int().min(1).max(50) }),
    output: z.strictObject({ hits: z.array(PatientHit), total: z.int() }),
  },
  'patients.recent': {
    input: z.strictObject({ limit: z.int().min(1).max(50) }),
    output: z.strictObject({ hits: z.array(PatientHit), total: z.int() }),
  },
  /** The national look-up by exact traits (TD0.0). */
  'patients.lookup': {
    input: z.strictObject({
      family: z.string().trim().min(1).max(100),
      given: z.string().trim().min(1).max(100),
      birthDate: IsoDate,
      gender: z.enum(['female', 'male']),
      birthPlace: z.string().max(5).nullable(),
    }),
    output: LookupOutcome,
  },
  /** Adds a patient that a look-up found to the practice's own list. */
  'patients.add': { input: z.strictObject({ ins: InsRef }), output: PatientIdentity },
} as const;
