import type { Handlers } from '../../shared/bridge/contract.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type {
  LockCause,
  Place,
  Professional,
  SessionState,
  SignInOutcome,
} from '../../shared/bridge/session.ts';
import type { KeysWay } from '../../shared/bridge/keys.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { readRecoveryCode } from '../../shared/vault/recovery-code.ts';
import type { KeysWay as OpeningWay } from '../vault/ways.ts';
import type { Connection } from '../gateway/connection.ts';
import { revokeTokens } from '../gateway/token.ts';
import type { Host, LockHandover } from '../hosts/host.ts';
import type { Log } from '../log/log.ts';
import type { CardPresence } from '../session/card-presence.ts';
import { kindOfError } from '../log/log.ts';
import type { SoftCard } from '../session/card.ts';
import { readCards } from '../session/card.ts';
import { readKnownCards, rememberCard } from '../session/known-cards.ts';
import { keepLastPlace } from '../store/last-place.ts';
import type { Phase, Step } from '../session/machine.ts';
import { next, shown } from '../session/machine.ts';
import type { PinTries } from '../session/tries.ts';
import type { Held, UnlockDeps } from '../session/unlock.ts';
import { unlock } from '../session/unlock.ts';

/** Longest time that a lock waits for the service to hear of the accesses that end with it. */
const GRACE_MS = 800;

/** What a use case may work with while the post is unlocked and the place of practice is known. */
export interface OpenSession extends Held {
  readonly professional: Professional;
  readonly place: Place;
  readonly signedInAt: string;
}

export interface SessionDeps {
  /** Folder of the post's own data: it remembers the cards that were used here. */
  readonly dataDir: string;
  readonly cardsDir: string | null;
  readonly tries: PinTries;
  readonly presence: CardPresence;
  readonly connection: Connection;
  readonly host: Host;
  readonly handover: LockHandover | null;
  readonly now: () => number;
  readonly log: Log;
  readonly unlock: UnlockDeps;
  readonly onChanged: (state: SessionState) => void;
  /** The post is open: what waited for its author may go on. */
  readonly onOpened: (session: OpenSession) => void;
  /** He is about to sign out: he will not come back to where he was, nor to what was kept for his return. */
  readonly onSigningOut: (session: OpenSession) => Promise<void>;
  /**
   * What was open is dropped. The promise is the service's, which is told of the accesses that ended; null
   * where nobody need be told.
   */
  readonly onLeft: () => Promise<void> | null;
}

export interface Sessions {
  readonly handlers: Pick<Handlers, Extract<keyof Handlers, `session.${string}`>>;
  /** The open session, or why there is none. */
  readonly current: () => Result<OpenSession, 'LOCKED'>;
  state(): SessionState;
  /** Locks; does nothing where nothing is open. */
  lock(because: LockCause): void;
  /** Lets go of what is held, without a word to the shell: the process is ending. */
  close(): Promise<void>;
}

/** Sign in, choose the place, lock, unlock, sign out. */
export function createSessions(deps: SessionDeps): Sessions {
  let phase: Phase<Held> =
    deps.handover === null
      ? { status: 'signedOut' }
      : {
          status: 'locked',
          professional: deps.handover.professional,
          placeId: deps.handover.placeId,
          because: deps.handover.because,
        };
  let stopWatchingCard: () => void = () => undefined;

  const state = (): SessionState => shown(phase, deps.tries.left);

  function take(step: Step<Held>): boolean {
    const following = next(phase, step);
    if (following === undefined) return false;
    phase = following;
    return true;
  }

  function current(): Result<OpenSession, 'LOCKED'> {
    if (phase.status !== 'open') return err('LOCKED');
    const { held, professional, place, signedInAt } = phase;
    return ok({ ...held, professional, place, signedInAt });
  }

  function announce(): SessionState {
    const seen = state();
    const session = current();
    if (session.ok) {
      keepLastPlace(session.value.store.database, session.value.place.id);
      const { professional, place } = session.value;
      deps.host.standing({ professional, placeId: place.id, because: 'asked' });
      deps.onOpened(session.value);
      stopWatchingCard();
      stopWatchingCard = deps.presence.watch(professional.id, () => lock('cardPulled'));
    }
    deps.onChanged(seen);
    return seen;
  }

  function drop(held: Held): Promise<void> | null {
    stopWatchingCard();
    let told: Promise<void> | null = null;
    // A disk that is full or fails keeps nobody from locking: what is held ends with this process.
    const attempt = (step: () => void): void => {
      try {
        step();
      } catch (cause) {
        deps.log.write({ event: 'session.leftBadly', error: kindOfError(cause) });
      }
    };
    attempt(() => {
      told = deps.onLeft();
    });
    held.national.end();
    attempt(() => held.store.close());
    return told;
  }

  /** Leaves the open post: keys, token and store first, then the shell ends this process and its page. */
  function leave(step: Extract<Step<Held>, { step: 'locked' | 'signedOut' }>): SessionState {
    const held = 'held' in phase ? phase.held : undefined;
    if (!take(step)) return state();
    const told = held === undefined ? null : drop(held);
    const seen = state();
    deps.onChanged(seen);
    const handover = handoverOf(phase);
    // The process that ends has the tokens that the service must know to be over; it gets a moment to say so.
    if (told === null) deps.host.restart(handover);
    else void withinGrace(told).then(() => deps.host.restart(handover));
    return seen;
  }

  function lock(because: LockCause): void {
    if (phase.status !== 'open' && phase.status !== 'choosingPlace') return;
    deps.log.write({ event: 'session.locked', because });
    leave({ step: 'locked', because });
  }

  async function pinTyped(
    professionalId: string,
    pin: string,
    way: KeysWay,
  ): Promise<Result<SignInOutcome, FailureCode>> {
    if (!take({ step: 'pinTyped' })) return err('REFUSED');
    let accepted = false;
    try {
      const signedInAt = new Date(deps.now()).toISOString();
      const attempt = await unlock(deps.unlock, professionalId, Buffer.from(pin, 'utf8'), wayOf(way));
      if (!attempt.ok) return attempt;
      if (attempt.value.outcome !== 'unlocked') return ok(attempt.value);
      const { professional, places, held } = attempt.value.unlocked;
      accepted = take({
        step: 'cardAccepted',
        professional,
        places,
        held,
        signedInAt,
        storage: held.store.storage,
      });
      if (!accepted) return err('REFUSED');
      rememberCard(deps.dataDir, professional, signedInAt);
      return ok({ outcome: 'signedIn', state: announce() });
    } finally {
      if (!accepted) take({ step: 'pinNotAccepted' });
    }
  }

  return {
    current,
    state,
    lock,
    close: async () => {
      if (!('held' in phase)) return;
      const tokens = phase.held.national.end();
      const told = drop(phase.held);
      phase = { status: 'signedOut' };
      await withinGrace(Promise.all([told, revokeTokens(deps.connection, tokens)]).then(() => undefined));
    },
    handlers: {
      'session.state': async () => ok(state()),
      'session.cards': async () => {
        const { cards, unreadable } =
          deps.cardsDir === null ? { cards: [], unreadable: 0 } : await readCards(deps.cardsDir);
        const known = readKnownCards(deps.dataDir);
        const lastUsed = new Map(known.map(({ id, lastUsedAt }) => [id, lastUsedAt]));
        const usedAt = ({ id }: SoftCard): string => lastUsed.get(id) ?? '';
        if (unreadable > 0) deps.log.write({ event: 'card.unreadable', count: unreadable });
        return ok({
          cards: cards
            .toSorted((a, b) => usedAt(b).localeCompare(usedAt(a)))
            .map((card) => ({
              id: card.id,
              name: card.name,
              professionLabel: deps.unlock.professionLabel(card.profession),
              kind: card.kind,
              triesLeft: deps.tries.left(card.id),
              lastUsedAt: lastUsed.get(card.id) ?? null,
            })),
          away: known
            .filter(({ id }) => !cards.some((card) => card.id === id))
            .map(({ id, name, profession }) => ({
              id,
              name,
              professionLabel: deps.unlock.professionLabel(profession),
            })),
        });
      },
      'session.signIn': async ({ cardId, pin, way }) => {
        if (phase.status !== 'signedOut') return err('REFUSED');
        return pinTyped(cardId, pin, way);
      },
      'session.unlock': async ({ pin, way }) => {
        if (phase.status !== 'locked') return err('REFUSED');
        return pinTyped(phase.professional.id, pin, way);
      },
      'session.choosePlace': async ({ placeId }) =>
        take({ step: 'placeChosen', placeId }) ? ok(announce()) : err('REFUSED'),
      'session.lock': async () => {
        lock('asked');
        return ok(state());
      },
      'session.signOut': async () => {
        const leaving = current();
        if (leaving.ok) await deps.onSigningOut(leaving.value);
        // Every session that the post ever held for him ends at the service too, not only the last one.
        if ('held' in phase) await revokeTokens(deps.connection, phase.held.national.end());
        deps.log.write({ event: 'session.signedOut' });
        return ok(leave({ step: 'signedOut' }));
      },
    },
  };
}

/** What was typed, as bytes. A code that cannot have been printed opens nothing, like any other wrong one. */
function wayOf(way: KeysWay): OpeningWay {
  switch (way.kind) {
    case 'usual':
    case 'memory':
    case 'fresh':
      return way;
    case 'formerPin':
      return { kind: 'formerPin', pin: Buffer.from(way.pin, 'utf8') };
    case 'recoveryCode': {
      const read = readRecoveryCode(way.code);
      return { kind: 'recoveryCode', code: read.ok ? read.value : new Uint8Array(0) };
    }
  }
}

/** Waits for the service to have been told, but not for a service that does not answer. */
function withinGrace(told: Promise<void>): Promise<void> {
  return Promise.race([told, new Promise<void>((resolve) => setTimeout(resolve, GRACE_MS))]);
}

function handoverOf(phase: Phase<Held>): LockHandover | null {
  if (phase.status !== 'ended' || phase.shown.status !== 'locked') return null;
  const { professional, placeId, because } = phase.shown;
  return { professional, placeId, because };
}
