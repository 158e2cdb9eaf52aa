import type { Channel } from '../../shared/bridge/channels.ts';
import { channels } from '../../shared/bridge/channels.ts';
import type { Handlers } from '../../shared/bridge/contract.ts';

export interface CallWatch {
  /** The page was used. */
  readonly onCall: (channel: Channel, input: unknown) => void;
  /** A handler threw: a fault of ours, which the page sees as `INTERNAL`. */
  readonly onThrown: (channel: Channel, cause: unknown) => void;
}

/** The same handlers, each watched. */
export function watched(handlers: Handlers, watch: CallWatch): Handlers {
  function watchedHandler<C extends Channel>(channel: C): Handlers[C] {
    // The table's key ties a handler's input and answer together; a union of handlers cannot say so.
    const handler = handlers[channel] as (input: unknown) => Promise<unknown>;
    return (async (input: unknown) => {
      watch.onCall(channel, input);
      try {
        return await handler(input);
      } catch (cause) {
        watch.onThrown(channel, cause);
        throw cause;
      }
    }) as Handlers[C];
  }
  return Object.fromEntries(
    channels.map((channel) => [channel, watchedHandler(channel)]),
  ) as unknown as Handlers;
}
