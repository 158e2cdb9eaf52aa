import { readFileSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * Whether the keyring of a Linux desktop keeps the secrets of this service in clear: GNOME does, in a text
 * file, for a keyring whose password is empty. Looked for after a secret of ours was found or written there.
 *
 * @param service the name under which our secrets are kept
 * @param env where the desktop's folders are
 */
export function keepsPlainText(service: string, env: NodeJS.ProcessEnv = process.env): boolean {
  if (process.platform !== 'linux') return false;
  const home = env.HOME ?? os.homedir();
  const folder = path.join(env.XDG_DATA_HOME ?? path.join(home, '.local', 'share'), 'keyrings');
  return namesOf(folder)
    .filter((name) => name.endsWith('.keyring'))
    .some((name) => isPlain(path.join(folder, name), service));
}

function namesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isPlain(file: string, service: string): boolean {
  try {
    const text = readFileSync(file, 'latin1');
    return text.startsWith('[keyring]') && text.includes(`value=${service}\n`);
  } catch {
    return false;
  }
}
