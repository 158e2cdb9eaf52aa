import type { FastifyRequest } from 'fastify';
import type { Instant } from '../../../shared/access/vocabulary.ts';
import type { UploadRow } from '../storage/uploads.ts';
import { invalid } from './refusal.ts';

/** What of the first request goes on to the write: all that has a meaning for one, beside its body. */
const KEPT = ['content-type', 'accept', 'prefer', 'if-match', 'x-dmp-confirmed'] as const;

/** The headers of the write whose body arrives in parts, in an order that is always the same. */
export function keptHeaders({ headers }: FastifyRequest): Readonly<Record<string, string>> {
  const kept: Record<string, string> = {};
  for (const name of KEPT) {
    const value = headers[name];
    if (typeof value === 'string') kept[name] = value;
  }
  return kept;
}

/** `Upload-Complete`: whether this is the last part (a boolean of RFC 9651); undefined where nothing is said. */
export function completeness({ headers }: FastifyRequest): boolean | undefined {
  const said = headers['upload-complete'];
  return said === '?1' ? true : said === '?0' ? false : undefined;
}

/** @throws Refusal 400 where the header is no count of bytes */
export function byteCount({ headers }: FastifyRequest, name: 'upload-offset' | 'upload-length'): number {
  const said = headers[name];
  if (typeof said !== 'string' || !/^\d{1,15}$/.test(said)) throw invalid(NAMES[name]);
  return Number(said);
}

const NAMES = { 'upload-offset': 'Upload-Offset', 'upload-length': 'Upload-Length' } as const;

/** SHA-256 of the whole body, as RFC 9530 has it. @throws Refusal 400 where none is told */
export function toldDigest({ headers }: FastifyRequest): Buffer {
  const said = headers['repr-digest'];
  const base64 = typeof said === 'string' ? /(?:^|,\s*)sha-256=:([A-Za-z0-9+/]{43}=):/.exec(said)?.[1] : null;
  if (base64 === null || base64 === undefined) throw invalid('Repr-Digest');
  return Buffer.from(base64, 'base64');
}

/** How far an upload is, and what it is held to. */
export function stateHeaders(
  row: Pick<UploadRow, 'held' | 'is_complete' | 'length' | 'expires_at'>,
  maxBytes: number,
  now: Instant,
): Readonly<Record<string, string>> {
  return {
    'upload-complete': row.is_complete === 1 ? '?1' : '?0',
    'upload-offset': String(row.held),
    'upload-length': String(row.length),
    'upload-limit': `max-size=${maxBytes}, max-age=${Math.max(0, Math.floor((row.expires_at - now) / 1_000))}`,
  };
}
