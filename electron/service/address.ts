import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Longest path of a Unix socket, in bytes (the kernel's `sun_path` without its terminator). */
const MAX_SOCKET_PATH = 107;

/**
 * Where the service of a data folder listens when it was given no port: the data folder's own path where it
 * fits, else a short one of the user's runtime folder; on Windows a named pipe. Looks at nothing.
 */
export function socketPathOf(dataDir: string): string {
  const name = `poste-sante-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  const own = join(dataDir, 'run', 'service.sock');
  const runtime = process.env['XDG_RUNTIME_DIR'];
  const short = join(runtime ?? tmpdir(), name, 'service.sock');
  return Buffer.byteLength(own) <= MAX_SOCKET_PATH ? own : short;
}

/**
 * Makes the socket's place ready, whatever a service that was killed left there.
 *
 * @throws when the folder that holds the socket is not the user's alone: somebody may be squatting it
 */
export function privateSocketPath(dataDir: string): string {
  const path = socketPathOf(dataDir);
  if (process.platform === 'win32') return path;
  if (Buffer.byteLength(path) > MAX_SOCKET_PATH) throw new Error('no short enough folder for the socket');
  const folder = join(path, '..');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new Error('the folder of the socket belongs to somebody else');
  }
  chmodSync(folder, 0o700);
  // Left by a service that was killed: whoever calls holds the lock of the data folder, so it is dead.
  rmSync(path, { force: true });
  return path;
}
