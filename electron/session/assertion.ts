import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { SigningKey } from './card.ts';

/** Seconds that an assertion lives; the service takes 60 at most. */
const LIFETIME_SECONDS = 55;

/**
 * The statement by which a card signs in at the national service: its own identifier, once, for one
 * address, for less than a minute.
 *
 * @param audience the token address of the service
 * @param nowMs milliseconds since the epoch, by the service's clock
 * @param openedAtMs when the PIN was typed, by the same clock: what was asked of the holder himself
 */
export function signAssertion(
  signingKey: SigningKey,
  audience: string,
  nowMs: number,
  openedAtMs: number,
): Promise<string> {
  const issuedAt = Math.floor(nowMs / 1000);
  return new SignJWT({ auth_time: Math.min(issuedAt, Math.floor(openedAtMs / 1000)) })
    .setProtectedHeader({
      alg: 'ES256',
      typ: 'JWT',
      ...(signingKey.kid === undefined ? {} : { kid: signingKey.kid }),
    })
    .setIssuer(signingKey.cardId)
    .setSubject(signingKey.cardId)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + LIFETIME_SECONDS)
    .setJti(randomUUID())
    .sign(signingKey.key);
}
