import type { EmergencyEnd } from '../../shared/bridge/emergency.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { RecordAccess } from '../../shared/bridge/record.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { ServiceClient, TokenSource } from '../gateway/client.ts';
import type { Connection } from '../gateway/connection.ts';
import type { BoundToken, Purpose } from '../gateway/exchange.ts';
import { exchangeToken } from '../gateway/exchange.ts';
import { revokeToken, revokeTokens } from '../gateway/token.ts';
import { keepSession } from '../session/national.ts';
import type { OpenSession } from './session.ts';

/**
 * Why an access of its own ended: by the professional, with its call, its time over (docs/rules.md 2.4), no
 * longer given by the service (opposed or blocked meanwhile), or the post left.
 */
export type AccessEnd = Exclude<EmergencyEnd, 'interrupted'>;

/** A record that is asked by a session of its own: an emergency, or a minor's secret. */
export interface BoundAccess {
  readonly ins: InsRef;
  readonly access: RecordAccess;
  readonly client: ServiceClient;
}

export interface BoundAccessDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly connection: Connection;
  readonly now: () => number;
  /** An access is over; nothing of it can be asked any more. */
  readonly onEnded: (access: BoundAccess, because: AccessEnd) => void;
}

/** The sessions of their own that the post holds: at most one a record. */
export interface BoundAccesses {
  /** Opens the record by a session of its own; the service traces it and tells those concerned. */
  begin(purpose: Purpose): Promise<Result<BoundAccess, FailureCode>>;
  /**
   * A client for one act in a session of its own, which ends with it; where the post holds such a session on
   * this record, it is asked by that one, which goes on.
   */
  once(
    purpose: Extract<Purpose, { kind: 'secret' }>,
  ): Promise<Result<{ readonly client: ServiceClient; end(): Promise<void> }, FailureCode>>;
  of(ins: InsRef): BoundAccess | undefined;
  all(): readonly BoundAccess[];
  /** Drops an access at once; answers when the service has been told, or could not be. */
  end(ins: InsRef, because: AccessEnd): Promise<void>;
  /** The post is left: drops all at once. null where there was none, and nobody to tell. */
  leave(): Promise<void> | null;
}

interface HeldAccess extends BoundAccess {
  /** Forgets the tokens and answers them, so that they can be revoked. */
  readonly drop: () => readonly string[];
}

/** What the service says when an access is no longer given: it is over here too, and its content with it. */
const OVER: ReadonlySet<FailureCode> = new Set([
  'EMERGENCY_SESSION_EXPIRED',
  'EMERGENCY_OPPOSED',
  'BLOCKED_BY_PATIENT',
  'NOT_A_MINOR',
  'RECORD_CLOSED',
  'RECORD_NONEXISTENT',
]);

const TICK_MS = 1_000;

/** Opens, holds and ends the sessions that are bound to one record. */
export function createBoundAccesses(deps: BoundAccessDeps): BoundAccesses {
  const held = new Map<string, HeldAccess>();
  /** Counts the times that the post was left: a token that comes after belongs to nobody. */
  let turn = 0;
  let clock: NodeJS.Timeout | undefined;

  /** Compared with the clock, not waited for: a post that slept, or a clock that moved, changes nothing. */
  function watch(): void {
    clock ??= setInterval(() => {
      for (const { ins, access } of held.values()) {
        if (access.endsAt !== null && deps.now() >= Date.parse(access.endsAt)) void end(ins, 'time');
      }
    }, TICK_MS).unref();
  }

  function forget(access: HeldAccess): readonly string[] {
    held.delete(keyOf(access.ins));
    if (held.size === 0) {
      clearInterval(clock);
      clock = undefined;
    }
    return access.drop();
  }

  async function end(ins: InsRef, because: AccessEnd): Promise<void> {
    const access = held.get(keyOf(ins));
    if (access === undefined) return;
    const tokens = forget(access);
    deps.onEnded(access, because);
    await revokeTokens(deps.connection, tokens);
  }

  async function askFor(purpose: Purpose): Promise<Result<BoundToken, FailureCode>> {
    const session = deps.session();
    if (!session.ok) return session;
    const ordinary = await session.value.national.token();
    return ordinary.ok ? exchangeToken(deps.connection, ordinary.value, purpose) : ordinary;
  }

  /** An emergency is never renewed; a secret session lives as long as the session from which it was made. */
  function tokensOf(purpose: Purpose, token: BoundToken): TokenSource & { end(): readonly string[] } {
    return purpose.kind === 'secret'
      ? keepSession(token, {
          request: () => askFor(purpose),
          now: deps.now,
          onLight: () => undefined,
          onStray: (stray) => void revokeToken(deps.connection, stray),
          onRenewal: () => undefined,
        })
      : onceOnly(token.value);
  }

  return {
    begin: async (purpose) => {
      const asked = turn;
      const session = deps.session();
      if (!session.ok) return session;
      const token = await askFor(purpose);
      if (!token.ok) return token;
      if (asked !== turn) {
        await revokeToken(deps.connection, token.value.value);
        return err('LOCKED');
      }
      const { ins } = token.value;
      // The newer one stands alone: two sessions on one record could not be told apart on the screen.
      await end(ins, 'asked');
      const tokens = tokensOf(purpose, token.value);
      const access: HeldAccess = {
        ins,
        access: accessOf(purpose, token.value, deps.now()),
        client: ending(session.value.clientWith(tokens), (because) => void end(ins, because)),
        drop: () => tokens.end(),
      };
      held.set(keyOf(ins), access);
      watch();
      return ok(access);
    },
    once: async (purpose) => {
      const open = held.get(keyOf(purpose.patient));
      if (open?.access.secret === true) return ok({ client: open.client, end: async () => undefined });
      const session = deps.session();
      if (!session.ok) return session;
      const token = await askFor(purpose);
      if (!token.ok) return token;
      return ok({
        client: session.value.clientWith(onceOnly(token.value.value)),
        end: () => revokeToken(deps.connection, token.value.value),
      });
    },
    of: (ins) => held.get(keyOf(ins)),
    all: () => [...held.values()],
    end,
    leave: () => {
      turn += 1;
      const ended = [...held.values()].map((access) => end(access.ins, 'left'));
      return ended.length === 0 ? null : Promise.all(ended).then(() => undefined);
    },
  };
}

const keyOf = ({ system, value }: InsRef): string => `${system}|${value}`;

function accessOf(purpose: Purpose, token: BoundToken, now: number): RecordAccess {
  const secret = purpose.kind === 'secret';
  return {
    mode: secret ? 'NORMAL' : purpose.kind,
    secret,
    startedAt: new Date(now).toISOString(),
    endsAt: secret ? null : new Date(now + token.expiresInMs).toISOString(),
    callId: purpose.kind === 'ETREAT' ? purpose.callId : null,
  };
}

/** A token that nothing renews: refused once, it is over. */
function onceOnly(value: string): TokenSource & { end(): readonly string[] } {
  let current: string | undefined = value;
  return {
    token: async () => (current === undefined ? err('EMERGENCY_SESSION_EXPIRED') : ok(current)),
    renewAfter: async () => err('EMERGENCY_SESSION_EXPIRED'),
    end: () => {
      const last = current === undefined ? [] : [current];
      current = undefined;
      return last;
    },
  };
}

/** The same client; a refusal that means the end of the access ends it here. */
function ending(client: ServiceClient, onOver: (because: 'time' | 'refused') => void): ServiceClient {
  const noting = <T>(answer: Result<T, FailureCode>): Result<T, FailureCode> => {
    if (!answer.ok && OVER.has(answer.error)) {
      onOver(answer.error === 'EMERGENCY_SESSION_EXPIRED' ? 'time' : 'refused');
    }
    return answer;
  };
  return {
    ...client,
    fhir: async (request) => noting(await client.fhir(request)),
    ask: async (request) => noting(await client.ask(request)),
    follow: async (...asked) => noting(await client.follow(...asked)),
  };
}
