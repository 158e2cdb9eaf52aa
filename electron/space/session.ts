import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef, PatientIdentity } from '../../shared/bridge/identity.ts';
import { sameIns } from '../../shared/bridge/identity.ts';
import type { RecordState } from '../../shared/bridge/record.ts';
import type { SpaceHandlers } from '../../shared/bridge/space/contract.ts';
import type { DemoPerson, SpaceSignIn, SpaceState } from '../../shared/bridge/space/session.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { watchRecord } from '../gateway/changes.ts';
import type { ServiceClient } from '../gateway/client.ts';
import { createClient } from '../gateway/client.ts';
import type { Connection } from '../gateway/connection.ts';
import { ownAndActedFor, patientByIns } from '../gateway/patient.ts';
import { confirmActivation, signInToSpace, startActivation } from '../gateway/space-session.ts';
import type { AccessToken } from '../gateway/token.ts';
import { revokeToken, revokeTokens } from '../gateway/token.ts';
import type { Log } from '../log/log.ts';
import { keepSession } from '../session/national.ts';
import { demoPersonName, identityOf } from './demo-people.ts';

type Side = Extract<SpaceState, { status: 'open' }>['side'];

/** The space that is open: whose it is, and the way to the service in that person's name. */
export interface OpenSpace {
  readonly client: ServiceClient;
  readonly person: DemoPerson;
  readonly holder: PatientIdentity;
  readonly side: Side;
}

type Spaces = readonly Extract<SpaceState, { status: 'open' }>['spaces'][number][];

interface Held extends OpenSpace {
  readonly spaces: Spaces;
  readonly password: string;
  /** Stops waiting for changes of this space. */
  readonly unwatch: () => void;
  readonly national: ReturnType<typeof keepSession>;
}

export interface SpaceSessionDeps {
  readonly connection: Connection;
  readonly people: () => Promise<Result<Demonstration, FailureCode>>;
  readonly log: Log;
  readonly now: () => number;
  readonly suggested: InsRef | null;
  /** Something that this person may see of the space has changed. */
  readonly onChanged: () => void;
  readonly onState: (state: SpaceState) => void;
  readonly onSuggested: (ins: InsRef | null) => void;
}

/** The fictitious people of the embedded service, and the password that they share. */
interface Demonstration {
  readonly people: readonly DemoPerson[];
  readonly password: string;
}

type SessionCall = Extract<keyof SpaceHandlers, `space.${string}`>;

export interface SpaceSession {
  readonly handlers: Pick<SpaceHandlers, SessionCall>;
  readonly current: () => Result<OpenSpace, 'LOCKED'>;
  /** Whose record it is and how it stands, asked anew. */
  readonly state: () => Promise<Result<SpaceState, FailureCode>>;
  suggest(ins: InsRef | null): void;
  end(): Promise<void>;
}

/** Entering the space: sign in, activate, act for a child or for somebody whom one cares for, leave. */
export function createSpaceSession(deps: SpaceSessionDeps): SpaceSession {
  const { connection } = deps;
  let suggested = deps.suggested;
  let held: Held | undefined;

  async function personOf(ins: string): Promise<DemoPerson | undefined> {
    const known = await deps.people();
    return known.ok ? known.value.people.find((person) => person.ins.value === ins) : undefined;
  }

  function hold(
    person: DemoPerson,
    holder: DemoPerson,
    side: Side,
    password: string,
    token: AccessToken,
    spaces: Spaces,
  ): Held {
    const actingFor = side === 'holder' ? null : holder.ins.value;
    const national = keepSession(token, {
      // A person stays for longer than a token lives: he is not asked for his password every ten minutes.
      request: () => signInToSpace(connection, { ins: person.ins.value, password, actingFor }),
      now: deps.now,
      onLight: () => undefined,
      onStray: (stray) => void revokeToken(connection, stray),
      onRenewal: () => undefined,
    });
    const client = createClient({
      connection,
      session: national,
      onLight: () => undefined,
      onUnusual: (what, count) => deps.log.write({ event: 'received.unusual', what, count }),
    });
    const unwatch = watchRecord({
      client,
      ins: holder.ins,
      onChange: deps.onChanged,
      // Of a record that is closed there is nothing to wait for: what is left is asked when it is shown.
      onRefused: deps.onChanged,
    });
    return { client, person, holder: identityOf(holder), side, password, national, unwatch, spaces };
  }

  async function leave(): Promise<void> {
    held?.unwatch();
    const tokens = held?.national.end() ?? [];
    held = undefined;
    await revokeTokens(connection, tokens);
  }

  async function enter(next: Held): Promise<Result<SpaceState, FailureCode>> {
    await leave();
    held = next;
    suggested = null;
    const seen = await state();
    if (seen.ok) deps.onState(seen.value);
    return seen;
  }

  async function state(): Promise<Result<SpaceState, FailureCode>> {
    const open = held;
    if (open === undefined) return ok({ status: 'signedOut', suggested });
    const found = await patientByIns(open.client, open.holder.ins);
    if (!found.ok) return found;
    const record: RecordState = found.value?.record ?? { status: 'nonexistent' };
    // Whom he may act for is told to himself in his own space; it is kept while he is in another's.
    const spaces = open.side === 'holder' ? await spacesOf(open) : open.spaces;
    if (held?.national === open.national) {
      held = { ...open, spaces, holder: found.value?.identity ?? open.holder };
    }
    return ok({
      status: 'open',
      person: { ins: open.person.ins, name: demoPersonName(open.person) },
      holder: found.value?.identity ?? open.holder,
      side: open.side,
      record,
      opposableUntil: found.value?.opposableUntil ?? null,
      spaces: [...spaces],
    });
  }

  /** His own space first, then those that the service says he may sign in for. */
  async function spacesOf(open: OpenSpace): Promise<Spaces> {
    const known = await deps.people();
    const isChildOf = (ins: InsRef): boolean =>
      known.ok &&
      known.value.people.some(
        (child) =>
          sameIns(child.ins, ins) && child.representatives.some((each) => sameIns(each, open.person.ins)),
      );
    const found = await ownAndActedFor(open.client);
    const others = (found.ok ? found.value : []).filter(
      ({ identity }) => !sameIns(identity.ins, open.person.ins),
    );
    return [
      { ins: open.person.ins, name: demoPersonName(open.person), side: 'holder' },
      ...others.map(({ identity }) => ({
        ins: identity.ins,
        name: [identity.givenNames[0], identity.usedFamilyName ?? identity.birthFamilyName].join(' '),
        side: isChildOf(identity.ins) ? ('representative' as const) : ('carer' as const),
      })),
    ];
  }

  async function signIn(ins: string, password: string): Promise<Result<SpaceSignIn, FailureCode>> {
    const token = await signInToSpace(connection, { ins, password, actingFor: null });
    if (!token.ok) {
      if (token.error === 'SESSION_ENDED') return ok({ outcome: 'refused' });
      return token.error === 'RATE_LIMITED' ? ok({ outcome: 'wait' }) : token;
    }
    const person = await personOf(ins);
    if (person === undefined) return err('NOT_FOUND');
    const seen = await enter(hold(person, person, 'holder', password, token.value, []));
    return seen.ok ? ok({ outcome: 'signedIn', state: seen.value }) : seen;
  }

  return {
    current: () => (held === undefined ? err('LOCKED') : ok(held)),
    state,
    suggest: (ins) => {
      suggested = ins;
      deps.onSuggested(ins);
    },
    end: leave,
    handlers: {
      'space.state': state,
      'space.people': async () => {
        const known = await deps.people();
        return known.ok ? ok({ people: [...known.value.people], password: known.value.password }) : known;
      },
      'space.signIn': ({ ins, password }) => signIn(compact(ins), password),
      'space.startActivation': (card) => startActivation(connection, card),
      'space.confirmActivation': async ({ nir, code, password }) => {
        const token = await confirmActivation(connection, { nir, code, password });
        if (!token.ok) return token.error === 'INVALID' ? ok({ outcome: 'wrongCode' }) : token;
        const person = await personOf(compact(nir));
        if (person === undefined) return err('NOT_FOUND');
        const seen = await enter(hold(person, person, 'holder', password, token.value, []));
        return seen.ok ? ok({ outcome: 'signedIn', state: seen.value }) : seen;
      },
      'space.actFor': async ({ ins }) => {
        if (held === undefined) return err('LOCKED');
        const { person, password, spaces } = held;
        const target = spaces.find((space) => sameIns(space.ins, ins));
        const holder = target === undefined ? undefined : await personOf(ins.value);
        if (target === undefined || holder === undefined) return err('NOT_FOUND');
        const actingFor = target.side === 'holder' ? null : ins.value;
        const token = await signInToSpace(connection, { ins: person.ins.value, password, actingFor });
        return token.ok ? enter(hold(person, holder, target.side, password, token.value, spaces)) : token;
      },
      'space.signOut': async () => {
        await leave();
        const seen: SpaceState = { status: 'signedOut', suggested };
        deps.onState(seen);
        return ok(seen);
      },
    },
  };
}

/** A number as it is typed in groups. */
const compact = (typed: string): string => typed.replaceAll(/[\s\u00A0\u202F]/gu, '').toUpperCase();
