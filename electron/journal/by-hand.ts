/**
 * What a check of the journal needs and no more: it shares no line with what writes journals, proofs and exports,
 * and uses nothing but Node, so that whoever doubts us can read it in two minutes, or write it again.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';

/** How a check ended: 0 everything holds, 1 something does not, 2 the file is not what is checked here. */
export interface Verdict {
  readonly status: 0 | 1 | 2;
  readonly said: string;
}

export const sha256 = (...parts: readonly Uint8Array[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

export const hex = (text: string): Buffer => Buffer.from(text, 'hex');

/** A position in the journal as it is hashed. */
const position = (seq: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(seq));
  return bytes;
};

/** The hash that follows another one: of what came before, the position, and the digest of the entry. */
export const next = (before: Uint8Array, seq: number, leaf: Uint8Array): Buffer =>
  sha256(before, position(seq), leaf);

/** What a compact JWS says and the thumbprint of the key that it names, where the signature is that key's. */
export function readSigned(
  jws: string,
): { readonly payload: Record<string, unknown>; readonly key: string } | { readonly fault: string } {
  const parts = jws.split('.');
  const [header = '', payload = '', signature = ''] = parts;
  // One text for each signature: spare bits at the end of base64url would be a change that nobody sees.
  const isExact = parts.every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
  if (parts.length !== 3 || !isExact) return { fault: 'is not written as a signature is' };
  const { alg, jwk } = JSON.parse(Buffer.from(header, 'base64url').toString()) as {
    alg: string;
    jwk: { crv: string; kty: string; x: string; y: string };
  };
  if (alg !== 'ES256') return { fault: 'is not signed with ES256' };
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const bytes = Buffer.from(`${header}.${payload}`);
  if (!verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url')))
    return { fault: 'has a wrong signature' };
  const { crv, kty, x, y } = jwk;
  return {
    payload: JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>,
    key: sha256(Buffer.from(JSON.stringify({ crv, kty, x, y }))).toString('base64url'),
  };
}
