import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Replaces a small file so that a power cut leaves the old content or the new one, never less. */
export function writeDurably(path: string, content: string | Uint8Array): void {
  replaceDurably(path, (write) => write(Buffer.from(content)));
}

/** The same, for content that is written piece by piece. */
export function replaceDurably(path: string, fill: (write: (bytes: Uint8Array) => void) => void): void {
  const fresh = `${path}.new`;
  const file = openSync(fresh, 'w', 0o600);
  try {
    fill((bytes) => {
      // Goes on after a short write, which a single `writeSync` would take for the whole.
      writeFileSync(file, bytes);
    });
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(fresh, path);
  flushFolder(dirname(path));
}

/** Makes renames in a folder outlive a power cut. */
export function flushFolder(path: string): void {
  // Windows cannot open a folder, and makes the rename durable with the file.
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
