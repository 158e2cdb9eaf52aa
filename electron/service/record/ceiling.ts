import type { Action } from '../../../shared/access/vocabulary.ts';
import { CONSULTATIONS } from '../../../shared/access/vocabulary.ts';
import type { ProfessionalCaller } from '../auth/caller.ts';
import type { Exchange } from '../http/exchange.ts';
import { refusal } from '../http/refusal.ts';
import type { RecordRow } from '../storage/records.ts';

const CONSULTS: ReadonlySet<Action> = new Set(CONSULTATIONS);

/**
 * Bounds what one stolen session is worth: so many patients between two sign-ins of its holder. A record that
 * this sign-in has consulted costs nothing more. An emergency is never held up: it is reviewed instead.
 *
 * @throws Refusal 429 with the challenge of RFC 9470: the way on is to sign in again, not to wait
 */
export function countPatient(
  { context }: Exchange,
  { professional, session }: ProfessionalCaller,
  action: Action,
  record: RecordRow,
): void {
  if (!CONSULTS.has(action) || session.mode !== 'NORMAL') return;
  const { sessions } = context.stores;
  const { signed_in_at: signedInAt } = session;
  if (sessions.hasConsulted(professional.id, signedInAt, record.id)) return;
  const { newPatientsPerSignIn } = context.policy.parameters;
  if (sessions.countConsulted(professional.id, signedInAt) >= newPatientsPerSignIn) {
    throw refusal('SIGN_IN_AGAIN', { headers: { 'www-authenticate': CHALLENGE } });
  }
  sessions.noteConsulted(professional.id, signedInAt, record.id);
}

const CHALLENGE = 'Bearer error="insufficient_user_authentication", max_age=0';
