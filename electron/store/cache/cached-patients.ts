import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { ReadableDatabase, WritableDatabase } from '../open.ts';

/** A patient of whom something is kept. */
export interface CachedPatient {
  readonly ins: InsRef;
  /** Name of his files, without their endings. */
  readonly file: string;
  readonly sealedKey: Buffer;
  /** Milliseconds since the epoch: from then on nothing of him may be shown. */
  readonly leaseUntil: number;
  readonly madeAt: number;
  readonly bytes: number;
}

interface Row {
  readonly ins_system: string;
  readonly ins_value: string;
  readonly file: string;
  readonly sealed_key: Buffer;
  readonly lease_until: number;
  readonly made_at: number;
  readonly bytes: number;
}

/** Adds a patient; the caller knows that he is not there. */
export function addCachedPatient(db: WritableDatabase, patient: Omit<CachedPatient, 'bytes'>): void {
  db.prepare(
    `INSERT INTO cached_patients (ins_system, ins_value, file, sealed_key, lease_until, used_at, made_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    patient.ins.system,
    patient.ins.value,
    patient.file,
    patient.sealedKey,
    patient.leaseUntil,
    patient.madeAt,
    patient.madeAt,
  );
}

export function findCachedPatient(db: ReadableDatabase, ins: InsRef): CachedPatient | undefined {
  const row = db
    .prepare<[string, string], Row>('SELECT * FROM cached_patients WHERE ins_value = ? AND ins_system = ?')
    .get(ins.value, ins.system);
  return row && patientOf(row);
}

/** Renews a lease; it never ends sooner than it did. */
export function renewLease(db: WritableDatabase, ins: InsRef, until: number, usedAt: number): void {
  db.prepare(
    `UPDATE cached_patients SET lease_until = max(lease_until, ?), used_at = ?
     WHERE ins_value = ? AND ins_system = ?`,
  ).run(until, usedAt, ins.value, ins.system);
}

/** Notes how much of the disk a patient takes. */
export function noteBytes(db: WritableDatabase, ins: InsRef, bytes: number): void {
  db.prepare('UPDATE cached_patients SET bytes = ? WHERE ins_value = ? AND ins_system = ?').run(
    bytes,
    ins.value,
    ins.system,
  );
}

/** All of them, the one that was used last first. */
export function cachedPatients(db: ReadableDatabase): CachedPatient[] {
  return db
    .prepare<[], Row>('SELECT * FROM cached_patients ORDER BY used_at DESC, id DESC')
    .all()
    .map(patientOf);
}

/**
 * Destroys the keys of these patients: durable when it returns, and neither a free page nor the log of the
 * database holds them still.
 */
export function destroyKeys(db: WritableDatabase, patients: readonly Pick<CachedPatient, 'ins'>[]): void {
  if (patients.length === 0) return;
  const remove = db.prepare('DELETE FROM cached_patients WHERE ins_value = ? AND ins_system = ?');
  const transaction = db.transaction(() => {
    for (const { ins } of patients) remove.run(ins.value, ins.system);
  });
  transaction.immediate();
  // The pages of before lie in the log until it is emptied.
  if (!db.memory) db.pragma('wal_checkpoint(TRUNCATE)');
}

const patientOf = (row: Row): CachedPatient => ({
  ins: { system: row.ins_system, value: row.ins_value },
  file: row.file,
  sealedKey: row.sealed_key,
  leaseUntil: row.lease_until,
  madeAt: row.made_at,
  bytes: row.bytes,
});
