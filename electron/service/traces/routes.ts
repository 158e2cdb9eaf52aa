import type { FastifyInstance } from 'fastify';
import type { ServiceContext } from '../context.ts';

export function registerTraceRoutes(_app: FastifyInstance, _context: ServiceContext): void {}
