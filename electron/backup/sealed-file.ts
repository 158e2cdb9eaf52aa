import { Buffer } from 'node:buffer';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { parsed } from '../../shared/schema/parsed.ts';
import { z } from '../../shared/schema/zod.ts';
import { stretch, StretchCost } from '../vault/stretch.ts';

const CIPHER = 'aes-256-gcm';
const TAG_BYTES = 16;
const HEADER_END = 0x0a;
const MAX_HEADER_BYTES = 1024;
/** A sealed file that unpacks to more than this is not one of ours. */
const MAX_CONTENT_BYTES = 1024 * 1024 * 1024;

const Header = z.strictObject({
  format: z.literal('poste-sante sauvegarde'),
  version: z.literal(1),
  salt: z.base64(),
  cost: StretchCost,
  nonce: z.base64(),
});
type Header = z.infer<typeof Header>;

export type UnsealError =
  /** It does not begin like a backup of ours. */
  | 'NOT_A_BACKUP'
  /** The passphrase, the professional or a byte of the file is another; which one cannot be told. */
  | 'NOT_OPENED';

/**
 * Seals a text under a passphrase, for one professional.
 *
 * @param passphrase bytes that the caller wipes
 * @param owner national identifier of whom it belongs to; it is not readable in the file
 */
export async function sealBackup(
  text: string,
  passphrase: Uint8Array,
  owner: string,
  cost: StretchCost,
): Promise<Buffer> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const header = headerBytes({
    format: 'poste-sante sauvegarde',
    version: 1,
    salt: salt.toString('base64'),
    cost,
    nonce: nonce.toString('base64'),
  });
  const key = await stretch(passphrase, salt, cost);
  try {
    const cipher = createCipheriv(CIPHER, key, nonce);
    cipher.setAAD(Buffer.concat([header, Buffer.from(owner, 'utf8')]));
    return Buffer.concat([header, cipher.update(gzipSync(text)), cipher.final(), cipher.getAuthTag()]);
  } finally {
    key.fill(0);
  }
}

/** Opens what `sealBackup` made. @param passphrase bytes that the caller wipes */
export async function unsealBackup(
  bytes: Uint8Array,
  passphrase: Uint8Array,
  owner: string,
): Promise<Result<string, UnsealError>> {
  const end = bytes.subarray(0, MAX_HEADER_BYTES).indexOf(HEADER_END);
  const header = end < 0 ? undefined : readHeader(bytes.subarray(0, end));
  if (header === undefined || bytes.length < end + 1 + TAG_BYTES) return err('NOT_A_BACKUP');
  const key = await stretch(passphrase, Buffer.from(header.salt, 'base64'), header.cost);
  try {
    const decipher = createDecipheriv(CIPHER, key, Buffer.from(header.nonce, 'base64'), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.concat([bytes.subarray(0, end + 1), Buffer.from(owner, 'utf8')]));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
    const packed = Buffer.concat([
      decipher.update(bytes.subarray(end + 1, bytes.length - TAG_BYTES)),
      decipher.final(),
    ]);
    return ok(gunzipSync(packed, { maxOutputLength: MAX_CONTENT_BYTES }).toString('utf8'));
  } catch {
    return err('NOT_OPENED');
  } finally {
    key.fill(0);
  }
}

const headerBytes = (header: Header): Buffer => Buffer.from(`${JSON.stringify(header)}\n`, 'utf8');

const readHeader = (bytes: Uint8Array): Header | undefined => parsed(Header, new TextDecoder().decode(bytes));
