import type { FastifyRequest } from 'fastify';

const JSON_TYPES: ReadonlySet<string> = new Set([
  '*/*',
  'application/*',
  'application/fhir+json',
  'application/json',
]);

/**
 * Whether a client takes JSON, which is all that this service answers (K1 of the wire). The bytes of a
 * document are another matter: their route knows their media type.
 */
export function takesJson(request: FastifyRequest): boolean {
  const { accept } = request.headers;
  if (accept === undefined || accept.trim() === '' || request.url.startsWith('/fhir/Binary/')) return true;
  const taken = accept.split(',').map((item) => (item.split(';')[0] ?? '').trim().toLowerCase());
  const other = request.routeOptions.config.answers;
  return taken.some((type) => JSON_TYPES.has(type) || type === other);
}
