import type { InsRef } from '../../shared/bridge/identity.ts';
import type { ReadableDatabase, WritableDatabase } from './open.ts';

/** A patient's opposition to feeding, as it is kept with its reason (docs/rules.md 3.4). */
export interface FeedingOppositionRow {
  readonly id: string;
  /** SHA-256 of the one file that it is about, hexadecimal; null: the whole record. */
  readonly sha256: string | null;
  readonly title: string | null;
  readonly reason: string;
  readonly recorded_at: string;
  readonly lifted_at: string | null;
  readonly lifted_because: string | null;
}

/** Keeps an opposition, durably. The same one twice is one. */
export function recordOpposition(
  db: WritableDatabase,
  ins: InsRef,
  opposition: Pick<FeedingOppositionRow, 'id' | 'sha256' | 'title' | 'reason' | 'recorded_at'>,
): void {
  db.transaction(() => {
    if (standing(db, ins).some(({ sha256 }) => sha256 === opposition.sha256)) return;
    db.prepare(
      `INSERT INTO feeding_oppositions (id, ins_system, ins_value, sha256, title, reason, recorded_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      opposition.id,
      ins.system,
      ins.value,
      opposition.sha256,
      opposition.title,
      opposition.reason,
      opposition.recorded_at,
    );
  }).immediate();
}

/** Lifts an opposition of this patient; it stays, with why it no longer stands. */
export function liftOpposition(
  db: WritableDatabase,
  ins: InsRef,
  id: string,
  lifted: { readonly at: string; readonly because: string },
): boolean {
  const { changes } = db
    .prepare(
      `UPDATE feeding_oppositions SET lifted_at = ?, lifted_because = ?
       WHERE id = ? AND ins_value = ? AND ins_system = ? AND lifted_at IS NULL`,
    )
    .run(lifted.at, lifted.because, id, ins.value, ins.system);
  return changes === 1;
}

/** All oppositions of a patient, those that stand first, the newest first among them. */
export function oppositionsOf(db: ReadableDatabase, ins: InsRef): FeedingOppositionRow[] {
  return db
    .prepare<[string, string], FeedingOppositionRow>(
      `SELECT id, sha256, title, reason, recorded_at, lifted_at, lifted_because FROM feeding_oppositions
       WHERE ins_value = ? AND ins_system = ? ORDER BY lifted_at IS NOT NULL, recorded_at DESC, rowid DESC`,
    )
    .all(ins.value, ins.system);
}

/** Whether something stands against the deposit of this file in the patient's record. */
export function isFeedingOpposed(db: ReadableDatabase, ins: InsRef, fileSha256: string): boolean {
  return standing(db, ins).some(({ sha256 }) => sha256 === null || sha256 === fileSha256);
}

const standing = (db: ReadableDatabase, ins: InsRef): FeedingOppositionRow[] =>
  oppositionsOf(db, ins).filter(({ lifted_at }) => lifted_at === null);
