import type { Outbox, OutboxDeps } from '../../../electron/outbox/outbox.ts';
import { openOutbox } from '../../../electron/outbox/outbox.ts';
import { noUndelivered } from '../../../electron/outbox/undelivered.ts';
import { err } from '../../../shared/result.ts';

/** An outbox whose acts leave at once, with no second copy and nobody listening, but for what is changed. */
export function opened(
  { client }: Pick<OutboxDeps, 'client'>,
  database: OutboxDeps['database'],
  change: Partial<OutboxDeps> = {},
): Outbox {
  return openOutbox({
    database,
    secondCopy: noUndelivered,
    client,
    secretly: async () => err('REFUSED'),
    authorId: 'author',
    now: Date.now,
    random: () => 0,
    undoMs: 0,
    log: { write: () => undefined, close: () => undefined },
    onProgress: () => undefined,
    onReceived: () => undefined,
    onChanged: () => undefined,
    ...change,
  });
}
