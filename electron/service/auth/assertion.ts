import { compactVerify, decodeJwt, decodeProtectedHeader, importJWK } from 'jose';
import type { Instant } from '../../../shared/access/vocabulary.ts';
import type { Result } from '../../../shared/result.ts';
import { err, ok } from '../../../shared/result.ts';
import { z } from '../../../shared/schema/zod.ts';
import type { DirectoryStore, Professional } from '../storage/directory.ts';

/** What makes an assertion worthless. The caller is told none of it: 401. */
export type AssertionFault =
  'MALFORMED' | 'UNKNOWN_ISSUER' | 'ALGORITHM' | 'KEY' | 'SIGNATURE' | 'AUDIENCE' | 'SUBJECT' | 'TIME';

/** An assertion that holds; whether it was used already is the store's to say. */
export interface Assertion {
  readonly professional: Professional;
  readonly jti: string;
  readonly expiresAt: Instant;
  /** When the holder opened his card, where the post says so. */
  readonly authenticatedAt: Instant | undefined;
}

/** A4 of the wire: lifetime, and how far ahead of the service a post's clock may be, in seconds. */
const MAX_LIFETIME = 60;
const MAX_AHEAD = 5;

const Claims = z.object({
  iss: z.string().min(1).max(64),
  sub: z.string(),
  aud: z.union([z.string(), z.tuple([z.string()])]),
  iat: z.number(),
  exp: z.number(),
  nbf: z.number().optional(),
  /** When the PIN was typed (OpenID Connect Core 2): a renewal by the open card repeats it. */
  auth_time: z.number().optional(),
  jti: z.string().min(1).max(128),
});

const Header = z.object({
  alg: z.string(),
  typ: z.string().optional(),
  kid: z.string().optional(),
  // Extensions change what a signature covers: a card makes none (RFC 7797 7 forbids `b64` in a JWT).
  crit: z.undefined().optional(),
});

/**
 * Verifies a card's assertion (RFC 7523; A4 of the wire). Nothing about rights is read from it: it only tells
 * whose card signed, just now, for us.
 *
 * @param audience address of our token endpoint
 */
export async function verifyAssertion(
  assertion: string,
  directory: DirectoryStore,
  audience: string,
  now: Instant,
): Promise<Result<Assertion, AssertionFault>> {
  const read = readUnverified(assertion);
  if (read === undefined) return err('MALFORMED');
  const { header, claims } = read;
  if (header.alg !== 'ES256' || (header.typ ?? 'JWT').toUpperCase() !== 'JWT') return err('ALGORITHM');
  const professional = directory.professional(claims.iss);
  if (professional === undefined) return err('UNKNOWN_ISSUER');
  const jwk = PublicJwk.parse(JSON.parse(professional.card_key));
  if (header.kid !== undefined && header.kid !== jwk.kid) return err('KEY');
  try {
    await compactVerify(assertion, await importJWK(jwk, 'ES256'), { algorithms: ['ES256'] });
  } catch {
    return err('SIGNATURE');
  }
  const [named] = [claims.aud].flat();
  if (named !== audience) return err('AUDIENCE');
  if (claims.sub !== claims.iss) return err('SUBJECT');
  const seconds = now / 1_000;
  const timely =
    claims.exp > seconds &&
    claims.exp > claims.iat &&
    claims.exp - claims.iat <= MAX_LIFETIME &&
    claims.iat <= seconds + MAX_AHEAD &&
    (claims.nbf ?? claims.iat) <= seconds + MAX_AHEAD &&
    (claims.auth_time ?? claims.iat) <= seconds + MAX_AHEAD;
  if (!timely) return err('TIME');
  return ok({
    professional,
    jti: claims.jti,
    expiresAt: Math.ceil(claims.exp * 1_000),
    authenticatedAt: claims.auth_time === undefined ? undefined : Math.floor(claims.auth_time * 1_000),
  });
}

const PublicJwk = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  kid: z.string(),
});

/** Whose assertion this claims to be, proven or not: only to count failures by. */
export function claimedIssuer(assertion: string): string {
  return readUnverified(assertion)?.claims.iss ?? '';
}

function readUnverified(
  assertion: string,
): { header: z.infer<typeof Header>; claims: z.infer<typeof Claims> } | undefined {
  try {
    return {
      header: Header.parse(decodeProtectedHeader(assertion)),
      claims: Claims.parse(decodeJwt(assertion)),
    };
  } catch {
    return undefined;
  }
}
