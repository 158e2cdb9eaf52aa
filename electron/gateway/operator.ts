import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { Result } from '../../shared/result.ts';
import type { Connection, WireAnswer, WireRequest } from './connection.ts';
import { successOf } from './outcome.ts';

/**
 * The embedded service as its operator may use it: training and administration. It is no part of the national
 * interface, and opens no record.
 *
 * @param path below `/operator`: `clock`, `status`
 */
export async function operate(
  connection: Connection,
  secret: string,
  { path, ...request }: WireRequest,
): Promise<Result<WireAnswer, FailureCode>> {
  const answer = await connection.send({
    ...request,
    path: `/operator/${path}`,
    headers: { accept: 'application/json', ...request.headers, authorization: `Bearer ${secret}` },
  });
  return answer.ok ? successOf(answer.value) : answer;
}
