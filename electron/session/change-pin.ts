import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compactDecrypt, CompactEncrypt } from 'jose';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import { writeDurably } from '../store/durable-file.ts';

const CardFile = z.looseObject({ id: z.string(), key: z.string() });
const OPENING = {
  keyManagementAlgorithms: ['PBES2-HS512+A256KW'],
  contentEncryptionAlgorithms: ['A256GCM'],
  maxPBES2Count: 1_000_000,
};
/** As much work a try as the card was made with, within what a card file may ask. */
const Header = z.looseObject({ p2c: z.int().min(1_000).max(1_000_000) });

/**
 * Seals the key of a soft card under another PIN. A real card does it in its chip; here its file is replaced,
 * durably, and read back before the old one is gone.
 *
 * @param dir folder of the cards
 */
export async function changeCardPin(
  dir: string,
  cardId: string,
  pin: Uint8Array,
  newPin: Uint8Array,
): Promise<Result<null, 'DAMAGED'>> {
  const path = join(dir, `${cardId}.json`);
  let plaintext: Uint8Array | undefined;
  try {
    const file = CardFile.parse(JSON.parse(readFileSync(path, 'utf8')));
    const opened = await compactDecrypt(file.key, pin, OPENING);
    plaintext = opened.plaintext;
    const { p2c } = Header.parse(opened.protectedHeader);
    const key = await new CompactEncrypt(plaintext)
      .setProtectedHeader({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM' })
      .setKeyManagementParameters({ p2c })
      .encrypt(newPin);
    const back = await compactDecrypt(key, newPin, OPENING);
    const isSame = Buffer.from(back.plaintext).equals(plaintext);
    back.plaintext.fill(0);
    if (!isSame) return err('DAMAGED');
    writeDurably(path, `${JSON.stringify({ ...file, key }, null, 1)}\n`);
    return ok(null);
  } catch {
    return err('DAMAGED');
  } finally {
    plaintext?.fill(0);
  }
}

/** Codes that are tried first: one digit throughout, or digits in a row. */
export function isSimplePin(pin: string): boolean {
  const digits = Array.from(pin, Number);
  const steps = new Set(digits.slice(1).map((digit, index) => digit - (digits[index] ?? digit)));
  return steps.size === 1 && [-1, 0, 1].includes([...steps][0] ?? 0);
}
