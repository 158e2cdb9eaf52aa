import type { Instant } from '../../../shared/access/vocabulary.ts';
import type { WritableDatabase } from '../../store/open.ts';

type Step = 'reminder' | 'visible';

/** A document that is hidden from its patient, with what the clock needs to know of it. */
export interface HiddenDocument {
  readonly record_id: number;
  readonly author: string;
  /** Codes, separated by a space. */
  readonly confidentiality: string;
  readonly logical_system: string;
  readonly logical_value: string;
  readonly first_deposited_at: Instant;
}

export interface AnnouncementStepStore {
  /** Hidden documents whose first version is that old, and for which the step was not taken. */
  due(step: Step, depositedUpTo: Instant): HiddenDocument[];
  taken(document: HiddenDocument, step: Step, at: Instant): void;
  /** Forgets what was done for documents that are erased: nothing is left of them. */
  forgetErased(): void;
}

/** Remembers what was done for a document when its days were over. */
export function announcementStepStore(db: WritableDatabase): AnnouncementStepStore {
  const due = db.prepare<[Instant, string], HiddenDocument>(
    `SELECT record_id, author, confidentiality, logical_system, logical_value, first_deposited_at
     FROM document
     WHERE instr(confidentiality, 'INVISIBLE_PATIENT') > 0 AND first_deposited_at <= ?
       AND status = 'current' AND by_patient = 0
       AND NOT EXISTS (
         SELECT 1 FROM announcement_step AS taken
         WHERE taken.logical_value = document.logical_value
           AND taken.logical_system = document.logical_system AND taken.step = ?)
     ORDER BY first_deposited_at, document.id`,
  );
  const take = db.prepare(
    `INSERT OR IGNORE INTO announcement_step (logical_value, logical_system, step, at) VALUES (?, ?, ?, ?)`,
  );
  const forget = db.prepare(
    `DELETE FROM announcement_step WHERE NOT EXISTS (
       SELECT 1 FROM document WHERE document.logical_value = announcement_step.logical_value
         AND document.logical_system = announcement_step.logical_system)`,
  );
  return {
    forgetErased: () => void forget.run(),
    due: (step, depositedUpTo) => due.all(depositedUpTo, step),
    taken: ({ logical_value, logical_system }, step, at) =>
      void take.run(logical_value, logical_system, step, at),
  };
}
