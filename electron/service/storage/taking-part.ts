import type { Instant } from '../../../shared/access/vocabulary.ts';
import type { WritableDatabase } from '../../store/open.ts';

export type Side = 'professional' | 'patient';

/** That somebody read a message. */
interface ReadRow {
  readonly section_id: number;
  /** `system|value` of the person, whoever he acts for. */
  readonly reader: string;
  readonly side: Side;
  readonly at: Instant;
}

interface ReminderRow {
  readonly section_id: number;
  readonly minutes_before: number;
}

/** A service that a patient linked. */
export interface ServiceLink {
  readonly record_id: number;
  readonly service: string;
  /** Codes of what it may exchange, separated by a space, as they were approved. */
  readonly exchanges: string;
  /** Whether professionals with a right on the record see the link. */
  readonly shown: 0 | 1;
  readonly since: Instant;
}

/** What those who take part did: read, asked to be reminded, linked. */
export interface TakingPartStore {
  /** The first time counts. */
  markRead(read: ReadRow): void;
  readsOf(sectionIds: readonly number[]): ReadRow[];

  /** Minutes before the appointment, longest first. */
  remindersOf(sectionId: number): readonly number[];
  /** Takes the place of what there was; what was told already is not told again. */
  setReminders(sectionId: number, minutesBefore: readonly number[]): void;
  /** Reminders of booked appointments whose time has come and of which nobody was told. */
  dueReminders(now: Instant): ReminderRow[];
  reminded(reminder: ReminderRow, at: Instant): void;

  linksOf(recordId: number): ServiceLink[];
  link(link: ServiceLink): void;
  unlink(recordId: number, service: string): void;
  /** Erases all of a record. */
  erase(recordId: number): void;
}

export function takingPartStore(db: WritableDatabase): TakingPartStore {
  const markRead = db.prepare<ReadRow>(
    'INSERT OR IGNORE INTO section_read VALUES (@section_id, @reader, @side, @at)',
  );
  const readsOf = db.prepare<[string], ReadRow>(
    'SELECT * FROM section_read WHERE section_id IN (SELECT value FROM json_each(?)) ORDER BY at',
  );
  const remindersOf = db.prepare<[number], { minutes_before: number }>(
    'SELECT minutes_before FROM reminder WHERE section_id = ? ORDER BY minutes_before DESC',
  );
  const forgetReminders = db.prepare<[number, string]>(
    'DELETE FROM reminder WHERE section_id = ? AND minutes_before NOT IN (SELECT value FROM json_each(?))',
  );
  const addReminder = db.prepare<[number, number]>(
    'INSERT OR IGNORE INTO reminder (section_id, minutes_before) VALUES (?, ?)',
  );
  const dueReminders = db.prepare<[Instant], ReminderRow>(
    `SELECT section_id, minutes_before FROM reminder JOIN section ON section.id = section_id
     WHERE told_at IS NULL AND dated_at - minutes_before * 60000 <= ?
       AND ended = 0 AND json_extract(stored, '$.status') = 'booked'
     ORDER BY dated_at, section_id, minutes_before DESC`,
  );
  const reminded = db.prepare<[Instant, number, number]>(
    'UPDATE reminder SET told_at = ? WHERE section_id = ? AND minutes_before = ?',
  );
  const linksOf = db.prepare<[number], ServiceLink>(
    'SELECT * FROM service_link WHERE record_id = ? ORDER BY service',
  );
  const link = db.prepare<ServiceLink>(
    'INSERT OR REPLACE INTO service_link VALUES (@record_id, @service, @exchanges, @shown, @since)',
  );
  const unlink = db.prepare<[number, string]>('DELETE FROM service_link WHERE record_id = ? AND service = ?');
  const ofErased = '(SELECT id FROM section WHERE record_id = ?)';
  const erase = [
    db.prepare<[number]>(`DELETE FROM section_read WHERE section_id IN ${ofErased}`),
    db.prepare<[number]>(`DELETE FROM reminder WHERE section_id IN ${ofErased}`),
    db.prepare<[number]>('DELETE FROM service_link WHERE record_id = ?'),
  ];
  return {
    markRead: (read) => void markRead.run(read),
    readsOf: (ids) => readsOf.all(JSON.stringify(ids)),
    remindersOf: (id) => remindersOf.all(id).map(({ minutes_before: minutes }) => minutes),
    setReminders: (id, minutesBefore) => {
      forgetReminders.run(id, JSON.stringify(minutesBefore));
      for (const minutes of minutesBefore) addReminder.run(id, minutes);
    },
    dueReminders: (now) => dueReminders.all(now),
    reminded: ({ section_id: id, minutes_before: minutes }, at) => void reminded.run(at, id, minutes),
    linksOf: (recordId) => linksOf.all(recordId),
    link: (row) => void link.run(row),
    unlink: (recordId, service) => void unlink.run(recordId, service),
    erase: (recordId) => {
      for (const statement of erase) statement.run(recordId);
    },
  };
}
