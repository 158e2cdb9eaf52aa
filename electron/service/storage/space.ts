import type { Instant } from '../../../shared/access/vocabulary.ts';
import type { WritableDatabase } from '../../store/open.ts';

/** Something that the holder of a record was told, or is to be told when he looks. */
export interface NoticeRow {
  readonly id: number;
  readonly uid: string;
  readonly record_id: number;
  readonly notice: string;
  readonly subject: string;
  readonly text: string;
  readonly at: Instant;
  /** A minor's secret: his alone to read. */
  readonly minor_only: 0 | 1;
  readonly read_at: Instant | null;
}

/** An access that somebody of the patient's side found strange. */
export interface ReportRow {
  readonly id: number;
  readonly uid: string;
  readonly record_id: number;
  readonly person_id: number;
  readonly trace_seq: number;
  readonly text: string;
  readonly at: Instant;
}

/** That a record was erased, when and why: all that is left of it. */
interface Erasure {
  readonly record_id: number;
  readonly at: Instant;
  readonly because: 'asked' | 'archive' | 'opposed';
  readonly documents: number;
}

/** What the patient's space keeps beside documents and rights. */
export interface SpaceStore {
  addNotice(notice: Omit<NoticeRow, 'id' | 'read_at'>): void;
  /** Newest first. */
  noticesOf(recordId: number): NoticeRow[];
  markRead(id: number, at: Instant): void;

  addReport(report: Omit<ReportRow, 'id'>): void;
  /** Newest first; of all records where none is named. */
  reports(recordId: number | null): ReportRow[];

  addErasure(erasure: Erasure): void;
  erasuresOf(recordId: number): Erasure[];
}

export function spaceStore(db: WritableDatabase): SpaceStore {
  const addNotice = db.prepare<Omit<NoticeRow, 'id' | 'read_at'>>(
    `INSERT INTO notice (uid, record_id, notice, subject, text, at, minor_only)
     VALUES (@uid, @record_id, @notice, @subject, @text, @at, @minor_only)`,
  );
  const noticesOf = db.prepare<[number], NoticeRow>(
    'SELECT * FROM notice WHERE record_id = ? ORDER BY id DESC',
  );
  const markRead = db.prepare('UPDATE notice SET read_at = ? WHERE id = ? AND read_at IS NULL');
  const addReport = db.prepare<Omit<ReportRow, 'id'>>(
    `INSERT INTO access_report (uid, record_id, person_id, trace_seq, text, at)
     VALUES (@uid, @record_id, @person_id, @trace_seq, @text, @at)`,
  );
  const allReports = db.prepare<[], ReportRow>('SELECT * FROM access_report ORDER BY id DESC');
  const reportsOf = db.prepare<[number], ReportRow>(
    'SELECT * FROM access_report WHERE record_id = ? ORDER BY id DESC',
  );
  const addErasure = db.prepare<Erasure>(
    'INSERT INTO erasure (record_id, at, because, documents) VALUES (@record_id, @at, @because, @documents)',
  );
  const erasuresOf = db.prepare<[number], Erasure>(
    'SELECT record_id, at, because, documents FROM erasure WHERE record_id = ? ORDER BY id',
  );
  return {
    addNotice: (notice) => void addNotice.run(notice),
    noticesOf: (recordId) => noticesOf.all(recordId),
    markRead: (id, at) => void markRead.run(at, id),
    addReport: (report) => void addReport.run(report),
    reports: (recordId) => (recordId === null ? allReports.all() : reportsOf.all(recordId)),
    addErasure: (erasure) => void addErasure.run(erasure),
    erasuresOf: (recordId) => erasuresOf.all(recordId),
  };
}
