import { isDeepStrictEqual } from 'node:util';
import type { InsRef, PatientIdentity } from '../../shared/bridge/identity.ts';
import type { IndexedPatient } from './name-index.ts';
import { addToNameIndex, removeFromNameIndex } from './name-index.ts';
import type { ReadableDatabase, WritableDatabase } from './open.ts';

/** A patient of the practice's own list. */
export interface StoredPatient {
  readonly id: number;
  readonly identity: PatientIdentity;
  /** Instant of the last opening of the record on this post; null when it never was. */
  readonly lastSeenAt: string | null;
}

interface PatientRow {
  readonly id: number;
  readonly ins_system: string;
  readonly ins_value: string;
  readonly birth_family_name: string;
  readonly used_family_name: string | null;
  readonly given_names: string;
  readonly birth_date: string;
  readonly gender: PatientIdentity['gender'];
  readonly birth_place_code: string | null;
  readonly birth_place_label: string | null;
  readonly qualified: 0 | 1;
  readonly last_seen_at: string | null;
}

/**
 * How many patients are indexed at once. Each batch passes over the whole index once, so that few and large
 * ones are cheap; a batch takes about half a kilobyte of memory a patient.
 */
const BATCH = 250_000;

/**
 * Stores patients, new or known (the INS tells), with the index that finds them, in one transaction: whoever
 * is stored can be searched. A known patient keeps the date at which he was last seen.
 *
 * @returns how many were new and how many were known
 */
export function storePatients(
  db: WritableDatabase,
  identities: Iterable<PatientIdentity>,
): { added: number; known: number } {
  const tally = { added: 0, known: 0 };
  const write = preparePatientWriter(db);
  const transaction = db.transaction(() => {
    for (const batch of batches(identities, BATCH)) {
      // One INS twice in a batch: the last line wins, as it would across two batches.
      const unique = new Map(
        batch.map((identity) => [`${identity.ins.system}|${identity.ins.value}`, identity]),
      );
      const indexed: IndexedPatient[] = [];
      for (const identity of unique.values()) {
        const written = write(identity);
        tally[written.isNew ? 'added' : 'known'] += 1;
        if (written.toIndex !== undefined) indexed.push(written.toIndex);
      }
      addToNameIndex(db, indexed);
    }
    touchRevision(db);
  });
  transaction.immediate();
  return tally;
}

interface Written {
  readonly isNew: boolean;
  /** Undefined when the index already holds what it should. */
  readonly toIndex: IndexedPatient | undefined;
}

function preparePatientWriter(db: WritableDatabase): (identity: PatientIdentity) => Written {
  const find = db.prepare<[string, string], PatientRow>(
    'SELECT * FROM patients WHERE ins_value = ? AND ins_system = ?',
  );
  const insert = db.prepare(
    `INSERT INTO patients (ins_system, ins_value, birth_family_name, used_family_name, given_names,
       birth_date, gender, birth_place_code, birth_place_label, qualified)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = db.prepare(
    `UPDATE patients SET ins_system = ?, ins_value = ?, birth_family_name = ?, used_family_name = ?,
       given_names = ?, birth_date = ?, gender = ?, birth_place_code = ?, birth_place_label = ?, qualified = ?
     WHERE id = ?`,
  );
  return (identity) => {
    const columns = columnsOf(identity);
    const row = find.get(identity.ins.value, identity.ins.system);
    if (row === undefined) {
      const id = Number(insert.run(...columns).lastInsertRowid);
      return { isNew: true, toIndex: { id, names: identity, birthDate: identity.birthDate } };
    }
    // A list that is read every morning hardly changes: only what did is written and indexed again.
    const known = patientOf(row);
    if (isDeepStrictEqual(known.identity, identity)) return { isNew: false, toIndex: undefined };
    removeFromNameIndex(db, indexedPatient(known));
    update.run(...columns, row.id);
    return { isNew: false, toIndex: indexedPatient({ ...known, identity }) };
  };
}

/** Forgets a patient and every trace of him in the index; says whether he was there. */
export function forgetPatient(db: WritableDatabase, ins: InsRef): boolean {
  const transaction = db.transaction(() => {
    const row = findRow(db, ins);
    if (row === undefined) return false;
    removeFromNameIndex(db, indexedPatient(patientOf(row)));
    db.prepare('DELETE FROM patients WHERE id = ?').run(row.id);
    touchRevision(db);
    return true;
  });
  return transaction.immediate();
}

/**
 * Notes that a patient's record was opened; a patient who is not on the list is left alone.
 *
 * @param at milliseconds since the epoch
 */
export function markPatientSeen(db: WritableDatabase, ins: InsRef, at: number): void {
  const transaction = db.transaction(() => {
    db.prepare('UPDATE patients SET last_seen_at = ? WHERE ins_value = ? AND ins_system = ?').run(
      new Date(at).toISOString(),
      ins.value,
      ins.system,
    );
    touchRevision(db);
  });
  transaction.immediate();
}

/** The patient with this INS, or undefined when he is not on the practice's list. */
export function findPatient(db: ReadableDatabase, ins: InsRef): StoredPatient | undefined {
  const row = findRow(db, ins);
  return row === undefined ? undefined : patientOf(row);
}

/** A reader of patients by their number in the store, prepared once for many calls. */
export function patientReader(db: ReadableDatabase): (id: number) => StoredPatient | undefined {
  const read = db.prepare<[number], PatientRow>('SELECT * FROM patients WHERE id = ?');
  return (id) => {
    const row = read.get(id);
    return row === undefined ? undefined : patientOf(row);
  };
}

/** Those whose record was opened last, the latest first. */
export function recentPatients(db: ReadableDatabase, limit: number): readonly StoredPatient[] {
  return db
    .prepare<[number], PatientRow>(
      'SELECT * FROM patients WHERE last_seen_at IS NOT NULL ORDER BY last_seen_at DESC, id LIMIT ?',
    )
    .all(limit)
    .map(patientOf);
}

export function countPatients(db: ReadableDatabase): number {
  return db.prepare<[], number>('SELECT count(*) FROM patients').pluck().get() ?? 0;
}

/** Changes with every change of the list: whoever keeps something in memory compares it. */
export function patientListRevision(db: ReadableDatabase): () => number {
  const read = db.prepare<[], number>('SELECT revision FROM patient_list').pluck();
  return () => read.get() ?? 0;
}

function touchRevision(db: WritableDatabase): void {
  db.prepare('UPDATE patient_list SET revision = revision + 1').run();
}

function findRow(db: ReadableDatabase, ins: InsRef): PatientRow | undefined {
  return db
    .prepare<[string, string], PatientRow>('SELECT * FROM patients WHERE ins_value = ? AND ins_system = ?')
    .get(ins.value, ins.system);
}

function columnsOf(identity: PatientIdentity) {
  return [
    identity.ins.system,
    identity.ins.value,
    identity.birthFamilyName,
    identity.usedFamilyName,
    JSON.stringify(identity.givenNames),
    identity.birthDate,
    identity.gender,
    identity.birthPlace?.code ?? null,
    identity.birthPlace?.label ?? null,
    identity.qualified ? 1 : 0,
  ] as const;
}

function patientOf(row: PatientRow): StoredPatient {
  return {
    id: row.id,
    identity: {
      ins: { system: row.ins_system, value: row.ins_value },
      birthFamilyName: row.birth_family_name,
      usedFamilyName: row.used_family_name,
      givenNames: givenNamesOf(row.given_names),
      birthDate: row.birth_date,
      gender: row.gender,
      birthPlace:
        row.birth_place_code === null ? null : { code: row.birth_place_code, label: row.birth_place_label },
      qualified: row.qualified === 1,
    },
    lastSeenAt: row.last_seen_at,
  };
}

function givenNamesOf(json: string): string[] {
  const names: unknown = JSON.parse(json);
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
}

function indexedPatient({ id, identity }: StoredPatient): IndexedPatient {
  return { id, names: identity, birthDate: identity.birthDate };
}

function* batches<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
