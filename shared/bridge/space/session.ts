import { z } from '../../schema/zod.ts';
import { InsRef, IsoDate, IsoInstant, PatientIdentity } from '../identity.ts';
import { RecordState } from '../record.ts';

/** Who is signed in, and whose space it is that is shown (docs/rules.md 6). */
export const SpaceState = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('signedOut'), suggested: InsRef.nullable() }),
  z.strictObject({
    status: z.literal('open'),
    /** Whoever typed the password. */
    person: z.strictObject({ ins: InsRef, name: z.string() }),
    /** Whose space it is: the person's own, or a child's, or somebody's whom he cares for. */
    holder: PatientIdentity,
    side: z.enum(['holder', 'representative', 'carer']),
    record: RecordState,
    /** Until when the record may still be opposed; null where that time has passed. */
    opposableUntil: IsoInstant.nullable(),
    /** Spaces that the person may turn to, his own first. */
    spaces: z.array(
      z.strictObject({
        ins: InsRef,
        name: z.string(),
        side: z.enum(['holder', 'representative', 'carer']),
      }),
    ),
  }),
]);
export type SpaceState = z.infer<typeof SpaceState>;

/** A fictitious person of the demonstration: what the trainer needs to sign in or activate in his place. */
export const DemoPerson = z.strictObject({
  ins: InsRef,
  familyName: z.string(),
  givenName: z.string(),
  birthDate: IsoDate,
  gender: z.enum(['female', 'male']),
  cardSerial: z.string(),
  /** Who represents him while he is a minor. */
  representatives: z.array(InsRef),
});
export type DemoPerson = z.infer<typeof DemoPerson>;

export const SpaceSignIn = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('signedIn'), state: SpaceState }),
  /** Wrong password, unknown number or space never activated: the service does not say which. */
  z.strictObject({ outcome: z.literal('refused') }),
  /** Too many failures: wait a minute. */
  z.strictObject({ outcome: z.literal('wait') }),
]);
export type SpaceSignIn = z.infer<typeof SpaceSignIn>;

const ActivationOutcome = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('signedIn'), state: SpaceState }),
  z.strictObject({ outcome: z.literal('wrongCode') }),
]);

const Nir = z.string().min(1).max(32);
const Password = z.string().min(1).max(256);

export const spaceCalls = {
  'space.state': { input: z.strictObject({}), output: SpaceState },
  'space.people': {
    input: z.strictObject({}),
    output: z.strictObject({ people: z.array(DemoPerson), password: z.string() }),
  },
  'space.signIn': {
    input: z.strictObject({ ins: z.string().min(1).max(32), password: Password }),
    output: SpaceSignIn,
  },
  /** The answer is the same for everybody: it does not tell who has a space. */
  'space.startActivation': {
    input: z.strictObject({ nir: Nir, cardSerial: z.string().min(1).max(64) }),
    output: z.null(),
  },
  'space.confirmActivation': {
    input: z.strictObject({ nir: Nir, code: z.string().max(32), password: z.string().min(8).max(256) }),
    output: ActivationOutcome,
  },
  /** Turns to another space of the same person. */
  'space.actFor': { input: z.strictObject({ ins: InsRef }), output: SpaceState },
  'space.signOut': { input: z.strictObject({}), output: SpaceState },
} as const;
