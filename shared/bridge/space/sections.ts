import { MEASURE_KINDS, PROFILE_KINDS } from '../../clinical/terms.ts';
import { z } from '../../schema/zod.ts';
import { IsoDate } from '../identity.ts';
import { sectionShapes, VaccinationNotebook } from '../sections.ts';

const Health = z.strictObject({ measures: sectionShapes.measures, profile: sectionShapes.profile });
const Wishes = z.strictObject({ entourage: sectionShapes.entourage });

/** A measure as a person writes it down. */
const NewMeasure = z.strictObject({
  entry: z.literal('measure'),
  kind: z.enum(MEASURE_KINDS),
  value: z.number(),
  /** Diastolic, of a blood pressure alone. */
  second: z.number().nullable(),
  date: IsoDate,
});
const NewFact = z.strictObject({
  entry: z.literal('fact'),
  kind: z.enum(PROFILE_KINDS),
  name: z.string().trim().min(1).max(200),
  since: IsoDate.nullable(),
  note: z.string().trim().max(1000).nullable(),
});
export const NewHealthEntry = z.discriminatedUnion('entry', [NewMeasure, NewFact]);
export type NewHealthEntry = z.infer<typeof NewHealthEntry>;

/** Which of one's own entries is taken back, in the version that was seen. */
const OwnEntry = z.strictObject({
  kind: z.enum(['measure', ...PROFILE_KINDS]),
  id: z.string().max(64),
  version: z.int(),
});

/** Whom to call, or to trust. */
export const NewContact = z.strictObject({
  kind: z.enum(['trusted', 'emergency', 'kin']),
  family: z.string().trim().min(1).max(100),
  given: z.string().trim().max(100),
  relation: z.string().trim().max(100),
  phone: z.string().trim().max(40),
});
export type NewContact = z.infer<typeof NewContact>;

/** A wish as its holder states it. */
export const StatedWish = z.discriminatedUnion('wish', [
  z.strictObject({ wish: z.literal('directives'), keptAt: z.string().trim().min(1).max(400) }),
  z.strictObject({ wish: z.literal('organ-donation'), donates: z.boolean() }),
]);
export type StatedWish = z.infer<typeof StatedWish>;

const nothing = z.strictObject({});
const byId = z.strictObject({ id: z.string().max(100) });

export const spaceSectionCalls = {
  'own.vaccinations.view': { input: nothing, output: VaccinationNotebook },
  'own.care.view': { input: nothing, output: z.strictObject({ care: sectionShapes.care }) },
  'own.health.view': { input: nothing, output: Health },
  'own.health.add': { input: NewHealthEntry, output: Health },
  'own.health.remove': { input: OwnEntry, output: Health },
  'own.wishes.view': { input: nothing, output: Wishes },
  'own.wishes.addContact': { input: NewContact, output: Wishes },
  'own.wishes.removeContact': { input: byId, output: Wishes },
  'own.wishes.state': { input: StatedWish, output: Wishes },
  'own.wishes.end': { input: byId, output: Wishes },
} as const;
