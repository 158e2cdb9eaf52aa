import { iso } from '../clock.ts';
import type { ServiceContext } from '../context.ts';
import type { Answer } from '../http/answer.ts';
import { json } from '../http/answer.ts';
import type { Exchange } from '../http/exchange.ts';

/** `GET /operator/status`. */
export function readStatus(exchange: Exchange): Answer {
  exchange.attempt({ action: 'operate', detail: { about: 'status' } });
  return operatorStatus(exchange.context);
}

/** The service's time, and whether its patients are made up. */
export function operatorStatus({ clock, demonstration }: ServiceContext): Answer {
  return json(200, { now: iso(clock.now()), clockOffsetMs: clock.offset(), demonstration });
}
