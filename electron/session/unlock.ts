import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { KeychainState, KeysNeeded } from '../../shared/bridge/keys.ts';
import type { Place, Professional } from '../../shared/bridge/session.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { ServiceClient, TokenSource } from '../gateway/client.ts';
import { createClient } from '../gateway/client.ts';
import type { Connection } from '../gateway/connection.ts';
import { directoryEntry, placeOf } from '../gateway/directory.ts';
import { askTheTime } from '../gateway/probe.ts';
import type { AccessToken } from '../gateway/token.ts';
import { requestToken, revokeTokens, tokenAddress } from '../gateway/token.ts';
import type { Log } from '../log/log.ts';
import type { StoreNotice } from '../../shared/bridge/recovery.ts';
import { structureIdOf } from '../../shared/identity/structure.ts';
import { lastPlaceOf } from '../store/last-place.ts';
import type { WritableDatabase } from '../store/open.ts';
import type { Recovery } from '../store/recover.ts';
import type { EarlyStretch, Stretch } from '../vault/early-stretch.ts';
import type { OwnVault } from '../vault/own-vault.ts';
import type { OwnerKeys } from '../vault/owner-keys.ts';
import type { KeysWay } from '../vault/ways.ts';
import { signAssertion } from './assertion.ts';
import type { SigningKey, SoftCard } from './card.ts';
import { readCardOf, tryPin } from './card.ts';
import type { NationalLight, NationalSession } from './national.ts';
import { keepSession } from './national.ts';
import type { PinTries } from './tries.ts';

/** What the professional has to know of his store before he goes on. */
export type StoreTale =
  { readonly kind: 'recovered'; readonly recovery: Recovery } | Exclude<StoreNotice, { kind: 'recovered' }>;

/** The practice's own data as this session may use them. */
export interface OpenedStore {
  readonly database: WritableDatabase;
  readonly storage: 'encrypted' | 'memory';
  /** Keys of what else is sealed for this professional, each under its purpose. */
  readonly keys: OwnerKeys;
  /** Where further encrypted files of his may lie; null: nowhere, everything stays in memory. */
  readonly folder: string | null;
  /** null: it was found as it was left. */
  readonly trouble: StoreTale | null;
  /** He has read it: it is not said again. */
  troubleTold(): void;
  /** The keychain as it was found at this opening. */
  readonly keychain: KeychainState;
  /** What he may do about his keys; null: this session has none that are kept. */
  readonly vault: OwnVault | null;
  /** Closes the database and wipes the keys. */
  close(): void;
}

/** All that only an unlocked post holds. Dropped as a whole, never in part. */
export interface Held {
  readonly national: NationalSession;
  readonly client: ServiceClient;
  /** A client of the same service with another token than the session's own: one bound to a record. */
  readonly clientWith: (tokens: TokenSource) => ServiceClient;
  readonly store: OpenedStore;
}

interface Unlocked {
  readonly professional: Professional;
  readonly places: readonly [Place, ...Place[]];
  readonly held: Held;
}

export type UnlockOutcome =
  | { readonly outcome: 'wrongPin'; readonly triesLeft: number }
  | { readonly outcome: 'cardBlocked' }
  | { readonly outcome: 'cardRefused' }
  /** His card was accepted; his data on this post wait for a decision. */
  | { readonly outcome: 'keysNeeded'; readonly keys: KeysNeeded }
  | { readonly outcome: 'unlocked'; readonly unlocked: Unlocked };

export interface UnlockDeps {
  /** null: this post has no card. */
  readonly cardsDir: string | null;
  readonly connection: Connection;
  readonly tries: PinTries;
  readonly log: Log;
  /** Milliseconds since the epoch, by the service's clock. */
  readonly now: () => number;
  /** Label of a profession code; the code itself when it has none. */
  readonly professionLabel: (code: string) => string;
  /** FINESS or SIRET of where the post stands, where the practice said it. */
  readonly placeOfPost: string | null;
  /** Opens the store of this professional with a PIN that his card has accepted. */
  readonly openStore: (
    professionalId: string,
    pin: Uint8Array,
    way: KeysWay,
    stretch: Stretch,
  ) => Promise<Result<OpenedStore, KeysNeeded>>;
  /** Begins to stretch a PIN that his card has not judged yet. */
  readonly beginStretch: (professionalId: string, pin: Uint8Array) => EarlyStretch;
  /**
   * Where the post may open though the service does not answer: what was taken along for the day is there. Nothing
   * but that can be read then.
   */
  readonly carriedPlace: (store: OpenedStore) => Place | 'CLOCK_BEHIND' | undefined;
  readonly onNationalLight: (light: NationalLight) => void;
  readonly onServiceLight: (light: 'reachable' | 'unreachable') => void;
}

/** The card's key, and when its holder typed the PIN, by the service's clock. */
interface OpenedCard {
  readonly key: SigningKey;
  readonly at: number;
}

/**
 * From a PIN to an open session: the card judges the PIN, the national service judges the card, and only
 * then is anything of the practice opened. A wrong PIN never touches the store.
 *
 * @param pin wiped when this returns
 * @param way how his data are to be opened, once his card is accepted
 * @returns what came of it; `NOT_FOUND` where his card is not there
 */
export async function unlock(
  deps: UnlockDeps,
  professionalId: string,
  pin: Uint8Array,
  way: KeysWay,
): Promise<Result<UnlockOutcome, FailureCode>> {
  const early = deps.beginStretch(professionalId, pin);
  const secrets = { pin, way, stretch: early.stretch };
  try {
    const card = deps.cardsDir === null ? undefined : await readCardOf(deps.cardsDir, professionalId);
    if (card === undefined) return err('NOT_FOUND');
    const judged = await tryPin(card, pin, deps.tries);
    if (!judged.ok) return err('INTERNAL');
    if (judged.value.outcome !== 'right') {
      const triesLeft = deps.tries.left(card.id);
      deps.log.write({ event: 'card.pin', outcome: triesLeft === 0 ? 'blocked' : 'wrong', triesLeft });
      return ok(judged.value);
    }
    deps.log.write({ event: 'card.pin', outcome: 'right', triesLeft: deps.tries.left(card.id) });
    const { signingKey } = judged.value;
    if (!deps.connection.clock.isKnown()) await askTheTime(deps.connection);
    const opened: OpenedCard = { key: signingKey, at: deps.now() };
    const first = await tokenFor(deps, opened);
    if (!first.ok) {
      if (first.error === 'SERVICE_UNREACHABLE') {
        return await openWithoutService(deps, card, secrets, opened);
      }
      if (first.error !== 'SESSION_ENDED') return first;
      deps.log.write({ event: 'card.refused' });
      return ok({ outcome: 'cardRefused' });
    }
    return await openWith(deps, card, secrets, opened, first.value);
  } finally {
    early.forget();
    pin.fill(0);
  }
}

interface Secrets {
  readonly pin: Uint8Array;
  readonly way: KeysWay;
  readonly stretch: Stretch;
}

/**
 * Signs in with the card, by the service's clock. Where that clock was moved since it last told the time, the
 * refusal itself tells the new one: the assertion is signed anew, once.
 */
async function tokenFor(deps: UnlockDeps, card: OpenedCard): Promise<Result<AccessToken, FailureCode>> {
  const { clock } = deps.connection;
  const offset = clock.offsetMs();
  const token = await tokenOnce(deps, card);
  const wasMistimed = !token.ok && token.error === 'SESSION_ENDED' && clock.offsetMs() !== offset;
  return wasMistimed ? tokenOnce(deps, card) : token;
}

async function tokenOnce(
  deps: UnlockDeps,
  { key, at }: OpenedCard,
): Promise<Result<AccessToken, FailureCode>> {
  const assertion = await signAssertion(key, tokenAddress(deps.connection), deps.now(), at);
  const token = await requestToken(deps.connection, assertion);
  deps.onServiceLight(!token.ok && token.error === 'SERVICE_UNREACHABLE' ? 'unreachable' : 'reachable');
  return token;
}

async function openWith(
  deps: UnlockDeps,
  card: SoftCard,
  { pin, way, stretch }: Secrets,
  opened: OpenedCard,
  token: AccessToken,
): Promise<Result<UnlockOutcome, FailureCode>> {
  const session = sessionOf(deps, opened, token);
  const { client, national } = session;
  const [directory, store] = await Promise.all([
    whoAndWhere(client, card),
    deps.openStore(card.id, pin, way, stretch),
  ]);
  if (!directory.ok || !store.ok) {
    if (store.ok) store.value.close();
    await revokeTokens(deps.connection, national.end());
    if (!directory.ok) return directory;
    return store.ok ? err('INTERNAL') : ok({ outcome: 'keysNeeded', keys: store.error });
  }
  const { places, regulator } = directory.value;
  deps.log.write({ event: 'session.opened', storage: store.value.storage, places: places.length });
  const held = { ...session, store: store.value };
  return ok({
    outcome: 'unlocked',
    unlocked: {
      professional: holderOf(deps, card, regulator),
      places: likelyFirst(places, [
        deps.placeOfPost === null ? undefined : structureIdOf(deps.placeOfPost),
        lastPlaceOf(held.store.database),
      ]),
      held,
    },
  });
}

/** The card is right and the service does not answer: the post opens on what was taken along, or not at all. */
async function openWithoutService(
  deps: UnlockDeps,
  card: SoftCard,
  { pin, way, stretch }: Secrets,
  opened: OpenedCard,
): Promise<Result<UnlockOutcome, FailureCode>> {
  const store = await deps.openStore(card.id, pin, way, stretch);
  if (!store.ok) return err('SERVICE_UNREACHABLE');
  const place = deps.carriedPlace(store.value);
  if (place === undefined || place === 'CLOCK_BEHIND') {
    store.value.close();
    return err(place ?? 'SERVICE_UNREACHABLE');
  }
  deps.log.write({ event: 'session.carried' });
  const held = { ...sessionOf(deps, opened, null), store: store.value };
  return ok({
    outcome: 'unlocked',
    unlocked: { professional: holderOf(deps, card, false), places: [place], held },
  });
}

function holderOf(deps: UnlockDeps, card: SoftCard, regulator: boolean): Professional {
  return {
    id: card.id,
    name: card.name,
    profession: card.profession,
    professionLabel: deps.professionLabel(card.profession),
    card: card.kind,
    regulator,
  };
}

function sessionOf(deps: UnlockDeps, opened: OpenedCard, token: AccessToken | null): Omit<Held, 'store'> {
  const national = keepSession(token, {
    request: () => tokenFor(deps, opened),
    now: deps.now,
    onLight: deps.onNationalLight,
    onStray: (stray) => void revokeTokens(deps.connection, [stray]),
    onRenewal: (outcome) =>
      deps.log.write(
        outcome.ok
          ? { event: 'session.renewed', ms: outcome.value.ms }
          : { event: 'session.notRenewed', code: outcome.error },
      ),
  });
  const clientWith = (tokens: TokenSource): ServiceClient =>
    createClient({
      connection: deps.connection,
      session: tokens,
      onLight: deps.onServiceLight,
      onUnusual: (what, count) => deps.log.write({ event: 'received.unusual', what, count }),
    });
  return { national, client: clientWith(national), clientWith };
}

/** Where the post stands is proposed first, or else the place of last time. */
function likelyFirst(
  places: readonly [Place, ...Place[]],
  likely: readonly (string | undefined)[],
): readonly [Place, ...Place[]] {
  const found = likely.flatMap((id) => places.find((place) => place.id === id) ?? []).at(0);
  return found === undefined ? places : [found, ...places.filter(({ id }) => id !== found.id)];
}

/**
 * The directory says where someone practises. A card that it does not list, or a service without a directory,
 * leaves what the card itself says.
 */
async function whoAndWhere(
  client: ServiceClient,
  card: SoftCard,
): Promise<Result<{ places: readonly [Place, ...Place[]]; regulator: boolean }, FailureCode>> {
  const listed = await directoryEntry(client, card.id);
  if (!listed.ok && listed.error !== 'NOT_FOUND') return listed;
  const [first, ...others] = listed.ok ? listed.value.places : [];
  if (listed.ok && first !== undefined) {
    return ok({ places: [first, ...others], regulator: listed.value.regulator });
  }
  if (card.structure == null) return err('REFUSED');
  const named = await placeOf(client, card.structure);
  if (!named.ok && named.error !== 'NOT_FOUND') return named;
  const place = (named.ok ? named.value : null) ?? {
    id: card.structure,
    name: card.structure,
    sector: '',
    town: null,
  };
  return ok({ places: [place], regulator: false });
}
