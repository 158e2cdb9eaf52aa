import type { ServiceTrouble } from '../../shared/doctor/service-trouble.ts';
import type { ServiceStart } from '../hosts/process-messages.ts';

/** How far the embedded service has come: the post is there before it. */
export interface FollowedStart {
  state(): ServiceStart;
  /** Why it does not start; null: nothing is wrong with it. */
  trouble(): ServiceTrouble | null;
  hear(next: ServiceStart): void;
  /** It listens, or has failed to: whatever is asked of it may go. */
  readonly over: Promise<void>;
}

/** @param onChanged something that a person may see has changed */
export function followStart(
  first: ServiceStart,
  onChanged: (start: ServiceStart) => void = () => undefined,
): FollowedStart {
  let state = first;
  let end: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  if (first.status !== 'starting') end();
  return {
    state: () => state,
    trouble: () => (state.status === 'failed' ? state.trouble : null),
    over,
    hear: (next) => {
      state = next;
      if (next.status !== 'starting') end();
      onChanged(next);
    },
  };
}
