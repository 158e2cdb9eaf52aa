import type { FastifyInstance } from 'fastify';
import type { Following } from './changes.ts';
import type { ServiceContext } from '../context.ts';
import type { Answer } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { answering } from '../http/exchange.ts';
import { searchParameters, single } from '../http/input.ts';
import { invalid, refusal } from '../http/refusal.ts';
import { namedPatient } from '../record/named-patient.ts';
import { rule, ruleForPatient } from '../record/ruling.ts';
import { judgeOwnEntries } from '../sections/taking-part.ts';
import { followingOf, followingOwn } from './own-view.ts';

const PARAMETERS = new Set(['patient', 'patient.identifier', 'patient:identifier', 'taking-part']);

/** One for each window of a post, and one that is just being replaced. */
const STREAMS_PER_TOKEN = 4;

/**
 * `GET /changes`: server-sent events, each of which says that the caller's own view has changed: of the record
 * that he names, or (`taking-part=me`) of what a professional takes part in, on any record.
 */
export function registerChangeRoutes(app: FastifyInstance, context: ServiceContext): void {
  app.get('/changes', { config: { answers: 'text/event-stream' } }, answering(context, 'watch', watch));
  app.addHook('preClose', (done) => {
    context.changes.close();
    done();
  });
}

/**
 * Asking is looking: it is refused as a list would be, and traced, once for the whole stream. It shows nothing
 * of the record, so that the first access that the patient is told of is the list that follows.
 */
function watch(exchange: SignedInExchange): Answer {
  const { context, caller, request } = exchange;
  const parameters = searchParameters(request, PARAMETERS);
  const takingPart = single(parameters, 'taking-part');
  if (takingPart !== undefined) {
    if (takingPart !== 'me' || parameters.size > 1 || caller.kind === 'patient') throw invalid('taking-part');
    judgeOwnEntries(exchange, caller, 'watch');
    return streamed(exchange, followingOwn(context, caller.session.token, caller));
  }
  const record = namedPatient(exchange, parameters);
  if (caller.kind === 'patient') {
    if (record?.id !== caller.record.id) throw refusal('RECORD_NONEXISTENT');
    ruleForPatient(exchange, caller, { action: 'open', as: 'watch' });
  } else rule(exchange, caller, { action: 'list', as: 'watch', record, unannounced: true });
  if (record === undefined) throw refusal('RECORD_NONEXISTENT');
  return streamed(exchange, followingOf(context, caller.session.token, record.id));
}

function streamed({ context, caller, request }: SignedInExchange, following: Following): Answer {
  if (context.changes.openOf(caller.session.token) >= STREAMS_PER_TOKEN) {
    throw refusal('RATE_LIMITED', { headers: { 'retry-after': '30' } });
  }
  const known = request.headers['last-event-id'];
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream' },
    body: () => context.changes.follow(following, typeof known === 'string' ? known : undefined),
  };
}
