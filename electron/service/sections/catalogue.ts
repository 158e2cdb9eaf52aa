import { splitWords, wordsBegin } from '../../../shared/identity/name-words.ts';
import { z } from '../../../shared/schema/zod.ts';
import { COUNT_DEFAULT, parsePaging } from '../../../shared/fhir/search-parameters.ts';
import type { PageLinks } from '../documents/page-links.ts';
import { nextLink, requested } from '../documents/search.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { parametersOf, single } from '../http/input.ts';
import { invalid, refusal } from '../http/refusal.ts';
import type { Resource } from '../http/searchset.ts';
import { searchset } from '../http/searchset.ts';
import { admit } from '../record/patients.ts';

const Stored = z.looseObject({
  name: z.string(),
  comment: z.string().optional(),
  category: z.array(z.looseObject({ coding: z.array(z.looseObject({ code: z.string() })) })).default([]),
});

/** `GET HealthcareService`: the services that the State refers to, by the beginnings of words or by category. */
export function searchCatalogue(exchange: SignedInExchange, links: PageLinks): Answer {
  const { query, lenient, page } = requested(exchange, 'HealthcareService', links);
  const parameters = parametersOf(query, lenient, new Set(['name', 'service-category', '_count']));
  const found = services(exchange)
    .filter(({ content }) => answersName(content, single(parameters, 'name')))
    .filter(({ content }) => answersCategory(content, single(parameters, 'service-category')));
  const from = page?.date ?? 0;
  const shown = found.slice(from, from + countOf(single(parameters, '_count')));
  const end = from + shown.length;
  return searchset(exchange, {
    resources: shown.map(({ resource }) => resource),
    total: found.length,
    next:
      shown.length === 0 || end >= found.length
        ? undefined
        : nextLink(exchange, 'HealthcareService', links, {
            query,
            lenient,
            date: end,
            system: '',
            value: '',
          }),
  });
}

export function readService(exchange: SignedInExchange, id: string): Answer {
  const service = services(exchange).find(({ resource }) => resource.id === id);
  if (service === undefined) throw refusal('NOT_FOUND');
  return fhir(200, service.resource, { etag: 'W/"1"' });
}

interface Service {
  readonly content: z.infer<typeof Stored>;
  readonly resource: Resource;
}

/** In the order of their names. */
function services({ context, caller }: SignedInExchange): readonly Service[] {
  admit(context, caller);
  return context.stores.sections
    .services()
    .map(({ uid, stored }) => {
      const content = Stored.parse(JSON.parse(stored));
      return { content, resource: { ...content, resourceType: 'HealthcareService', id: uid } };
    })
    .sort((a, b) => a.content.name.localeCompare(b.content.name, 'fr'));
}

function answersName({ name, comment = '' }: Service['content'], asked: string | undefined): boolean {
  if (asked === undefined) return true;
  const words = splitWords(asked);
  if (words.length === 0) throw invalid('name');
  return wordsBegin(`${name} ${comment}`, words);
}

const answersCategory = ({ category }: Service['content'], asked: string | undefined): boolean =>
  asked === undefined ||
  category.some(({ coding }) => coding.some(({ code }) => code === asked.split('|').at(-1)));

function countOf(text: string | undefined): number {
  const paging = text === undefined ? undefined : parsePaging('_count', text);
  if (paging?.ok === false) throw invalid('_count');
  return paging?.value.count ?? COUNT_DEFAULT;
}
