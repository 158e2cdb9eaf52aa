import type { FailureCode } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { Measure, Section } from '../../../shared/bridge/sections.ts';
import { FactDate } from '../../../shared/bridge/sections.ts';
import { DIASTOLIC, MEASURE_CODES, SYSTOLIC } from '../../../shared/clinical/measures.ts';
import type { MeasureKind } from '../../../shared/clinical/terms.ts';
import { LOINC_SYSTEM } from '../../../shared/fhir/systems.ts';
import type { Result } from '../../../shared/result.ts';
import { ok } from '../../../shared/result.ts';
import { z } from '../../../shared/schema/zod.ts';
import type { ServiceClient } from '../client.ts';
import { allEntries, codeOf, Concept, entryHead, Hand, Quantity, wordsOf, writerOf } from './entries.ts';
import { isEmptyList, sectionOf } from './outcome.ts';

const Observation = z.object({
  ...entryHead,
  resourceType: z.literal('Observation'),
  code: Concept,
  effectiveDateTime: FactDate,
  valueQuantity: Quantity.optional(),
  valueInteger: z.int().optional(),
  component: z.array(z.object({ code: Concept, valueQuantity: Quantity.optional() })).optional(),
  performer: z.array(Hand).optional(),
});
type Observation = z.infer<typeof Observation>;

/** All that the patient measured and shares, newest first (docs/rules.md 2, `readMeasures`). */
export async function readMeasures(
  client: ServiceClient,
  ins: InsRef,
  now: number,
): Promise<Result<Section<Measure[]>, FailureCode>> {
  const found = await allEntries(client, ins, 'Observation', Observation);
  return sectionOf(found.ok ? ok(found.value.flatMap(measureOf)) : found, isEmptyList, now);
}

/** A number with its unit; what is only words (a blood group) is no measure. */
function measureOf(received: Observation): Measure[] {
  const kind = kindOf(received);
  const number = numberOf(received);
  if (number === null) return [];
  return [
    {
      id: received.id,
      version: received.meta.versionId,
      kind: number.second === null && kind === 'pressure' ? null : kind,
      name: wordsOf(received.code) ?? '',
      date: received.effectiveDateTime,
      ...number,
      writer: writerOf(received.performer?.[0]),
    },
  ];
}

function kindOf({ code }: Observation): MeasureKind | null {
  const coded = codeOf(code);
  return coded?.system === LOINC_SYSTEM ? (MEASURE_CODES.get(coded.code) ?? null) : null;
}

function numberOf({
  valueQuantity,
  valueInteger,
  component = [],
}: Observation): Pick<Measure, 'value' | 'second' | 'unit'> | null {
  if (valueQuantity !== undefined) return { ...plain(valueQuantity), second: null };
  if (valueInteger !== undefined) return { value: valueInteger, unit: '', second: null };
  const part = (wanted: string) => component.find(({ code }) => codeOf(code)?.code === wanted)?.valueQuantity;
  const systolic = part(SYSTOLIC);
  if (systolic === undefined) return null;
  return { ...plain(systolic), second: part(DIASTOLIC)?.value ?? null };
}

const plain = ({ value, unit, code }: z.infer<typeof Quantity>): { value: number; unit: string } => ({
  value,
  unit: code ?? unit ?? '',
});
