import type { InsRef, PatientIdentity } from '../../shared/bridge/identity.ts';
import type { Place } from '../../shared/bridge/session.ts';
import type { ReadableDatabase, WritableDatabase } from './open.ts';

/** The bag of the day. */
export interface StoredBag {
  readonly sealedAt: number;
  /** From then on nothing of it may be shown. */
  readonly endsAt: number;
  readonly sealedKey: Buffer;
  readonly place: Place;
}

export interface StoredBagPatient {
  readonly patient: PatientIdentity;
  /** Name of his files, without their endings. */
  readonly file: string;
  readonly sealedKey: Buffer;
  readonly documents: number;
  readonly words: BagWords;
  readonly takenAt: number;
}

/** Documents of a patient that are not found by their words. */
export interface BagWords {
  /** Nobody has read their pages yet. */
  readonly unread: number;
  /** Scans, and what the reader could not read. */
  readonly wordless: number;
}

interface BagRow {
  readonly sealed_at: number;
  readonly ends_at: number;
  readonly sealed_key: Buffer;
  readonly place: string;
}

interface PatientRow {
  readonly file: string;
  readonly sealed_key: Buffer;
  readonly patient: string;
  readonly documents: number;
  readonly unread: number;
  readonly wordless: number;
  readonly taken_at: number;
}

export function storedBag(db: ReadableDatabase): StoredBag | undefined {
  const row = db.prepare<[], BagRow>('SELECT * FROM visit_bag').get();
  return (
    row && {
      sealedAt: row.sealed_at,
      endsAt: row.ends_at,
      sealedKey: row.sealed_key,
      place: JSON.parse(row.place) as Place,
    }
  );
}

/** Begins a bag; there is one at a time. */
export function beginBag(db: WritableDatabase, bag: StoredBag): void {
  db.prepare('INSERT INTO visit_bag (one, sealed_at, ends_at, sealed_key, place) VALUES (1, ?, ?, ?, ?)').run(
    bag.sealedAt,
    bag.endsAt,
    bag.sealedKey,
    JSON.stringify(bag.place),
  );
}

/** Takes a patient along, durably; one who is there already is taken anew. */
export function putInBag(db: WritableDatabase, taken: StoredBagPatient): void {
  const { ins } = taken.patient;
  db.prepare(
    `INSERT OR REPLACE INTO visit_bag_patients
       (ins_system, ins_value, file, sealed_key, patient, documents, unread, wordless, taken_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    ins.system,
    ins.value,
    taken.file,
    taken.sealedKey,
    JSON.stringify(taken.patient),
    taken.documents,
    taken.words.unread,
    taken.words.wordless,
    taken.takenAt,
  );
}

/** Some words were read, or given up, since. */
export function noteBagWords(db: WritableDatabase, file: string, { unread, wordless }: BagWords): void {
  db.prepare('UPDATE visit_bag_patients SET unread = ?, wordless = ? WHERE file = ?').run(
    unread,
    wordless,
    file,
  );
}

/** Those who were taken along, in the order in which they were. */
export function bagPatients(db: ReadableDatabase): StoredBagPatient[] {
  return db
    .prepare<[], PatientRow>('SELECT * FROM visit_bag_patients ORDER BY taken_at, rowid')
    .all()
    .map(patientOf);
}

export function bagPatient(db: ReadableDatabase, ins: InsRef): StoredBagPatient | undefined {
  const row = db
    .prepare<[string, string], PatientRow>(
      'SELECT * FROM visit_bag_patients WHERE ins_value = ? AND ins_system = ?',
    )
    .get(ins.value, ins.system);
  return row && patientOf(row);
}

/** Destroys the key of one patient: durable when it returns, and in no page or log any more. */
export function takeOutOfBag(db: WritableDatabase, ins: InsRef): void {
  db.prepare('DELETE FROM visit_bag_patients WHERE ins_value = ? AND ins_system = ?').run(
    ins.value,
    ins.system,
  );
  emptyLog(db);
}

/** Destroys the bag with all its keys: durable when it returns, and in no page or log any more. */
export function endBag(db: WritableDatabase): void {
  const transaction = db.transaction(() => {
    db.exec('DELETE FROM visit_bag_patients');
    db.exec('DELETE FROM visit_bag');
  });
  transaction.immediate();
  emptyLog(db);
}

function emptyLog(db: WritableDatabase): void {
  if (!db.memory) db.pragma('wal_checkpoint(TRUNCATE)');
}

const patientOf = (row: PatientRow): StoredBagPatient => ({
  patient: JSON.parse(row.patient) as PatientIdentity,
  file: row.file,
  sealedKey: row.sealed_key,
  documents: row.documents,
  words: { unread: row.unread, wordless: row.wordless },
  takenAt: row.taken_at,
});
