import { randomUUID } from 'node:crypto';
import type { Channel } from '../../shared/bridge/channels.ts';
import { channels } from '../../shared/bridge/channels.ts';
import type { Handlers, Output, Parsed } from '../../shared/bridge/contract.ts';
import { contract } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/bridge/failure.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';

const known: ReadonlySet<string> = new Set(channels);
const isChannel = (name: unknown): name is Channel => typeof name === 'string' && known.has(name);

/** Told of every call that failed: which channel, which code, under which reference; never the payload. */
export type FailureLog = (failure: Failure & { readonly channel: Channel | 'unknown' }) => void;

/**
 * Guards the handlers: only channels of the contract, inputs and outputs only in the contract's form. A
 * field that nobody declared fails here instead of reaching the page.
 */
export function createDispatch(
  handlers: Handlers,
  logFailure: FailureLog,
): (channel: unknown, input: unknown) => Promise<Result<unknown, Failure>> {
  return async (channel, input) => {
    if (!isChannel(channel)) return fail('unknown', 'REFUSED');
    return serve(channel, input);
  };

  async function serve<C extends Channel>(channel: C, input: unknown): Promise<Result<Output<C>, Failure>> {
    const parsed = contract[channel].input.safeParse(input);
    if (!parsed.success) return fail(channel, 'INVALID');
    try {
      const handler: Handlers[C] = handlers[channel];
      // The schema of this very channel produced the value: the table's key ties the two together.
      const result = await handler(parsed.data as Parsed<C>);
      if (!result.ok) return fail(channel, result.error);
      const output = contract[channel].output.safeParse(result.value);
      return output.success ? ok(output.data as Output<C>) : fail(channel, 'INTERNAL');
    } catch {
      return fail(channel, 'INTERNAL');
    }
  }

  function fail(channel: Channel | 'unknown', code: Failure['code']): Result<never, Failure> {
    const ref = randomUUID().slice(0, 8);
    logFailure({ channel, code, ref });
    return err({ code, ref });
  }
}
