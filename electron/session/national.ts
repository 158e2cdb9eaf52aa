import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { TokenSource } from '../gateway/client.ts';
import type { AccessToken } from '../gateway/token.ts';

export type NationalLight =
  /** The token is good and will be renewed by itself. */
  | { readonly status: 'open' }
  /** The last renewal failed: without another chance the session ends at this instant. */
  | { readonly status: 'ending'; readonly endsAt: number }
  /** The post was opened without the service: there is no session until it answers. */
  | { readonly status: 'none' };

/** The session at the national service, kept alive by the unlocked card. */
export interface NationalSession extends TokenSource {
  light(): NationalLight;
  /**
   * Stops renewing and forgets the tokens; answers those that the service may still take, so that they can be
   * revoked: a renewed session leaves a former one that has not run out yet.
   */
  end(): readonly string[];
}

export interface NationalSessionDeps {
  /** Asks for a token with a fresh assertion of the card. */
  readonly request: () => Promise<Result<AccessToken, FailureCode>>;
  readonly now: () => number;
  readonly onLight: (light: NationalLight) => void;
  /** A token that came after the end: nobody will use it, and the service is to know. */
  readonly onStray: (token: string) => void;
  readonly onRenewal: (outcome: Result<{ ms: number }, FailureCode>) => void;
}

interface Stamped {
  readonly value: string;
  readonly endsAt: number;
}

/** A token is renewed when this part of its life is left, so that no call of a person ever waits for it. */
const RENEW_AT_REMAINING = 0.25;
const MARGIN_MS = 5_000;
const RETRY_MS = 10_000;

/**
 * Opens the session with a token already obtained, and renews it quietly until `end`.
 *
 * @param first null: the service did not answer; it is asked until it does
 */
export function keepSession(first: AccessToken | null, deps: NationalSessionDeps): NationalSession {
  let current: Stamped | undefined = first === null ? { value: '', endsAt: -Infinity } : stamped(first);
  /** Replaced, and not run out. */
  let former: readonly Stamped[] = [];
  let renewal: Promise<Result<string, FailureCode>> | undefined;
  let light: NationalLight = { status: first === null ? 'none' : 'open' };
  let timer = schedule(first === null ? RETRY_MS : first.expiresInMs * (1 - RENEW_AT_REMAINING));

  function stamped(token: AccessToken): Stamped {
    return { value: token.value, endsAt: deps.now() + token.expiresInMs };
  }
  function alive(tokens: readonly Stamped[]): readonly Stamped[] {
    return tokens.filter(({ endsAt }) => endsAt > deps.now());
  }
  function schedule(ms: number): NodeJS.Timeout {
    return setTimeout(() => void renew(), ms).unref();
  }
  function show(next: NationalLight): void {
    if (next.status === light.status) return;
    light = next;
    deps.onLight(next);
  }
  function renew(): Promise<Result<string, FailureCode>> {
    renewal ??= renewOnce().finally(() => {
      renewal = undefined;
    });
    return renewal;
  }
  async function renewOnce(): Promise<Result<string, FailureCode>> {
    clearTimeout(timer);
    const startedAt = deps.now();
    const fresh = await deps.request();
    // The session may have been ended while the service answered.
    if (current === undefined) {
      if (fresh.ok) deps.onStray(fresh.value.value);
      return err('SESSION_ENDED');
    }
    if (!fresh.ok) {
      deps.onRenewal(fresh);
      if (light.status !== 'none') show({ status: 'ending', endsAt: current.endsAt });
      timer = schedule(RETRY_MS);
      return fresh;
    }
    former = [...alive(former), current];
    current = stamped(fresh.value);
    deps.onRenewal(ok({ ms: deps.now() - startedAt }));
    show({ status: 'open' });
    timer = schedule(fresh.value.expiresInMs * (1 - RENEW_AT_REMAINING));
    return ok(current.value);
  }

  return {
    token: async () => {
      if (current === undefined) return err('SESSION_ENDED');
      return current.endsAt - deps.now() > MARGIN_MS ? ok(current.value) : renew();
    },
    // Once for all who ask at the same time.
    renewAfter: async (refused) => {
      if (current === undefined) return err('SESSION_ENDED');
      return current.value === refused ? renew() : ok(current.value);
    },
    light: () => light,
    end: () => {
      clearTimeout(timer);
      const last = current === undefined ? [] : alive([...former, current]);
      current = undefined;
      former = [];
      return last.map(({ value }) => value);
    },
  };
}
