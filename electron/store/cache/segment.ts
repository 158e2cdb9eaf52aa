import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';

/** Where something lies in a segment. */
export interface Extent {
  readonly offset: number;
  readonly length: number;
}

/** Sealed documents of one patient, one after the other in one file: appended, read, wiped; never moved. */
export interface Segment {
  /** On the disk when it resolves. Those who append at the same moment share one write to the disk. */
  append(bytes: Uint8Array): Promise<Extent>;
  read(extent: Extent): Promise<Buffer>;
  /** Writes zeros over what lay there. */
  wipe(extent: Extent): Promise<void>;
  size(): number;
  close(): Promise<void>;
}

interface Waiting {
  readonly bytes: Uint8Array;
  readonly offset: number;
  readonly done: () => void;
  readonly failed: (cause: unknown) => void;
}

/** Opens the segment of a file, made when it is not there. */
export async function openSegment(path: string): Promise<Segment> {
  const file = await openOrMake(path);
  let end = (await file.stat()).size;
  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await Promise.all(batch.map(({ bytes, offset }) => writeWhole(file, bytes, offset)));
        await file.datasync();
        for (const { done } of batch) done();
      } catch (cause) {
        for (const { failed } of batch) failed(cause);
      }
    }
    writing = undefined;
  }

  return {
    append: (bytes) => {
      const extent = { offset: end, length: bytes.length };
      end += bytes.length;
      const appended = new Promise<void>((done, failed) => {
        waiting.push({ bytes, offset: extent.offset, done, failed });
      });
      writing ??= write();
      return appended.then(() => extent);
    },
    read: async ({ offset, length }) => {
      const bytes = Buffer.allocUnsafe(length);
      const { bytesRead } = await file.read(bytes, 0, length, offset);
      return bytes.subarray(0, bytesRead);
    },
    wipe: async ({ offset, length }) => {
      await writeWhole(file, Buffer.alloc(length), offset);
      await file.datasync();
    },
    size: () => end,
    close: async () => {
      await writing;
      await file.close();
    },
  };
}

/** A segment that does not outlive the process: nothing of it is on a disk. */
export function memorySegment(): Segment {
  const held = new Map<number, Buffer>();
  let end = 0;
  return {
    append: async (bytes) => {
      const extent = { offset: end, length: bytes.length };
      held.set(end, Buffer.from(bytes));
      end += bytes.length;
      return extent;
    },
    read: async ({ offset }) => Buffer.from(held.get(offset) ?? []),
    wipe: async ({ offset }) => {
      held.get(offset)?.fill(0);
      held.delete(offset);
    },
    size: () => end,
    close: async () => {
      for (const bytes of held.values()) bytes.fill(0);
      held.clear();
    },
  };
}

async function openOrMake(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r+');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    return open(path, 'wx+', 0o600);
  }
}

/** A write may be short (a full disk, a signal): what is missing is written, or the cause is thrown. */
async function writeWhole(file: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, offset + written);
    written += bytesWritten;
  }
}
