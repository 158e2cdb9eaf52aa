import type { Draw } from '../../rules/draw.ts';

/** What happens between the start of one request and that of the next. */
type Pause = 'none' | 'microtask' | 'tick' | 'turn' | 'turns' | 'acknowledgement';

/** A step of a schedule: a request, after a pause. */
export interface Step<Request> {
  readonly pause: Pause;
  readonly request: Request | 'block';
}

const PAUSES: readonly Pause[] = ['none', 'none', 'microtask', 'tick', 'turn', 'turns'];

/**
 * Draws an interleaving: the block somewhere among the requests, each started so many turns of the event loop
 * after the one before. The same draw gives the same schedule; the service has no other source of order.
 */
export function drawSchedule<Request>(
  draw: Draw,
  requests: readonly Request[],
  count: number,
): readonly Step<Request>[] {
  const at = draw.below(count + 1);
  const steps: Step<Request>[] = [];
  for (let index = 0; index <= count; index += 1) {
    const pause = draw.pick(PAUSES);
    if (index === at) steps.push({ pause, request: 'block' });
    // Some wait until the block is acknowledged: nothing at all may be left for them.
    else if (index > at && draw.one(3))
      steps.push({ pause: 'acknowledgement', request: draw.pick(requests) });
    else steps.push({ pause, request: draw.pick(requests) });
  }
  return steps;
}

export async function take(pause: Pause, draw: Draw, acknowledged: Promise<unknown>): Promise<void> {
  switch (pause) {
    case 'none':
      return undefined;
    case 'microtask':
      return Promise.resolve();
    case 'tick':
      return new Promise((resolve) => process.nextTick(resolve));
    case 'turn':
      return turn();
    case 'turns':
      for (let left = 1 + draw.below(4); left > 0; left -= 1) await turn();
      return undefined;
    case 'acknowledgement':
      await acknowledged;
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
