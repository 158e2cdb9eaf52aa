import type { FailureCode } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { Care, Section } from '../../../shared/bridge/sections.ts';
import { FactDate } from '../../../shared/bridge/sections.ts';
import { CARE_KINDS } from '../../../shared/clinical/terms.ts';
import type { Result } from '../../../shared/result.ts';
import { ok } from '../../../shared/result.ts';
import { z } from '../../../shared/schema/zod.ts';
import type { ServiceClient } from '../client.ts';
import { allEntries, codeOf, Concept, wordsOf } from './entries.ts';
import { isEmptyList, sectionOf } from './outcome.ts';

const ExplanationOfBenefit = z.object({
  resourceType: z.literal('ExplanationOfBenefit'),
  id: z.string(),
  subType: Concept.optional(),
  created: FactDate,
  provider: z.object({ display: z.string().optional() }).optional(),
  item: z
    .array(z.object({ productOrService: Concept, servicedDate: FactDate.optional() }))
    .min(1)
    .optional(),
});

/** What the Assurance maladie reimbursed, newest first; only where the patient shares it (docs/rules.md 2). */
export async function readCareHistory(
  client: ServiceClient,
  ins: InsRef,
  now: number,
): Promise<Result<Section<Care[]>, FailureCode>> {
  const found = await allEntries(client, ins, 'ExplanationOfBenefit', ExplanationOfBenefit);
  return sectionOf(found.ok ? ok(found.value.map(careOf)) : found, isEmptyList, now);
}

function careOf({ id, subType, created, provider, item }: z.infer<typeof ExplanationOfBenefit>): Care {
  const code = codeOf(subType)?.code;
  const items = item ?? [];
  return {
    id,
    kind: CARE_KINDS.find((known) => known === code) ?? null,
    label: items.flatMap(({ productOrService }) => wordsOf(productOrService) ?? []).join(', '),
    provider: provider?.display ?? null,
    date: items[0]?.servicedDate ?? created,
  };
}
