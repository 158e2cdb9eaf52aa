import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Where this post keeps its own data when nothing else is said: the platform's folder for applications. */
export function defaultDataFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (process.platform === 'win32') {
    return path.join(env.LOCALAPPDATA ?? path.join(os.homedir(), 'AppData', 'Local'), 'Poste Sante');
  }
  if (process.platform === 'darwin') {
    return path.join(os.homedir(), 'Library', 'Application Support', 'Poste Sante');
  }
  return path.join(env.XDG_DATA_HOME ?? path.join(os.homedir(), '.local', 'share'), 'poste-sante');
}

/** Creates a folder that only its owner may enter, whatever the umask says. */
export function privateFolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (process.platform !== 'win32') chmodSync(folder, 0o700);
  return folder;
}

/** A short name for a socket that belongs to `folder`: socket paths are limited to 107 bytes. */
export function socketNameFor(folder: string, purpose: string): string {
  const name = `poste-sante-${purpose}-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return path.join(process.env.XDG_RUNTIME_DIR ?? os.tmpdir(), `${name}.sock`);
}
