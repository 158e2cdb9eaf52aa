import type { KeyObject } from 'node:crypto';
import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import type { Client } from '../../blackbox/client.ts';
import { ADMITTED_CARDS } from '../../blackbox/client.ts';
import type { Draw } from '../../rules/draw.ts';
import type { Provider } from './provider.ts';

/** What forgers have at hand: the cards' own keys, keys of their own, a clock and chance. */
export interface Kit {
  readonly client: Client;
  readonly draw: Draw;
  readonly provider: Provider;
  /** Private keys of the cards, by the card's name in demo.json. */
  readonly keys: ReadonlyMap<string, KeyObject>;
  readonly kids: ReadonlyMap<string, string>;
  /** Keys that no directory knows. */
  readonly strange: { readonly ec: KeyObject; readonly rsa: KeyObject };
  /** Seconds of the service's clock. */
  seconds(): number;
  /** An identifier that was not used before, and is the same for the same seed. */
  fresh(): string;
}

export type Json = Readonly<Record<string, unknown>>;

/** Cards that may sign in; `notAdmitted` may as well, and then nothing else. */
export const VALID_CARDS = [...ADMITTED_CARDS, 'secretary', 'notAdmitted'] as const;

export async function createKit(client: Client, provider: Provider, draw: Draw): Promise<Kit> {
  const keys = new Map<string, KeyObject>();
  const kids = new Map<string, string>();
  for (const card of client.cards) {
    const { jwk } = await client.cardKey(card);
    keys.set(card, createPrivateKey({ key: { ...jwk }, format: 'jwk' }));
    kids.set(card, String(jwk.kid));
  }
  let drawn = 0;
  return {
    client,
    draw,
    provider,
    keys,
    kids,
    strange: {
      ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
      rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
    },
    seconds: () => Math.floor(client.now() / 1_000),
    fresh: () => {
      drawn += 1;
      return `${drawn}-${draw.below(2 ** 30).toString(36)}`;
    },
  };
}

export const keyOf = ({ keys }: Kit, card: string): KeyObject => {
  const key = keys.get(card);
  if (key === undefined) throw new Error(`no card ${card}`);
  return key;
};

const encoded = (part: unknown): string =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');

/** A JWS in compact form out of whatever it is made of. */
export function compact(header: unknown, payload: unknown, signed: (input: Buffer) => Buffer): string {
  const input = `${encoded(header)}.${encoded(payload)}`;
  return `${input}.${signed(Buffer.from(input)).toString('base64url')}`;
}

/** ES256: raw r‖s. */
export const es256 =
  (key: KeyObject) =>
  (input: Buffer): Buffer =>
    sign('sha256', input, { key, dsaEncoding: 'ieee-p1363' });

/** The claims of an assertion that holds. */
export function rightClaims(kit: Kit, card: string): Record<string, unknown> {
  const now = kit.seconds();
  const id = kit.client.card(card);
  return {
    iss: id,
    sub: id,
    aud: `${kit.client.url}/auth/token`,
    iat: now,
    exp: now + 60,
    jti: kit.fresh(),
  };
}

export const HEADER: Json = { alg: 'ES256', typ: 'JWT' };

/** An assertion that holds, but for what is changed. An `undefined` claim is left out. */
export function signed(kit: Kit, card: string, claims: Json = {}, header: Json = {}, by = card): string {
  return compact({ ...HEADER, ...header }, { ...rightClaims(kit, card), ...claims }, es256(keyOf(kit, by)));
}
