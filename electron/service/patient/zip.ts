import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** One file of an archive, its content made when its turn comes. */
export interface ZipEntry {
  readonly name: string;
  /** What is compressed already is stored as it is. */
  readonly isCompressed: boolean;
  readonly pieces: () => Iterable<Uint8Array>;
}

/**
 * The bytes of a zip archive, file after file: never more than one of them is held at a time.
 *
 * @param at date of all files: that of the archive
 */
export function* zipped(entries: Iterable<ZipEntry>, at: number): Generator<Uint8Array> {
  const made: Uint8Array[] = [];
  const archive = new Zip((fault, chunk) => {
    if (fault !== null) throw fault;
    made.push(chunk);
  });
  for (const { name, isCompressed, pieces } of entries) {
    const file = isCompressed ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
    file.mtime = at;
    archive.add(file);
    for (const piece of pieces()) {
      file.push(piece);
      yield* made.splice(0);
    }
    file.push(new Uint8Array(0), true);
    yield* made.splice(0);
  }
  archive.end();
  yield* made.splice(0);
}
