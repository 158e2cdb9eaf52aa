import type { FastifyInstance } from 'fastify';
import type { ProposalAnswer } from '../../../shared/habilitation/versions.ts';
import { startOfDay } from '../../../shared/habilitation/versions.ts';
import type { ServiceContext } from '../context.ts';
import { json, send, type Answer } from '../http/answer.ts';
import { answeringAnyone, type Exchange } from '../http/exchange.ts';
import { parseBody, pathParameter } from '../http/input.ts';
import { refusal } from '../http/refusal.ts';
import { propose, VersionRequest } from './propose.ts';
import { versionOf, versionsAt } from './versions.ts';

/**
 * The matrix in force, for anybody (it is law, and its bytes are those of the announced hash), and its
 * versions for whoever operates the service.
 */
export function registerMatrixRoutes(app: FastifyInstance, context: ServiceContext): void {
  app.get('/fhir/metadata/habilitation-matrix', { config: { open: true } }, (_request, reply) =>
    send(reply, {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: context.matrices.inForce(context.clock.now()).text,
    }),
  );
  const operator = { config: { operator: true } };
  app.get(
    '/operator/matrix',
    operator,
    answeringAnyone(context, 'operate', () => undefined, listVersions),
  );
  app.get(
    '/operator/matrix/:id',
    operator,
    answeringAnyone(context, 'operate', (request) => pathParameter(request, 'id'), readVersion),
  );
  app.post(
    '/operator/matrix',
    operator,
    answeringAnyone(context, 'operate', (request) => parseBody(request, VersionRequest), addVersion),
  );
  app.delete(
    '/operator/matrix/:id',
    operator,
    answeringAnyone(context, 'operate', (request) => pathParameter(request, 'id'), withdrawVersion),
  );
}

function listVersions(exchange: Exchange): Answer {
  exchange.attempt({ action: 'operate', detail: { about: 'matrix' } });
  return json(200, { versions: versionsAt(exchange.context.matrices, exchange.now) });
}

function readVersion(exchange: Exchange, id: string): Answer {
  const { context } = exchange;
  exchange.attempt({ action: 'operate', detail: { about: 'matrix' } });
  const kept = context.matrices.all().find((candidate) => candidate.id === id);
  if (kept === undefined) throw refusal('NOT_FOUND');
  return { status: 200, headers: { 'content-type': 'application/json' }, body: kept.text };
}

/**
 * `POST /operator/matrix`: proposes a version, or applies the very one that was proposed. What changed in
 * between (another version, another day) makes another proposal, and is shown before it is applied.
 */
function addVersion(exchange: Exchange, request: VersionRequest): Answer {
  const { context, now } = exchange;
  const { matrices, stores } = context;
  const detail = { about: 'matrix', version: request.version, validFrom: request.validFrom };
  const proposed = propose(matrices, request, now);
  if (!proposed.ok) {
    exchange.attempt({ action: 'operate', detail: { ...detail, refused: proposed.error.code } });
    return answer(422, { outcome: 'refused', problem: proposed.error });
  }
  const { matrix, proposal } = proposed.value;
  const applies = request.apply !== null;
  exchange.attempt({
    action: 'operate',
    detail: { ...detail, applied: String(applies), digest: proposal.digest },
  });
  if (!applies) return answer(200, { outcome: 'proposed', proposal });
  if (request.apply !== proposal.digest) throw refusal('STALE_VERSION');

  const count = (kind: string): number =>
    proposal.differences.filter((difference) => difference.kind === kind).length;
  const id = stores.matrices.add({
    version: matrix.version,
    valid_from: matrix.validFrom,
    imported_at: now,
    matrix: JSON.stringify(matrix),
    changes: JSON.stringify({
      opened: count('opened'),
      closed: count('closed'),
      resourced: count('resourced'),
    }),
    remarks: JSON.stringify(proposal.remarks),
  });
  matrices.reload();
  context.changes.everything();
  const kept = matrices.all().find((candidate) => candidate.id === String(id));
  if (kept === undefined) throw new Error('the version that was just kept is not there');
  return answer(201, { outcome: 'applied', version: versionOf(kept, matrices.inForce(now).id, now) });
}

/** A version that is in force, or was, has decided something: it stays. */
function withdrawVersion(exchange: Exchange, id: string): Answer {
  const { context, now } = exchange;
  const { matrices, stores } = context;
  exchange.attempt({ action: 'operate', detail: { about: 'matrix', withdrawn: id.slice(0, 20) } });
  const row = matrices.all().find((candidate) => candidate.id === id)?.row;
  if (row === undefined || row === null) throw refusal('NOT_FOUND');
  if (row.withdrawn_at === null) {
    if (startOfDay(row.valid_from) <= now) throw refusal('IRREVERSIBLE');
    stores.matrices.withdraw(row.id, now);
    matrices.reload();
  }
  return json(200, { versions: versionsAt(matrices, now) });
}

const answer = (status: number, body: ProposalAnswer): Answer => json(status, body);
