import { z } from '../schema/zod.ts';
import { FAILURE_CODES } from './failure.ts';
import { InsRef, IsoInstant, PatientIdentity } from './identity.ts';
import { PAGES_TEXT_MAX } from './record.ts';

/** The patients of the day, sealed on the post for home visits without a network. */
export const VisitBagState = z.strictObject({
  /** Nothing is taken along where nothing may lie on the disk. */
  isPossible: z.boolean(),
  patientsMax: z.int(),
  /** Documents of each patient, the latest first. */
  documentsMax: z.int(),
  bag: z
    .strictObject({
      sealedAt: IsoInstant,
      endsAt: IsoInstant,
      patients: z.array(
        z.strictObject({
          patient: PatientIdentity,
          documents: z.int(),
          /** Of them, PDF whose pages nobody has read yet: their words do not find them before. */
          unread: z.int(),
          /** Of them, those that no word finds: scans, and what could not be read. */
          wordless: z.int(),
          takenAt: IsoInstant,
        }),
      ),
    })
    .nullable(),
  /** This machine's clock stands behind what it said before: the bag stays shut. */
  isClockBehind: z.boolean(),
  /** Openings without the service that it was not told of yet. */
  toReport: z.int(),
  /** Taking along goes on: how many of those who were chosen are done. */
  sealing: z.strictObject({ done: z.int(), total: z.int() }).nullable(),
});
export type VisitBagState = z.infer<typeof VisitBagState>;

/** Who could not be taken along, and why. */
const NotTaken = z.strictObject({ ins: InsRef, code: z.enum(FAILURE_CODES) });

export const visitBagCalls = {
  'visitBag.state': { input: z.strictObject({}), output: VisitBagState },
  /** Takes these patients along; each document that leaves is a reading, and the service traces it as one. */
  'visitBag.seal': {
    input: z.strictObject({ patients: z.array(InsRef).min(1).max(100) }),
    output: z.strictObject({ state: VisitBagState, notTaken: z.array(NotTaken) }),
  },
  /** Those who are not done yet are not taken along. */
  'visitBag.cancel': { input: z.strictObject({}), output: z.null() },
  /**
   * The next PDF of the bag whose words nobody has read, for the confined reader of the page; null: there is none.
   * Each is handed out twice at most, whatever becomes of it.
   */
  'visitBag.nextPages': {
    input: z.strictObject({}),
    output: z
      .strictObject({ ins: InsRef, uniqueId: z.string().max(256), bytes: z.instanceof(Uint8Array) })
      .nullable(),
  },
  /** What the pages of the PDF that was handed out last say; null: they could not be read. */
  'visitBag.tellPages': {
    input: z.strictObject({
      ins: InsRef,
      uniqueId: z.string().max(256),
      text: z.string().max(PAGES_TEXT_MAX).nullable(),
    }),
    output: z.null(),
  },
  'visitBag.remove': { input: z.strictObject({ ins: InsRef }), output: VisitBagState },
  'visitBag.destroy': { input: z.strictObject({}), output: VisitBagState },
} as const;
