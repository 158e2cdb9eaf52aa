import { randomBytes } from 'node:crypto';

/** A document's identifier: an OID made of 128 random bits (ITU-T X.667), which needs no registry. */
export function newUniqueId(): string {
  const bytes = randomBytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return `urn:oid:2.25.${BigInt(`0x${bytes.toString('hex')}`).toString()}`;
}
