import { CARE_KINDS, MEASURE_KINDS, VACCINATION_ROUTES, VACCINATION_SITES } from '../clinical/terms.ts';
import { z } from '../schema/zod.ts';
import { InsRef, IsoDate, IsoInstant } from './identity.ts';
import { Kept } from './record.ts';

/**
 * A section of the space as its reader may have it. The four are told apart because none may look like
 * another: « non partagé » and « non lisible par vous » never mean that there is nothing (docs/rules.md 2).
 */
function section<T extends z.ZodType>(content: T) {
  return z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('read'), content, asOf: IsoInstant }),
    /** It may be read, and nobody wrote anything in it: nothing deposited, never « no history ». */
    z.strictObject({ outcome: z.literal('empty'), asOf: IsoInstant }),
    /** The patient does not share it. */
    z.strictObject({ outcome: z.literal('notShared') }),
    /** The matrix does not open it to this profession. */
    z.strictObject({ outcome: z.literal('notPermitted') }),
  ]);
}

/** What a reader has of a section. */
export type Section<T> =
  | { outcome: 'read'; content: T; asOf: string }
  | { outcome: 'empty'; asOf: string }
  | { outcome: 'notShared' }
  | { outcome: 'notPermitted' };

/** A day as people know it: a year, a month or a day; or an instant. */
export const FactDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2}(T.*)?)?)?$/);

const Coded = z.strictObject({ system: z.string(), code: z.string() });

/** Who wrote an entry: a professional, or the patient's side, marked where another hand wrote for him. */
export const Writer = z.strictObject({
  id: z.string().nullable(),
  name: z.string(),
  side: z.enum(['professional', 'patient', 'carer', 'representative', 'unknown']),
});
export type Writer = z.infer<typeof Writer>;

/** How an entry is named when it is taken back. */
const entry = { id: z.string().max(64), version: z.int() };

export const Vaccination = z.strictObject({
  ...entry,
  code: Coded.nullable(),
  name: z.string(),
  /** Diseases of the schedule (`resources/vaccination`) that it protects from. */
  diseases: z.array(z.string()),
  /** Diseases in the words of whoever wrote it, where the schedule does not know them. */
  otherDiseases: z.array(z.string()),
  date: FactDate,
  lot: z.string().nullable(),
  expires: FactDate.nullable(),
  manufacturer: z.string().nullable(),
  site: z.string().nullable(),
  route: z.string().nullable(),
  dose: z.int().nullable(),
  doses: z.int().nullable(),
  note: z.string().nullable(),
  performer: Writer,
  /** True when whoever asks wrote it: it is his to correct. */
  own: z.boolean(),
});
export type Vaccination = z.infer<typeof Vaccination>;

/** A reimbursement of the Assurance maladie. */
export const Care = z.strictObject({
  id: z.string().max(64),
  /** null: of a kind that this release does not know. */
  kind: z.enum(CARE_KINDS).nullable(),
  label: z.string(),
  provider: z.string().nullable(),
  date: FactDate,
});
export type Care = z.infer<typeof Care>;

export const Measure = z.strictObject({
  ...entry,
  /** null: a measure that this release has no place for; its own words name it. */
  kind: z.enum(MEASURE_KINDS).nullable(),
  name: z.string(),
  date: FactDate,
  value: z.number(),
  /** Diastolic, of a blood pressure. */
  second: z.number().nullable(),
  /** As it was written, UCUM; empty for a score. */
  unit: z.string(),
  writer: Writer,
});
export type Measure = z.infer<typeof Measure>;

const fact = {
  ...entry,
  name: z.string(),
  /** Since when, where it is known. */
  since: FactDate.nullable(),
  until: FactDate.nullable(),
  note: z.string().nullable(),
  writer: Writer,
};

export const Allergy = z.strictObject({
  ...fact,
  criticality: z.enum(['low', 'high', 'unable-to-assess']).nullable(),
  reactions: z.array(z.string()),
});
export const Condition = z.strictObject({ ...fact, active: z.boolean() });
export const Treatment = z.strictObject({ ...fact, active: z.boolean(), dosage: z.string().nullable() });
export type Allergy = z.infer<typeof Allergy>;
export type Condition = z.infer<typeof Condition>;
export type Treatment = z.infer<typeof Treatment>;

export const MedicalProfile = z.strictObject({
  allergies: z.array(Allergy),
  conditions: z.array(Condition),
  treatments: z.array(Treatment),
});
export type MedicalProfile = z.infer<typeof MedicalProfile>;

const CONTACT_KINDS = ['trusted', 'emergency', 'kin', 'carer', 'representative'] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

export const Contact = z.strictObject({
  id: z.string().max(100),
  kind: z.enum(CONTACT_KINDS),
  name: z.string(),
  /** What he is to the patient, in words: « sa fille ». */
  relation: z.string().nullable(),
  phones: z.array(z.string()),
  emails: z.array(z.string()),
  address: z.string().nullable(),
});
export type Contact = z.infer<typeof Contact>;

export const Entourage = z.strictObject({
  contacts: z.array(Contact),
  /** Advance directives: an adult's; where they are kept. null: none stated here. */
  directives: z
    .strictObject({ id: z.string(), statedAt: FactDate, keptAt: z.string().nullable() })
    .nullable(),
  organDonation: z.strictObject({ id: z.string(), statedAt: FactDate, donates: z.boolean() }).nullable(),
});
export type Entourage = z.infer<typeof Entourage>;

/** What the schedule suggests, from the age alone, and why. */
const VaccineHint = z.strictObject({
  rule: z.string(),
  label: z.string(),
  diseases: z.array(z.string()),
  status: z.enum(['late', 'due', 'soon']),
  /** Day from which it is due. */
  from: IsoDate,
  reason: z.discriminatedUnion('kind', [
    /** So many doses were found where so many are expected at this age. */
    z.strictObject({ kind: z.literal('dose'), found: z.int(), expected: z.int(), atMonths: z.int() }),
    /** No dose was found since this age. */
    z.strictObject({ kind: z.literal('booster'), sinceMonths: z.int(), atMonths: z.int() }),
    /** No dose was found in the season that runs. */
    z.strictObject({ kind: z.literal('season'), since: IsoDate, fromMonths: z.int() }),
  ]),
  /** Compulsory for whoever is born since this law applies. */
  compulsory: z.boolean(),
});

/** The schedule that the hints come from. */
const ScheduleName = z.strictObject({ year: z.int(), title: z.string(), source: z.string() });

/** Diseases by the names that the schedule gives them. */
const DiseaseName = z.strictObject({ id: z.string(), label: z.string() });

export const VaccinationNotebook = z.strictObject({
  vaccinations: section(z.array(Vaccination)),
  /** None where the notebook may not be read: nothing is suggested from what is not known. */
  hints: z.array(VaccineHint),
  schedule: ScheduleName,
  /** Every disease that the list above may name, in the order in which they are shown. */
  diseases: z.array(DiseaseName),
});
export type VaccinationNotebook = z.infer<typeof VaccinationNotebook>;

export const sectionShapes = {
  vaccinations: section(z.array(Vaccination)),
  care: section(z.array(Care)),
  measures: section(z.array(Measure)),
  profile: section(MedicalProfile),
  entourage: section(Entourage),
} as const;

export type SectionPlace = keyof typeof sectionShapes;
export const SECTION_PLACES = Object.keys(sectionShapes) as readonly SectionPlace[];
export type SectionOf<P extends SectionPlace> = z.infer<(typeof sectionShapes)[P]>;

/** A vaccination as whoever gave it writes it. */
export const NewVaccination = z.strictObject({
  /** Code of `resources/vaccination/vaccines.json`. */
  vaccine: z.string().max(16),
  /** Name on the box. */
  product: z.string().trim().max(100).nullable(),
  /** Product number read from the box. */
  gtin: z
    .string()
    .regex(/^\d{14}$/)
    .nullable(),
  lot: z.string().trim().min(1).max(20),
  expires: IsoDate.nullable(),
  date: IsoDate,
  site: z.enum(VACCINATION_SITES).nullable(),
  route: z.enum(VACCINATION_ROUTES).nullable(),
  dose: z.int().min(1).max(20).nullable(),
});
export type NewVaccination = z.infer<typeof NewVaccination>;

/** What can be given, and what this post knows of the boxes that it has seen. */
export const VaccineChoice = z.strictObject({
  vaccines: z.array(z.strictObject({ code: z.string(), label: z.string(), diseases: z.array(z.string()) })),
  products: z.array(
    z.strictObject({ gtin: z.string(), vaccine: z.string(), product: z.string().nullable() }),
  ),
});
export type VaccineChoice = z.infer<typeof VaccineChoice>;

/** Where acts stand that were just done. */
const Done = z.strictObject({
  ins: InsRef,
  /** `kept`: on this post, durably; they leave in their turn. `recorded`: the service has them. */
  status: z.enum(['kept', 'recorded']),
  /** By which they are taken back until they leave, in their order. */
  actIds: z.array(z.string()),
});
export const AddedVaccination = Done.extend({
  /** The note of vaccination; `refused`: it could not be made ready, and the vaccination stands alone. */
  note: z.enum(['kept', 'refused', 'none']),
});
export type AddedVaccination = z.infer<typeof AddedVaccination>;

const about = { ins: InsRef };
/** An entry as its author saw it. */
const seen = z.strictObject({ id: z.string().max(64), version: z.int() });
const asked = {
  input: z.strictObject({
    ...about,
    /** It is asked again because the record changed: nobody's act. */
    byItself: z.boolean().optional(),
    /** Only as the post kept it, while another call asks the service; `NOTHING_KEPT_YET` where it did not. */
    kept: z.boolean().optional(),
  }),
};
const answered = {
  ...about,
  /** It was kept on the post: the service did not answer, or is being asked. */
  kept: Kept.optional(),
};

export const sectionCalls = {
  'sections.vaccinations': {
    ...asked,
    output: z.strictObject({
      ...answered,
      ...VaccinationNotebook.shape,
      /** Whether whoever asks may add one here and now (docs/rules.md 4, `addVaccination`). */
      mayAdd: z.boolean(),
    }),
  },
  'sections.vaccines': { input: z.strictObject({}), output: VaccineChoice },
  'sections.addVaccination': {
    input: z.strictObject({
      ...about,
      vaccination: NewVaccination,
      /** The note of vaccination is deposited with it. */
      withNote: z.boolean(),
      /** An entry of his own that this one corrects: it is taken back once this one stands. */
      corrects: seen.nullable(),
    }),
    output: AddedVaccination,
  },
  /** Takes back what he entered in error. */
  'sections.withdrawVaccination': {
    input: z.strictObject({ ...about, entry: seen, name: z.string().max(300) }),
    output: Done,
  },
  'sections.care': { ...asked, output: z.strictObject({ ...answered, care: sectionShapes.care }) },
  'sections.measures': {
    ...asked,
    output: z.strictObject({ ...answered, measures: sectionShapes.measures }),
  },
  'sections.profile': { ...asked, output: z.strictObject({ ...answered, profile: sectionShapes.profile }) },
  'sections.entourage': {
    ...asked,
    output: z.strictObject({ ...answered, entourage: sectionShapes.entourage }),
  },
} as const;
