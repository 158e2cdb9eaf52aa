import type { WritableDatabase } from './open.ts';

/** How late it was, and how far the service's clock was ahead of this machine's. */
interface StoredMark {
  readonly at: number;
  readonly offsetMs: number;
}

/** The one mark of the time that a post keeps. */
export function clockMarks(db: WritableDatabase): {
  read(): StoredMark | undefined;
  /** Durable; one that is earlier than what is kept changes nothing. */
  write(mark: StoredMark): void;
} {
  const read = db.prepare<[], StoredMark>('SELECT at, offset_ms AS offsetMs FROM clock_mark');
  const write = db.prepare(
    `INSERT INTO clock_mark (one, at, offset_ms) VALUES (1, ?, ?)
     ON CONFLICT (one) DO UPDATE SET at = excluded.at, offset_ms = excluded.offset_ms WHERE excluded.at > at`,
  );
  return {
    read: () => read.get(),
    write: ({ at, offsetMs }) => void write.run(Math.round(at), Math.round(offsetMs)),
  };
}
