import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { Instant } from '../../../shared/access/vocabulary.ts';
import type { Caller } from '../auth/caller.ts';
import { agentOf, callerOf } from '../auth/caller.ts';
import type { ServiceContext } from '../context.ts';
import type { RecordRow } from '../storage/records.ts';
import type { Agent, TracedAction, TracedDocument } from '../traces/entry.ts';
import type { Answer } from './answer.ts';
import { refused, send } from './answer.ts';
import type { NamedWrite } from './idempotency.ts';
import { fingerprintOf, idempotencyKeyOf, keyHolder, sameAnswer } from './idempotency.ts';
import { Refusal, refusal } from './refusal.ts';
import { diskOf } from '../../store/disk.ts';
import { troubleOf } from '../../store/trouble.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Hash of the token that the request came with; null before, or where none is asked. */
    token: Buffer | null;
    caller: Caller | null;
  }
}

/** What is being tried. The last one declared is what a refusal is traced as; each one is a trace of a permit. */
interface Attempt {
  readonly action: TracedAction;
  /** Who acts, where the request itself carries no token of his: under `/auth`. */
  readonly caller?: Caller | undefined;
  readonly record?: RecordRow | undefined;
  readonly document?: TracedDocument | undefined;
  /** Somebody named beside the one who asks: the author of a secretary's deposit. */
  readonly onBehalfOf?: Agent | undefined;
  readonly detail?: Readonly<Record<string, string>> | undefined;
  /** About a minor's secret, whatever the session: its trace is the minor's alone, as those of a secret session. */
  readonly secret?: boolean | undefined;
}

/**
 * One request, from the moment that its body was read: its work runs in one transaction with its traces and
 * its notices, and is answered only once that transaction is durable (durable trace, then decision's effect,
 * then answer: docs/rules.md 7). What the work throws undoes what it wrote; the refusal is traced instead.
 */
export interface Exchange {
  readonly context: ServiceContext;
  readonly request: FastifyRequest;
  readonly now: Instant;
  attempt(attempt: Attempt): void;
  /** The record that was named last. */
  lastRecord(): RecordRow | undefined;
}

/** An exchange of somebody who is signed in: every route under `/fhir` but `metadata`. */
export interface SignedInExchange extends Exchange {
  readonly caller: Caller;
}

/**
 * What a route's work ends with. A refusal that is returned, and not thrown, keeps what was written: the try
 * that it cost, the session that it ended.
 */
export type Outcome = Answer | Refusal;

/** A route for somebody signed in. @param action how the request is traced until the work says better */
export function answering(
  context: ServiceContext,
  action: TracedAction,
  work: (exchange: SignedInExchange) => Outcome,
): RouteHandlerMethod {
  return (request, reply) =>
    conduct(context, request, reply, action, (exchange) => once(signedIn(exchange), action, work));
}

/**
 * The same, with something to do before the transaction: what takes long or cannot be done at once (reading
 * a large body, hashing, verifying a signature). It must not look at rights: they are judged in the work.
 */
export function answeringPrepared<P>(
  context: ServiceContext,
  action: TracedAction,
  prepare: (request: FastifyRequest, caller: Caller) => P | Promise<P>,
  work: (exchange: SignedInExchange, prepared: P) => Outcome,
): RouteHandlerMethod {
  return async (request, reply) => {
    const prepared = await settle(async () => prepare(request, callerOfRequest(request)));
    return conduct(context, request, reply, action, (exchange) =>
      once(signedIn(exchange), action, (signed) => work(signed, unwrap(prepared))),
    );
  };
}

/**
 * A route that carries a part of an act, or tells how far it is. The name that it may bear is that of the act,
 * which has not happened by it.
 */
export function answeringPart(
  context: ServiceContext,
  action: TracedAction,
  work: (exchange: SignedInExchange) => Outcome,
): RouteHandlerMethod {
  return (request, reply) => conduct(context, request, reply, action, (exchange) => work(signedIn(exchange)));
}

/** A route that needs no token: what lies under `/auth`. */
export function answeringAnyone<P>(
  context: ServiceContext,
  action: TracedAction,
  prepare: (request: FastifyRequest) => P | Promise<P>,
  work: (exchange: Exchange, prepared: P) => Outcome,
): RouteHandlerMethod {
  return async (request, reply) => {
    const prepared = await settle(async () => prepare(request));
    return conduct(context, request, reply, action, (exchange) => work(exchange, unwrap(prepared)));
  };
}

/** Traces and answers a request that was refused before it had a route's work to do. */
export function answerRefusal(
  context: ServiceContext,
  request: FastifyRequest,
  reply: FastifyReply,
  action: TracedAction,
  cause: unknown,
): Promise<FastifyReply> {
  return conduct(context, request, reply, action, () => {
    throw cause;
  });
}

async function conduct(
  context: ServiceContext,
  request: FastifyRequest,
  reply: FastifyReply,
  action: TracedAction,
  work: (exchange: Exchange) => Outcome,
): Promise<FastifyReply> {
  const attempts: Attempt[] = [];
  const exchange: Exchange = {
    context,
    request,
    now: context.clock.now(),
    attempt: (attempt) => void attempts.push(attempt),
    lastRecord: () => attempts.findLast(({ record }) => record !== undefined)?.record,
  };
  const refuse = (cause: Refusal): Answer => {
    const told = cause.hides || cause.traced !== cause.reason ? cause.reason : undefined;
    trace(exchange, attempts.at(-1) ?? { action }, cause.traced, told);
    return refused(cause);
  };
  const done = context.writer.run(
    () => {
      // A commit that failed on a full disk is tried again.
      attempts.length = 0;
      const outcome = work(exchange);
      if (outcome instanceof Refusal) return refuse(outcome);
      if (attempts.length === 0) attempts.push({ action });
      for (const attempt of attempts) trace(exchange, attempt, 'permit', undefined);
      return outcome;
    },
    (cause) => refuse(cause instanceof Refusal ? cause : unexpected(cause)),
  );
  // Nothing was committed, not even the trace: then nothing is answered either.
  const answer = await done.catch((cause: unknown) => refused(unexpected(cause)));
  return send(reply, answer);
}

function trace(exchange: Exchange, attempt: Attempt, outcome: string, told: string | undefined): void {
  const { context, request, now } = exchange;
  const { action, record, document, onBehalfOf, detail, secret = false } = attempt;
  const caller = attempt.caller ?? request.caller;
  const agents = [
    ...(caller === null ? [] : [agentOf(caller)]),
    ...(onBehalfOf === undefined ? [] : [onBehalfOf]),
  ];
  context.journal.append(
    {
      at: now,
      action,
      outcome,
      ...(told === undefined ? {} : { told }),
      mode: caller?.session.mode ?? 'NORMAL',
      ...(secret || caller?.session.secret === 1 ? { secret: true } : {}),
      agents,
      ...(record === undefined ? {} : { record: record.uid }),
      ...(document === undefined ? {} : { document }),
      ...(detail === undefined ? {} : { detail }),
    },
    record?.id ?? null,
  );
}

/**
 * The caller as of this transaction. A body may have taken its time to arrive: a session that ended, or a
 * card that was revoked meanwhile, no longer counts.
 */
function signedIn(exchange: Exchange): SignedInExchange {
  const { context, request, now } = exchange;
  // On a full disk the last room is for the traces of what is read: an act is refused before it begins.
  if (request.method !== 'GET') diskOf(context.db).demandRoom();
  if (request.method !== 'GET' && request.token !== null) {
    request.caller = callerOf(context, request.token, now) ?? null;
  }
  return Object.assign(exchange, { caller: callerOfRequest(request) });
}

/**
 * Does a write that names itself once, however often it comes: the first answer is kept in the transaction of
 * the write itself, and is what every repeat gets. A refusal is not kept: it changed nothing, and is judged anew.
 */
function once(
  exchange: SignedInExchange,
  action: TracedAction,
  work: (exchange: SignedInExchange) => Outcome,
): Outcome {
  const named = namedWrite(exchange);
  if (named === undefined) return work(exchange);
  const { answered } = exchange.context.stores;
  const before = answered.of(named.caller, named.key);
  if (before !== undefined) {
    exchange.attempt({ action, detail: { repeated: 'true' } });
    return sameAnswer(before, named);
  }
  const outcome = work(exchange);
  if (outcome instanceof Refusal || outcome.status >= 300 || typeof outcome.body === 'function') {
    return outcome;
  }
  const { status, headers, body } = outcome;
  answered.keep({
    ...named,
    record_id: exchange.lastRecord()?.id ?? null,
    at: exchange.now,
    status,
    headers: JSON.stringify(headers),
    body: body === null ? null : Buffer.from(body),
  });
  return outcome;
}

function namedWrite({ request, caller }: SignedInExchange): NamedWrite | undefined {
  const key = idempotencyKeyOf(request);
  return key === undefined
    ? undefined
    : { caller: keyHolder(caller), key, fingerprint: fingerprintOf(request) };
}

function callerOfRequest(request: FastifyRequest): Caller {
  if (request.caller === null) throw refusal('UNAUTHENTICATED');
  return request.caller;
}

/** What went wrong without being anybody's refusal: told as such, and never with its own words. */
function unexpected(cause: unknown): Refusal {
  const trouble = troubleOf(cause);
  if (trouble === 'full') return refusal('DISK_FULL');
  if (trouble !== undefined) return refusal('STORE_FAILED');
  process.stderr.write(
    `service: ${cause instanceof Error ? (cause.stack ?? cause.name) : 'unknown cause'}\n`,
  );
  return refusal('INTERNAL');
}

type Settled<P> = { readonly value: P } | { readonly cause: unknown };

async function settle<P>(prepare: () => Promise<P>): Promise<Settled<P>> {
  try {
    return { value: await prepare() };
  } catch (cause) {
    return { cause };
  }
}

function unwrap<P>(settled: Settled<P>): P {
  if ('cause' in settled) throw settled.cause;
  return settled.value;
}
