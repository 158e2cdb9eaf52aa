import { randomUUID } from 'node:crypto';
import type { Failure } from '../../shared/bridge/failure.ts';
import type { Calls, FailureLog, HandlersOf } from '../../shared/bridge/mechanism.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';

/**
 * Guards the handlers of one window: only calls of its contract, inputs and outputs only in the contract's
 * form. A field that nobody declared fails here instead of reaching the page.
 */
export function createDispatch<C extends Calls>(
  calls: C,
  handlers: HandlersOf<C>,
  logFailure: FailureLog<keyof C & string>,
): (channel: unknown, input: unknown) => Promise<Result<unknown, Failure>> {
  const known: ReadonlyMap<string, Calls[string]> = new Map(Object.entries(calls));

  return async (name, input) => {
    const call = typeof name === 'string' ? known.get(name) : undefined;
    if (call === undefined) return fail('unknown', 'REFUSED');
    const channel = name as keyof C & string;
    const { input: asked, output: answered } = call;
    const parsed = asked.safeParse(input);
    if (!parsed.success) return fail(channel, 'INVALID');
    try {
      // The schema of this very call produced the value: the table's key ties the two together.
      const handler = handlers[channel] as (input: unknown) => Promise<Result<unknown, Failure['code']>>;
      const result = await handler(parsed.data);
      if (!result.ok) return fail(channel, result.error);
      const output = answered.safeParse(result.value);
      return output.success ? ok(output.data) : fail(channel, 'INTERNAL');
    } catch {
      return fail(channel, 'INTERNAL');
    }
  };

  function fail(channel: (keyof C & string) | 'unknown', code: Failure['code']): Result<never, Failure> {
    const ref = randomUUID().slice(0, 8);
    logFailure({ channel, code, ref });
    return err({ code, ref });
  }
}
