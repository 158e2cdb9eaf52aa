import type { FastifyInstance } from 'fastify';
import type { DirectoryResource } from '../../../shared/fhir/directory.ts';
import {
  organizationResource,
  practitionerResource,
  practitionerRoleResource,
} from '../../../shared/fhir/directory.ts';
import { ORGANIZATION_SYSTEM, PROFESSIONAL_SYSTEM } from '../../../shared/fhir/systems.ts';
import type { ServiceContext } from '../context.ts';
import { pageLinks } from '../documents/page-links.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { answering } from '../http/exchange.ts';
import { pathParameter } from '../http/input.ts';
import { refusal } from '../http/refusal.ts';
import type { Resource } from '../http/searchset.ts';
import type { Professional } from '../storage/directory.ts';
import type { Post } from './directory-search.ts';
import {
  ORGANIZATION_KINDS,
  ORGANIZATION_TEXTS,
  POST_TEXTS,
  PROFESSIONAL_TEXTS,
  searchDirectory,
} from './directory-search.ts';

/** Professionals, their roles and places: read by whoever is signed in. */
export function registerDirectoryRoutes(app: FastifyInstance, context: ServiceContext): void {
  const reading = (work: (exchange: SignedInExchange) => Answer) => answering(context, 'readDirectory', work);
  const { directory } = context.stores;
  const links = pageLinks();

  app.get(
    '/fhir/Practitioner',
    reading((exchange) =>
      searchDirectory(exchange, {
        resourceType: 'Practitioner',
        links,
        identifiers: ['identifier'],
        system: PROFESSIONAL_SYSTEM,
        identified: (id) => present(directory.professional(id)),
        texts: PROFESSIONAL_TEXTS,
        all: () => directory.professionals(),
        resourceOf: practitionerResource,
      }),
    ),
  );
  app.get(
    '/fhir/Practitioner/:id',
    reading(({ request }) => one(directory.professional(pathParameter(request, 'id')), practitionerResource)),
  );
  app.get(
    '/fhir/PractitionerRole',
    reading((exchange) =>
      searchDirectory(exchange, {
        resourceType: 'PractitionerRole',
        links,
        identifiers: ['practitioner.identifier', 'practitioner:identifier', 'identifier'],
        system: PROFESSIONAL_SYSTEM,
        identified: (id) =>
          present(directory.professional(id)).flatMap((professional) => postsOf(context, professional)),
        otherwise: {
          identifiers: ['organization.identifier', 'organization:identifier'],
          system: ORGANIZATION_SYSTEM,
          identified: (id) => staffedBy(context, id),
        },
        texts: POST_TEXTS,
        all: () => directory.professionals().flatMap((professional) => postsOf(context, professional)),
        resourceOf: roleOf,
      }),
    ),
  );
  app.get(
    '/fhir/PractitionerRole/:id',
    reading(({ request }) => {
      const id = pathParameter(request, 'id');
      // The role in the card's own structure is named as its professional, the others add their place.
      const professional = directory.professional(id.split('-')[0] ?? id);
      const roles = present(professional).flatMap((known) => postsOf(context, known).map(roleOf));
      return one(
        roles.find((role) => role.id === id),
        (role) => role,
      );
    }),
  );
  app.get(
    '/fhir/Organization',
    reading((exchange) =>
      searchDirectory(exchange, {
        resourceType: 'Organization',
        links,
        identifiers: ['identifier'],
        system: ORGANIZATION_SYSTEM,
        identified: (id) => present(directory.organization(id)),
        texts: ORGANIZATION_TEXTS,
        narrowing: ORGANIZATION_KINDS,
        all: () => directory.organizations(),
        resourceOf: organizationResource,
      }),
    ),
  );
  app.get(
    '/fhir/Organization/:id',
    reading(({ request }) => one(directory.organization(pathParameter(request, 'id')), organizationResource)),
  );
}

/** Somebody at each place where he practises, the structure of the card first. */
function postsOf({ stores }: ServiceContext, professional: Professional): Post[] {
  return stores.directory.placesOf(professional).map((place) => ({ professional, place }));
}

/** Those whose card is of the structure and good: the ones in whose name its staff may deposit (I1). */
function staffedBy({ stores }: ServiceContext, organization: string): Post[] {
  return present(stores.directory.organization(organization)).flatMap((place) =>
    stores.directory
      .professionalsOf(place.id)
      .filter(({ card_kind, card_state }) => card_kind === 'CPS' && card_state === 'valid')
      .map((professional) => ({ professional, place })),
  );
}

const roleOf = ({ professional, place }: Post): DirectoryResource =>
  practitionerRoleResource(professional, place);

const present = <T>(row: T | undefined): readonly T[] => (row === undefined ? [] : [row]);

function one<T>(row: T | undefined, resourceOf: (row: T) => Resource): Answer {
  if (row === undefined) throw refusal('NOT_FOUND');
  return fhir(200, resourceOf(row));
}
