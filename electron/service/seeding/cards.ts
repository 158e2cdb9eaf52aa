import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CompactEncrypt, exportJWK, generateKeyPair } from 'jose';
import type { DemoProfessional } from '../demo/types.ts';
import { writeDurably } from '../../store/durable-file.ts';

/** PIN of every demo card. */
export const DEMO_PIN = '1234';

/**
 * Work to try one PIN; the most that common JOSE libraries accept unasked. A four-digit PIN falls to a search
 * whatever this is: on a real card the chip counts the tries.
 */
const PBES2_COUNT = 10_000;

/**
 * Makes a new key pair for a demo card and writes the card's file (A2 of the wire).
 *
 * @returns the public key for the directory, a JWK as JSON
 */
export async function makeCard(
  dir: string,
  professional: DemoProfessional,
  name: string,
  structure: string,
): Promise<string> {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const kid = randomUUID();
  const privateJwk = { ...(await exportJWK(privateKey)), kid };
  const key = await new CompactEncrypt(Buffer.from(JSON.stringify(privateJwk)))
    .setProtectedHeader({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM' })
    .setKeyManagementParameters({ p2c: PBES2_COUNT })
    .encrypt(Buffer.from(DEMO_PIN));
  const { id, profession, card, state } = professional;
  writeDurably(
    join(dir, `${id}.json`),
    `${JSON.stringify({ id, name, profession, kind: card, key, structure, state }, null, 1)}\n`,
  );
  return JSON.stringify({ ...(await exportJWK(publicKey)), kid });
}
