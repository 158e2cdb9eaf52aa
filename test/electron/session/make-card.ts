import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { CompactEncrypt } from 'jose';
import { writeDurably } from '../../../electron/store/durable-file.ts';

/** Writes a soft card as the national service issues them, and answers its public key. */
export async function makeCard(
  dir: string,
  card: { id: string; name?: string; profession?: string; structure?: string },
  pin: string,
  plaintext?: string,
): Promise<JsonWebKey> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const content = plaintext ?? JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: 'k1' });
  const key = await new CompactEncrypt(new TextEncoder().encode(content))
    .setProtectedHeader({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM' })
    .setKeyManagementParameters({ p2c: 1000 })
    .encrypt(new TextEncoder().encode(pin));
  writeDurably(
    join(dir, `${card.id}.json`),
    JSON.stringify({ name: 'Dr Sophie RENAUD', profession: '10', kind: 'CPS', state: 'valid', ...card, key }),
  );
  return publicKey.export({ format: 'jwk' });
}
