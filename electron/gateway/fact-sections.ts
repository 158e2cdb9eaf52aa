import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { ClinicalFact, FactPlace, FactTopic } from '../../shared/clinical/vital-facts.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import type { SearchPage } from './bundle.ts';
import { search } from './bundle.ts';
import type { ServiceClient } from './client.ts';
import { tokenParam } from './client.ts';

/** Entries of the sections as they are received, for the few words that a line tells of each. */
const Concept = z.object({
  coding: z.array(z.object({ code: z.string().optional(), display: z.string().optional() })).optional(),
  text: z.string().optional(),
});
type Concept = z.infer<typeof Concept>;
const Quantity = z.object({ value: z.number(), unit: z.string().optional() });
const Notes = z
  .array(z.object({ text: z.string() }))
  .optional()
  .catch(undefined);

const AllergyResource = z.object({
  resourceType: z.literal('AllergyIntolerance'),
  code: Concept,
  onsetDateTime: z.string().optional(),
  note: Notes,
});
const ConditionResource = z.object({
  resourceType: z.literal('Condition'),
  code: Concept,
  onsetDateTime: z.string().optional(),
  abatementDateTime: z.string().optional(),
  note: Notes,
});
const MedicationResource = z.object({
  resourceType: z.literal('MedicationStatement'),
  status: z.string(),
  medicationCodeableConcept: Concept,
  effectiveDateTime: z.string().optional(),
  effectivePeriod: z.object({ start: z.string().optional() }).optional(),
  dosage: z
    .array(z.object({ text: z.string().optional() }))
    .optional()
    .catch(undefined),
});
const ObservationResource = z.object({
  resourceType: z.literal('Observation'),
  effectiveDateTime: z.string().optional(),
  valueQuantity: Quantity.optional(),
});
const PersonResource = z.object({
  resourceType: z.literal('RelatedPerson'),
  meta: z.object({ lastUpdated: z.string().optional() }).optional(),
  relationship: z.array(Concept).optional(),
  name: z
    .array(z.object({ family: z.string().optional(), given: z.array(z.string()).optional() }))
    .optional(),
  telecom: z.array(z.object({ value: z.string().optional() })).optional(),
});
const WishResource = z.object({
  resourceType: z.literal('Consent'),
  dateTime: z.string().optional(),
  sourceReference: z.object({ display: z.string().optional() }).optional(),
});
const ImmunizationResource = z.object({
  resourceType: z.literal('Immunization'),
  vaccineCode: Concept,
  occurrenceDateTime: z.string().optional(),
  protocolApplied: z
    .array(z.object({ targetDisease: z.array(Concept).optional() }))
    .optional()
    .catch(undefined),
});
const BenefitResource = z.object({
  resourceType: z.literal('ExplanationOfBenefit'),
  created: z.string().optional(),
  provider: z.object({ display: z.string().optional() }).optional(),
  subType: Concept.optional(),
  item: z
    .array(z.object({ productOrService: Concept.optional(), servicedDate: z.string().optional() }))
    .optional(),
});

const WEIGHT = '29463-7';
/** Problems that are a line of their own. */
const PROBLEM_TOPICS: readonly (readonly [RegExp, FactTopic])[] = [
  [/dialys/i, 'dialysis'],
  [/grossesse|enceinte/i, 'pregnancy'],
  [/proth[eè]se|stimulateur|pacemaker|d[ée]fibrillateur|stent|implant/i, 'implants'],
];

const wordsOf = ({ text, coding }: Concept): string =>
  text ?? coding?.find(({ display }) => display !== undefined)?.display ?? coding?.[0]?.code ?? '';
const noteOf = (notes: z.infer<typeof Notes>): string | null => notes?.[0]?.text ?? null;

export type ReadFacts = Result<readonly ClinicalFact[], FailureCode>;

/** What the sections that may be read tell; each answers for itself, and a refusal is its answer. */
export const FACT_SECTIONS: Readonly<
  Record<Exclude<FactPlace, 'documents'>, (client: ServiceClient, ins: InsRef) => Promise<ReadFacts>>
> = {
  profile: async (client, ins) => {
    const parts = await Promise.all([allergies(client, ins), problems(client, ins), treatments(client, ins)]);
    return together(parts);
  },
  measures: (client, ins) =>
    section(
      client,
      ins,
      'Observation',
      ObservationResource,
      '&code=' + WEIGHT,
      ({ effectiveDateTime, valueQuantity }) =>
        valueQuantity === undefined
          ? []
          : [
              fact('measures', 'weight', {
                text: `${String(valueQuantity.value).replace('.', ',')} ${valueQuantity.unit ?? 'kg'}`,
                date: effectiveDateTime,
              }),
            ],
    ),
  contacts: (client, ins) =>
    section(client, ins, 'RelatedPerson', PersonResource, '', ({ relationship, name, telecom, meta }) => {
      const code = relationship?.[0]?.coding?.[0]?.code ?? '';
      const role = CONTACT_ROLES[code];
      const person = [name?.[0]?.given?.[0], name?.[0]?.family].filter(Boolean).join(' ');
      if (role === undefined || person === '') return [];
      const phones = (telecom ?? []).flatMap(({ value }) => value ?? []);
      const detail = [role, ...phones].join(' · ');
      return [fact('contacts', 'contacts', { text: person, detail, date: meta?.lastUpdated })];
    }),
  wishes: (client, ins) =>
    section(
      client,
      ins,
      'Consent',
      WishResource,
      `&category=${encodeURIComponent('http://loinc.org|42348-3')}`,
      ({ dateTime, sourceReference }) => [
        fact('wishes', 'directives', {
          text: 'Directives anticipées rédigées',
          detail: sourceReference?.display ?? null,
          date: dateTime,
        }),
      ],
    ),
  vaccinations: (client, ins) =>
    section(
      client,
      ins,
      'Immunization',
      ImmunizationResource,
      '',
      ({ vaccineCode, occurrenceDateTime, protocolApplied }) => {
        const diseases = (protocolApplied ?? []).flatMap(({ targetDisease }) =>
          (targetDisease ?? []).map(wordsOf),
        );
        return [
          fact('vaccinations', 'vaccinations', {
            text: wordsOf(vaccineCode),
            detail: diseases.length === 0 ? null : diseases.join(', '),
            date: occurrenceDateTime,
          }),
        ];
      },
    ),
  care: (client, ins) =>
    section(
      client,
      ins,
      'ExplanationOfBenefit',
      BenefitResource,
      '',
      ({ subType, item, provider, created }) => {
        if (subType?.coding?.[0]?.code !== 'drug') return [];
        return (item ?? []).map(({ productOrService, servicedDate }) =>
          fact('care', 'dispensations', {
            text: productOrService === undefined ? '' : wordsOf(productOrService),
            detail: provider?.display === undefined ? 'remboursé' : `remboursé, ${provider.display}`,
            date: servicedDate ?? created,
          }),
        );
      },
    ),
};

const CONTACT_ROLES: Readonly<Record<string, string>> = {
  C: 'à prévenir',
  N: 'proche',
  trusted: 'personne de confiance',
  carer: 'aidant',
  representative: 'représentant légal',
};

const allergies = (client: ServiceClient, ins: InsRef): Promise<ReadFacts> =>
  section(client, ins, 'AllergyIntolerance', AllergyResource, '', ({ code, onsetDateTime, note }) => [
    fact('profile', 'allergies', { text: wordsOf(code), detail: noteOf(note), date: onsetDateTime }),
  ]);

const problems = (client: ServiceClient, ins: InsRef): Promise<ReadFacts> =>
  section(
    client,
    ins,
    'Condition',
    ConditionResource,
    '',
    ({ code, onsetDateTime, abatementDateTime, note }) => {
      const text = wordsOf(code);
      if (abatementDateTime !== undefined) return [];
      const own = PROBLEM_TOPICS.filter(([form]) => form.test(text)).map(([, topic]) => topic);
      return (['problems', ...own] as const).map((topic) =>
        fact('profile', topic, { text, detail: noteOf(note), date: onsetDateTime }),
      );
    },
  );

const treatments = (client: ServiceClient, ins: InsRef): Promise<ReadFacts> =>
  section(client, ins, 'MedicationStatement', MedicationResource, '', (entry) =>
    entry.status === 'active'
      ? [
          fact('profile', 'treatments', {
            text: wordsOf(entry.medicationCodeableConcept),
            detail: entry.dosage?.[0]?.text ?? null,
            date: entry.effectiveDateTime ?? entry.effectivePeriod?.start,
          }),
        ]
      : [],
  );

/** Entries of one search are told as facts, page after page. */
async function section<S extends z.ZodType>(
  client: ServiceClient,
  ins: InsRef,
  resourceType: string,
  schema: S,
  criteria: string,
  told: (entry: z.output<S>) => readonly ClinicalFact[],
): Promise<ReadFacts> {
  const facts: ClinicalFact[] = [];
  let path: string | undefined = `${resourceType}?patient.identifier=${tokenParam(ins)}${criteria}`;
  while (path !== undefined) {
    const page: Result<SearchPage<z.output<S>>, FailureCode> = await search(client, path, {
      resourceType,
      schema,
      thing: 'section',
    });
    if (!page.ok) return page;
    facts.push(...page.value.found.flatMap(told).filter(({ text }) => text !== ''));
    path = page.value.next;
  }
  return ok(facts);
}

function together(parts: readonly ReadFacts[]): ReadFacts {
  const facts: ClinicalFact[] = [];
  for (const part of parts) {
    if (!part.ok) return part;
    facts.push(...part.value);
  }
  return ok(facts);
}

const fact = (
  place: FactPlace,
  topic: FactTopic,
  told: { readonly text: string; readonly detail?: string | null; readonly date: string | undefined },
): ClinicalFact => ({
  topic,
  text: told.text,
  detail: told.detail ?? null,
  date: told.date ?? null,
  place,
  document: null,
});
