import type { Actor, RecordFacts, Relation, Session } from '../../../shared/access/question.ts';
import type { AuthorisationStatus, Instant } from '../../../shared/access/vocabulary.ts';
import type { ProfessionalCaller } from '../auth/caller.ts';
import { givenNames } from '../auth/caller.ts';
import type { ServiceContext } from '../context.ts';
import { z } from '../../../shared/schema/zod.ts';
import type { RightsSummary } from '../storage/consents.ts';
import type { RecordRow } from '../storage/records.ts';
import type { SessionRow } from '../storage/sessions.ts';

/** Code of the physicians among the professions: médecin traitant and regulator are theirs alone. */
export const PHYSICIAN = '10';

/** What the rules look at besides the act itself, as the store knows it now. */
export interface Standing {
  readonly actor: Actor;
  readonly record: RecordFacts;
  readonly relation: Relation;
  readonly session: Session;
}

/**
 * Reads from the store all that a decision on this professional and this record depends on. An INS that
 * nobody has and one that was opposed are the same here (B2 of the wire).
 */
export function standingOf(
  context: ServiceContext,
  caller: ProfessionalCaller,
  record: RecordRow | undefined,
): Standing {
  const { professional, session } = caller;
  const rights =
    record && context.stores.consents.summary(record.id, professional.id, professional.organization);
  const relation = record && rights ? relationOf(context, caller, record, rights) : {};
  const bound = isBoundElsewhere(session, record);
  return {
    actor: actorOf(caller),
    record: record && rights ? recordFacts(record, rights) : { status: 'NONEXISTENT' },
    // A session that is bound to another record is worth nothing here: as if no right had been given.
    relation:
      bound && relation.authorisation !== 'BLOCKED' ? { ...relation, authorisation: 'NONE' } : relation,
    session: bound ? { secret: session.secret === 1 } : sessionFacts(context, session),
  };
}

/** An emergency or secret session is about one patient (C3, C5 of the wire). */
export function isBoundElsewhere(session: SessionRow, record: RecordRow | undefined): boolean {
  return session.bound_to !== null && session.bound_to !== record?.id;
}

/** Who asks, as the rules know him. */
export function actorOf({ professional, card }: ProfessionalCaller): Actor {
  return {
    id: professional.id,
    profession: professional.profession,
    card,
    regulator: professional.regulator === 1,
  };
}

function recordFacts(record: RecordRow, rights: RightsSummary): RecordFacts {
  return {
    status: record.status,
    birthDate: record.birth_date,
    familyName: record.family,
    givenNames: givenNames(record),
    // Only what was set: the engine knows the defaults of the rest.
    switches: { ETREAT: flag(rights.etreat), BTG: flag(rights.btg), MASKED: flag(rights.masked) },
    sharesMeasures: flag(rights.measures),
    sharesCareHistory: flag(rights.care_history),
  };
}

function flag(value: 0 | 1 | null): boolean | undefined {
  return value === null ? undefined : value === 1;
}

function relationOf(
  context: ServiceContext,
  { professional }: ProfessionalCaller,
  record: RecordRow,
  rights: RightsSummary,
): Relation {
  const treatingDoctor = professional.profession === PHYSICIAN && rights.treating_doctor === 1;
  return {
    authorisation: authorisationStatus(rights, treatingDoctor),
    until: rights.until ?? undefined,
    treatingDoctor,
    firstAccess: !context.stores.records.hasAccessed(record.id, professional.id),
  };
}

/**
 * VALID says that an authorisation stands; whether it is over by now is the engine's to say. A block of the
 * whole establishment does not reach its médecins traitants (docs/rules.md 6).
 */
function authorisationStatus(rights: RightsSummary, treatingDoctor: boolean): AuthorisationStatus {
  if (rights.blocked === 1 || (rights.place_blocked === 1 && !treatingDoctor)) return 'BLOCKED';
  return rights.authorised === 1 ? 'VALID' : 'NONE';
}

const Claimed = z.object({ familyName: z.string(), givenName: z.string(), birthDate: z.string() }).partial();

function sessionFacts(context: ServiceContext, session: SessionRow): Session {
  const { professional, call_id, claimed } = session;
  return {
    mode: session.mode,
    secret: session.secret === 1,
    startedAt: session.started_at satisfies Instant,
    ...(session.justification === null ? {} : { justification: session.justification }),
    ...(claimed === null ? {} : { claimedTraits: Claimed.parse(JSON.parse(claimed)) }),
    ...(call_id === null || professional === null
      ? {}
      : { callId: call_id, callOpen: !context.stores.sessions.isCallClosed(professional, call_id) }),
  };
}
