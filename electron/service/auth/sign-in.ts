import type { Instant } from '../../../shared/access/vocabulary.ts';
import type { Result } from '../../../shared/result.ts';
import type { ServiceContext } from '../context.ts';
import type { Answer } from '../http/answer.ts';
import { json } from '../http/answer.ts';
import type { Exchange } from '../http/exchange.ts';
import { invalid, refusal } from '../http/refusal.ts';
import type { Assertion, AssertionFault } from './assertion.ts';
import { claimedIssuer, verifyAssertion } from './assertion.ts';
import { draftSession, openSession, TOKEN_SECONDS, tokenAnswer } from './open-session.ts';
import type { Throttle } from './throttle.ts';

/** Beside what is wrong in itself: a card that is no longer valid, an assertion that was used. */
type Fault = AssertionFault | 'CARD' | 'REPLAY';

/** An assertion as it was found, before the transaction. */
export interface PresentedAssertion {
  readonly verified: Result<Assertion, AssertionFault>;
  readonly issuer: string;
}

/** Verifies an assertion before the transaction that may take it: this waits, and a transaction does not. */
export async function readAssertion(
  context: ServiceContext,
  form: ReadonlyMap<string, string>,
): Promise<PresentedAssertion> {
  const assertion = form.get('assertion');
  if (assertion === undefined || assertion === '') throw invalid('assertion');
  const audience = `${context.address.url}/auth/token`;
  return {
    verified: await verifyAssertion(assertion, context.stores.directory, audience, context.clock.now()),
    issuer: claimedIssuer(assertion),
  };
}

/**
 * Opens a session for the holder of a card. The assertion is used up with it, durably: its replay is refused
 * even after the service was killed.
 */
export function signInWithCard(
  exchange: Exchange,
  throttle: Throttle,
  { verified, issuer }: PresentedAssertion,
): Answer {
  const { context, now } = exchange;
  const fault = verified.ok ? useUp(exchange, verified.value) : verified.error;
  if (fault !== null || !verified.ok) {
    slowDown(throttle, issuer, fault ?? 'MALFORMED', now);
    throw refusal('UNAUTHENTICATED');
  }
  const { professional, authenticatedAt } = verified.value;
  const session = draftSession({
    professional: professional.id,
    card: professional.card_kind,
    started_at: now,
    signed_in_at: authenticatedAt ?? now,
    expires_at: now + TOKEN_SECONDS * 1_000,
  });
  exchange.attempt({
    action: 'signIn',
    caller: { kind: 'professional', professional, card: professional.card_kind, session },
  });
  return json(200, tokenAnswer(openSession(context, session), TOKEN_SECONDS));
}

/**
 * Counts one fault of one claimed issuer. An assertion that holds is never refused for the failures of
 * others: whoever forges in a professional's name would lock him out. What is slowed down is one and the same
 * forgery, tried again and again.
 *
 * @throws Refusal 429 once there were too many
 */
function slowDown(throttle: Throttle, issuer: string, fault: Fault, now: Instant): void {
  // Nobody's name can be read from it, so that it counts against nobody.
  if (fault === 'MALFORMED') return;
  const subject = `card ${issuer} ${fault}`;
  const wait = throttle.wait(subject, now);
  if (wait > 0) throw refusal('RATE_LIMITED', { headers: { 'retry-after': String(wait) } });
  throttle.fail(subject, now);
}

/** The card as the directory knows it now, and the assertion used for the first time. */
function useUp({ context }: Exchange, { professional, jti, expiresAt }: Assertion): Fault | null {
  const { directory, sessions } = context.stores;
  if (directory.professional(professional.id)?.card_state !== 'valid') return 'CARD';
  return sessions.useAssertion(professional.id, jti, expiresAt) ? null : 'REPLAY';
}
