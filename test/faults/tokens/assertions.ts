import { createHmac, createPublicKey, sign } from 'node:crypto';
import type { Kit } from './kit.ts';
import { compact, es256, HEADER, keyOf, rightClaims, signed, VALID_CARDS } from './kit.ts';

/** A way to make an assertion that must be refused. */
export type Forgery = readonly [name: string, make: (kit: Kit) => string | Promise<string>];

const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

const card = ({ draw }: Kit): string => draw.pick(VALID_CARDS);

const anotherThan = (kit: Kit, own: string): string =>
  kit.draw.pick(VALID_CARDS.filter((each) => each !== own));

/** The same assertion with other claims, signed by its own card. */
const claims =
  (change: (kit: Kit, now: number) => Readonly<Record<string, unknown>>) =>
  (kit: Kit): string =>
    signed(kit, card(kit), change(kit, kit.seconds()));

/** An assertion whose header says something else, with a signature that belongs to it. */
function headed(kit: Kit, header: object, signer: (input: Buffer) => Buffer): string {
  return compact({ ...HEADER, ...header }, rightClaims(kit, card(kit)), signer);
}

const publicJwk = (kit: Kit, own: string): object =>
  createPublicKey(keyOf(kit, own)).export({ format: 'jwk' });

/** One bit of one part of an assertion that holds, changed so that its bytes change. */
function bitFlipped(kit: Kit): string {
  const parts = signed(kit, card(kit)).split('.');
  const at = kit.draw.below(3);
  const bytes = Buffer.from(parts[at] ?? '', 'base64url');
  const place = kit.draw.below(bytes.length);
  bytes[place] = (bytes[place] ?? 0) ^ (1 << kit.draw.below(8));
  parts[at] = bytes.toString('base64url');
  return parts.join('.');
}

function mixed(kit: Kit): string {
  const own = card(kit);
  const [header, , signature] = signed(kit, own).split('.');
  const [, payload] = signed(kit, anotherThan(kit, own)).split('.');
  return [header, payload, signature].join('.');
}

function cut(kit: Kit): string {
  const text = signed(kit, card(kit));
  return text.slice(0, kit.draw.below(text.length));
}

/** Presented once, which is its right; what is returned is presented again. */
async function replayed(kit: Kit): Promise<string> {
  const text = signed(kit, card(kit));
  await kit.client.present(text);
  return text;
}

/** The other signature that the same curve gives for the same words: still the same assertion. */
async function replayedWithTwinSignature(kit: Kit): Promise<string> {
  const text = await replayed(kit);
  const [header, payload, signature = ''] = text.split('.');
  const bytes = Buffer.from(signature, 'base64url');
  const s = BigInt(`0x${bytes.subarray(32).toString('hex')}`);
  const twin = Buffer.from((P256_ORDER - s).toString(16).padStart(64, '0'), 'hex');
  return [header, payload, Buffer.concat([bytes.subarray(0, 32), twin]).toString('base64url')].join('.');
}

/** Used once by its card, then signed anew with other times: the identifier counts, not the bytes. */
async function replayedUnderNewSignature(kit: Kit): Promise<string> {
  const own = card(kit);
  const jti = kit.fresh();
  await kit.client.present(signed(kit, own, { jti }));
  return signed(kit, own, { jti, exp: kit.seconds() + 45 });
}

const none = (alg: string) => (kit: Kit) =>
  compact({ ...HEADER, alg }, rightClaims(kit, card(kit)), () => Buffer.alloc(0));

/** The public key of a card, known to everybody, as the secret of a MAC. */
const confused = (alg: 'HS256' | 'HS512', as: 'jwk' | 'spki' | 'x') => (kit: Kit) => {
  const own = card(kit);
  const jwk = publicJwk(kit, own) as { readonly x: string };
  const spki = createPublicKey(keyOf(kit, own)).export({ format: 'pem', type: 'spki' });
  const secret = { jwk: JSON.stringify(jwk), spki, x: jwk.x }[as];
  return compact({ ...HEADER, alg }, rightClaims(kit, own), (input) =>
    createHmac(alg === 'HS256' ? 'sha256' : 'sha512', secret)
      .update(input)
      .digest(),
  );
};

/** Each kind is tried equally often. */
export const FORGERIES: readonly Forgery[] = [
  ['alg none', none('none')],
  ['alg None', none('None')],
  ['alg empty', none('')],
  ['alg none over a right signature', (kit) => signed(kit, card(kit), {}, { alg: 'none' })],
  ['HS256 with the public JWK', confused('HS256', 'jwk')],
  ['HS256 with the public PEM', confused('HS256', 'spki')],
  ['HS512 with a coordinate', confused('HS512', 'x')],
  [
    'RS256 with a strange key',
    (kit) => headed(kit, { alg: 'RS256' }, (input) => sign('sha256', input, kit.strange.rsa)),
  ],
  ['ES384 over an ES256 signature', (kit) => signed(kit, card(kit), {}, { alg: 'ES384' })],
  ['alg absent', (kit) => signed(kit, card(kit), {}, { alg: undefined })],
  ['typ of another kind of token', (kit) => signed(kit, card(kit), {}, { typ: 'at+jwt' })],
  ['kid unknown', (kit) => signed(kit, card(kit), {}, { kid: kit.fresh() })],
  ['kid as a path', (kit) => signed(kit, card(kit), {}, { kid: '../../../../dev/null' })],
  ['kid as a query', (kit) => signed(kit, card(kit), {}, { kid: "' UNION SELECT '1" })],
  [
    'kid of another card, signed by that card',
    (kit) => {
      const own = card(kit);
      const other = anotherThan(kit, own);
      return signed(kit, own, {}, { kid: kit.kids.get(other) }, other);
    },
  ],
  [
    'jwk in the header',
    (kit) =>
      headed(kit, { jwk: createPublicKey(kit.strange.ec).export({ format: 'jwk' }) }, es256(kit.strange.ec)),
  ],
  [
    'jku in the header',
    (kit) => headed(kit, { jku: `${kit.provider.issuer}/certs`, kid: 'psc-1' }, es256(kit.strange.ec)),
  ],
  [
    'x5u in the header',
    (kit) => headed(kit, { x5u: 'https://attacker.example/chain.pem' }, es256(kit.strange.ec)),
  ],
  ['x5c in the header', (kit) => headed(kit, { x5c: ['MIIB'] }, es256(kit.strange.ec))],
  ['crit that nobody understands', (kit) => signed(kit, card(kit), {}, { crit: ['exp'], exp: 1 })],
  ['b64 false', (kit) => signed(kit, card(kit), {}, { crit: ['b64'], b64: false })],
  ['a key that no directory knows', (kit) => headed(kit, {}, es256(kit.strange.ec))],
  [
    'the key of another card',
    (kit) => {
      const own = card(kit);
      return signed(kit, own, {}, {}, anotherThan(kit, own));
    },
  ],
  [
    'DER in place of a raw signature',
    (kit) => {
      const own = card(kit);
      return compact(HEADER, rightClaims(kit, own), (input) => sign('sha256', input, keyOf(kit, own)));
    },
  ],
  ['a signature of zeros', (kit) => headed(kit, {}, () => Buffer.alloc(64))],
  ['a signature of nothing', (kit) => headed(kit, {}, () => Buffer.alloc(0))],
  ['a bit changed', bitFlipped],
  ['cut off', cut],
  ['parts of two assertions', mixed],
  ['four parts', (kit) => `${signed(kit, card(kit))}.${kit.fresh()}`],
  ['audience of another service', claims(() => ({ aud: 'https://autre.example/auth/token' }))],
  ['audience a prefix', claims(({ client }) => ({ aud: client.url }))],
  ['audience with a slash', claims(({ client }) => ({ aud: `${client.url}/auth/token/` }))],
  ['audience in capitals', claims(({ client }) => ({ aud: `${client.url}/auth/token`.toUpperCase() }))],
  ['two audiences', claims(({ client }) => ({ aud: [`${client.url}/auth/token`, 'https://autre.example'] }))],
  ['no audience', claims(() => ({ aud: undefined }))],
  ['empty audience', claims(() => ({ aud: [] }))],
  [
    'issuer of another card',
    (kit) => {
      const own = card(kit);
      const other = kit.client.card(anotherThan(kit, own));
      return signed(kit, own, { iss: other, sub: other });
    },
  ],
  ['issuer unknown', claims(() => ({ iss: '899999999999', sub: '899999999999' }))],
  ['issuer absent', claims(() => ({ iss: undefined }))],
  [
    'subject of another',
    (kit) => {
      const own = card(kit);
      return signed(kit, own, { sub: kit.client.card(anotherThan(kit, own)) });
    },
  ],
  ['subject absent', claims(() => ({ sub: undefined }))],
  ['expired', claims(({ draw }, now) => ({ iat: now - 120, exp: now - draw.below(60) }))],
  ['expires now', claims((_, now) => ({ iat: now - 60, exp: now }))],
  ['lives too long', claims(({ draw }, now) => ({ exp: now + 61 + draw.below(1_000_000) }))],
  ['never expires', claims(() => ({ exp: undefined }))],
  ['expires at no number', claims((_, now) => ({ exp: String(now + 60) }))],
  ['ends before it begins', claims((_, now) => ({ iat: now + 4, exp: now + 3 }))],
  [
    'issued in the future',
    claims(({ draw }, now) => {
      const iat = now + 6 + draw.below(10_000);
      return { iat, exp: iat + 60 };
    }),
  ],
  ['issued at no time', claims(() => ({ iat: undefined }))],
  ['not before long', claims(({ draw }, now) => ({ nbf: now + 6 + draw.below(10_000) }))],
  ['without an identifier of its own', claims(() => ({ jti: undefined }))],
  ['identifier empty', claims(() => ({ jti: '' }))],
  ['identifier too long', claims(() => ({ jti: 'x'.repeat(129) }))],
  ['replayed', replayed],
  ['replayed with the twin of its signature', replayedWithTwinSignature],
  ['replayed under a new signature', replayedUnderNewSignature],
  ['a revoked card', (kit) => signed(kit, 'revoked')],
  ['an expired card', (kit) => signed(kit, 'expired')],
  [
    'claims that are no object',
    (kit) => {
      const own = card(kit);
      return compact(HEADER, kit.draw.pick(['[]', 'null', '1', '"x"', '{', '']), es256(keyOf(kit, own)));
    },
  ],
];
