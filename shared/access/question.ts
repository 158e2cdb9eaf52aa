import type {
  Action,
  AuthorisationStatus,
  CardKind,
  ConfidentialityCode,
  DenyReason,
  DocumentStatus,
  Instant,
  Mode,
  Notice,
  RecordStatus,
  Warning,
} from './vocabulary.ts';

/**
 * Everything that a decision may look at (docs/rules.md 8). Optional members may be absent: the engine
 * answers `malformed` with their path only where a rule reaches one that has no default.
 */
export interface Question {
  readonly action: Action;
  readonly now: Instant;
  readonly actor: Actor;
  readonly record: RecordFacts;
  readonly relation?: Relation | undefined;
  readonly session?: Session | undefined;
  readonly document?: DocumentFacts | undefined;
  readonly change?: Change | undefined;
}

/** Who asks about whose record, by what right, in what session: a question without its act. */
export type Circumstances = Omit<Question, 'action' | 'document' | 'change'>;

export interface Actor {
  readonly id?: string | undefined;
  readonly profession?: string | undefined;
  readonly card?: CardKind | undefined;
  readonly regulator?: boolean | undefined;
  /** The professional for whom a secretary deposits: he is the author. */
  readonly onBehalfOf?: string | undefined;
}

export interface RecordFacts {
  readonly status: RecordStatus;
  /** ISO calendar date, `YYYY-MM-DD`. */
  readonly birthDate?: string | undefined;
  readonly familyName?: string | undefined;
  readonly givenNames?: readonly string[] | undefined;
  readonly switches?: Switches | undefined;
  readonly sharesMeasures?: boolean | undefined;
  readonly sharesCareHistory?: boolean | undefined;
  readonly insQualified?: boolean | undefined;
  readonly feedingOpposed?: boolean | undefined;
}

/** The patient's emergency switches; absent ones have their defaults: on, on, off. */
export interface Switches {
  readonly ETREAT?: boolean | undefined;
  readonly BTG?: boolean | undefined;
  readonly MASKED?: boolean | undefined;
}

export interface Relation {
  readonly authorisation?: AuthorisationStatus | undefined;
  readonly until?: Instant | undefined;
  readonly treatingDoctor?: boolean | undefined;
  readonly firstAccess?: boolean | undefined;
}

export interface Session {
  readonly mode?: Mode | undefined;
  readonly secret?: boolean | undefined;
  readonly justification?: string | undefined;
  readonly callId?: string | undefined;
  readonly callOpen?: boolean | undefined;
  readonly claimedTraits?: ClaimedTraits | undefined;
  readonly startedAt?: Instant | undefined;
}

export interface ClaimedTraits {
  readonly familyName?: string | undefined;
  readonly givenName?: string | undefined;
  readonly birthDate?: string | undefined;
}

export interface DocumentFacts {
  readonly type?: string | undefined;
  readonly class?: string | undefined;
  readonly authorId?: string | undefined;
  readonly status?: DocumentStatus | undefined;
  readonly archived?: boolean | undefined;
  readonly confidentiality?: readonly ConfidentialityCode[] | undefined;
  readonly maskedBy?: 'patient' | 'professional' | undefined;
  /** Deposit of the first version: the 30-day clock of INVISIBLE_PATIENT runs from it. */
  readonly depositedAt?: Instant | undefined;
  readonly version?: number | undefined;
  readonly byPatient?: boolean | undefined;
}

export interface Change {
  readonly seenVersion?: number | undefined;
  readonly confirmed?: boolean | undefined;
  /** Raw codes as the client sent them: judging them is a rule (docs/rules.md 3, step 7). */
  readonly confidentiality?: readonly string[] | undefined;
  readonly format?: string | undefined;
  /** Bytes of the decoded content. */
  readonly size?: number | undefined;
  readonly empty?: boolean | undefined;
  readonly contentMatches?: boolean | undefined;
  readonly duplicate?: boolean | undefined;
  readonly targetIsTreatingDoctor?: boolean | undefined;
  /** Raw too: only a ConsentBasis and a ConsentForm make a declaration (docs/rules.md 4). */
  readonly basis?: string | undefined;
  readonly form?: string | undefined;
}

export type Permit = {
  readonly effect: 'permit';
  readonly warnings: readonly Warning[];
  readonly notices: readonly Notice[];
  /** A minor's secret: the patient's notices go to the minor alone, or are kept (docs/rules.md 7). */
  readonly suffix?: 'minorOnly';
};
export type Deny = {
  readonly effect: 'deny';
  readonly reason: DenyReason;
  /** True: the service must answer as for an unknown identifier. */
  readonly hidden: boolean;
};
export type Malformed = { readonly effect: 'malformed'; readonly missing: string };
export type Answer = Permit | Deny | Malformed;
