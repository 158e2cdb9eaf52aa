import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { fastify } from 'fastify';
import { registerAuthRoutes } from '../auth/routes.ts';
import { callerOf, tokenHash } from '../auth/caller.ts';
import { registerChangeRoutes } from '../changes/routes.ts';
import type { ServiceContext } from '../context.ts';
import { registerDocumentRoutes } from '../documents/routes.ts';
import { registerOperatorRoutes } from '../operator/routes.ts';
import { registerPatientRoutes } from '../patient/routes.ts';
import { registerRecordRoutes } from '../record/routes.ts';
import { registerSectionRoutes } from '../sections/routes.ts';
import { registerTraceRoutes } from '../traces/routes.ts';
import { takesJson } from './accept.ts';
import { send } from './answer.ts';
import { answerRefusal } from './exchange.ts';
import { capabilityStatement } from './metadata.ts';
import { invalid, Refusal, refusal } from './refusal.ts';
import { refuseOtherMethods } from './methods.ts';
import { PARTIAL_UPLOAD, registerUploads } from './uploads.ts';

/**
 * The limit of a request. Documents have their own, on the decoded bytes (docs/rules.md 3.6), and this one is
 * wide enough for that rule to answer (E6 of the wire).
 */
const MAX_BODY_BYTES = 24 * 1024 * 1024;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Needs no token: `metadata` and what lies under `/auth`. */
    readonly open?: boolean;
    /** Needs the operator's secret, and no token gets there. */
    readonly operator?: boolean;
    /** Answers that this method is none of its address. */
    readonly refused?: boolean;
    /** Media type that it answers beside JSON. */
    readonly answers?: string;
  }
}

/** Builds the HTTP side of the service; nothing listens yet. */
export function buildApp(context: ServiceContext): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: MAX_BODY_BYTES,
    exposeHeadRoutes: false,
    // Slow senders are cut off: they must not keep the others waiting.
    requestTimeout: 30_000,
    http: { headersTimeout: 8_000, connectionsCheckingInterval: 2_000 },
    keepAliveTimeout: 60_000,
    return503OnClosing: false,
    routerOptions: { maxParamLength: 512 },
    // An address that cannot even be read: it tells whoever has no token no more than any other.
    frameworkErrors: (error, request, reply) => {
      const cause = identify(context, request) ? fromFramework(error) : refusal('UNAUTHENTICATED');
      void answerRefusal(context, request, reply, 'unknown', cause);
    },
  });
  app.decorateRequest('token', null);
  app.decorateRequest('caller', null);
  app.removeAllContentTypeParsers();
  for (const type of BODY_TYPES) {
    app.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  }

  // Before routing has a say, before a body is read: who has no token learns nothing (B7 of the wire).
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.open === true || isUnknownUnder(request, '/auth/')) return;
    const known = isOperators(request) ? admitOperator(context, request) : identify(context, request);
    if (known && takesJson(request)) return;
    if (known) {
      return answerRefusal(context, request, reply, 'unknown', refusal('INVALID', { status: 406 }));
    }
    return answerRefusal(context, request, reply, 'authenticate', refusal('UNAUTHENTICATED'));
  });
  // Whoever asks follows the service's clock and not its machine's: assertions are judged by it (A7 of the wire).
  app.addHook('onSend', async (_request, reply) => {
    reply.header('date', new Date(context.clock.now()).toUTCString());
  });
  app.setErrorHandler(async (error: FastifyError, request, reply) =>
    answerRefusal(context, request, reply, 'unknown', fromFramework(error)),
  );
  app.setNotFoundHandler(async (request, reply) =>
    answerRefusal(context, request, reply, 'unknown', refusal('NOT_FOUND')),
  );

  refuseOtherMethods(app, context, () => {
    registerUploads(app, context, MAX_BODY_BYTES);
    registerAuthRoutes(app, context);
    app.get('/fhir/metadata', { config: { open: true } }, (request, reply) =>
      takesJson(request)
        ? send(reply, capabilityStatement(context))
        : answerRefusal(context, request, reply, 'unknown', refusal('INVALID', { status: 406 })),
    );
    registerRecordRoutes(app, context);
    registerDocumentRoutes(app, context);
    registerTraceRoutes(app, context);
    registerPatientRoutes(app, context);
    registerSectionRoutes(app, context);
    registerChangeRoutes(app, context);
    registerOperatorRoutes(app, context);
  });
  return app;
}

/** Bodies are taken as bytes: each route parses what it accepts, with its own schema. */
const BODY_TYPES = [
  'application/fhir+json',
  'application/json',
  'application/json-patch+json',
  'application/x-www-form-urlencoded',
  PARTIAL_UPLOAD,
];

/** Notes whose token a request carries. @returns whether it is anybody's */
function identify(context: ServiceContext, request: FastifyRequest): boolean {
  request.token = null;
  request.caller = null;
  const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) return false;
  request.token = tokenHash(token);
  request.caller = callerOf(context, request.token, context.clock.now()) ?? null;
  return request.caller !== null;
}

/** The operator is nobody's caller: what he may do reaches no record. */
function admitOperator(context: ServiceContext, request: FastifyRequest): boolean {
  return context.operator.isIn(request.headers.authorization);
}

/** The route says so, however its address was written; what is no route has its address alone. */
function isOperators(request: FastifyRequest): boolean {
  return request.routeOptions.config.operator === true || isUnknownUnder(request, '/operator/');
}

function isUnknownUnder(request: FastifyRequest, folder: string): boolean {
  return request.is404 && request.url.startsWith(folder);
}

/** What Fastify found wrong before a route did: the form of the request, or a fault of ours. */
function fromFramework(error: FastifyError): unknown {
  if (error instanceof Refusal) return error;
  switch (error.statusCode ?? 500) {
    case 400:
      return invalid('request');
    case 413:
      return refusal('TOO_LARGE');
    case 415:
      return refusal('INVALID', { status: 415 });
    default:
      return error;
  }
}
