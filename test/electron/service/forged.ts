import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JWTHeaderParameters } from 'jose';
import { compactDecrypt, generateKeyPair, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { z } from '../../../shared/schema/zod.ts';
import type { HttpAnswer, TestedService } from './documents/service.ts';

const CardFile = z.object({ key: z.string() });

/** The private key of a demo card, opened with its PIN. */
async function cardKey(service: TestedService, card: string) {
  const path = join(service.dataDir, 'cards', `${service.card(card)}.json`);
  const { key } = CardFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  const { plaintext } = await compactDecrypt(key, Buffer.from(service.demo.pin), {
    keyManagementAlgorithms: ['PBES2-HS512+A256KW'],
  });
  return importJWK(JSON.parse(Buffer.from(plaintext).toString('utf8')) as object, 'ES256');
}

type Claims = Readonly<Record<string, unknown>>;

export interface Twist {
  /** Claims that take the place of the right ones; `now` is the service's clock, in seconds. */
  readonly claims?: Claims | ((now: number) => Claims);
  readonly header?: Partial<JWTHeaderParameters>;
  /** Signed by a key that the directory does not know. */
  readonly otherKey?: boolean;
}

/** A card's assertion, right unless it is twisted. A claim that is undefined is left out. */
export async function assertion(
  service: TestedService,
  card: string,
  { claims = {}, header = {}, otherKey = false }: Twist = {},
): Promise<string> {
  const key = otherKey ? (await generateKeyPair('ES256')).privateKey : await cardKey(service, card);
  return new SignJWT(await allClaims(service, card, claims))
    .setProtectedHeader({ alg: 'ES256', typ: 'JWT', ...header })
    .sign(key);
}

/** The same, without a signature (`alg: none`). */
export async function unsecured(service: TestedService, card: string): Promise<string> {
  return new UnsecuredJWT(await allClaims(service, card, {})).encode();
}

async function allClaims(service: TestedService, card: string, claims: NonNullable<Twist['claims']>) {
  const id = service.card(card);
  const now = await clockOf(service);
  return {
    iss: id,
    sub: id,
    aud: `${service.url}/auth/token`,
    iat: now,
    exp: now + 60,
    jti: randomUUID(),
    ...(typeof claims === 'function' ? claims(now) : claims),
  };
}

/** The service's clock, in seconds, as it dates its own statement. */
async function clockOf(service: TestedService): Promise<number> {
  const { json } = await service.call('GET', '/fhir/metadata');
  return Math.floor(Date.parse(z.object({ date: z.string() }).parse(json).date) / 1_000);
}

/** Presents an assertion. */
export function present(service: TestedService, text: string): Promise<HttpAnswer> {
  return form(service, '/auth/token', {
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion: text,
  });
}

export function form(
  service: TestedService,
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<HttpAnswer> {
  return service.call('POST', path, {
    type: 'application/x-www-form-urlencoded',
    body: new URLSearchParams(fields).toString(),
  });
}
