import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { webcrypto } from 'node:crypto';
import { compactDecrypt, errors } from 'jose';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import type { PinTries } from './tries.ts';

const CardId = z.string().regex(/^[0-9A-Za-z-]{1,64}$/);

/** A card as its file describes it; the private key stays sealed under the PIN. */
const SoftCardFile = z.object({
  id: CardId,
  name: z.string().min(1),
  profession: z.string().min(1),
  kind: z.enum(['CPS', 'CPE']),
  /** Compact JWE of the private JWK, PBES2 with the PIN as password. */
  key: z.string(),
  structure: z.string().nullish(),
});
export type SoftCard = z.infer<typeof SoftCardFile>;

const PrivateJwk = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
  kid: z.string().optional(),
});

/** The key of a card whose PIN was right: it signs, and cannot be read back. */
export interface SigningKey {
  readonly cardId: string;
  readonly kid: string | undefined;
  readonly key: webcrypto.CryptoKey;
}

export type PinOutcome =
  | { readonly outcome: 'right'; readonly signingKey: SigningKey }
  | { readonly outcome: 'wrongPin'; readonly triesLeft: number }
  | { readonly outcome: 'cardBlocked' };

/** Iterations that a card file may ask for: more would let a planted file stop the post. */
const MAX_PBES2_COUNT = 1_000_000;

/**
 * The soft cards of a folder, by name. A file that is not a card is left out and counted, so that one bad
 * file does not keep everybody from signing in.
 */
export async function readCards(dir: string): Promise<{ cards: SoftCard[]; unreadable: number }> {
  const names = (await readdir(dir).catch(() => [])).filter((name) => name.endsWith('.json'));
  const cards: SoftCard[] = [];
  for (const name of names) {
    const card = await readCard(join(dir, name));
    if (card?.id === basename(name, '.json')) cards.push(card);
  }
  cards.sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  return { cards, unreadable: names.length - cards.length };
}

/** The soft card of one holder; undefined: it is not there, or is no card. */
export async function readCardOf(dir: string, id: string): Promise<SoftCard | undefined> {
  // It becomes part of a path.
  if (!CardId.safeParse(id).success) return undefined;
  const card = await readCard(join(dir, `${id}.json`));
  return card?.id === id ? card : undefined;
}

async function readCard(path: string): Promise<SoftCard | undefined> {
  try {
    return SoftCardFile.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/**
 * Tries a PIN on a card. The try is spent, durably, before the PIN is looked at, and given back only when
 * it was right.
 *
 * @returns the outcome, or `DAMAGED` when the right PIN opens something that is no signing key
 */
export async function tryPin(
  card: SoftCard,
  pin: Uint8Array,
  tries: PinTries,
): Promise<Result<PinOutcome, 'DAMAGED'>> {
  if (!(await tries.spend(card.id))) return ok({ outcome: 'cardBlocked' });
  const jwk = await decryptJwk(card, pin);
  if (jwk === 'wrongPin') {
    const triesLeft = tries.left(card.id);
    return ok(triesLeft === 0 ? { outcome: 'cardBlocked' } : { outcome: 'wrongPin', triesLeft });
  }
  if (jwk === 'damaged') return err('DAMAGED');
  await tries.restore(card.id);
  const key = await webcrypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
  ]);
  return ok({ outcome: 'right', signingKey: { cardId: card.id, kid: jwk.kid, key } });
}

async function decryptJwk(
  card: SoftCard,
  pin: Uint8Array,
): Promise<z.infer<typeof PrivateJwk> | 'wrongPin' | 'damaged'> {
  let plaintext: Uint8Array | undefined;
  try {
    ({ plaintext } = await compactDecrypt(card.key, pin, {
      keyManagementAlgorithms: ['PBES2-HS512+A256KW'],
      contentEncryptionAlgorithms: ['A256GCM'],
      maxPBES2Count: MAX_PBES2_COUNT,
    }));
    return PrivateJwk.parse(JSON.parse(new TextDecoder().decode(plaintext)));
  } catch (cause) {
    return cause instanceof errors.JWEDecryptionFailed ? 'wrongPin' : 'damaged';
  } finally {
    plaintext?.fill(0);
  }
}
