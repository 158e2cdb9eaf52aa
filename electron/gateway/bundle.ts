import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import type { ReceivedThing } from '../log/events.ts';
import type { ServiceClient } from './client.ts';
import type { WireAnswer } from './connection.ts';

const Resource = z.looseObject({ resourceType: z.string() });

const SearchBundle = z.object({
  resourceType: z.literal('Bundle'),
  total: z.int().optional(),
  link: z.array(z.object({ relation: z.string(), url: z.string() })).optional(),
  entry: z.array(z.object({ resource: Resource })).optional(),
});

export interface SearchPage<T> {
  readonly found: readonly T[];
  readonly total: number;
  /** Path and query of the next page below the FHIR base, when there is one. */
  readonly next: string | undefined;
  /** Codes of the outcomes that came among the entries. */
  readonly outcomes: readonly string[];
}

/** What a search is for; the entries of other types are passed over. */
interface Wanted<S extends z.ZodType> {
  readonly resourceType: string;
  readonly schema: S;
  /** Under this name an entry of another form is reported. */
  readonly thing: ReceivedThing;
}

const Outcome = z.object({
  issue: z.array(z.object({ details: z.object({ coding: z.array(z.object({ code: z.string() })) }) })),
});

/** JSON of an answer; `INTERNAL` when it is none, which a broken peer or proxy can cause. */
export function readJson(answer: WireAnswer): Result<unknown, 'INTERNAL'> {
  try {
    return ok(JSON.parse(new TextDecoder().decode(answer.body)));
  } catch {
    return err('INTERNAL');
  }
}

/**
 * Reads a page of a search. An entry of the wanted type that does not have the form it should is left out
 * and reported; the others are kept.
 */
export function readSearch<S extends z.ZodType>(
  client: ServiceClient,
  answer: WireAnswer,
  wanted: Wanted<S>,
): Result<SearchPage<z.output<S>>, FailureCode> {
  const json = readJson(answer);
  if (!json.ok) return json;
  const bundle = SearchBundle.safeParse(json.value);
  if (!bundle.success) return err('INTERNAL');
  const found: z.output<S>[] = [];
  const outcomes: string[] = [];
  let unusual = 0;
  for (const { resource } of bundle.data.entry ?? []) {
    if (resource.resourceType === wanted.resourceType) {
      const parsed = wanted.schema.safeParse(resource);
      if (parsed.success) found.push(parsed.data);
      else unusual += 1;
    } else if (resource.resourceType === 'OperationOutcome') {
      const outcome = Outcome.safeParse(resource);
      for (const issue of outcome.data?.issue ?? []) {
        for (const coding of issue.details.coding) outcomes.push(coding.code);
      }
    }
  }
  if (unusual > 0) client.unusual(wanted.thing, unusual);
  const next = bundle.data.link?.find((link) => link.relation === 'next')?.url;
  return ok({
    found,
    total: bundle.data.total ?? found.length,
    next: next === undefined ? undefined : belowBase(client.base, next),
    outcomes,
  });
}

/** Asks for a page of a search and reads it. */
export async function search<S extends z.ZodType>(
  client: ServiceClient,
  path: string,
  wanted: Wanted<S>,
): Promise<Result<SearchPage<z.output<S>>, FailureCode>> {
  const answer = await client.fhir({ method: 'GET', path });
  return answer.ok ? readSearch(client, answer.value, wanted) : answer;
}

/** All that a search finds, page after page. A page that leads back to itself is a broken service. */
export async function everyPage<S extends z.ZodType>(
  client: ServiceClient,
  first: string,
  wanted: Wanted<S>,
): Promise<Result<readonly z.output<S>[], FailureCode>> {
  const found: z.output<S>[] = [];
  const seen = new Set<string>();
  for (let path: string | undefined = first; path !== undefined;) {
    if (seen.has(path)) return err('INTERNAL');
    seen.add(path);
    const page: Result<SearchPage<z.output<S>>, FailureCode> = await search(client, path, wanted);
    if (!page.ok) return page;
    found.push(...page.value.found);
    path = page.value.next;
  }
  return ok(found);
}

/** A link of the service, only if it leads to the service itself: a token must not follow it elsewhere. */
export function belowBase(base: string, url: string): string | undefined {
  return url.startsWith(`${base}/`) ? url.slice(base.length + 1) : undefined;
}
