import { existsSync, readFileSync } from 'node:fs';
import type { JWTVerifyGetKey } from 'jose';
import { createLocalJWKSet, createRemoteJWKSet, jwtVerify } from 'jose';
import type { Instant } from '../../../shared/access/vocabulary.ts';
import { z } from '../../../shared/schema/zod.ts';

/** The OpenID provider whose tokens are exchanged for ours, as its file in the data folder names it. */
const Configuration = z.strictObject({
  issuer: z.string().min(1),
  audience: z.string().min(1),
  /** Least authentication level, such as `eidas1`. */
  acr: z.string().regex(/^eidas[123]$/),
  /** Keys, or the address they are fetched from. */
  jwks: z.union([z.url(), z.object({ keys: z.array(z.looseObject({ kty: z.string() })) })]),
});

/** Verifies the tokens of Pro Santé Connect. */
export interface ProSanteConnect {
  /** @returns who signed in, and when; undefined: the token is worth nothing here */
  professionalOf(token: string, now: Instant): Promise<SignedInElsewhere | undefined>;
}

export interface SignedInElsewhere {
  /** National identifier of the professional. */
  readonly id: string;
  readonly at: Instant;
}

const Claims = z.object({
  acr: z.string().regex(/^eidas[123]$/),
  SubjectNameID: z.string().min(1).max(64),
  iat: z.number(),
  auth_time: z.number().optional(),
  // Bound to a key whose possession this connection cannot prove (RFC 8705 3, RFC 9449 6): never a bearer's.
  cnf: z.undefined().optional(),
});

/** How far ahead of the service the provider's clock may be, and how long after its end a token counts. */
const TOLERANCE = 5;

/**
 * Reads the configuration of the provider. Without the file no token of another issuer is ever accepted.
 *
 * @param path JSON: `issuer`, `audience`, `acr`, `jwks` (a key set, or its https address)
 * @throws ZodError when the file is there and wrong: the service must not start on half a trust
 */
export function openProSanteConnect(path: string): ProSanteConnect | null {
  if (!existsSync(path)) return null;
  const { issuer, audience, acr, jwks } = Configuration.parse(JSON.parse(readFileSync(path, 'utf8')));
  const keys: JWTVerifyGetKey =
    typeof jwks === 'string' ? createRemoteJWKSet(new URL(jwks)) : createLocalJWKSet(jwks);
  return {
    professionalOf: async (token, now) => {
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer,
          audience,
          algorithms: ['ES256', 'PS256', 'RS256'],
          requiredClaims: ['exp', 'iat'],
          currentDate: new Date(now),
          clockTolerance: TOLERANCE,
        });
        const claims = Claims.parse(payload);
        if (claims.iat > now / 1_000 + TOLERANCE) return undefined;
        // Levels are named so that they sort: eidas1 < eidas2 < eidas3.
        if (claims.acr < acr) return undefined;
        const at = Math.floor((claims.auth_time ?? claims.iat) * 1_000);
        return { id: claims.SubjectNameID, at };
      } catch {
        return undefined;
      }
    },
  };
}
