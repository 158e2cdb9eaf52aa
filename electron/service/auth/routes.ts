import type { FastifyInstance } from 'fastify';
import type { ServiceContext } from '../context.ts';

export function registerAuthRoutes(_app: FastifyInstance, _context: ServiceContext): void {}
