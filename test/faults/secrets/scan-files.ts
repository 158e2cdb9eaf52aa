import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, inflateRawSync } from 'node:zlib';
import type { Needle } from './needles.ts';
import { found } from './needles.ts';

const CHUNK = 8 * 1024 * 1024;
const OVERLAP = 512;
/** Nothing that is compressed in a file is looked into further than this. */
const UNPACKED_MAX = 64 * 1024 * 1024;

/** What a scan looked at and found: each finding with where and in which form. */
export interface Scan {
  readonly files: number;
  readonly bytes: number;
  readonly findings: readonly string[];
}

/**
 * Looks for needles in some files, and in every file below some folders, in their names, and in whatever a gzip or a zip holds.
 *
 * @param except paths that are the input of the run, or what a person asked to be written
 */
export function scanFolders(
  folders: readonly string[],
  needles: readonly Needle[],
  except: readonly string[],
): Scan {
  let files = 0;
  let bytes = 0;
  const findings: string[] = [];
  const look = (file: string): void => {
    files += 1;
    bytes += statSync(file).size;
    for (const form of formsIn(file, needles)) findings.push(`${file}: ${form}`);
  };
  for (const folder of folders.filter((each) => existsSync(each))) {
    if (statSync(folder).isFile()) {
      look(folder);
      continue;
    }
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const file = path.join(entry.parentPath, entry.name);
      if (except.some((one) => file === one || file.startsWith(`${one}${path.sep}`))) continue;
      for (const form of found(Buffer.from(entry.name), needles)) findings.push(`${file}: name, ${form}`);
      if (entry.isFile()) look(file);
    }
  }
  return { files, bytes, findings };
}

/** A file may go while it is looked for: what is gone holds nothing. */
function formsIn(file: string, needles: readonly Needle[]): readonly string[] {
  const seen = new Set<string>();
  const handle = openSync(file, 'r');
  try {
    let rest = Buffer.alloc(0);
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const length = readSync(handle, chunk);
      if (length === 0) break;
      const window = Buffer.concat([rest, chunk.subarray(0, length)]);
      for (const form of found(window, needles)) seen.add(form);
      for (const packed of unpacked(window)) {
        for (const form of found(packed, needles)) seen.add(`compressed, ${form}`);
      }
      rest = Buffer.from(window.subarray(-OVERLAP));
    }
  } finally {
    closeSync(handle);
  }
  return [...seen];
}

/** What gzip members and zip entries in these bytes hold; what does not unpack is none. */
function* unpacked(bytes: Buffer): Generator<Buffer> {
  const options = { maxOutputLength: UNPACKED_MAX };
  for (let at = bytes.indexOf(GZIP); at >= 0; at = bytes.indexOf(GZIP, at + 1)) {
    const content = tried(() => gunzipSync(bytes.subarray(at), options));
    if (content !== undefined) yield content;
  }
  for (let at = bytes.indexOf(ZIP); at >= 0; at = bytes.indexOf(ZIP, at + 1)) {
    if (at + 30 > bytes.length || bytes.readUInt16LE(at + 8) !== 8) continue;
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    const content = tried(() => inflateRawSync(bytes.subarray(start), options));
    if (content !== undefined) yield content;
  }
}

const GZIP = Buffer.from([0x1f, 0x8b, 0x08]);
const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');

function tried(unpack: () => Buffer): Buffer | undefined {
  try {
    return unpack();
  } catch {
    return undefined;
  }
}
