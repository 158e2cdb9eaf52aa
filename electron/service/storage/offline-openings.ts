import type { Instant } from '../../../shared/access/vocabulary.ts';
import type { WritableDatabase } from '../../store/open.ts';

export interface OfflineOpeningStore {
  /** Notes a report; false: it was told before. */
  note(professional: string, id: string, at: Instant): boolean;
}

export function offlineOpeningStore(db: WritableDatabase): OfflineOpeningStore {
  const note = db.prepare(
    `INSERT INTO offline_opening (professional, id, reported_at) VALUES (?, ?, ?)
     ON CONFLICT (professional, id) DO NOTHING`,
  );
  return { note: (professional, id, at) => note.run(professional, id, at).changes === 1 };
}
