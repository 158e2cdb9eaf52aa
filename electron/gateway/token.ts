import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import type { Connection } from './connection.ts';
import { failureOf } from './outcome.ts';
import { PATIENCE } from './patience.ts';

const TokenAnswer = z.object({
  access_token: z.string().min(1),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().positive(),
});

export interface AccessToken {
  readonly value: string;
  readonly expiresInMs: number;
}

/** Address that an assertion must name as its audience. */
export const tokenAddress = (connection: Connection): string => `${connection.root}/auth/token`;

/** Asks the token endpoint, whatever the grant; what it answers is read by a schema. */
export async function postTokenRequest<S extends z.ZodType>(
  connection: Connection,
  schema: S,
  parameters: Readonly<Record<string, string>>,
): Promise<Result<z.output<S>, FailureCode>> {
  const answer = await connection.send({
    method: 'POST',
    path: '/auth/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams(parameters).toString(),
  });
  if (!answer.ok) return answer;
  if (answer.value.status !== 200) return err(failureOf(answer.value));
  const token = schema.safeParse(JSON.parse(new TextDecoder().decode(answer.value.body)));
  return token.success ? ok(token.data) : err('INTERNAL');
}

/**
 * Trades a card's assertion for an access token.
 *
 * @returns the token, or `SESSION_ENDED` when the service does not accept this card (revoked, expired)
 */
export async function requestToken(
  connection: Connection,
  assertion: string,
): Promise<Result<AccessToken, FailureCode>> {
  const token = await postTokenRequest(connection, TokenAnswer, {
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion,
  });
  if (!token.ok) return token;
  return ok({ value: token.value.access_token, expiresInMs: token.value.expires_in * 1_000 });
}

/** Ends several sessions at the service at the same time. */
export async function revokeTokens(connection: Connection, tokens: readonly string[]): Promise<void> {
  await Promise.all(tokens.map((token) => revokeToken(connection, token)));
}

/** Ends a session at the service (RFC 7009). Its failure changes nothing for us: the token is dropped anyway. */
export async function revokeToken(connection: Connection, token: string): Promise<void> {
  await connection.send({
    method: 'POST',
    path: '/auth/revoke',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ token }).toString(),
    timeoutMs: PATIENCE.farewellMs,
  });
}
