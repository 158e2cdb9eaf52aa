import type { InsRef } from '../../shared/bridge/identity.ts';
import type { OfflineSection } from '../../shared/traces/acts.ts';
import type { ReadableDatabase, WritableDatabase } from './open.ts';

/** What was opened: the list of documents, one of them, or a section. */
export type Opened =
  | { readonly act: 'list' }
  | { readonly act: 'read'; readonly uniqueId: string }
  | { readonly act: 'section'; readonly section: OfflineSection };

/** Something that was shown without the service. */
export type OfflineOpening = Opened & {
  readonly id: string;
  /** ISO instant. */
  readonly at: string;
  readonly source: 'cache' | 'bag';
  readonly ins: InsRef;
};

interface Row {
  readonly id: string;
  readonly at: string;
  readonly act: Opened['act'];
  readonly source: OfflineOpening['source'];
  readonly ins_system: string;
  readonly ins_value: string;
  readonly unique_id: string | null;
  readonly section: OfflineSection | null;
}

/** Writes an opening down, durably, before anything of it is shown. */
export function recordOpening(db: WritableDatabase, opening: OfflineOpening): void {
  db.prepare(
    `INSERT INTO offline_openings (id, at, act, source, ins_system, ins_value, unique_id, section)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    opening.id,
    opening.at,
    opening.act,
    opening.source,
    opening.ins.system,
    opening.ins.value,
    opening.act === 'read' ? opening.uniqueId : null,
    opening.act === 'section' ? opening.section : null,
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
      ...openedIn(row),
      id: row.id,
      at: row.at,
      source: row.source,
      ins: { system: row.ins_system, value: row.ins_value },
    }));
}

/** The database holds what each act names, and nothing else. */
function openedIn({ act, unique_id, section }: Row): Opened {
  if (act === 'read' && unique_id !== null) return { act, uniqueId: unique_id };
  if (act === 'section' && section !== null) return { act, section };
  return { act: 'list' };
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
