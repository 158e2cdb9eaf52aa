import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { argon2id } from 'hash-wasm';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';

/**
 * Cost of one guess of the PIN, for who already holds the keychain's secret: OWASP's first choice. It stands
 * in each file, so that it can be raised.
 */
const ARGON2 = { iterations: 1, memorySize: 47_104, parallelism: 1 } as const;
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const INFO = 'poste-sante store key 1';

const Base64 = z.base64();
export const WrappedKey = z.strictObject({
  version: z.literal(1),
  salt: Base64,
  iterations: z.int().min(1).max(16),
  /** KiB. */
  memorySize: z.int().min(8_192).max(1_048_576),
  parallelism: z.int().min(1).max(8),
  nonce: Base64,
  sealed: Base64,
  tag: Base64,
});
/** A store key sealed under two secrets. It may lie beside the store: without both it opens nothing. */
export type WrappedKey = z.infer<typeof WrappedKey>;

export interface WrappingSecrets {
  /** 32 random bytes kept by the operating system's keychain. */
  readonly keychain: Uint8Array;
  readonly pin: Uint8Array;
}

/**
 * Seals a store key under the keychain's secret and the PIN: a PIN of four digits alone would fall in
 * minutes, the keychain alone opens to any process of the same user.
 *
 * @param owner whose key it is; a key moved to another owner's file does not open
 */
export async function wrapKey(key: Uint8Array, secrets: WrappingSecrets, owner: string): Promise<WrappedKey> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const wrappingKey = await derive(secrets, salt, ARGON2);
  try {
    const cipher = createCipheriv(CIPHER, wrappingKey, nonce);
    cipher.setAAD(Buffer.from(owner, 'utf8'));
    const sealed = Buffer.concat([cipher.update(key), cipher.final()]);
    return {
      version: 1,
      salt: salt.toString('base64'),
      ...ARGON2,
      nonce: nonce.toString('base64'),
      sealed: sealed.toString('base64'),
      tag: cipher.getAuthTag().toString('base64'),
    };
  } finally {
    wrappingKey.fill(0);
  }
}

/**
 * Opens a sealed store key.
 *
 * @returns 32 bytes that the caller wipes, or `KEY_NOT_UNWRAPPED`: one of the two secrets, the owner or the
 *   file is not what it was; which one cannot be told
 */
export async function unwrapKey(
  wrapped: WrappedKey,
  secrets: WrappingSecrets,
  owner: string,
): Promise<Result<Buffer, 'KEY_NOT_UNWRAPPED'>> {
  const wrappingKey = await derive(secrets, Buffer.from(wrapped.salt, 'base64'), wrapped);
  try {
    const decipher = createDecipheriv(CIPHER, wrappingKey, Buffer.from(wrapped.nonce, 'base64'));
    decipher.setAAD(Buffer.from(owner, 'utf8'));
    decipher.setAuthTag(Buffer.from(wrapped.tag, 'base64'));
    const key = Buffer.concat([decipher.update(Buffer.from(wrapped.sealed, 'base64')), decipher.final()]);
    return key.length === KEY_BYTES ? ok(key) : err('KEY_NOT_UNWRAPPED');
  } catch {
    return err('KEY_NOT_UNWRAPPED');
  } finally {
    wrappingKey.fill(0);
  }
}

async function derive(
  secrets: WrappingSecrets,
  salt: Uint8Array,
  cost: { readonly iterations: number; readonly memorySize: number; readonly parallelism: number },
): Promise<Buffer> {
  const stretched = await argon2id({
    password: secrets.pin,
    salt,
    iterations: cost.iterations,
    memorySize: cost.memorySize,
    parallelism: cost.parallelism,
    hashLength: KEY_BYTES,
    outputType: 'binary',
  });
  const both = Buffer.concat([secrets.keychain, stretched]);
  try {
    return Buffer.from(hkdfSync('sha256', both, salt, INFO, KEY_BYTES));
  } finally {
    stretched.fill(0);
    both.fill(0);
  }
}
