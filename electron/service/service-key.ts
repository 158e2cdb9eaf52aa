import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { writeDurably } from '../store/durable-file.ts';

const KEY_BYTES = 32;
const CHECK_BYTES = 8;

/**
 * The key of the store lies beside it, readable by its owner alone: the embedded service protects its data as
 * the account that runs it does, and no more. A server would take the key from its operator.
 *
 * A key that was damaged must not be taken for a damaged store: it carries a check of its own. One that is gone is not
 * made anew beside a store that only the old one opens.
 *
 * @returns 32 bytes that the caller wipes, or a sentence
 */
export function serviceKey(path: string, storeFile: string): Result<Buffer, string> {
  if (!existsSync(path)) {
    if (existsSync(storeFile)) return err('the key of the store is gone');
    const key = randomBytes(KEY_BYTES);
    writeDurably(path, Buffer.concat([key, checkOf(key)]));
    key.fill(0);
  }
  const stored = readFileSync(path);
  const key = stored.subarray(0, KEY_BYTES);
  // One that was made before keys had a check is taken as it is.
  const holds = stored.length === KEY_BYTES || stored.subarray(KEY_BYTES).equals(checkOf(key));
  return holds && key.length === KEY_BYTES ? ok(key) : err('the key of the store is damaged');
}

const checkOf = (key: Uint8Array): Buffer =>
  createHash('sha256').update('poste-sante service key 1').update(key).digest().subarray(0, CHECK_BYTES);
