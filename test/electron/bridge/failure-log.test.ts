import { expect, it } from 'vitest';
import { createFailureLog } from '../../../electron/bridge/failure-log.ts';
import type { LogEvent } from '../../../electron/log/events.ts';

it('writes each failure down but a look at what is kept that found nothing, whatever call it came by', () => {
  const written: LogEvent[] = [];
  const logFailure = createFailureLog({ write: (event) => void written.push(event), close: () => undefined });
  for (const channel of ['record.facts', 'sections.profile', 'document.open'] as const) {
    logFailure({ channel, code: 'NOTHING_KEPT_YET', ref: '3f9c2a10' });
    logFailure({ channel, code: 'NOT_KEPT', ref: '3f9c2a11' });
  }
  expect(written).toEqual(
    ['record.facts', 'sections.profile', 'document.open'].map((channel) => ({
      event: 'call.failed',
      channel,
      code: 'NOT_KEPT',
      ref: '3f9c2a11',
    })),
  );
});
