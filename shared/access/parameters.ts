import { z } from '../schema/zod.ts';

const count = z.int().nonnegative();

/**
 * Every number of the access rules, with its unit in its name (`resources/parameters.json`; docs/rules.md 1).
 * The ones that no text gives are ours to set; docs/rules.md says which.
 */
export const Parameters = z.strictObject({
  /** Life of an authorisation given to a member of the care team. */
  authorisationDays: count,
  /** Life of an authorisation given explicitly, for one consultation. */
  explicitConsentHours: count,
  /** How long ahead the end of an authorisation is told to the professional who holds it. */
  renewalNoticeDays: count,
  emergencySessionMinutes: count,
  justificationMinCodePoints: count,
  documentMaxBytes: count,
  confidentialityCodesMax: count,
  /** National parameter `cumul-invisible_patient-masque_ps`. */
  cumulInvisiblePatientMasquePs: z.boolean(),
  /** R.1111-53: the patient is told to see a professional, the author is reminded. */
  announcementReminderDays: count,
  /** R.1111-53: INVISIBLE_PATIENT falls by itself. */
  announcementVisibleDays: count,
  majorityYears: count,
  /** Age from which a secret session is proposed; null where the nation has published none. */
  secretSessionMinimumYears: count.nullable(),
  switchDefaults: z.strictObject({ ETREAT: z.boolean(), BTG: z.boolean(), MASKED: z.boolean() }),
  /** R.1111-36: how long a closed record is archived. */
  archiveYears: count,
  /** R.1111-36: the latest erasure after an express request. */
  erasureMonths: count,
  oppositionWeeks: count,
  offlineLeaseMinutes: count,
  emergencyOfflineLeaseMinutes: count,
  /** How long typing that was not sent is kept on the post, and the place to come back to after a lock. */
  draftDays: count,
  placeHours: count,
  /** Records that a post keeps at once, however short their leases. */
  cachePatientsMax: count,
  cacheBytesMax: count,
  /** How long something is kept at most, however often the service confirms it. */
  cacheHoursMax: count,
  /** Patients who can be taken along for the home visits of a day. */
  visitBagPatientsMax: count,
  /** Documents of each, the latest first. */
  visitBagDocumentsMax: count,
  firstSearchYears: count,
  searchBatch: count,
  /** Documents opened to tell the vital facts of a record. */
  factDocumentsMax: count,
  appointmentRemindersMax: count,
  noteMaxCodePoints: count,
  carersPerPatient: count,
  patientsPerCarer: count,
  /** Records consulted in ordinary mode between two sign-ins by the holder himself. */
  newPatientsPerSignIn: count,
  /** How long the service keeps a body that arrives in parts, from its beginning. */
  uploadHours: count,
  /** Bodies that it keeps for one person at once; beyond, the one left longest goes. */
  uploadsPerPerson: count,
  profileKeyYears: z.array(count),
});
export type Parameters = z.infer<typeof Parameters>;
