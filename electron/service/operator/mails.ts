import type { Answer } from '../http/answer.ts';
import { json } from '../http/answer.ts';
import type { Exchange } from '../http/exchange.ts';

const LAST = 200;

/**
 * `GET /operator/mails`: the last mails of the service, exactly as they are sent, newest first. A trainer reads
 * them because everybody in them is made up; where patients are real the route is not there.
 */
export function readMails(exchange: Exchange): Answer {
  exchange.attempt({ action: 'operate', detail: { about: 'mails' } });
  const mails = exchange.context.stores.mails
    .after(0)
    .slice(-LAST)
    .reverse()
    .map(({ seq, address, subject, text }) => ({ id: String(seq), to: address, subject, text }));
  return json(200, { mails });
}
