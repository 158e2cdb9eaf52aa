import type { FastifyRequest } from 'fastify';
import { mediaTypeOf } from '../../../shared/fhir/document-sheet.ts';
import { JsonPatch, patched } from '../../../shared/fhir/json-patch.ts';
import { parseJson } from '../http/input.ts';
import { refusal } from '../http/refusal.ts';
import type { Resource } from '../http/searchset.ts';

/** @throws Refusal 400 where it is no JSON Patch, 415 where it does not claim to be one */
export function patchOf({ headers, body }: FastifyRequest): JsonPatch {
  if (mediaTypeOf(headers['content-type'] ?? '') !== 'application/json-patch+json') {
    throw refusal('INVALID', { status: 415 });
  }
  return parseJson(body, JsonPatch);
}

/** One element of a resource after a patch; undefined: the patch does not apply, or takes it away. */
export function patchedElement(resource: Resource, patch: JsonPatch, element: string): unknown {
  const after = patched({ ...resource }, patch);
  return after.ok ? after.value[element] : undefined;
}
