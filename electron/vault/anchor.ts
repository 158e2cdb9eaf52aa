import { Buffer } from 'node:buffer';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import { parsed } from '../../shared/schema/parsed.ts';
import { z } from '../../shared/schema/zod.ts';
import type { Keychain, KeychainTrouble } from './keychain.ts';

/**
 * What the keychain remembers of a professional's files, so that older ones put back are known: the files
 * alone cannot tell (docs/decisions/0018-keys.md).
 */
const Anchor = z.strictObject({
  /** Last writing of the key file. */
  revision: z.int().min(0),
  /** Openings of the store. */
  opening: z.int().min(0),
  /** Guesses of the code that the card had before, since the keys were last sealed. */
  formerSpent: z.int().min(0).max(99),
});
export type Anchor = z.infer<typeof Anchor>;

const NOTHING_YET: Anchor = { revision: 0, opening: 0, formerSpent: 0 };

const accountOf = (owner: string): string => `${owner}.anchor`;

/** @returns null where the keychain remembers nothing of this owner, or nothing that can be read */
export async function readAnchor(
  keychain: Keychain,
  owner: string,
): Promise<Result<Anchor | null, KeychainTrouble>> {
  const found = await keychain.read(accountOf(owner));
  if (!found.ok) return found;
  return ok(found.value === null ? null : (parsed(Anchor, found.value.toString('utf8')) ?? null));
}

/** Changes what is remembered and keeps the rest. */
export async function moveAnchor(
  keychain: Keychain,
  owner: string,
  change: Partial<Anchor>,
): Promise<Result<Anchor, KeychainTrouble>> {
  const last = await readAnchor(keychain, owner);
  if (!last.ok) return last;
  const next = { ...(last.value ?? NOTHING_YET), ...change };
  const written = await keychain.write(accountOf(owner), Buffer.from(JSON.stringify(next), 'utf8'));
  return written.ok ? ok(next) : written;
}

/** Forgets what is remembered of an owner, with all that is his. */
export const forgetAnchor = (keychain: Keychain, owner: string): Promise<Result<null, KeychainTrouble>> =>
  keychain.remove(accountOf(owner));
