import { z } from '../../../shared/schema/zod.ts';
import { runChores } from '../chores.ts';
import type { Answer } from '../http/answer.ts';
import type { Exchange } from '../http/exchange.ts';
import { operatorStatus } from './status.ts';

/** Long enough for an archive to be erased and a child to come of age; a slip of the keyboard is not. */
const MAX_ADVANCE_MS = 30 * 366 * 86_400_000;

export const AdvanceClock = z.strictObject({ advanceMs: z.int().min(0).max(MAX_ADVANCE_MS) });

/**
 * `POST /operator/clock`: puts the service's clock forward, never back. All that falls due in between has
 * happened when it answers.
 */
export function advanceClock(exchange: Exchange, { advanceMs }: z.infer<typeof AdvanceClock>): Answer {
  const { context } = exchange;
  exchange.attempt({ action: 'operate', detail: { about: 'clock', advanceMs: String(advanceMs) } });
  context.clock.advance(advanceMs);
  runChores(context);
  context.changes.everything();
  return operatorStatus(context);
}
