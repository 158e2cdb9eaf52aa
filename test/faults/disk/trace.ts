import { readFileSync } from 'node:fs';

/** One call that changed the files of a folder, as the shim wrote it down. */
export type Call =
  | { readonly op: 'create' | 'unlink' | 'flush' | 'flushFailed'; readonly path: string }
  | { readonly op: 'truncate'; readonly path: string }
  | { readonly op: 'write'; readonly path: string; readonly at: number; readonly bytes: Buffer }
  | { readonly op: 'size'; readonly path: string; readonly size: number }
  | { readonly op: 'rename'; readonly path: string; readonly to: string }
  /** What the process said at that place of its story. */
  | { readonly op: 'mark'; readonly said: string };

const HEAD_BYTES = 24;

/** Reads the record of a run, in the order of its calls. */
export function readTrace(file: string): readonly Call[] {
  const bytes = readFileSync(file);
  const calls: Call[] = [];
  for (let at = 0; at + HEAD_BYTES <= bytes.length;) {
    const op = String.fromCharCode(bytes[at] ?? 0);
    const pathLength = bytes.readUInt32LE(at + 4);
    const dataLength = bytes.readUInt32LE(at + 8);
    const offset = Number(bytes.readBigInt64LE(at + 16));
    const pathAt = at + HEAD_BYTES;
    const dataAt = pathAt + pathLength;
    const data = bytes.subarray(dataAt, dataAt + dataLength);
    calls.push(callOf(op, bytes.toString('utf8', pathAt, dataAt), offset, data));
    at = dataAt + dataLength;
  }
  return calls;
}

function callOf(op: string, path: string, offset: number, data: Buffer): Call {
  switch (op) {
    case 'o':
      return { op: 'create', path };
    case 't':
      return { op: 'truncate', path };
    case 'w':
      return { op: 'write', path, at: offset, bytes: data };
    case 'f':
      return { op: 'flush', path };
    case 'x':
      return { op: 'flushFailed', path };
    case 's':
      return { op: 'size', path, size: offset };
    case 'u':
      return { op: 'unlink', path };
    case 'r':
      return { op: 'rename', path, to: data.toString('utf8') };
    case 'm':
      return { op: 'mark', said: data.toString('utf8') };
    default:
      throw new Error(`the record has an unknown call: ${op}`);
  }
}
