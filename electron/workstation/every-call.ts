import type { Channel } from '../../shared/bridge/channels.ts';
import { channels } from '../../shared/bridge/channels.ts';
import type { Handlers } from '../../shared/bridge/contract.ts';

/**
 * The same handlers, each preceded by `before`: the page was used.
 */
export function withEveryCall(handlers: Handlers, before: (channel: Channel) => void): Handlers {
  function wrap<C extends Channel>(channel: C): Handlers[C] {
    const handler: Handlers[C] = handlers[channel];
    // The table's key ties input and answer together; a union of handlers cannot say so.
    const wrapped = (input: Parameters<Handlers[C]>[0]): unknown => {
      before(channel);
      return (handler as (input: unknown) => unknown)(input);
    };
    return wrapped as Handlers[C];
  }
  return Object.fromEntries(channels.map((channel) => [channel, wrap(channel)])) as unknown as Handlers;
}
