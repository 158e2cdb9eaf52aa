import type { Instant } from '../../../shared/access/vocabulary.ts';
import type { WritableDatabase } from '../../store/open.ts';

interface MailRow {
  readonly seq: number;
  readonly address: string;
  readonly subject: string;
  readonly text: string;
  readonly notice: string;
  readonly ins: string;
}

/** Mails to send, and notices kept for whoever has no address. */
export interface MailStore {
  add(mail: Omit<MailRow, 'seq'>): void;
  after(seq: number): MailRow[];
  keep(recordId: number, notice: string, at: Instant): void;
}

/** @param onAdded called with each new mail, in the same transaction */
export function mailStore(db: WritableDatabase, onAdded: (seq: number) => void): MailStore {
  const add = db.prepare<Omit<MailRow, 'seq'>>(
    `INSERT INTO mail (address, subject, text, notice, ins) VALUES (@address, @subject, @text, @notice, @ins)`,
  );
  const after = db.prepare<[number], MailRow>('SELECT * FROM mail WHERE seq > ? ORDER BY seq');
  const keep = db.prepare('INSERT INTO kept_notice (record_id, notice, at) VALUES (?, ?, ?)');
  return {
    add: (mail) => onAdded(Number(add.run(mail).lastInsertRowid)),
    after: (seq) => after.all(seq),
    keep: (recordId, notice, at) => void keep.run(recordId, notice, at),
  };
}

/** Single facts of the service itself: whether it was seeded, its signing key. */
export interface FactStore {
  get(name: FactName): string | undefined;
  set(name: FactName, value: string): void;
}
type FactName = 'seed' | 'journalKey' | 'clockForward' | 'mailIdentity' | 'seed.sections';

export function factStore(db: WritableDatabase): FactStore {
  const get = db.prepare<[string], { value: string }>('SELECT value FROM service_fact WHERE name = ?');
  const set = db.prepare('INSERT OR REPLACE INTO service_fact (name, value) VALUES (?, ?)');
  return { get: (name) => get.get(name)?.value, set: (name, value) => void set.run(name, value) };
}
