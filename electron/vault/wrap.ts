import { Buffer } from 'node:buffer';
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import type { StretchCost } from './stretch.ts';
import { stretch, StretchCost as StretchCostSchema } from './stretch.ts';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;

const Base64 = z.base64();
const Sealed = z.strictObject({ nonce: Base64, sealed: Base64, tag: Base64 });
type Sealed = z.infer<typeof Sealed>;

/** A root key sealed under the keychain's secret and the PIN: without both it opens nothing. */
export const PinWrap = z.strictObject({
  /** Account of the keychain that holds the secret. */
  account: z.string().min(1).max(128),
  /** Tells whether a secret is the one, and says nothing of it. */
  check: Base64,
  salt: Base64,
  cost: StretchCostSchema,
  ...Sealed.shape,
});
export type PinWrap = z.infer<typeof PinWrap>;

/** A root key sealed under a recovery code, which is long enough to need no stretching. */
export const CodeWrap = z.strictObject({ salt: Base64, ...Sealed.shape });
export type CodeWrap = z.infer<typeof CodeWrap>;

export interface PinSecrets {
  /** 32 random bytes kept by the operating system's keychain. */
  readonly keychain: Uint8Array;
  readonly pin: Uint8Array;
}

/**
 * Seals a root key under the keychain's secret and the PIN: a PIN of four digits alone would fall in
 * minutes, the keychain alone opens to any process of the same user.
 *
 * @param owner whose key it is; a key moved to another owner's file does not open
 */
export async function wrapWithPin(
  root: Uint8Array,
  secrets: PinSecrets,
  at: { readonly owner: string; readonly account: string; readonly cost: StretchCost },
): Promise<PinWrap> {
  const salt = randomBytes(16);
  const stretched = await stretch(secrets.pin, salt, at.cost);
  const wrappingKey = joined(secrets.keychain, stretched, salt);
  try {
    return {
      account: at.account,
      check: secretCheck(secrets.keychain),
      salt: salt.toString('base64'),
      cost: at.cost,
      ...seal(root, wrappingKey, at.owner),
    };
  } finally {
    stretched.fill(0);
    wrappingKey.fill(0);
  }
}

/** @returns 32 bytes that the caller wipes, or `WRONG`: the keychain's secret, the PIN or the owner is another */
export async function unwrapWithPin(
  wrap: PinWrap,
  secrets: PinSecrets,
  owner: string,
  stretchBy: typeof stretch = stretch,
): Promise<Result<Buffer, 'WRONG'>> {
  const stretched = await stretchBy(secrets.pin, Buffer.from(wrap.salt, 'base64'), wrap.cost);
  try {
    return unwrapStretched(wrap, secrets.keychain, stretched, owner);
  } finally {
    stretched.fill(0);
  }
}

/** The same for who has stretched the PIN already; it costs almost nothing, and still needs the keychain's secret. */
export function unwrapStretched(
  wrap: PinWrap,
  keychain: Uint8Array,
  stretched: Uint8Array,
  owner: string,
): Result<Buffer, 'WRONG'> {
  const wrappingKey = joined(keychain, stretched, Buffer.from(wrap.salt, 'base64'));
  try {
    return unseal(wrap, wrappingKey, owner);
  } finally {
    wrappingKey.fill(0);
  }
}

/** A value by which a secret of the keychain is known again: it is random, so that nothing can be guessed from it. */
export function secretCheck(secret: Uint8Array): string {
  return Buffer.from(
    hkdfSync('sha256', secret, Buffer.alloc(0), 'poste-sante keychain check 1', 16),
  ).toString('base64');
}

/** Seals a root key under the bytes of a recovery code. */
export function wrapWithCode(root: Uint8Array, code: Uint8Array, owner: string): CodeWrap {
  const salt = randomBytes(16);
  const wrappingKey = codeKey(code, salt);
  try {
    return { salt: salt.toString('base64'), ...seal(root, wrappingKey, owner) };
  } finally {
    wrappingKey.fill(0);
  }
}

/** @returns 32 bytes that the caller wipes, or `WRONG`: it is another code, or another owner's */
export function unwrapWithCode(wrap: CodeWrap, code: Uint8Array, owner: string): Result<Buffer, 'WRONG'> {
  const wrappingKey = codeKey(code, Buffer.from(wrap.salt, 'base64'));
  try {
    return unseal(wrap, wrappingKey, owner);
  } finally {
    wrappingKey.fill(0);
  }
}

function joined(keychain: Uint8Array, stretched: Uint8Array, salt: Uint8Array): Buffer {
  const both = Buffer.concat([keychain, stretched]);
  try {
    return Buffer.from(hkdfSync('sha256', both, salt, 'poste-sante root by pin 2', KEY_BYTES));
  } finally {
    both.fill(0);
  }
}

const codeKey = (code: Uint8Array, salt: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', code, salt, 'poste-sante root by code 1', KEY_BYTES));

function seal(root: Uint8Array, wrappingKey: Uint8Array, owner: string): Sealed {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(CIPHER, wrappingKey, nonce);
  cipher.setAAD(Buffer.from(owner, 'utf8'));
  const sealed = Buffer.concat([cipher.update(root), cipher.final()]);
  return {
    nonce: nonce.toString('base64'),
    sealed: sealed.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
}

function unseal(from: Sealed, wrappingKey: Uint8Array, owner: string): Result<Buffer, 'WRONG'> {
  try {
    const tag = Buffer.from(from.tag, 'base64');
    const decipher = createDecipheriv(CIPHER, wrappingKey, Buffer.from(from.nonce, 'base64'), {
      // A shorter tag would be forged in fewer tries.
      authTagLength: 16,
    });
    decipher.setAAD(Buffer.from(owner, 'utf8'));
    decipher.setAuthTag(tag);
    const root = Buffer.concat([decipher.update(Buffer.from(from.sealed, 'base64')), decipher.final()]);
    return root.length === KEY_BYTES ? ok(root) : err('WRONG');
  } catch {
    return err('WRONG');
  }
}
