import type { FastifyInstance } from 'fastify';
import type { ServiceContext } from '../context.ts';

/** Registers the routes of documents under `/fhir`. */
export function registerDocumentRoutes(_app: FastifyInstance, _context: ServiceContext): void {}
