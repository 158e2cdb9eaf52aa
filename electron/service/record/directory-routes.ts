import type { FastifyInstance } from 'fastify';
import type { DirectoryResource } from '../../../shared/fhir/directory.ts';
import {
  organizationResource,
  practitionerResource,
  practitionerRoleResource,
} from '../../../shared/fhir/directory.ts';
import { ORGANIZATION_SYSTEM, PROFESSIONAL_SYSTEM } from '../../../shared/fhir/systems.ts';
import type { ServiceContext } from '../context.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { answering } from '../http/exchange.ts';
import { pathParameter, searchParameters, single, systemAndValue } from '../http/input.ts';
import { invalid, refusal } from '../http/refusal.ts';
import type { Resource } from '../http/searchset.ts';
import { searchset } from '../http/searchset.ts';
import type { Professional } from '../storage/directory.ts';

/** Professionals, their roles and places: read by whoever is signed in. */
export function registerDirectoryRoutes(app: FastifyInstance, context: ServiceContext): void {
  const reading = (work: (exchange: SignedInExchange) => Answer) => answering(context, 'readDirectory', work);
  const { directory } = context.stores;

  app.get(
    '/fhir/Practitioner',
    reading((exchange) => {
      const id = identifierOf(exchange, ['identifier'], PROFESSIONAL_SYSTEM);
      const professional = id === undefined ? undefined : directory.professional(id);
      return found(exchange, professional === undefined ? [] : [practitionerResource(professional)]);
    }),
  );
  app.get(
    '/fhir/Practitioner/:id',
    reading(({ request }) => one(directory.professional(pathParameter(request, 'id')), practitionerResource)),
  );
  app.get(
    '/fhir/PractitionerRole',
    reading((exchange) => {
      const names = ['practitioner.identifier', 'practitioner:identifier', 'identifier'];
      const id = identifierOf(exchange, names, PROFESSIONAL_SYSTEM);
      const professional = id === undefined ? undefined : directory.professional(id);
      return found(exchange, professional === undefined ? [] : rolesOf(context, professional));
    }),
  );
  app.get(
    '/fhir/PractitionerRole/:id',
    reading(({ request }) => {
      const id = pathParameter(request, 'id');
      // The role in the card's own structure is named as its professional, the others add their place.
      const professional = directory.professional(id.split('-')[0] ?? id);
      const roles = professional === undefined ? [] : rolesOf(context, professional);
      return one(
        roles.find((role) => role.id === id),
        (role) => role,
      );
    }),
  );
  app.get(
    '/fhir/Organization',
    reading((exchange) => {
      const id = identifierOf(exchange, ['identifier'], ORGANIZATION_SYSTEM);
      const organization = id === undefined ? undefined : directory.organization(id);
      return found(exchange, organization === undefined ? [] : [organizationResource(organization)]);
    }),
  );
  app.get(
    '/fhir/Organization/:id',
    reading(({ request }) => one(directory.organization(pathParameter(request, 'id')), organizationResource)),
  );
}

/** One role for each place where someone practises, the structure of the card first. */
function rolesOf({ stores }: ServiceContext, professional: Professional): DirectoryResource[] {
  return stores.directory
    .placesOf(professional)
    .map((place) => practitionerRoleResource(professional, place));
}

/** The identifier that a search names; undefined where it is of another system than the directory's. */
function identifierOf(
  { request }: SignedInExchange,
  names: readonly string[],
  system: string,
): string | undefined {
  const parameters = searchParameters(request, new Set([...names, '_count']));
  const name = names.find((each) => parameters.has(each));
  const text = name === undefined ? undefined : single(parameters, name);
  if (name === undefined || text === undefined) throw invalid(names[0] ?? 'identifier');
  const identifier = systemAndValue(name, text);
  return identifier.system === system ? identifier.value : undefined;
}

function found(exchange: SignedInExchange, resources: readonly Resource[]): Answer {
  return searchset(exchange, { resources, total: resources.length });
}

function one<T>(row: T | undefined, resourceOf: (row: T) => Resource): Answer {
  if (row === undefined) throw refusal('NOT_FOUND');
  return fhir(200, resourceOf(row));
}
