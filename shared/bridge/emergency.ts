import { z } from '../schema/zod.ts';
import { InsRef, IsoDate, IsoInstant, PatientIdentity } from './identity.ts';
import { RecordAccess, RecordView } from './record.ts';

/** The traits that are typed where nobody can show a card (docs/rules.md 2.4). */
export const ClaimedTraits = z.strictObject({
  family: z.string().trim().min(1).max(100),
  given: z.string().trim().min(1).max(100),
  birthDate: IsoDate,
});

export type ClaimedTraits = z.infer<typeof ClaimedTraits>;

/** One emergency access that lasts: whose record, in which mode, until when. */
export const EmergencyAccess = z.strictObject({ patient: PatientIdentity, access: RecordAccess });
export type EmergencyAccess = z.infer<typeof EmergencyAccess>;

/** A call to the Centre 15: every access of the regulator belongs to one and ends with it. */
export const Call = z.strictObject({
  id: z.string().max(64),
  /** How it is called at this post: 1, 2, 3… */
  number: z.int().min(1),
  openedAt: IsoInstant,
});
export type Call = z.infer<typeof Call>;

/** The emergencies of the post as they stand now. */
export const EmergencyState = z.strictObject({
  accesses: z.array(EmergencyAccess),
  /** Open calls, the oldest first. */
  calls: z.array(Call),
  /** Calls closed since the post was opened. */
  closedCalls: z.int().min(0),
  /** Ended accesses that their author has not looked over yet. */
  toReview: z.int().min(0),
});
export type EmergencyState = z.infer<typeof EmergencyState>;

/** Why an emergency access ended; `interrupted`: the post stopped before it could write the end down. */
const EMERGENCY_ENDS = ['asked', 'call', 'time', 'refused', 'left', 'interrupted'] as const;
export type EmergencyEnd = (typeof EMERGENCY_ENDS)[number];

/** One of the professional's own emergency accesses, kept for him to look over. Nothing clinical. */
export const OwnEmergency = z.strictObject({
  id: z.string().max(64),
  mode: z.enum(['BTG', 'ETREAT']),
  patient: z.strictObject({ family: z.string(), given: z.string(), birthDate: IsoDate }),
  /** What was written to break the glass; null for a call. */
  reason: z.string().nullable(),
  callId: z.string().nullable(),
  startedAt: IsoInstant,
  /** null while it lasts, and where the post stopped before its end was written down. */
  endedAt: IsoInstant.nullable(),
  endedBecause: z.enum(EMERGENCY_ENDS).nullable(),
  reviewedAt: IsoInstant.nullable(),
});
export type OwnEmergency = z.infer<typeof OwnEmergency>;

const OwnEmergencies = z.strictObject({ entries: z.array(OwnEmergency) });

const CallOutcome = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('opened'), view: RecordView }),
  /** The same record is open in another call: two accesses to one record could not be told apart. */
  z.strictObject({ outcome: z.literal('openInOtherCall'), callId: z.string() }),
]);

export const emergencyCalls = {
  'emergency.state': { input: z.strictObject({}), output: EmergencyState },
  /** Break-glass: a deliberate act, told to the patient and to each of his médecins traitants. */
  'emergency.breakGlass': {
    input: z.strictObject({
      traits: ClaimedTraits,
      /** Where a record is open whose right is missing: the traits typed must then be its own. */
      ins: InsRef.nullable(),
      justification: z.string().max(1_000),
      /** The professional affirmed the legal condition himself (CSP L.1111-17). */
      confirmed: z.literal(true),
    }),
    output: RecordView,
  },
  /** Ends an emergency access: its token is revoked, and nothing of it stays. */
  'emergency.end': { input: z.strictObject({ ins: InsRef }), output: z.null() },
  'emergency.openCall': { input: z.strictObject({}), output: Call },
  'emergency.closeCall': { input: z.strictObject({ callId: z.string().max(64) }), output: z.null() },
  /** Opens the record of the person whom a call is about. */
  'emergency.openForCall': {
    input: z.strictObject({
      callId: z.string().max(64),
      person: z.union([InsRef, ClaimedTraits]),
    }),
    output: CallOutcome,
  },
  'emergency.own': { input: z.strictObject({}), output: OwnEmergencies },
  'emergency.review': { input: z.strictObject({ id: z.string().max(64) }), output: OwnEmergencies },
} as const;

/** An emergency access is over: what the page shows of it goes at once. */
export const EmergencyEnded = z.strictObject({ ins: InsRef, because: z.enum(EMERGENCY_ENDS) });
export type EmergencyEnded = z.infer<typeof EmergencyEnded>;
