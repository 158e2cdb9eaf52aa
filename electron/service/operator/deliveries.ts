import { iso } from '../clock.ts';
import type { Answer } from '../http/answer.ts';
import { json } from '../http/answer.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Delivery } from '../storage/mail-deliveries.ts';

/** The operator reads what is stuck; the rest is a count. */
const SHOWN = 200;

/**
 * `GET /operator/deliveries`: how the mails stand with the mail server. Each is known by its sequence: whom it
 * is for and what it says are none of the operator's business.
 */
export function readDeliveries(exchange: Exchange): Answer {
  const { deliveries } = exchange.context.stores;
  exchange.attempt({ action: 'operate', detail: { about: 'deliveries' } });
  return json(200, {
    counts: deliveries.count(),
    refused: deliveries.list('refused', SHOWN).map(shown),
    waiting: deliveries.list('waiting', SHOWN).map(shown),
  });
}

function shown({ seq, notice, attempts, last_code, next_at, changed_at }: Delivery): object {
  return {
    mail: seq,
    notice,
    attempts,
    code: last_code,
    next: next_at === null ? null : iso(next_at),
    changed: iso(changed_at),
  };
}
