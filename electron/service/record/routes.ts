import type { FastifyInstance } from 'fastify';
import type { ServiceContext } from '../context.ts';
import { pageLinks } from '../documents/page-links.ts';
import { answering } from '../http/exchange.ts';
import { pathParameter } from '../http/input.ts';
import { registerConsentRoutes } from './consent-routes.ts';
import { registerDirectoryRoutes } from './directory-routes.ts';
import { readPatient, searchPatients } from './patients.ts';

/** People, their records and the rights on them; the directory of professionals. */
export function registerRecordRoutes(app: FastifyInstance, context: ServiceContext): void {
  const links = pageLinks();
  app.get(
    '/fhir/Patient',
    answering(context, 'findPatient', (exchange) => searchPatients(exchange, links)),
  );
  app.get(
    '/fhir/Patient/:id',
    answering(context, 'findPatient', (exchange) =>
      readPatient(exchange, pathParameter(exchange.request, 'id')),
    ),
  );
  registerConsentRoutes(app, context);
  registerDirectoryRoutes(app, context);
}
