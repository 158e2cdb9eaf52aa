import type { FailureCode } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type {
  Allergy,
  Condition,
  MedicalProfile,
  Section,
  Treatment,
} from '../../../shared/bridge/sections.ts';
import { FactDate } from '../../../shared/bridge/sections.ts';
import type { Result } from '../../../shared/result.ts';
import { ok } from '../../../shared/result.ts';
import { z } from '../../../shared/schema/zod.ts';
import type { ServiceClient } from '../client.ts';
import {
  allEntries,
  codeOf,
  Concept,
  entryHead,
  Hand,
  Notes,
  notesOf,
  wordsOf,
  writerOf,
} from './entries.ts';
import { sectionOf } from './outcome.ts';

const common = { ...entryHead, note: Notes };
const Words = z.array(z.object({ manifestation: z.array(Concept) })).optional();

const AllergyIntolerance = z.object({
  ...common,
  resourceType: z.literal('AllergyIntolerance'),
  code: Concept,
  onsetDateTime: FactDate.optional(),
  criticality: z.enum(['low', 'high', 'unable-to-assess']).optional(),
  reaction: Words,
  recorder: Hand.optional(),
});
const ConditionResource = z.object({
  ...common,
  resourceType: z.literal('Condition'),
  code: Concept,
  clinicalStatus: Concept.optional(),
  onsetDateTime: FactDate.optional(),
  abatementDateTime: FactDate.optional(),
  recorder: Hand.optional(),
});
const MedicationStatement = z.object({
  ...common,
  resourceType: z.literal('MedicationStatement'),
  status: z.string(),
  medicationCodeableConcept: Concept,
  effectiveDateTime: FactDate.optional(),
  effectivePeriod: z.object({ start: FactDate.optional(), end: FactDate.optional() }).optional(),
  dosage: z.array(z.object({ text: z.string().optional() })).optional(),
  informationSource: Hand.optional(),
});

/**
 * Allergies, illnesses and treatments as the patient tells them, where he shares them. The three are one
 * decision (docs/rules.md 2, `readMeasures`): one that is refused refuses all.
 */
export async function readProfile(
  client: ServiceClient,
  ins: InsRef,
  now: number,
): Promise<Result<Section<MedicalProfile>, FailureCode>> {
  const allergies = await allEntries(client, ins, 'AllergyIntolerance', AllergyIntolerance);
  // Refused once is refused: it is not asked twice more, to be traced twice more.
  if (!allergies.ok) return sectionOf<MedicalProfile>(allergies, isEmpty, now);
  const [conditions, treatments] = await Promise.all([
    allEntries(client, ins, 'Condition', ConditionResource),
    allEntries(client, ins, 'MedicationStatement', MedicationStatement),
  ]);
  if (!conditions.ok) return sectionOf<MedicalProfile>(conditions, isEmpty, now);
  if (!treatments.ok) return sectionOf<MedicalProfile>(treatments, isEmpty, now);
  return sectionOf(
    ok({
      allergies: allergies.value.map(allergyOf),
      conditions: conditions.value.map(conditionOf),
      treatments: treatments.value.map(treatmentOf),
    }),
    isEmpty,
    now,
  );
}

const isEmpty = ({ allergies, conditions, treatments }: MedicalProfile): boolean =>
  allergies.length + conditions.length + treatments.length === 0;

function headOf({
  id,
  meta,
  note,
}: {
  id: string;
  meta: { versionId: number };
  note?: z.infer<typeof Notes>;
}) {
  return { id, version: meta.versionId, note: notesOf(note) };
}

function allergyOf(received: z.infer<typeof AllergyIntolerance>): Allergy {
  const { code, onsetDateTime, criticality, reaction = [], recorder } = received;
  return {
    ...headOf(received),
    name: wordsOf(code) ?? '',
    since: onsetDateTime ?? null,
    until: null,
    criticality: criticality ?? null,
    reactions: reaction.flatMap(({ manifestation }) => manifestation.flatMap((each) => wordsOf(each) ?? [])),
    writer: writerOf(recorder),
  };
}

const OVER: ReadonlySet<string> = new Set(['inactive', 'remission', 'resolved']);

function conditionOf(received: z.infer<typeof ConditionResource>): Condition {
  const { code, clinicalStatus, onsetDateTime, abatementDateTime, recorder } = received;
  return {
    ...headOf(received),
    name: wordsOf(code) ?? '',
    since: onsetDateTime ?? null,
    until: abatementDateTime ?? null,
    active: abatementDateTime === undefined && !OVER.has(codeOf(clinicalStatus)?.code ?? ''),
    writer: writerOf(recorder),
  };
}

/** Of a treatment that is meant, or whose course is not known, it is not said that it is over. */
const STOPPED: ReadonlySet<string> = new Set(['completed', 'stopped', 'not-taken']);

function treatmentOf(received: z.infer<typeof MedicationStatement>): Treatment {
  const { status, medicationCodeableConcept, effectiveDateTime, effectivePeriod, dosage = [] } = received;
  const doses = dosage.flatMap(({ text }) => text ?? []);
  return {
    ...headOf(received),
    name: wordsOf(medicationCodeableConcept) ?? '',
    since: effectivePeriod?.start ?? effectiveDateTime ?? null,
    until: effectivePeriod?.end ?? null,
    active: !STOPPED.has(status),
    dosage: doses.length === 0 ? null : doses.join('\n'),
    writer: writerOf(received.informationSource),
  };
}
