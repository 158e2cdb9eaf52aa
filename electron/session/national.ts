import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { TokenSource } from '../gateway/client.ts';
import type { AccessToken } from '../gateway/token.ts';

export type NationalLight =
  /** The token is good and will be renewed by itself. */
  | { readonly status: 'open' }
  /** The last renewal failed: without another chance the session ends at this instant. */
  | { readonly status: 'ending'; readonly endsAt: number };

/** The session at the national service, kept alive by the unlocked card. */
export interface NationalSession extends TokenSource {
  light(): NationalLight;
  /** Stops renewing and forgets the token; answers the last one, so that it can be revoked. */
  end(): string | undefined;
}

export interface NationalSessionDeps {
  /** Asks for a token with a fresh assertion of the card. */
  readonly request: () => Promise<Result<AccessToken, FailureCode>>;
  readonly now: () => number;
  readonly onLight: (light: NationalLight) => void;
  readonly onRenewal: (outcome: Result<{ ms: number }, FailureCode>) => void;
}

/** A token is renewed when this part of its life is left, so that no call of a person ever waits for it. */
const RENEW_AT_REMAINING = 0.25;
const MARGIN_MS = 5_000;
const RETRY_MS = 10_000;

/**
 * Opens the session with a token already obtained, and renews it quietly until `end`.
 */
export function keepSession(first: AccessToken, deps: NationalSessionDeps): NationalSession {
  let current: { readonly value: string; readonly endsAt: number } | undefined = stamped(first);
  let renewal: Promise<Result<string, FailureCode>> | undefined;
  let light: NationalLight = { status: 'open' };
  let timer = schedule(first.expiresInMs * (1 - RENEW_AT_REMAINING));

  function stamped(token: AccessToken): { value: string; endsAt: number } {
    return { value: token.value, endsAt: deps.now() + token.expiresInMs };
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
    if (current === undefined) return err('SESSION_ENDED');
    if (!fresh.ok) {
      deps.onRenewal(fresh);
      show({ status: 'ending', endsAt: current.endsAt });
      timer = schedule(RETRY_MS);
      return fresh;
    }
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
      const last = current?.value;
      current = undefined;
      return last;
    },
  };
}
