import type { FastifyRequest } from 'fastify';
import { firstFault } from '../../../shared/fhir/faults.ts';
import type { Parameters, ParameterTypes } from '../../../shared/fhir/parameters.ts';
import { parameterValues } from '../../../shared/fhir/parameters.ts';
import type { z } from '../../../shared/schema/zod.ts';
import { invalid, refusal } from './refusal.ts';

/**
 * The body of a request as JSON of a known shape.
 *
 * @throws Refusal 400 naming the path that is wrong; 415 where another kind of body was sent
 */
export function parseBody<S extends z.ZodType>(request: FastifyRequest, schema: S): z.infer<S> {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/fhir+json' && type !== 'application/json') {
    throw refusal('INVALID', { status: 415 });
  }
  return parseJson(request.body, schema);
}

/** @throws Refusal 400 naming the path that is wrong */
export function parseJson<S extends z.ZodType>(body: unknown, schema: S): z.infer<S> {
  const value = jsonOf(body);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, kind } = firstFault(parsed.error, value);
  throw invalid(path === '' ? kind : `${path}: ${kind}`);
}

/**
 * The values of an operation's parameters, under their names.
 *
 * @throws Refusal 400 naming what the operation does not understand
 */
export function operationValues(
  body: Parameters,
  types: ParameterTypes,
): ReadonlyMap<string, boolean | string> {
  const read = parameterValues(body, types);
  if ('fault' in read) throw invalid(read.fault);
  return read.values;
}

/** The same, of a known shape. @throws Refusal 400 naming what the operation does not understand */
export function parseParameters<S extends z.ZodType>(
  body: Parameters,
  types: ParameterTypes,
  schema: S,
): z.infer<S> {
  const parsed = schema.safeParse(Object.fromEntries(operationValues(body, types)));
  if (parsed.success) return parsed.data;
  throw invalid(`parameter.${String(parsed.error.issues[0]?.path[0] ?? '')}`);
}

function jsonOf(body: unknown): unknown {
  if (!Buffer.isBuffer(body)) throw invalid('body');
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw invalid('body');
  }
  if (!nestsWithin(value, DEEPEST)) throw invalid('body');
  return value;
}

/** No resource comes near it; whatever reads one later may go down by recursion. */
const DEEPEST = 64;

function nestsWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => nestsWithin(inner, levels - 1));
}

/**
 * The fields of a form (RFC 6749 appendix B). A field that comes twice is refused: nobody may choose which of
 * the two counts.
 */
export function parseForm(request: FastifyRequest): ReadonlyMap<string, string> {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded' || !Buffer.isBuffer(request.body)) {
    throw invalid('body');
  }
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(request.body.toString('utf8'))) {
    if (fields.has(name)) throw invalid(name);
    fields.set(name, value);
  }
  return fields;
}

/**
 * The search parameters of a request, refused where one is unknown, unless the client asked to be treated
 * leniently (`Prefer: handling=lenient`).
 *
 * @param known names, without modifiers
 */
export function searchParameters(
  request: FastifyRequest,
  known: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const lenient = /handling=lenient/.test(String(request.headers['prefer'] ?? ''));
  const query = request.url.indexOf('?');
  return parametersOf(query < 0 ? '' : request.url.slice(query + 1), lenient, known);
}

/** The same, of a query that was taken apart already. */
export function parametersOf(
  query: string,
  lenient: boolean,
  known: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const parameters = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(query)) {
    if (known.has(name)) parameters.set(name, [...(parameters.get(name) ?? []), value]);
    else if (!lenient && name !== '_format') throw invalid(name.slice(0, 64));
  }
  return parameters;
}

/** The one value of a parameter; undefined when it is absent. @throws Refusal when it comes twice */
export function single(parameters: ReadonlyMap<string, readonly string[]>, name: string): string | undefined {
  const values = parameters.get(name);
  if (values !== undefined && values.length > 1) throw invalid(name);
  return values?.[0];
}

/** A token of FHIR search, `system|value`. @throws Refusal when the system is missing (F1 of the wire) */
export function systemAndValue(name: string, text: string): { system: string; value: string } {
  const bar = text.indexOf('|');
  const token = { system: text.slice(0, Math.max(bar, 0)), value: text.slice(bar + 1) };
  if (token.system === '' || token.value === '' || token.value.includes('|')) throw invalid(name);
  return token;
}

/** A part of the path. */
export function pathParameter(request: FastifyRequest, name: string): string {
  const value: unknown = (request.params as Readonly<Record<string, unknown>>)[name];
  if (typeof value !== 'string') throw invalid(name);
  return value;
}
