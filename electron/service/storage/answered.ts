import type { Instant } from '../../../shared/access/vocabulary.ts';
import type { WritableDatabase } from '../../store/open.ts';

/** A write that named itself, and what it was answered (`migrations/080-answered.ts`). */
export interface AnsweredRow {
  readonly caller: string;
  readonly key: string;
  /** Of the request: the same key with another request is a fault of the client. */
  readonly fingerprint: Buffer;
  readonly record_id: number | null;
  readonly at: Instant;
  readonly status: number;
  /** JSON. */
  readonly headers: string;
  readonly body: Buffer | null;
}

export interface AnsweredStore {
  of(caller: string, key: string): AnsweredRow | undefined;
  keep(row: AnsweredRow): void;
  /** Erases the answers that are about a record: they say what was in it. */
  erase(recordId: number): void;
}

export function answeredStore(db: WritableDatabase): AnsweredStore {
  const of = db.prepare<[string, string], AnsweredRow>('SELECT * FROM answered WHERE caller = ? AND key = ?');
  const keep = db.prepare<AnsweredRow>(
    `INSERT INTO answered (caller, key, fingerprint, record_id, at, status, headers, body)
       VALUES (@caller, @key, @fingerprint, @record_id, @at, @status, @headers, @body)`,
  );
  const erase = db.prepare('DELETE FROM answered WHERE record_id = ?');
  return {
    of: (caller, key) => of.get(caller, key),
    keep: (row) => void keep.run(row),
    erase: (recordId) => void erase.run(recordId),
  };
}
