import { isMinor } from '../../../shared/access/clocks.ts';
import { compactMatricule } from '../../../shared/identity/ins.ts';
import { z } from '../../../shared/schema/zod.ts';
import type { ServiceContext } from '../context.ts';
import type { Answer } from '../http/answer.ts';
import { json } from '../http/answer.ts';
import type { Exchange } from '../http/exchange.ts';
import { refusal } from '../http/refusal.ts';
import type { RecordRow } from '../storage/records.ts';
import { callerOf, tokenHash } from './caller.ts';
import { draftSession, openSession, TOKEN_SECONDS, tokenAnswer } from './open-session.ts';
import { isPassword } from './password.ts';
import type { Throttle } from './throttle.ts';

export const PatientSignIn = z.strictObject({
  ins: z.string().min(1).max(32),
  password: z.string().min(1).max(256),
  /** Bare INS of whom the person acts for: a child, somebody he cares for. */
  actingFor: z.string().min(1).max(32).optional(),
});

/** What was found before the transaction: the person only where the password was right. */
export interface PresentedPassword {
  readonly ins: string;
  readonly person: RecordRow | undefined;
  readonly actingFor: string | undefined;
}

/** Checks a password. Unknown INS and wrong password take the same time (C6 of the wire). */
export async function readPassword(
  context: ServiceContext,
  { ins: typed, password, actingFor }: z.infer<typeof PatientSignIn>,
): Promise<PresentedPassword> {
  const ins = compactMatricule(typed);
  const person = context.stores.records.byMatricule(ins);
  const right = await isPassword(password, person?.password ?? null);
  return { ins, person: right ? person : undefined, actingFor };
}

/** Opens a session in the space, for the person himself or for somebody he acts for. */
export function signInPatient(
  exchange: Exchange,
  throttle: Throttle,
  { ins, person, actingFor }: PresentedPassword,
): Answer {
  const { now } = exchange;
  const subject = `person ${ins}`;
  const wait = throttle.wait(subject, now);
  if (wait > 0) throw refusal('RATE_LIMITED', { headers: { 'retry-after': String(wait) } });
  const record = person === undefined ? undefined : recordFor(exchange, person, actingFor);
  if (person === undefined || record === undefined) {
    throttle.fail(subject, now);
    throw refusal('UNAUTHENTICATED');
  }
  throttle.forgive(subject);
  return openPatientSession(exchange, person, record);
}

/** Opens the session of a person whose word was believed, for his own record or for one he acts for. */
export function openPatientSession(exchange: Exchange, person: RecordRow, record: RecordRow): Answer {
  const { context, now } = exchange;
  const session = draftSession({
    person_id: person.id,
    acting_for: record.id === person.id ? null : record.id,
    started_at: now,
    expires_at: now + TOKEN_SECONDS * 1_000,
  });
  const token = openSession(context, session);
  const caller = callerOf(context, tokenHash(token), now);
  exchange.attempt({ action: 'signIn', caller, record });
  return json(200, tokenAnswer(token, TOKEN_SECONDS));
}

/** The record that a person signs in for. Nobody represents an adult: that ends with the minority. */
function recordFor(
  { context, now }: Exchange,
  person: RecordRow,
  actingFor: string | undefined,
): RecordRow | undefined {
  if (actingFor === undefined) return person;
  const { records } = context.stores;
  const record = records.byMatricule(compactMatricule(actingFor));
  const role = record === undefined ? undefined : records.kinRole(record.id, person.id);
  if (record === undefined || role === undefined) return undefined;
  const minor = isMinor(context.policy, { status: record.status, birthDate: record.birth_date }, now);
  return role === 'representative' && !minor ? undefined : record;
}
