import { randomBytes } from 'node:crypto';
import type { ServiceContext } from '../context.ts';
import type { SessionRow } from '../storage/sessions.ts';
import { tokenHash } from './caller.ts';

/** Life of an access token, in seconds. */
export const TOKEN_SECONDS = 600;

/** What a new session is about; what is not said has the value of an ordinary one. */
export type NewSession = Partial<Omit<SessionRow, 'token'>> & Pick<SessionRow, 'started_at' | 'expires_at'>;

/** A session before it has a token: the rules are asked with it first. */
export function draftSession(session: NewSession): SessionRow {
  return {
    token: Buffer.alloc(0),
    parent: null,
    professional: null,
    card: null,
    person_id: null,
    acting_for: null,
    mode: 'NORMAL',
    secret: 0,
    bound_to: null,
    claimed: null,
    justification: null,
    call_id: null,
    signed_in_at: session.started_at,
    ...session,
  };
}

/** Stores a session and gives it its token: 256 random bits, of which only the hash stays here. */
export function openSession(context: ServiceContext, session: SessionRow): string {
  const token = randomBytes(32).toString('base64url');
  context.stores.sessions.add({ ...session, token: tokenHash(token) });
  return token;
}

/** The answer that carries a token (RFC 6749 5.1). */
export function tokenAnswer(token: string, expiresIn: number): Readonly<Record<string, string | number>> {
  return { access_token: token, token_type: 'Bearer', expires_in: expiresIn };
}
