import { z } from '../schema/zod.ts';
import { IsoInstant } from './identity.ts';
import { KeysNeeded, KeysWay } from './keys.ts';

export const Professional = z.strictObject({
  /** National identifier as on the wire: `8` + RPPS. */
  id: z.string(),
  name: z.string(),
  profession: z.string(),
  professionLabel: z.string(),
  card: z.enum(['CPS', 'CPE', 'PSC']),
  regulator: z.boolean(),
});
export type Professional = z.infer<typeof Professional>;

export const Place = z.strictObject({
  /** National identifier of the structure. */
  id: z.string(),
  name: z.string(),
  /** Sector of activity, TRE_R02 (SA07…). */
  sector: z.string(),
  town: z.string().nullable(),
});
export type Place = z.infer<typeof Place>;

export const CardSummary = z.strictObject({
  id: z.string(),
  name: z.string(),
  professionLabel: z.string(),
  kind: z.enum(['CPS', 'CPE']),
  triesLeft: z.int().min(0).max(3),
  /** When it last opened a session on this post; null: never. */
  lastUsedAt: IsoInstant.nullable(),
});
export type CardSummary = z.infer<typeof CardSummary>;

/** Where the practice's own data live: encrypted on disk, or in memory only when no keychain protects the key. */
const StorageKind = z.enum(['encrypted', 'memory']);

/** Why the post is locked: asked for, time without an act, the machine's own lock or sleep, the card pulled. */
const LockCause = z.enum(['asked', 'idle', 'osLock', 'suspend', 'cardPulled']);
export type LockCause = z.infer<typeof LockCause>;

export const SessionState = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('signedOut') }),
  z.strictObject({
    status: z.literal('choosingPlace'),
    professional: Professional,
    places: z.array(Place).min(1),
  }),
  z.strictObject({
    status: z.literal('open'),
    professional: Professional,
    place: Place,
    signedInAt: IsoInstant,
    storage: StorageKind,
  }),
  z.strictObject({
    status: z.literal('locked'),
    professional: Professional,
    because: LockCause,
    triesLeft: z.int().min(0).max(3),
  }),
]);
export type SessionState = z.infer<typeof SessionState>;

const Pin = z.string().min(1).max(32);
const Way = KeysWay.default({ kind: 'usual' });

export const SignInOutcome = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('signedIn'), state: SessionState }),
  z.strictObject({ outcome: z.literal('wrongPin'), triesLeft: z.int().min(1).max(3) }),
  z.strictObject({ outcome: z.literal('cardBlocked') }),
  /** The national service knows this card as revoked or expired. */
  z.strictObject({ outcome: z.literal('cardRefused') }),
  /** The card was accepted; his data on this post wait for a decision. */
  z.strictObject({ outcome: z.literal('keysNeeded'), keys: KeysNeeded }),
]);
export type SignInOutcome = z.infer<typeof SignInOutcome>;

export const sessionCalls = {
  'session.state': { input: z.strictObject({}), output: SessionState },
  'session.cards': {
    input: z.strictObject({}),
    output: z.strictObject({
      /** Those that are there, the last one used first. */
      cards: z.array(CardSummary),
      /** Those that were used here and are not there: what is printed on them. */
      away: z.array(z.strictObject({ id: z.string(), name: z.string(), professionLabel: z.string() })),
    }),
  },
  'session.signIn': {
    input: z.strictObject({ cardId: z.string().max(64), pin: Pin, way: Way }),
    output: SignInOutcome,
  },
  'session.choosePlace': { input: z.strictObject({ placeId: z.string().max(64) }), output: SessionState },
  'session.lock': { input: z.strictObject({}), output: SessionState },
  'session.unlock': { input: z.strictObject({ pin: Pin, way: Way }), output: SignInOutcome },
  'session.signOut': { input: z.strictObject({}), output: SessionState },
} as const;
