import type { KeyObject } from 'node:crypto';
import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  createPrivateKey,
  randomUUID,
  sign,
  verify,
} from 'node:crypto';
import { z } from '../../shared/schema/zod.ts';
import type { Head } from './chain.ts';

/** The key that vouches for a journal: whoever keeps a signed head can tell later whether it was rewritten. */
export interface JournalKey {
  readonly kid: string;
  readonly key: KeyObject;
}

const StoredKey = z.looseObject({ kid: z.string() });

/** A new key, as text to be stored. */
export function makeJournalKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: randomUUID() });
}

/** @throws when the stored text is no key: nothing may be signed then */
export function readJournalKey(stored: string): JournalKey {
  const { kid, ...jwk } = StoredKey.parse(JSON.parse(stored));
  return { kid, key: createPrivateKey({ key: jwk, format: 'jwk' }) };
}

/** Thumbprint of a key (RFC 7638), by which what it signed is known. */
export function keyThumbprint({ key }: JournalKey): string {
  return thumbprint(PublicJwk.parse(createPublicKey(key).export({ format: 'jwk' })));
}

const PublicJwk = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() });

/**
 * A head, signed: JWS in compact form (RFC 7515), ES256 (raw r‖s). Its header carries the public key, to be
 * pinned by whoever keeps it.
 *
 * @param time ISO instant
 */
export function signHead(key: JournalKey, head: Head, time: string): string {
  return signStatement(key, { size: head.size, hash: Buffer.from(head.hash).toString('hex'), time });
}

/** Anything that the key of a journal vouches for, in the same form as a head. */
export function signStatement({ kid, key }: JournalKey, payload: object): string {
  const jwk = createPublicKey(key).export({ format: 'jwk' });
  const parts = [{ alg: 'ES256', typ: 'JWT', kid, jwk }, payload].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const signature = sign('sha256', Buffer.from(parts.join('.')), { key, dsaEncoding: 'ieee-p1363' });
  return [...parts, signature.toString('base64url')].join('.');
}

const HeadHeader = z.object({ alg: z.literal('ES256'), jwk: PublicJwk });
const HeadPayload = z.object({
  size: z.int().nonnegative(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  time: z.string(),
});

/** A signed head that holds. */
export interface SignedHead {
  readonly head: Head;
  readonly time: string;
  /** Thumbprint of the key (RFC 7638): the one to be pinned. */
  readonly key: string;
  readonly signature: string;
}

/** Reads a signed head; undefined where the signature is not that of the key that it names. */
export function readSignedHead(signature: string): SignedHead | undefined {
  const signed = readStatement(signature, HeadPayload);
  if (signed === undefined) return undefined;
  const { size, hash, time } = signed.payload;
  return { head: { size, hash: Buffer.from(hash, 'hex') }, time, key: signed.key, signature };
}

/** What a service says of a post's journal that was told to it: under a name, never readable as a head of its own. */
const ReceiptPayload = z.strictObject({
  post: z.string(),
  /** Thumbprint of the key that signed the head that was told. */
  key: z.string(),
  witnessed: z.strictObject({ size: z.int().nonnegative(), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  time: z.string(),
});
export type Receipt = z.infer<typeof ReceiptPayload>;

/** The service's word that a post's journal ended like this at that time. */
export const signReceipt = (key: JournalKey, receipt: Receipt): string => signStatement(key, receipt);

/** Reads such a word; undefined where it is none. */
export const readReceipt = (signature: string): Receipt | undefined =>
  readStatement(signature, ReceiptPayload)?.payload;

/** A statement and the key that it names, where the signature is that key's. */
function readStatement<T>(
  signature: string,
  schema: z.ZodType<T>,
): { readonly payload: T; readonly key: string } | undefined {
  try {
    const [first = '', second = '', third = '', ...rest] = signature.split('.');
    if (rest.length > 0) return undefined;
    const { jwk } = HeadHeader.parse(partOf(first));
    const payload = schema.parse(partOf(second));
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    const signed = Buffer.from(`${first}.${second}`);
    const holds = verify(
      'sha256',
      signed,
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(third, 'base64url'),
    );
    return holds ? { payload, key: thumbprint(jwk) } : undefined;
  } catch {
    return undefined;
  }
}

const partOf = (text: string): unknown => JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));

function thumbprint({ crv, kty, x, y }: z.infer<typeof PublicJwk>): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
}
