import type { InsRef } from '../../shared/bridge/identity.ts';
import type { ReadableDatabase, WritableDatabase } from './open.ts';

export interface WalkIn {
  readonly ins: InsRef;
  readonly addedAt: string;
  /** Where he stands among the instants of the day's appointments. */
  readonly place: number;
}

/** Puts a patient on the list of a day; who is on it already stays where he is. */
export function addWalkIn(db: WritableDatabase, day: string, { ins, addedAt, place }: WalkIn): void {
  db.prepare(
    `INSERT INTO walk_in (day, ins_system, ins_value, added_at, place) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  ).run(day, ins.system, ins.value, addedAt, place);
}

export function moveWalkIn(db: WritableDatabase, day: string, ins: InsRef, place: number): void {
  db.prepare('UPDATE walk_in SET place = ? WHERE day = ? AND ins_system = ? AND ins_value = ?').run(
    place,
    day,
    ins.system,
    ins.value,
  );
}

export function dropWalkIn(db: WritableDatabase, day: string, ins: InsRef): void {
  db.prepare('DELETE FROM walk_in WHERE day = ? AND ins_system = ? AND ins_value = ?').run(
    day,
    ins.system,
    ins.value,
  );
}

/** The list of a day is over with it. */
export function dropWalkInsBefore(db: WritableDatabase, day: string): void {
  db.prepare('DELETE FROM walk_in WHERE day < ?').run(day);
}

export function walkInsOf(db: ReadableDatabase, day: string): readonly WalkIn[] {
  return db
    .prepare<[string], { ins_system: InsRef['system']; ins_value: string; added_at: string; place: number }>(
      'SELECT ins_system, ins_value, added_at, place FROM walk_in WHERE day = ? ORDER BY place',
    )
    .all(day)
    .map(({ ins_system: system, ins_value: value, added_at: addedAt, place }) => ({
      ins: { system, value },
      addedAt,
      place,
    }));
}
