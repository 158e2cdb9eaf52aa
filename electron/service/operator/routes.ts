import type { FastifyInstance } from 'fastify';
import type { ServiceContext } from '../context.ts';
import { advanceClock, AdvanceClock } from './advance-clock.ts';
import { registerMatrixRoutes } from '../habilitation/routes.ts';
import { answeringAnyone } from '../http/exchange.ts';
import { parseBody } from '../http/input.ts';
import { readDeliveries } from './deliveries.ts';
import { readMails } from './mails.ts';
import { readPeople } from './people.ts';
import { readReports } from './reports.ts';
import { FlaggedRecord, flagRecord, readReview } from './review.ts';
import { readStatus } from './status.ts';

/**
 * What a trainer or an administrator does with the embedded service: no part of the national interface, and
 * no way into a record. `http/app.ts` asks for the operator's secret before any of it is looked at.
 */
export function registerOperatorRoutes(app: FastifyInstance, context: ServiceContext): void {
  const operator = { config: { operator: true } };
  app.get(
    '/operator/status',
    operator,
    answeringAnyone(context, 'operate', () => undefined, readStatus),
  );
  app.get(
    '/operator/deliveries',
    operator,
    answeringAnyone(context, 'operate', () => undefined, readDeliveries),
  );
  app.get(
    '/operator/reports',
    operator,
    answeringAnyone(context, 'operate', () => undefined, readReports),
  );
  app.get(
    '/operator/review',
    operator,
    answeringAnyone(context, 'operate', () => undefined, readReview),
  );
  app.post(
    '/operator/review/flag',
    operator,
    answeringAnyone(context, 'operate', (request) => parseBody(request, FlaggedRecord), flagRecord),
  );
  registerMatrixRoutes(app, context);
  // Real rights end when they end: only made-up patients live by a clock that can be put forward.
  if (!context.demonstration) return;
  app.get(
    '/operator/people',
    operator,
    answeringAnyone(context, 'operate', () => undefined, readPeople),
  );
  app.get(
    '/operator/mails',
    operator,
    answeringAnyone(context, 'operate', () => undefined, readMails),
  );
  app.post(
    '/operator/clock',
    operator,
    answeringAnyone(context, 'operate', (request) => parseBody(request, AdvanceClock), advanceClock),
  );
}
