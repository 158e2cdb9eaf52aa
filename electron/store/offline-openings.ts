import type { InsRef } from '../../shared/bridge/identity.ts';
import type { ReadableDatabase, WritableDatabase } from './open.ts';

/** Something that was shown without the service. */
export interface OfflineOpening {
  readonly id: string;
  /** ISO instant. */
  readonly at: string;
  readonly act: 'list' | 'read';
  readonly source: 'cache' | 'bag';
  readonly ins: InsRef;
  /** The document; null for a list. */
  readonly uniqueId: string | null;
}

interface Row {
  readonly id: string;
  readonly at: string;
  readonly act: OfflineOpening['act'];
  readonly source: OfflineOpening['source'];
  readonly ins_system: string;
  readonly ins_value: string;
  readonly unique_id: string | null;
}

/** Writes an opening down, durably, before anything of it is shown. */
export function recordOpening(db: WritableDatabase, opening: OfflineOpening): void {
  db.prepare(
    `INSERT INTO offline_openings (id, at, act, source, ins_system, ins_value, unique_id)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    opening.id,
    opening.at,
    opening.act,
    opening.source,
    opening.ins.system,
    opening.ins.value,
    opening.uniqueId,
  );
}

/** What the service does not know yet, the oldest first. */
export function openingsToReport(db: ReadableDatabase, limit: number): OfflineOpening[] {
  return db
    .prepare<[number], Row>(
      'SELECT * FROM offline_openings WHERE reported_at IS NULL ORDER BY at, id LIMIT ?',
    )
    .all(limit)
    .map((row) => ({
      id: row.id,
      at: row.at,
      act: row.act,
      source: row.source,
      ins: { system: row.ins_system, value: row.ins_value },
      uniqueId: row.unique_id,
    }));
}

export function countToReport(db: ReadableDatabase): number {
  return (
    db.prepare<[], number>('SELECT count(*) FROM offline_openings WHERE reported_at IS NULL').pluck().get() ??
    0
  );
}

/** The service has written these down. */
export function markReported(db: WritableDatabase, ids: readonly string[], at: string): void {
  const mark = db.prepare('UPDATE offline_openings SET reported_at = ? WHERE id = ? AND reported_at IS NULL');
  const transaction = db.transaction(() => {
    for (const id of ids) mark.run(at, id);
  });
  transaction.immediate();
}
