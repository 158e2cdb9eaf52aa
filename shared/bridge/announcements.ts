import { z } from '../schema/zod.ts';
import { IsoInstant, PatientIdentity } from './identity.ts';

/** A document of the professional at the keyboard that its patient does not see yet (docs/rules.md 5). */
export const Announcement = z.strictObject({
  uniqueId: z.string().max(256),
  patient: PatientIdentity,
  title: z.string(),
  depositedAt: IsoInstant,
  /** Day 14: the patient is told to see a professional, the author is reminded. */
  reminderAt: IsoInstant,
  /** Day 30: the patient sees it by itself. */
  visibleAt: IsoInstant,
  status: z.enum([
    /** Nobody has been told anything. */
    'waiting',
    /** Past day 14. */
    'reminded',
    /** The clock ended: the patient sees it, unannounced as far as the post knows. */
    'visible',
    /** The author showed it, replaced it or deleted it. */
    'ended',
  ]),
  /** When the service last confirmed it; null: the receipt of the deposit is all that is known. */
  checkedAt: IsoInstant.nullable(),
});
export type Announcement = z.infer<typeof Announcement>;

const Announcements = z.strictObject({ announcements: z.array(Announcement) });

export const announcementCalls = {
  /** From the post alone: nothing is asked, nothing is traced. */
  'announcements.list': { input: z.strictObject({}), output: Announcements },
  /** Asks the service about each on whose record there is a right. Each is a consultation, and traced as one. */
  'announcements.check': {
    input: z.strictObject({}),
    output: Announcements.extend({
      /** Those that could not be asked about: no right, or no answer. */
      unknown: z.int(),
    }),
  },
  /** Shows the document to its patient. Nobody takes that back. */
  'announcements.show': { input: z.strictObject({ uniqueId: z.string().max(256) }), output: Announcements },
} as const;
