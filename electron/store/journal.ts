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
  fact(name: JournalFact): string | undefined;
  setFact(name: JournalFact, value: string): void;
}

export function journalStore(db: WritableDatabase): JournalStore {
  const last = db.prepare<[], JournalRow>('SELECT * FROM journal ORDER BY seq DESC LIMIT 1');
  const add = db.prepare<JournalRow>('INSERT INTO journal (seq, entry, hash) VALUES (@seq, @entry, @hash)');
  const all = db.prepare<[], JournalRow>('SELECT * FROM journal ORDER BY seq');
  const fact = db.prepare<[string], { value: string }>('SELECT value FROM journal_fact WHERE name = ?');
  const setFact = db.prepare('INSERT OR REPLACE INTO journal_fact (name, value) VALUES (?, ?)');
  return {
    last: () => last.get(),
    // What is read is traced first: on a full disk this is what the reserve is for.
    add: (row) => void diskOf(db).small(() => add.run(row)),
    all: () => all.iterate(),
    fact: (name) => fact.get(name)?.value,
    setFact: (name, value) => void diskOf(db).small(() => setFact.run(name, value)),
  };
}
