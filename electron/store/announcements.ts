import type { ConfidentialityCode } from '../../shared/access/vocabulary.ts';
import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import type { ReadableDatabase, WritableDatabase } from './open.ts';

/** A document of the author that waits for its announcement. */
export interface StoredAnnouncement {
  readonly uniqueId: string;
  readonly patient: PatientIdentity;
  readonly title: string;
  readonly confidentiality: readonly ConfidentialityCode[];
  /** Version to name in a change. */
  readonly version: number;
  /** Deposit of the first version. */
  readonly depositedAt: string;
  /** When it was shown, or found to be gone; null: it is hidden still, as far as the post knows. */
  readonly endedAt: string | null;
  /** When the service was last asked about it; null: never since its receipt. */
  readonly checkedAt: string | null;
}

interface AnnouncementRow {
  readonly unique_id: string;
  readonly patient: string;
  readonly title: string;
  readonly confidentiality: string;
  readonly version: number;
  readonly deposited_at: string;
  readonly ended_at: string | null;
  readonly checked_at: string | null;
}

/** A deposit that will be hidden from its patient is on its way: it is no announcement before its receipt. */
export function foreseeAnnouncement(
  db: WritableDatabase,
  document: Pick<StoredAnnouncement, 'uniqueId' | 'patient' | 'title' | 'confidentiality'> & {
    /** Deposit of the first version of what it replaces; null: it is the first one. */
    readonly clockFrom: string | null;
  },
): void {
  db.prepare(
    `INSERT INTO announcements (unique_id, patient, title, confidentiality, version, clock_from)
     VALUES (?, ?, ?, ?, 1, ?) ON CONFLICT (unique_id) DO NOTHING`,
  ).run(
    document.uniqueId,
    JSON.stringify(document.patient),
    document.title,
    document.confidentiality.join(' '),
    document.clockFrom,
  );
}

/** Its receipt is there: the clock runs, from the first version where it is a new one. */
export function startAnnouncement(db: WritableDatabase, uniqueId: string, receivedAt: string): void {
  db.prepare(
    'UPDATE announcements SET deposited_at = coalesce(clock_from, ?) WHERE unique_id = ? AND deposited_at IS NULL',
  ).run(receivedAt, uniqueId);
}

/** It was refused: there never was anything to announce. */
export function dropForeseen(db: WritableDatabase, uniqueId: string): void {
  db.prepare('DELETE FROM announcements WHERE unique_id = ? AND deposited_at IS NULL').run(uniqueId);
}

/** The service says that it is hidden: what it says takes the place of what was known. */
export function confirmAnnouncement(
  db: WritableDatabase,
  document: Omit<StoredAnnouncement, 'endedAt' | 'checkedAt'> & { readonly checkedAt: string },
): void {
  db.prepare(
    `INSERT INTO announcements
       (unique_id, patient, title, confidentiality, version, deposited_at, checked_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (unique_id) DO UPDATE SET title = excluded.title,
       confidentiality = excluded.confidentiality, version = excluded.version,
       deposited_at = excluded.deposited_at, ended_at = NULL, checked_at = excluded.checked_at`,
  ).run(
    document.uniqueId,
    JSON.stringify(document.patient),
    document.title,
    document.confidentiality.join(' '),
    document.version,
    document.depositedAt,
    document.checkedAt,
  );
}

/** It was shown, deleted or replaced: there is nothing to announce any more. */
export function endAnnouncement(db: WritableDatabase, uniqueId: string, at: string): void {
  db.prepare('UPDATE announcements SET ended_at = ? WHERE unique_id = ? AND ended_at IS NULL').run(
    at,
    uniqueId,
  );
}

/** One of them, whatever became of it. */
export function findAnnouncement(db: ReadableDatabase, uniqueId: string): StoredAnnouncement | undefined {
  const row = db
    .prepare<[string], AnnouncementRow>(
      'SELECT * FROM announcements WHERE unique_id = ? AND deposited_at IS NOT NULL',
    )
    .get(uniqueId);
  return row === undefined ? undefined : announcementOf(row);
}

/** What is hidden still, and what ended since an instant; the oldest deposit first. */
export function announcementsSince(db: ReadableDatabase, endedSince: string): StoredAnnouncement[] {
  return db
    .prepare<[string], AnnouncementRow>(
      `SELECT * FROM announcements
       WHERE deposited_at IS NOT NULL AND (ended_at IS NULL OR ended_at >= ?)
       ORDER BY deposited_at, rowid`,
    )
    .all(endedSince)
    .map(announcementOf);
}

function announcementOf(row: AnnouncementRow): StoredAnnouncement {
  return {
    uniqueId: row.unique_id,
    patient: JSON.parse(row.patient) as PatientIdentity,
    title: row.title,
    confidentiality: row.confidentiality.split(' ') as ConfidentialityCode[],
    version: row.version,
    depositedAt: row.deposited_at,
    endedAt: row.ended_at,
    checkedAt: row.checked_at,
  };
}
