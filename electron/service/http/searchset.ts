import { operationOutcome } from '../../../shared/fhir/operation-outcome.ts';
import { fhirBase } from '../context.ts';
import type { Answer } from './answer.ts';
import { fhir } from './answer.ts';
import type { SignedInExchange } from './exchange.ts';
import type { Reason } from './reasons.ts';
import { REASONS } from './reasons.ts';

/** A resource as this service answers it. */
export type Resource = object & { readonly resourceType: string; readonly id: string };

export interface Page {
  readonly resources: readonly Resource[];
  /** Of the whole search; null where the client asked for none. */
  readonly total: number | null;
  readonly next?: string | undefined;
  /** What the matches were asked to bring along (`_include`, `_revinclude`). */
  readonly included?: readonly Resource[] | undefined;
  /** What the client has to know of a search that found nothing. */
  readonly outcome?: Reason | undefined;
}

/** A Bundle of search results. */
export function searchset({ context, request }: SignedInExchange, page: Page): Answer {
  const { resources, total, next, included = [], outcome } = page;
  const base = fhirBase(context);
  const entryOf = (mode: 'match' | 'include') => (resource: Resource) => ({
    fullUrl: `${base}/${resource.resourceType}/${resource.id}`,
    resource,
    search: { mode },
  });
  const entry = [
    ...resources.map(entryOf('match')),
    ...included.map(entryOf('include')),
    ...(outcome === undefined ? [] : [{ resource: outcomeOf(outcome), search: { mode: 'outcome' } }]),
  ];
  return fhir(200, {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(total === null ? {} : { total }),
    link: [
      { relation: 'self', url: `${context.address.url}${request.url}` },
      ...(next === undefined ? [] : [{ relation: 'next', url: next }]),
    ],
    ...(entry.length === 0 ? {} : { entry }),
  });
}

function outcomeOf(reason: Reason): object {
  const { issue, text } = REASONS[reason];
  return operationOutcome(reason, issue, text);
}
