import { diskOf } from './disk.ts';
import type { WritableDatabase } from './open.ts';

interface JournalRow {
  /** From 1, without a gap. */
  readonly seq: number;
  /** Exactly the text that was hashed. */
  readonly entry: string;
  readonly hash: Buffer;
}

/** Single facts of the post's journal. */
type JournalFact =
  /** Private key that signs the heads of the post's journal. */
  | 'key'
  /** Name of this store towards the service. */
  | 'post'
  /** Signed head of the service's journal that was seen last. */
  | 'serviceHead'
  /** What was found different, until somebody deals with it. */
  | 'difference';

/** The rows of the post's journal; `electron/journal` chains them. */
export interface JournalStore {
  last(): JournalRow | undefined;
  /** Durable when it returns. */
  add(row: JournalRow): void;
  all(): IterableIterator<JournalRow>;
  /** Rows of these positions, both included. */
  between(first: number, last: number): readonly JournalRow[];
  /** First and last position of what was written in a time; undefined: nothing was. */
  positions(from: string | null, before: string | null): { first: number; last: number } | undefined;
  fact(name: JournalFact): string | undefined;
  setFact(name: JournalFact, value: string): void;
}

export function journalStore(db: WritableDatabase): JournalStore {
  const last = db.prepare<[], JournalRow>('SELECT * FROM journal ORDER BY seq DESC LIMIT 1');
  const add = db.prepare<JournalRow>('INSERT INTO journal (seq, entry, hash) VALUES (@seq, @entry, @hash)');
  const all = db.prepare<[], JournalRow>('SELECT * FROM journal ORDER BY seq');
  const between = db.prepare<[number, number], JournalRow>(
    'SELECT * FROM journal WHERE seq BETWEEN ? AND ? ORDER BY seq',
  );
  // Instants have one form, and sort as text. What is damaged is left to whoever walks the chain.
  const positions = db.prepare<
    { from: string | null; before: string | null },
    { first: number | null; last: number | null }
  >(
    `SELECT min(seq) AS first, max(seq) AS last
       FROM (SELECT seq, CASE WHEN json_valid(entry) THEN json_extract(entry, '$.at') END AS at FROM journal)
      WHERE (@from IS NULL OR at >= @from) AND (@before IS NULL OR at < @before)`,
  );
  const fact = db.prepare<[string], { value: string }>('SELECT value FROM journal_fact WHERE name = ?');
  const setFact = db.prepare('INSERT OR REPLACE INTO journal_fact (name, value) VALUES (?, ?)');
  return {
    last: () => last.get(),
    // What is read is traced first: on a full disk this is what the reserve is for.
    add: (row) => void diskOf(db).small(() => add.run(row)),
    all: () => all.iterate(),
    between: (start, end) => between.all(start, end),
    positions: (from, before) => {
      const found = positions.get({ from, before });
      if (found === undefined || found.first === null || found.last === null) return undefined;
      return { first: found.first, last: found.last };
    },
    fact: (name) => fact.get(name)?.value,
    setFact: (name, value) => void diskOf(db).small(() => setFact.run(name, value)),
  };
}
