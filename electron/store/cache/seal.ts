import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Result } from '../../../shared/result.ts';
import { err, ok } from '../../../shared/result.ts';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** How many bytes sealing adds. */
const SEAL_BYTES = NONCE_BYTES + TAG_BYTES;

/**
 * Seals bytes under a key; what they belong to is sealed with them, so that one moved elsewhere does not open.
 *
 * @returns nonce, tag and cipher text, one after the other
 */
export function seal(key: Uint8Array, belongsTo: string, bytes: Uint8Array): Buffer {
  const out = Buffer.allocUnsafe(SEAL_BYTES + bytes.length);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce);
  cipher.setAAD(Buffer.from(belongsTo, 'utf8'));
  nonce.copy(out, 0);
  cipher.update(bytes).copy(out, SEAL_BYTES);
  cipher.final();
  cipher.getAuthTag().copy(out, NONCE_BYTES);
  return out;
}

/** Opens what `seal` made; another key, another place or a changed byte gives nothing. */
export function unseal(
  key: Uint8Array,
  belongsTo: string,
  sealed: Uint8Array,
): Result<Buffer, 'SEAL_BROKEN'> {
  if (sealed.length < SEAL_BYTES) return err('SEAL_BROKEN');
  try {
    const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES));
    decipher.setAAD(Buffer.from(belongsTo, 'utf8'));
    decipher.setAuthTag(sealed.subarray(NONCE_BYTES, SEAL_BYTES));
    const bytes = decipher.update(sealed.subarray(SEAL_BYTES));
    decipher.final();
    return ok(bytes);
  } catch {
    return err('SEAL_BROKEN');
  }
}
