import { createDecipheriv } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

/** Layout of an encrypted page (SQLCipher 4): cipher text, then the vector and the code that authenticates it. */
const PAGE = 4096;
const RESERVED = 80;
const SALT = 16;
const WAL_HEADER = 32;
const FRAME_HEADER = 24;

/**
 * Every page of a database file, whether it is in use, free or a leftover, as whoever holds the key may read it:
 * with nothing of SQLite in between that could leave something out.
 */
function pagesOf(bytes: Buffer, key: Uint8Array): Buffer[] {
  const pages: Buffer[] = [];
  for (let at = 0; at + PAGE <= bytes.length; at += PAGE) {
    pages.push(plainPage(bytes.subarray(at, at + PAGE), key, at === 0 ? SALT : 0));
  }
  return pages;
}

/** The same of the log beside it: each frame, whether it is still valid or not. */
function framesOf(bytes: Buffer, key: Uint8Array): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = WAL_HEADER; at + FRAME_HEADER + PAGE <= bytes.length; at += FRAME_HEADER + PAGE) {
    const number = bytes.readUInt32BE(at);
    const page = bytes.subarray(at + FRAME_HEADER, at + FRAME_HEADER + PAGE);
    frames.push(plainPage(page, key, number === 1 ? SALT : 0));
  }
  return frames;
}

function plainPage(page: Buffer, key: Uint8Array, from: number): Buffer {
  const vector = page.subarray(PAGE - RESERVED, PAGE - RESERVED + 16);
  const decipher = createDecipheriv('aes-256-cbc', key, vector).setAutoPadding(false);
  return Buffer.concat([decipher.update(page.subarray(from, PAGE - RESERVED)), decipher.final()]);
}

/** All that lies in a database and its log, decrypted; nothing where there is no such file. */
export function decryptedPages(path: string, key: Uint8Array): Buffer[] {
  const read = (file: string): Buffer => (existsSync(file) ? readFileSync(file) : Buffer.alloc(0));
  return [...pagesOf(read(path), key), ...framesOf(read(`${path}-wal`), key)];
}

/** Which of these are to be found in the pages. */
export function foundIn(pages: readonly Buffer[], canaries: readonly (string | Buffer)[]): number[] {
  const all = Buffer.concat(pages);
  return canaries.flatMap((canary, index) => (all.indexOf(canary) >= 0 ? [index] : []));
}
