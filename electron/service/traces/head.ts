import type { KeyObject } from 'node:crypto';
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { parametersResource } from '../../../shared/fhir/parameters.ts';
import { z } from '../../../shared/schema/zod.ts';
import { iso } from '../clock.ts';
import type { ServiceContext } from '../context.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';

const StoredKey = z.looseObject({ kid: z.string() });

/** The key that vouches for the journal: whoever keeps a signed head can tell later whether it was rewritten. */
interface JournalKey {
  readonly kid: string;
  readonly key: KeyObject;
}

/** Takes the journal's key from the store, or makes it once. */
export function journalKey({ stores }: ServiceContext): JournalKey {
  const stored = stores.facts.get('journalKey') ?? makeKey();
  stores.facts.set('journalKey', stored);
  const { kid, ...jwk } = StoredKey.parse(JSON.parse(stored));
  return { kid, key: createPrivateKey({ key: jwk, format: 'jwk' }) };
}

function makeKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: randomUUID() });
}

/**
 * `GET AuditEvent/$head` (G4 of the wire): how long the journal is and the hash that it ends with, signed. The
 * trace of this very request comes after.
 */
export function answerHead({ context, now }: SignedInExchange, key: JournalKey): Answer {
  const head = context.journal.head();
  const size = head.size;
  const hash = Buffer.from(head.hash).toString('hex');
  const time = iso(now);
  return fhir(
    200,
    parametersResource([
      { name: 'size', valueInteger: size },
      { name: 'hash', valueString: hash },
      { name: 'time', valueInstant: time },
      { name: 'signature', valueString: compactJws(key, { size, hash, time }) },
    ]),
  );
}

/** JWS in compact form (RFC 7515), ES256: raw r‖s. Its header carries the public key, to be pinned. */
function compactJws({ kid, key }: JournalKey, payload: object): string {
  const jwk = createPublicKey(key).export({ format: 'jwk' });
  const parts = [{ alg: 'ES256', typ: 'JWT', kid, jwk }, payload].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const signature = sign('sha256', Buffer.from(parts.join('.')), { key, dsaEncoding: 'ieee-p1363' });
  return [...parts, signature.toString('base64url')].join('.');
}
