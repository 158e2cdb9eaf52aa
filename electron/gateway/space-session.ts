import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import { readJson } from './bundle.ts';
import type { Connection, WireAnswer } from './connection.ts';
import { successOf } from './outcome.ts';
import type { AccessToken } from './token.ts';

const TokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

/** How somebody shows who he is in the space. */
export interface Credentials {
  /** Bare INS of the person who types. */
  readonly ins: string;
  readonly password: string;
  /** Bare INS of whom he acts for; null for himself. */
  readonly actingFor: string | null;
}

/**
 * Signs in to the space (C6 of the wire).
 *
 * @returns the token, or `SESSION_ENDED` for a wrong password, an unknown number and a space never activated
 */
export async function signInToSpace(
  connection: Connection,
  { ins, password, actingFor }: Credentials,
): Promise<Result<AccessToken, FailureCode>> {
  const answer = await post(connection, 'patient', {
    ins,
    password,
    ...(actingFor === null ? {} : { actingFor }),
  });
  return answer.ok ? tokenOf(answer.value) : answer;
}

/** Asks for the code that activates a space. The service answers everybody alike. */
export async function startActivation(
  connection: Connection,
  card: { readonly nir: string; readonly cardSerial: string },
): Promise<Result<null, FailureCode>> {
  const answer = await post(connection, 'activation/start', card);
  return answer.ok ? ok(null) : answer;
}

/** Activates the space; `INVALID` for a wrong code. */
export async function confirmActivation(
  connection: Connection,
  activation: { readonly nir: string; readonly code: string; readonly password: string },
): Promise<Result<AccessToken, FailureCode>> {
  const answer = await post(connection, 'activation/confirm', activation);
  return answer.ok ? tokenOf(answer.value) : answer;
}

async function post(
  connection: Connection,
  path: string,
  body: object,
): Promise<Result<WireAnswer, FailureCode>> {
  const answer = await connection.send({
    method: 'POST',
    path: `/auth/${path}`,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.ok ? successOf(answer.value) : answer;
}

function tokenOf(answer: WireAnswer): Result<AccessToken, FailureCode> {
  const json = readJson(answer);
  if (!json.ok) return json;
  const token = TokenAnswer.safeParse(json.value);
  if (!token.success) return err('INTERNAL');
  return ok({ value: token.data.access_token, expiresInMs: token.data.expires_in * 1000 });
}
