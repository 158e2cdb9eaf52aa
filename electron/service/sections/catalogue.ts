import { splitWords, wordsBegin } from '../../../shared/identity/name-words.ts';
import { z } from '../../../shared/schema/zod.ts';
import { COUNT_DEFAULT, parsePaging } from '../../../shared/fhir/search-parameters.ts';
import type { ServiceContext, Stores } from '../context.ts';
import type { PageLinks } from '../documents/page-links.ts';
import { nextLink, requested } from '../documents/search.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { parametersOf, single } from '../http/input.ts';
import { invalid, refusal } from '../http/refusal.ts';
import type { Resource } from '../http/searchset.ts';
import { searchset } from '../http/searchset.ts';
import { namedPatient } from '../record/named-patient.ts';
import { admit } from '../record/patients.ts';
import { rule } from '../record/ruling.ts';
import type { ServiceLink } from '../storage/taking-part.ts';
import { linkExtension } from './links.ts';
import type { Parameters } from './listing.ts';

const Stored = z.looseObject({
  name: z.string(),
  comment: z.string().optional(),
  category: z.array(z.looseObject({ coding: z.array(z.looseObject({ code: z.string() })) })).default([]),
  program: z.array(z.looseObject({ coding: z.array(z.looseObject({ code: z.string() })) })).default([]),
});

const PATIENT = ['patient', 'patient.identifier', 'patient:identifier'] as const;

/**
 * `GET HealthcareService`: the services that the State refers to, by the beginnings of words or by category. The
 * patient's side finds its own links beside them; a professional who names a record on which he has a right finds
 * those that the patient shows, and no trace of the others.
 */
export function searchCatalogue(exchange: SignedInExchange, pages: PageLinks): Answer {
  const { query, lenient, page } = requested(exchange, 'HealthcareService', pages);
  const parameters = parametersOf(
    query,
    lenient,
    new Set(['name', 'service-category', '_count', ...PATIENT]),
  );
  const links = linksSeen(exchange, parameters);
  const found = services(exchange)
    .filter(({ content }) => answersName(content, single(parameters, 'name')))
    .filter(({ content }) => answersCategory(content, single(parameters, 'service-category')));
  const from = page?.date ?? 0;
  const shown = found.slice(from, from + countOf(single(parameters, '_count')));
  const end = from + shown.length;
  return searchset(exchange, {
    resources: shown.map((service) => withLink(service, links, exchange.caller.kind === 'patient')),
    total: found.length,
    next:
      shown.length === 0 || end >= found.length
        ? undefined
        : nextLink(exchange, 'HealthcareService', pages, {
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

/** What the services are linked with, as far as the caller may know. @throws Refusal */
function linksSeen(exchange: SignedInExchange, parameters: Parameters): readonly ServiceLink[] {
  const { caller, context } = exchange;
  const { takingPart } = context.stores;
  const isNamed = PATIENT.some((name) => parameters.has(name));
  if (caller.kind === 'patient') {
    if (isNamed && namedPatient(exchange, parameters)?.id !== caller.record.id) {
      throw refusal('RECORD_NONEXISTENT');
    }
    return takingPart.linksOf(caller.record.id);
  }
  if (!isNamed) return [];
  const record = namedPatient(exchange, parameters);
  rule(exchange, caller, { action: 'list', as: 'readCatalogue', record, unannounced: true });
  return record === undefined ? [] : takingPart.linksOf(record.id).filter(({ shown }) => shown === 1);
}

function withLink(service: Service, links: readonly ServiceLink[], isOwn: boolean): Resource {
  const link = links.find(({ service: id }) => id === service.resource.id);
  if (link === undefined) return service.resource;
  const shown = { ...service.resource, extension: [linkExtension(link, codesOf(service), isOwn)] };
  return shown;
}

/** `measures.write` exchanges measures. */
const codesOf = ({ content }: Service): readonly string[] => [
  ...new Set(content.program.flatMap(({ coding }) => coding.flatMap(({ code }) => code.split('.')[0] ?? []))),
];

/** What a service exchanges; undefined: there is no such service. */
export function exchangesOf({ stores }: ServiceContext, id: string): readonly string[] | undefined {
  const found = catalogueOf(stores).find(({ resource }) => resource.id === id);
  return found && codesOf(found);
}

interface Service {
  readonly content: z.infer<typeof Stored>;
  readonly resource: Resource;
}

function services({ context, caller }: SignedInExchange): readonly Service[] {
  admit(context, caller);
  return catalogueOf(context.stores);
}

/** In the order of their names. */
function catalogueOf({ sections }: Stores): readonly Service[] {
  return sections
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
