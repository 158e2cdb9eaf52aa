import type { EmergencyEnd, OwnEmergency } from '../../shared/bridge/emergency.ts';
import { diskOf } from './disk.ts';
import type { ReadableDatabase, WritableDatabase } from './open.ts';

interface EmergencyRow {
  readonly id: string;
  readonly mode: 'BTG' | 'ETREAT';
  readonly family: string;
  readonly given: string;
  readonly birth_date: string;
  readonly reason: string | null;
  readonly call_id: string | null;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly ended_because: EmergencyEnd | null;
  readonly reviewed_at: string | null;
}

/** An access that begins: its end and its review are still to come. */
export type BegunEmergency = Omit<OwnEmergency, 'endedAt' | 'endedBecause' | 'reviewedAt'>;

/** Writes an access down, durably, before anything of the record is shown. */
export function storeEmergency(db: WritableDatabase, begun: BegunEmergency): void {
  const { family, given, birthDate } = begun.patient;
  db.prepare(
    `INSERT INTO own_emergencies (id, mode, family, given, birth_date, reason, call_id, started_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(begun.id, begun.mode, family, given, birthDate, begun.reason, begun.callId, begun.startedAt);
}

/** Writes the end of an access down; one that ended already keeps its first end. */
export function endEmergency(
  db: WritableDatabase,
  id: string,
  end: { readonly at: string; readonly because: EmergencyEnd },
): void {
  const ended = db.prepare(
    `UPDATE own_emergencies SET ended_at = ?, ended_because = ? WHERE id = ? AND ended_because IS NULL`,
  );
  diskOf(db).small(() => ended.run(end.at, end.because, id));
}

/** Accesses of a post that stopped before their end: when they ended is not known, and is not guessed. */
export function closeInterrupted(db: WritableDatabase): void {
  const closed = db.prepare(
    `UPDATE own_emergencies SET ended_because = 'interrupted' WHERE ended_because IS NULL`,
  );
  diskOf(db).small(() => closed.run());
}

/** Notes that its author looked an ended access over; the first time counts. */
export function reviewEmergency(db: WritableDatabase, id: string, at: string): void {
  db.prepare(
    `UPDATE own_emergencies SET reviewed_at = ?
     WHERE id = ? AND reviewed_at IS NULL AND ended_because IS NOT NULL`,
  ).run(at, id);
}

/** The latest accesses, those to be looked over first. */
export function listEmergencies(db: ReadableDatabase, limit: number): OwnEmergency[] {
  return db
    .prepare<[number], EmergencyRow>(
      `SELECT * FROM own_emergencies
       ORDER BY reviewed_at IS NOT NULL, started_at DESC, rowid DESC LIMIT ?`,
    )
    .all(limit)
    .map(emergencyOf);
}

/** How many ended accesses wait for their author's look. */
export function countToReview(db: ReadableDatabase): number {
  return (
    db
      .prepare<[], number>(
        'SELECT count(*) FROM own_emergencies WHERE reviewed_at IS NULL AND ended_because IS NOT NULL',
      )
      .pluck()
      .get() ?? 0
  );
}

function emergencyOf(row: EmergencyRow): OwnEmergency {
  return {
    id: row.id,
    mode: row.mode,
    patient: { family: row.family, given: row.given, birthDate: row.birth_date },
    reason: row.reason,
    callId: row.call_id,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    endedBecause: row.ended_because,
    reviewedAt: row.reviewed_at,
  };
}
