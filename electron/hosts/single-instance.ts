import { chmodSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { lockFile } from '../store/lock.ts';
import { socketNameFor } from './data-folder.ts';

const MAX_MESSAGE = 1024;

/**
 * Lets one application run on a data folder. The lock is the operating system's and dies with the process,
 * so that a crash never leaves it behind.
 *
 * @param onSecond called in the first instance when somebody starts another
 * @returns the way to release the lock, or null when another instance runs (it has been told)
 */
export async function singleInstance(folder: string, onSecond: () => void): Promise<(() => void) | null> {
  const socket = socketNameFor(folder, 'app');
  const release = lockFile(path.join(folder, 'instance.lock'));
  if (release === null) {
    await knock(socket);
    return null;
  }
  if (process.platform !== 'win32') rmSync(socket, { force: true });
  const server = net.createServer((connection) => {
    let received = 0;
    connection.on('data', (chunk) => {
      received += chunk.length;
      if (received > MAX_MESSAGE) connection.destroy();
    });
    connection.on('error', () => connection.destroy());
    connection.on('end', () => {
      onSecond();
      connection.end();
    });
  });
  const umask = process.umask(0o177);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, resolve);
  });
  process.umask(umask);
  if (process.platform !== 'win32') chmodSync(socket, 0o600);
  server.unref();
  return () => {
    server.close();
    release();
  };
}

function knock(socket: string): Promise<void> {
  return new Promise((resolve) => {
    const connection = net.connect(socket, () => connection.end('show'));
    connection.on('close', () => resolve());
    connection.on('error', () => resolve());
  });
}
