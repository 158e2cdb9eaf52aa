import type { EventName } from '../../shared/bridge/channels.ts';
import type { Bridge } from './bridge.ts';
import type { Turns } from './turns.ts';

/**
 * Loads now, and again at each event of this name.
 *
 * @param turns those of `load`: an answer under way when the following ends is dropped
 * @returns how to stop
 */
export function follow(
  bridge: Pick<Bridge, 'on'>,
  event: EventName,
  load: () => Promise<void>,
  turns: Turns,
): () => void {
  void load();
  const stop = bridge.on(event, () => void load());
  return () => {
    stop();
    turns.end();
  };
}
