import catalogueRows from '../../../resources/demo/catalogue.json' with { type: 'json' };
import linkRows from '../../../resources/demo/links.json' with { type: 'json' };
import sectionRows from '../../../resources/demo/sections.json' with { type: 'json' };
import { z } from '../../../shared/schema/zod.ts';

const about = { patient: z.string(), daysAgo: z.int().nonnegative() };

const SectionFact = z.discriminatedUnion('kind', [
  z.strictObject({
    ...about,
    kind: z.literal('vaccination'),
    by: z.string(),
    /** ATC. */
    code: z.string(),
    name: z.string(),
    disease: z.array(z.string()).min(1),
    lot: z.string(),
    dose: z.int().positive().optional(),
    of: z.int().positive().optional(),
  }),
  z.strictObject({
    ...about,
    kind: z.literal('care'),
    care: z.enum(['consultation', 'drug', 'exam', 'hospital', 'dental', 'transport']),
    name: z.string(),
    provider: z.string(),
  }),
  z.strictObject({
    ...about,
    kind: z.literal('measure'),
    /** LOINC. */
    code: z.string(),
    name: z.string(),
    value: z.number(),
    /** UCUM. */
    unit: z.string(),
  }),
  z.strictObject({ ...about, kind: z.literal('pressure'), systolic: z.int(), diastolic: z.int() }),
  z.strictObject({
    ...about,
    kind: z.enum(['allergy', 'condition', 'treatment']),
    name: z.string(),
    note: z.string().optional(),
  }),
  z.strictObject({
    ...about,
    kind: z.literal('contact'),
    role: z.enum(['C', 'N', 'trusted']),
    family: z.string(),
    given: z.string(),
    phone: z.string(),
  }),
  z.strictObject({ ...about, kind: z.literal('directives'), keptAt: z.string() }),
  z.strictObject({ ...about, kind: z.literal('organs'), donates: z.boolean() }),
  z.strictObject({
    ...about,
    kind: z.literal('message'),
    professional: z.string(),
    by: z.enum(['professional', 'patient']),
    topic: z.string(),
    text: z.string(),
  }),
  z.strictObject({
    patient: z.string(),
    kind: z.literal('appointment'),
    inDays: z.int(),
    hour: z.int().min(0).max(23),
    professional: z.string(),
    name: z.string(),
    status: z.enum(['booked', 'fulfilled']),
  }),
]);
export type SectionFact = z.infer<typeof SectionFact>;

const ServiceFact = z.strictObject({
  id: z.string(),
  name: z.string(),
  category: z.string(),
  comment: z.string(),
  /** What it exchanges with the space, and which way. */
  exchanges: z.array(z.string()).min(1),
  direction: z.enum(['read', 'write', 'both']),
});
export type ServiceFact = z.infer<typeof ServiceFact>;

const LinkFact = z.strictObject({
  ...about,
  service: z.string(),
  exchanges: z.array(z.string()).min(1),
  /** Whether the patient shows it to his professionals. */
  shown: z.boolean(),
});
export type LinkFact = z.infer<typeof LinkFact>;

/** Services that patients of the demo linked. */
export const linkFacts: readonly LinkFact[] = z.array(LinkFact).parse(linkRows);

/** What a handful of the demo's patients have beside documents. */
export const sectionFacts: readonly SectionFact[] = z.array(SectionFact).parse(sectionRows);

/** The catalogue of the demo: no service of it exists. */
export const serviceFacts: readonly ServiceFact[] = z.array(ServiceFact).parse(catalogueRows);
