import { createHash } from 'node:crypto';
import { isMinor } from '../../../shared/access/clocks.ts';
import type { CardKind, Instant } from '../../../shared/access/vocabulary.ts';
import { PROFESSIONAL_SYSTEM } from '../../../shared/fhir/systems.ts';
import type { ServiceContext } from '../context.ts';
import type { Professional } from '../storage/directory.ts';
import type { RecordRow } from '../storage/records.ts';
import type { SessionRow } from '../storage/sessions.ts';
import type { Agent } from '../traces/entry.ts';

/** A professional with a live session. */
export interface ProfessionalCaller {
  readonly kind: 'professional';
  readonly professional: Professional;
  /** The card of the session: CPS, CPE, or PSC for Pro Santé Connect. */
  readonly card: CardKind;
  readonly session: SessionRow;
}

/** A person in the space: the holder, or somebody who acts for him. */
export interface PatientCaller {
  readonly kind: 'patient';
  readonly person: RecordRow;
  /** The record that this session is about: the person's own, or that of whom he acts for. */
  readonly record: RecordRow;
  readonly role: 'holder' | 'representative' | 'carer';
  readonly session: SessionRow;
}

export type Caller = ProfessionalCaller | PatientCaller;

/** The form under which a token is stored and looked up. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/**
 * Who a token stands for, as of now: the session lives, the card is still valid in the directory (C7 of the
 * wire: it is read at each request), who acts for somebody still may. Undefined: nobody.
 */
export function callerOf(context: ServiceContext, token: Buffer, now: Instant): Caller | undefined {
  const session = context.stores.sessions.byToken(token);
  if (session === undefined || session.expires_at <= now) return undefined;
  return session.professional === null
    ? patientCaller(context, session, now)
    : professionalCaller(context, session, session.professional);
}

function professionalCaller(
  context: ServiceContext,
  session: SessionRow,
  id: string,
): ProfessionalCaller | undefined {
  const professional = context.stores.directory.professional(id);
  if (professional?.card_state !== 'valid' || session.card === null) return undefined;
  return { kind: 'professional', professional, card: session.card, session };
}

function patientCaller(
  context: ServiceContext,
  session: SessionRow,
  now: Instant,
): PatientCaller | undefined {
  const { records } = context.stores;
  const person = session.person_id === null ? undefined : records.byId(session.person_id);
  if (person === undefined) return undefined;
  if (session.acting_for === null)
    return { kind: 'patient', person, record: person, role: 'holder', session };
  const record = records.byId(session.acting_for);
  const role = records.kinRole(session.acting_for, person.id);
  if (record === undefined || role === undefined) return undefined;
  // The child took over: who represented him is nobody here, from that midnight on.
  if (role === 'representative' && !isMinor(context.policy, minority(record), now)) return undefined;
  return { kind: 'patient', person, record, role, session };
}

const minority = ({ status, birth_date: birthDate }: RecordRow) => ({ status, birthDate });

/** How a caller is named in a trace. */
export function agentOf(caller: Caller): Agent {
  if (caller.kind === 'professional') return professionalAgent(caller.professional);
  const { person, role } = caller;
  return {
    system: person.system,
    id: person.ins,
    name: personName(person),
    role: { holder: 'PATIENT', representative: 'REPRESENTATIVE', carer: 'CARER' }[role],
  };
}

/** How a professional is named in a trace, with the place where he acted. */
export function professionalAgent(professional: Professional): Agent {
  return {
    system: PROFESSIONAL_SYSTEM,
    id: professional.id,
    name: professionalName(professional),
    role: professional.profession,
    structure: professional.organization,
  };
}

/** `Dr Sophie RENAUD`. */
export function professionalName({ title, given, family }: Professional): string {
  return `${title} ${given} ${family}`.trim();
}

/** `Élise DURAND`. */
export function personName(person: RecordRow): string {
  return `${givenNames(person)[0] ?? ''} ${person.used ?? person.family}`.trim();
}

/** Given names in their order. */
export function givenNames(person: RecordRow): readonly string[] {
  const names: unknown = JSON.parse(person.given);
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
}
