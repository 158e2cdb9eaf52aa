import { createHmac, createPublicKey, randomBytes } from 'node:crypto';
import { tokenOf, told } from '../../blackbox/client.ts';
import type { WireAnswer } from '../../blackbox/transport.ts';
import type { Json, Kit } from './kit.ts';
import { compact, es256, signed, VALID_CARDS } from './kit.ts';

/** An attempt that must end with 401 (or what it says), whatever it carries. */
export type Attempt = readonly [name: string, make: (kit: Kit) => Promise<WireAnswer>];

const probe = ({ client }: Kit, authorization: string): Promise<WireAnswer> => {
  const { system, ins } = client.patient('adult');
  return client.send('GET', `/fhir/Consent?patient.identifier=${system}|${ins}&actor=me`, {
    headers: { authorization },
  });
};
const bearer =
  (make: (kit: Kit) => string | Promise<string>) =>
  async (kit: Kit): Promise<WireAnswer> =>
    probe(kit, `Bearer ${await make(kit)}`);

const aToken = (kit: Kit): Promise<string> => kit.client.token(kit.draw.pick(VALID_CARDS));

/** A character of a live token, changed. */
async function altered(kit: Kit): Promise<string> {
  const bytes = Buffer.from(await aToken(kit), 'base64url');
  const at = kit.draw.below(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << kit.draw.below(8));
  return bytes.toString('base64url');
}

async function revoked(kit: Kit): Promise<string> {
  const token = await kit.client.signIn(kit.draw.pick(VALID_CARDS));
  await kit.client.form('/auth/revoke', { token });
  return token;
}

/** A secret session whose parent was ended. */
async function orphaned(kit: Kit): Promise<string> {
  const { client } = kit;
  const parent = await client.signIn('doctor');
  const { system, ins } = client.patient('minor');
  const right = await client.exchange(parent, { secret: 'true', patient: `${system}|${ins}` });
  await client.form('/auth/revoke', { token: parent });
  // Without an authorisation there is no such session; the parent's own token is as dead.
  return right.status === 200 ? tokenOf(right) : parent;
}

/** A token of the provider, right but for what is changed. */
export function provided(kit: Kit, claims: Json = {}, header: Json = {}): string {
  const { provider, client, draw } = kit;
  const now = kit.seconds();
  return compact(
    { alg: 'RS256', typ: 'JWT', kid: provider.kid, ...header },
    {
      iss: provider.issuer,
      aud: provider.audience,
      sub: `f:${kit.fresh()}`,
      SubjectNameID: client.card(draw.pick(VALID_CARDS)),
      acr: 'eidas2',
      iat: now,
      exp: now + 60,
      ...claims,
    },
    (input) => provider.sign(input),
  );
}

const exchanged =
  (make: (kit: Kit) => string | Promise<string>) =>
  async (kit: Kit): Promise<WireAnswer> =>
    kit.client.exchange(await make(kit), {});
const psc = (change: (kit: Kit, now: number) => Json, header?: Json) =>
  exchanged((kit) => provided(kit, change(kit, kit.seconds()), header));

/** Forged, stolen, ended and misplaced access tokens, and tokens of a provider that must not be believed. */
export const ATTEMPTS: readonly Attempt[] = [
  ['bearer: random', bearer(() => randomBytes(32).toString('base64url'))],
  ['bearer: a bit of a live one', bearer(altered)],
  ['bearer: cut', bearer(async (kit) => (await aToken(kit)).slice(0, 1 + kit.draw.below(42)))],
  ['bearer: with something after it', bearer(async (kit) => `${await aToken(kit)}A`)],
  [
    'bearer: in another case',
    bearer(async (kit) => {
      const token = await aToken(kit);
      return token === token.toUpperCase() ? token.toLowerCase() : token.toUpperCase();
    }),
  ],
  ['bearer: revoked', bearer(revoked)],
  ['bearer: its parent revoked', bearer(orphaned)],
  ['bearer: an assertion', bearer((kit) => signed(kit, 'doctor'))],
  ['bearer: a token of the provider', bearer((kit) => provided(kit))],
  ['another scheme', async (kit) => probe(kit, `Basic ${await aToken(kit)}`)],
  ['two tokens', async (kit) => probe(kit, `Bearer ${await aToken(kit)} ${await aToken(kit)}`)],
  [
    'a token in the address',
    async (kit) => {
      const { system, ins } = kit.client.patient('adult');
      const token = await aToken(kit);
      return kit.client.send(
        'GET',
        `/fhir/Consent?patient.identifier=${system}|${ins}&actor=me&access_token=${token}`,
      );
    },
  ],
  ['assertion: an access token', async (kit) => kit.client.present(await aToken(kit))],
  ['assertion: a token of the provider', async (kit) => kit.client.present(provided(kit))],
  ['exchange: random', exchanged(() => randomBytes(32).toString('base64url'))],
  ['exchange: an assertion', exchanged((kit) => signed(kit, 'doctor'))],
  ['exchange: revoked', exchanged(revoked)],
  ['provider: another issuer', psc(() => ({ iss: 'https://auth.example' }))],
  ['provider: another audience', psc(() => ({ aud: 'autre-application' }))],
  ['provider: no audience', psc(() => ({ aud: undefined }))],
  ['provider: level too low', psc(() => ({ acr: 'eidas1' }))],
  ['provider: level unknown', psc(({ draw }) => ({ acr: draw.pick(['eidas', 'eidas9', 'loa3', 2, '']) }))],
  ['provider: no level', psc(() => ({ acr: undefined }))],
  ['provider: expired', psc((_, now) => ({ iat: now - 600, exp: now - 6 }))],
  ['provider: never expires', psc(() => ({ exp: undefined }))],
  ['provider: issued at no time', psc(() => ({ iat: undefined }))],
  ['provider: not before long', psc((_, now) => ({ nbf: now + 600 }))],
  ['provider: issued in the future', psc((_, now) => ({ iat: now + 600, exp: now + 660 }))],
  ['provider: nobody', psc(() => ({ SubjectNameID: undefined }))],
  ['provider: nobody we know', psc(() => ({ SubjectNameID: '899999999999' }))],
  [
    'provider: named as subject only',
    psc(({ client }) => ({ SubjectNameID: undefined, sub: client.card('doctor') })),
  ],
  ['provider: a revoked card', psc(({ client }) => ({ SubjectNameID: client.card('revoked') }))],
  ['provider: an expired card', psc(({ client }) => ({ SubjectNameID: client.card('expired') }))],
  // The proof of possession of such a token is in a certificate that this connection does not carry.
  [
    'provider: bound to a certificate',
    psc(() => ({ cnf: { 'x5t#S256': 'bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2' } })),
  ],
  ['provider: bound to a key', psc(() => ({ cnf: { jkt: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs' } }))],
  ['provider: key unknown', psc(() => ({}), { kid: 'psc-2' })],
  [
    'provider: no algorithm',
    exchanged((kit) => compact({ alg: 'none' }, payloadOf(provided(kit)), () => Buffer.alloc(0))),
  ],
  [
    'provider: HS256 with the public key',
    exchanged((kit) => {
      const secret = createPublicKey(kit.provider.key).export({ format: 'pem', type: 'spki' });
      return compact({ alg: 'HS256', kid: kit.provider.kid }, payloadOf(provided(kit)), (input) =>
        createHmac('sha256', secret).update(input).digest(),
      );
    }),
  ],
  [
    'provider: its key brought along',
    exchanged((kit) =>
      compact(
        { alg: 'ES256', jwk: createPublicKey(kit.strange.ec).export({ format: 'jwk' }) },
        payloadOf(provided(kit)),
        es256(kit.strange.ec),
      ),
    ),
  ],
  [
    'provider: a bit changed',
    exchanged((kit) => {
      const parts = provided(kit).split('.');
      const at = kit.draw.below(3);
      const bytes = Buffer.from(parts[at] ?? '', 'base64url');
      const place = kit.draw.below(bytes.length);
      bytes[place] = (bytes[place] ?? 0) ^ (1 << kit.draw.below(8));
      parts[at] = bytes.toString('base64url');
      return parts.join('.');
    }),
  ],
];

const payloadOf = (token: string): string =>
  Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');

/** Whether whoever signed in with it gets an answer that needs a session. */
export async function opens(kit: Kit, granted: WireAnswer): Promise<string | undefined> {
  if (granted.status !== 200) return told(granted);
  const answer = await probe(kit, `Bearer ${tokenOf(granted)}`);
  return answer.status === 401 ? told(answer) : undefined;
}
