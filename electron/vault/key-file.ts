import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { parsed } from '../../shared/schema/parsed.ts';
import { z } from '../../shared/schema/zod.ts';
import type { Twin } from '../store/twin-file.ts';
import { readTwice, writeTwice } from '../store/twin-file.ts';
import { CodeWrap, PinWrap } from './wrap.ts';

const Instant = z.iso.datetime();

/** The ways to one root key: the daily one, and the printed one. */
const Ways = z.strictObject({
  /** Names the folder of the files that are sealed under this root. */
  generation: z.int().min(1),
  pin: PinWrap,
  /** null: no code was printed, or none was confirmed. */
  code: z.strictObject({ wrap: CodeWrap, madeAt: Instant }).nullable(),
});

/** How a professional's root key is kept on this post. It may lie beside what it protects. */
export const KeyFile = z.strictObject({
  version: z.literal(2),
  /** Counts the writings: the keychain remembers the last one, so that an older file put back is known. */
  revision: z.int().min(1),
  ...Ways.shape,
  madeAt: Instant,
  /** What the next opening is to do: copy everything under this root, compare, and go on with it alone. */
  next: Ways.nullable(),
  /** The generation that this one took the place of: its files are removed once this one is open. */
  former: z.int().min(1).nullable(),
  /** Accounts of the keychain that nothing needs any more; forgotten at the next opening. */
  dropped: z.array(z.string().max(128)),
});
export type KeyFile = z.infer<typeof KeyFile>;

const NAME = 'keys.json';

/**
 * The keys of a professional as his folder holds them.
 *
 * @returns null where there are none yet; `DAMAGED` where neither copy can be read
 */
export function readKeyFile(folder: string): Result<KeyFile | null, 'DAMAGED'> {
  const twin = readTwin(folder);
  if (twin.found === 'damaged') return err('DAMAGED');
  return ok(twin.found === 'nothing' ? null : twin.value);
}

/** Writes both copies, durably; answers what was really written, read back. */
export function writeKeyFile(folder: string, keys: KeyFile): Result<KeyFile, 'NOT_WRITTEN'> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const text = JSON.stringify(KeyFile.parse(keys));
  writeTwice(join(folder, NAME), text);
  const back = readKeyFile(folder);
  return back.ok && back.value !== null && JSON.stringify(back.value) === text
    ? ok(back.value)
    : err('NOT_WRITTEN');
}

/** Makes two good copies again of one that is left: the next damage may be to the other. */
export function mendKeyFile(folder: string): void {
  const twin = readTwin(folder);
  if (twin.found === 'sound' && !twin.isWhole) writeKeyFile(folder, twin.value);
}

const readTwin = (folder: string): Twin<KeyFile> =>
  readTwice(join(folder, NAME), understood, ({ revision }) => revision);

const understood = (text: string): KeyFile | undefined => parsed(KeyFile, text);
