import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ServiceContext } from '../context.ts';
import type { Answer } from '../http/answer.ts';
import { json } from '../http/answer.ts';
import type { Exchange } from '../http/exchange.ts';
import { answeringAnyone } from '../http/exchange.ts';
import { parseBody, parseForm } from '../http/input.ts';
import { invalid, refusal } from '../http/refusal.ts';
import {
  ActivationConfirm,
  ActivationStart,
  confirmActivation,
  startActivation,
  stretchPassword,
} from './activation.ts';
import type { Caller } from './caller.ts';
import { callerOf, tokenHash } from './caller.ts';
import type { Purpose } from './exchange-token.ts';
import { ACCESS_TOKEN_TYPE, exchangeToken, readPurpose } from './exchange-token.ts';
import { draftSession, openSession, TOKEN_SECONDS, tokenAnswer } from './open-session.ts';
import type { SignedInElsewhere } from './pro-sante-connect.ts';
import { PatientSignIn, readPassword, signInPatient } from './patient-sign-in.ts';
import type { PresentedAssertion } from './sign-in.ts';
import { readAssertion, signInWithCard } from './sign-in.ts';
import { createThrottle } from './throttle.ts';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';

/** A request to the token endpoint, with what had to be verified before the transaction. */
type Grant =
  | { readonly kind: 'assertion'; readonly presented: PresentedAssertion }
  | {
      readonly kind: 'exchange';
      readonly subject: string;
      readonly purpose: Purpose | undefined;
      /** Who signed in at Pro Santé Connect, where it is one of its tokens. */
      readonly proSanteConnect: SignedInElsewhere | undefined;
    };

/** Sign-in and sign-out, of professionals and of people in the space (service interface, "Tokens"). */
export function registerAuthRoutes(app: FastifyInstance, context: ServiceContext): void {
  const throttle = createThrottle();
  const open = { config: { open: true } };

  app.post(
    '/auth/token',
    open,
    answeringAnyone(
      context,
      'signIn',
      (request) => readGrant(context, request),
      (exchange, grant) =>
        grant.kind === 'assertion'
          ? signInWithCard(exchange, throttle, grant.presented)
          : grantExchange(exchange, grant),
    ),
  );
  app.post('/auth/revoke', open, answeringAnyone(context, 'signOut', readToken, revoke));
  app.post(
    '/auth/patient',
    open,
    answeringAnyone(
      context,
      'signIn',
      (request) => readPassword(context, parseBody(request, PatientSignIn)),
      (exchange, presented) => signInPatient(exchange, throttle, presented),
    ),
  );
  app.post(
    '/auth/activation/start',
    open,
    answeringAnyone(
      context,
      'startActivation',
      (request) => parseBody(request, ActivationStart),
      (exchange, body) => startActivation(exchange, throttle, body),
    ),
  );
  app.post(
    '/auth/activation/confirm',
    open,
    answeringAnyone(
      context,
      'confirmActivation',
      async (request) => {
        const body = parseBody(request, ActivationConfirm);
        return { body, password: await stretchPassword(body) };
      },
      (exchange, { body, password }) => confirmActivation(exchange, body, password),
    ),
  );
}

async function readGrant(context: ServiceContext, request: FastifyRequest): Promise<Grant> {
  const form = parseForm(request);
  switch (form.get('grant_type') ?? '') {
    case JWT_BEARER:
      return { kind: 'assertion', presented: await readAssertion(context, form) };
    case TOKEN_EXCHANGE: {
      const subject = form.get('subject_token');
      if (subject === undefined || subject === '') throw invalid('subject_token');
      if ((form.get('subject_token_type') ?? ACCESS_TOKEN_TYPE) !== ACCESS_TOKEN_TYPE) {
        throw invalid('subject_token_type');
      }
      const ours = callerOf(context, tokenHash(subject), context.clock.now()) !== undefined;
      const proSanteConnect = ours
        ? undefined
        : await context.proSanteConnect?.professionalOf(subject, context.clock.now());
      return { kind: 'exchange', subject, purpose: readPurpose(form), proSanteConnect };
    }
    default:
      throw invalid('grant_type');
  }
}

function grantExchange(
  exchange: Exchange,
  { subject, purpose, proSanteConnect }: Extract<Grant, { kind: 'exchange' }>,
): Answer {
  const { context, now } = exchange;
  if (proSanteConnect !== undefined) return signInFromProSanteConnect(exchange, proSanteConnect);
  const caller = callerOf(context, tokenHash(subject), now);
  if (caller === undefined) throw refusal('UNAUTHENTICATED');
  if (caller.kind !== 'professional') throw invalid('subject_token');
  if (purpose === undefined) throw invalid('purpose_of_use');
  return exchangeToken(exchange, caller, purpose);
}

/** A session as with a card: Pro Santé Connect asks for two factors (docs/rules.md 1, card). */
function signInFromProSanteConnect(exchange: Exchange, { id, at }: SignedInElsewhere): Answer {
  const { context, now } = exchange;
  const professional = context.stores.directory.professional(id);
  if (professional?.card_state !== 'valid') throw refusal('UNAUTHENTICATED');
  const session = draftSession({
    professional: id,
    card: 'PSC',
    started_at: now,
    signed_in_at: at,
    expires_at: now + TOKEN_SECONDS * 1_000,
  });
  exchange.attempt({
    action: 'signIn',
    caller: { kind: 'professional', professional, card: 'PSC', session },
  });
  return json(200, {
    ...tokenAnswer(openSession(context, session), TOKEN_SECONDS),
    issued_token_type: ACCESS_TOKEN_TYPE,
  });
}

function readToken(request: FastifyRequest): string {
  const token = parseForm(request).get('token');
  if (token === undefined) throw invalid('token');
  return token;
}

/**
 * Ends a session, durably (RFC 7009: 200 whatever the token). The end of a regulator's session is the end of
 * its call (C4 of the wire).
 */
function revoke(exchange: Exchange, token: string): Answer {
  const { context, now } = exchange;
  const { sessions } = context.stores;
  const hash = tokenHash(token);
  const session = sessions.byToken(hash);
  const caller: Caller | undefined = callerOf(context, hash, now);
  exchange.attempt({ action: 'signOut', caller });
  if (session?.mode === 'ETREAT' && session.professional !== null && session.call_id !== null) {
    sessions.closeCall(session.professional, session.call_id, now);
  }
  sessions.end(hash);
  context.changes.sessions();
  return json(200, {});
}
