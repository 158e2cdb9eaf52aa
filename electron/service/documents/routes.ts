import type { FastifyInstance, FastifyRequest } from 'fastify';
import { JsonPatch } from '../../../shared/fhir/json-patch.ts';
import { mediaTypeOf } from '../../../shared/fhir/document-sheet.ts';
import type { ServiceContext } from '../context.ts';
import { answering, answeringPrepared } from '../http/exchange.ts';
import { parseJson } from '../http/input.ts';
import { refusal } from '../http/refusal.ts';
import { changeMetadata, conditionOf } from './change.ts';
import { publish, submit } from './deposit.ts';
import { pageLinks } from './page-links.ts';
import { preparePublication, prepareSubmission } from './prepared.ts';
import { readBinary, readDocument } from './read.ts';
import { searchDocuments } from './search.ts';
import { readSet, searchSets } from './submission-sets.ts';

/** Registers the routes of documents under `/fhir`: deposit, search, reading, change of metadata, sets. */
export function registerDocumentRoutes(app: FastifyInstance, context: ServiceContext): void {
  const links = pageLinks();

  app.get(
    '/fhir/DocumentReference',
    answering(context, 'list', (exchange) => searchDocuments(exchange, links)),
  );
  app.get(
    '/fhir/DocumentReference/:id',
    answering(context, 'read', (exchange) => readDocument(exchange, idOf(exchange.request))),
  );
  app.get(
    '/fhir/Binary/:id',
    answering(context, 'read', (exchange) => readBinary(exchange, idOf(exchange.request))),
  );
  app.get(
    '/fhir/List',
    answering(context, 'readSubmissionSets', (exchange) => searchSets(exchange, links)),
  );
  app.get(
    '/fhir/List/:id',
    answering(context, 'readSubmissionSets', (exchange) => readSet(exchange, idOf(exchange.request))),
  );

  app.post(
    '/fhir',
    answeringPrepared(context, 'deposit', (request) => prepareSubmission(context.policy, request), submit),
  );
  app.post(
    '/fhir/DocumentReference',
    answeringPrepared(context, 'deposit', (request) => preparePublication(context.policy, request), publish),
  );

  app.patch(
    '/fhir/DocumentReference',
    answeringPrepared(context, 'change', patchOf, (exchange, patch) =>
      changeMetadata(exchange, conditionOf(queryOf(exchange.request)), patch),
    ),
  );
  app.patch(
    '/fhir/DocumentReference/:id',
    answeringPrepared(context, 'change', patchOf, (exchange, patch) =>
      changeMetadata(exchange, { by: 'id', id: idOf(exchange.request) }, patch),
    ),
  );
}

function idOf({ params }: FastifyRequest): string {
  return (params as { readonly id: string }).id;
}

function queryOf({ url }: FastifyRequest): string {
  return url.slice(url.indexOf('?') + 1 || url.length);
}

/** @throws Refusal 400 where it is no JSON Patch, 415 where it does not claim to be one */
function patchOf({ headers, body }: FastifyRequest): JsonPatch {
  if (mediaTypeOf(headers['content-type'] ?? '') !== 'application/json-patch+json') {
    throw refusal('INVALID', { status: 415 });
  }
  return parseJson(body, JsonPatch);
}
