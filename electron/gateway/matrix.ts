import { createHash } from 'node:crypto';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { AnnouncedMatrix } from '../../shared/fhir/announced-matrix.ts';
import { MatrixVersions, ProposalAnswer, type MatrixVersion } from '../../shared/habilitation/versions.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { parsed } from '../../shared/schema/parsed.ts';
import type { Connection } from './connection.ts';
import { operate } from './operator.ts';
import { failureOf } from './outcome.ts';

/** A matrix is a hundred lines; anything near this is none. */
const MATRIX_MAX_BYTES = 4_000_000;

/** The text of the announced matrix, if it is to be had and is the one that was announced. */
export async function announcedText(
  connection: Connection,
  { sha256, content }: AnnouncedMatrix,
): Promise<string | undefined> {
  // Asked of the service itself and of nobody else, whatever the address says.
  if (sha256 === null || content === null || !content.startsWith(`${connection.root}/`)) return undefined;
  const path = content.slice(connection.root.length);
  const answer = await connection.send({ method: 'GET', path, headers: { accept: 'application/json' } });
  if (!answer.ok || answer.value.status !== 200 || answer.value.body.length > MATRIX_MAX_BYTES)
    return undefined;
  const { body } = answer.value;
  if (createHash('sha256').update(body).digest('hex') !== sha256.toLowerCase()) return undefined;
  return new TextDecoder().decode(body);
}

/** The embedded service's versions of the matrix, for whoever operates it. */
export interface MatrixOperator {
  versions(): Promise<Result<MatrixVersion[], FailureCode>>;
  /** JSON of one version. */
  text(id: string): Promise<Result<string, FailureCode>>;
  add(request: object): Promise<Result<ProposalAnswer, FailureCode>>;
  withdraw(id: string): Promise<Result<MatrixVersion[], FailureCode>>;
}

export function matrixOperator(connection: Connection, secret: string): MatrixOperator {
  const versions = async (
    method: 'GET' | 'DELETE',
    path: string,
  ): Promise<Result<MatrixVersion[], FailureCode>> => {
    const answer = await operate(connection, secret, { method, path });
    if (!answer.ok) return answer;
    const read = parsed(MatrixVersions, new TextDecoder().decode(answer.value.body));
    return read === undefined ? err('INTERNAL') : ok(read.versions);
  };
  return {
    versions: () => versions('GET', 'matrix'),
    withdraw: (id) => versions('DELETE', `matrix/${encodeURIComponent(id)}`),
    text: async (id) => {
      const answer = await operate(connection, secret, {
        method: 'GET',
        path: `matrix/${encodeURIComponent(id)}`,
      });
      return answer.ok ? ok(new TextDecoder().decode(answer.value.body)) : answer;
    },
    add: async (request) => {
      const answer = await connection.send({
        method: 'POST',
        path: '/operator/matrix',
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          authorization: `Bearer ${secret}`,
        },
        body: JSON.stringify(request),
      });
      if (!answer.ok) return answer;
      // What is wrong with the pages is said by the answer itself, and is no failure of the call.
      if (answer.value.status >= 300 && answer.value.status !== 422) return err(failureOf(answer.value));
      const read = parsed(ProposalAnswer, new TextDecoder().decode(answer.value.body));
      return read === undefined ? err(failureOf(answer.value)) : ok(read);
    },
  };
}
