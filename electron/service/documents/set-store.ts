import type { Instant } from '../../../shared/access/vocabulary.ts';
import type { WritableDatabase } from '../../store/open.ts';

/** A submission set: its List without entries (`migrations/010-submission-sets.ts`). */
export interface SetRow {
  readonly id: number;
  readonly uid: string;
  readonly record_id: number;
  /** The date that the set bears. */
  readonly dated_at: Instant;
  readonly submitted_at: Instant;
  /** JSON of the List. */
  readonly stored: string;
}

export interface SetStore {
  byUid(uid: string): SetRow | undefined;
  byId(id: number): SetRow | undefined;
  /** All of a record, newest first. */
  ofRecord(recordId: number): SetRow[];
  add(set: Omit<SetRow, 'id'>): number;
  erase(recordId: number): void;
}

export function setStore(db: WritableDatabase): SetStore {
  const byUid = db.prepare<[string], SetRow>('SELECT * FROM submission_set WHERE uid = ?');
  const byId = db.prepare<[number], SetRow>('SELECT * FROM submission_set WHERE id = ?');
  const ofRecord = db.prepare<[number], SetRow>(
    'SELECT * FROM submission_set WHERE record_id = ? ORDER BY dated_at DESC, uid',
  );
  const add = db.prepare<Omit<SetRow, 'id'>>(
    `INSERT INTO submission_set (uid, record_id, dated_at, submitted_at, stored)
     VALUES (@uid, @record_id, @dated_at, @submitted_at, @stored)`,
  );
  const erase = db.prepare('DELETE FROM submission_set WHERE record_id = ?');
  return {
    byUid: (uid) => byUid.get(uid),
    byId: (id) => byId.get(id),
    ofRecord: (recordId) => ofRecord.all(recordId),
    add: (set) => Number(add.run(set).lastInsertRowid),
    erase: (recordId) => void erase.run(recordId),
  };
}
