import type { Instant } from '../../../shared/access/vocabulary.ts';
import type { WritableDatabase } from '../../store/open.ts';

/** A body that arrives in parts, and the request that it is the body of (`migrations/091-uploads.ts`). */
export interface UploadRow {
  /** Nobody guesses it, and it opens nothing to anybody but its caller. */
  readonly id: string;
  /** Whose it is: the holder of its idempotency key. */
  readonly caller: string;
  readonly key: string;
  /** Whoever stands behind the caller, in whichever session: what is limited is limited to him. */
  readonly person: string;
  readonly method: string;
  readonly url: string;
  /** JSON. */
  readonly headers: string;
  readonly length: number;
  /** SHA-256 of the whole body. */
  readonly digest: Buffer;
  /** How many bytes are held, durably. */
  readonly held: number;
  /** Its request was answered with a success; of its bytes nothing is left. */
  readonly is_complete: 0 | 1;
  /** When a part of it came last. */
  readonly touched: Instant;
  readonly expires_at: Instant;
}

export interface UploadStore {
  byId(id: string): UploadRow | undefined;
  named(caller: string, key: string): UploadRow | undefined;
  add(row: UploadRow): void;
  /** Appends to what is held. */
  append(id: string, bytes: Uint8Array, at: Instant): void;
  /** All that is held, in its order. */
  parts(id: string): Buffer[];
  /** Its bytes go; that it was completed is remembered until it expires. */
  complete(id: string): void;
  erase(id: string): void;
  /** Erases what a person left longest, until `most` are there. */
  keepLatest(person: string, most: number): void;
  eraseExpired(now: Instant): void;
}

export function uploadStore(db: WritableDatabase): UploadStore {
  const byId = db.prepare<[string], UploadRow>('SELECT * FROM upload WHERE id = ?');
  const named = db.prepare<[string, string], UploadRow>('SELECT * FROM upload WHERE caller = ? AND key = ?');
  const add = db.prepare<UploadRow>(
    `INSERT INTO upload (id, caller, key, person, method, url, headers, length, digest, held, is_complete, touched,
       expires_at)
     VALUES (@id, @caller, @key, @person, @method, @url, @headers, @length, @digest, @held, @is_complete, @touched,
       @expires_at)`,
  );
  const addPart = db.prepare(
    'INSERT INTO upload_part (upload_id, start, bytes) SELECT id, held, ? FROM upload WHERE id = ?',
  );
  const grow = db.prepare('UPDATE upload SET held = held + ?, touched = ? WHERE id = ?');
  const parts = db
    .prepare<[string], Buffer>('SELECT bytes FROM upload_part WHERE upload_id = ? ORDER BY start')
    .pluck();
  const eraseParts = db.prepare('DELETE FROM upload_part WHERE upload_id = ?');
  const complete = db.prepare('UPDATE upload SET is_complete = 1, held = length WHERE id = ?');
  const erase = db.prepare('DELETE FROM upload WHERE id = ?');
  const beyond = db
    .prepare<[string, number], string>(
      'SELECT id FROM upload WHERE person = ? ORDER BY touched DESC, rowid DESC LIMIT -1 OFFSET ?',
    )
    .pluck();
  const expired = db.prepare<[Instant], string>('SELECT id FROM upload WHERE expires_at <= ?').pluck();

  function eraseOne(id: string): void {
    eraseParts.run(id);
    erase.run(id);
  }

  return {
    byId: (id) => byId.get(id),
    named: (caller, key) => named.get(caller, key),
    add: (row) => void add.run(row),
    append: (id, bytes, at) => {
      if (bytes.length > 0) addPart.run(bytes, id);
      grow.run(bytes.length, at, id);
    },
    parts: (id) => parts.all(id),
    complete: (id) => {
      eraseParts.run(id);
      complete.run(id);
    },
    erase: eraseOne,
    keepLatest: (person, most) => {
      for (const id of beyond.all(person, most)) eraseOne(id);
    },
    eraseExpired: (now) => {
      for (const id of expired.all(now)) eraseOne(id);
    },
  };
}
