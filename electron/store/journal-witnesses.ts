import { diskOf } from './disk.ts';
import type { WritableDatabase } from './open.ts';

/** The service's signed word on how long this journal was, and with what it ended. */
interface JournalWitness {
  /** `YYYY-MM-DD`, by the service's clock. */
  readonly day: string;
  readonly size: number;
  readonly receipt: string;
}

/** What the service signed of the post's own journal, the last of each day. */
export interface JournalWitnessStore {
  /** Keeps one; that of the same day goes. */
  keep(witness: JournalWitness): void;
  /** What was signed of the journal at these positions, both included. */
  between(first: number, last: number): readonly JournalWitness[];
  /** What was signed first at or after a position; undefined: nothing yet. */
  from(position: number): JournalWitness | undefined;
}

export function journalWitnessStore(db: WritableDatabase): JournalWitnessStore {
  const keep = db.prepare<JournalWitness>(
    'INSERT OR REPLACE INTO journal_witness (day, size, receipt) VALUES (@day, @size, @receipt)',
  );
  const between = db.prepare<[number, number], JournalWitness>(
    'SELECT * FROM journal_witness WHERE size BETWEEN ? AND ? ORDER BY size',
  );
  const from = db.prepare<[number], JournalWitness>(
    'SELECT * FROM journal_witness WHERE size >= ? ORDER BY size LIMIT 1',
  );
  return {
    keep: (witness) => void diskOf(db).small(() => keep.run(witness)),
    between: (first, last) => between.all(first, last),
    from: (position) => from.get(position),
  };
}
