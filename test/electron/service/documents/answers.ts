import { z } from '../../../../shared/schema/zod.ts';
import type { HttpAnswer } from './service.ts';

/** Answers as the tests look at them; a body of another shape fails the test that reads it. */

const Concept = z.looseObject({
  coding: z.array(z.looseObject({ system: z.string().optional(), code: z.string() })),
});
const Identifier = z.looseObject({ system: z.string(), value: z.string() });
const Sheet = z.looseObject({
  resourceType: z.literal('DocumentReference'),
  id: z.string(),
  meta: z.looseObject({ versionId: z.string(), lastUpdated: z.string() }),
  extension: z.array(z.looseObject({ url: z.string() })),
  masterIdentifier: Identifier,
  identifier: z.array(Identifier),
  status: z.string(),
  type: Concept,
  category: z.array(Concept).optional(),
  date: z.string(),
  securityLabel: z.array(Concept),
  content: z.tuple([
    z.looseObject({
      attachment: z.looseObject({
        url: z.string(),
        contentType: z.string(),
        hash: z.string(),
        size: z.int(),
      }),
    }),
  ]),
});
export type SheetAnswer = z.infer<typeof Sheet>;

const Bundle = z.looseObject({
  resourceType: z.literal('Bundle'),
  type: z.literal('searchset'),
  total: z.int().optional(),
  link: z.array(z.object({ relation: z.string(), url: z.string() })),
  entry: z
    .array(z.looseObject({ fullUrl: z.string(), resource: z.looseObject({ resourceType: z.string() }) }))
    .default([]),
});

const TransactionResponse = z.looseObject({
  type: z.literal('transaction-response'),
  entry: z.array(
    z.object({ response: z.object({ status: z.string(), location: z.string(), etag: z.string() }) }),
  ),
});

const Outcome = z.strictObject({
  resourceType: z.literal('OperationOutcome'),
  issue: z.tuple([
    z.strictObject({
      severity: z.literal('error'),
      code: z.string(),
      details: z.object({
        coding: z.tuple([
          z.object({
            system: z.literal('https://interop.esante.gouv.fr/ig/fhir/dmp/CodeSystem/dmp-reason'),
            code: z.string(),
          }),
        ]),
        text: z.string().min(1),
      }),
      diagnostics: z.string().optional(),
    }),
  ]),
});

export const sheetOf = (answer: HttpAnswer): SheetAnswer => Sheet.parse(answer.json);

/** Codes of a sheet's labels, in their order. */
export const codesOf = (answer: HttpAnswer): string[] =>
  sheetOf(answer).securityLabel.map(({ coding }) => coding[0]?.code ?? '');

export function bundleOf(answer: HttpAnswer) {
  const { total, link, entry } = Bundle.parse(answer.json);
  return {
    total,
    entry,
    sheets: entry
      .filter(({ resource }) => resource.resourceType === 'DocumentReference')
      .map(({ resource }) => Sheet.parse(resource)),
    link: (relation: string): string | undefined => link.find((each) => each.relation === relation)?.url,
  };
}

export const transactionOf = (answer: HttpAnswer) =>
  TransactionResponse.parse(answer.json).entry.map(({ response }) => response);

/** Status and reason together: `404 NOT_FOUND`. */
export function refusalOf(answer: HttpAnswer): string {
  const outcome = Outcome.safeParse(answer.json);
  return outcome.success
    ? `${answer.status} ${outcome.data.issue[0].details.coding[0].code}`
    : `${answer.status} ${answer.bytes.toString().slice(0, 300)}`;
}

/** Path that a 400 names. */
export const pathOf = (answer: HttpAnswer): string | undefined =>
  Outcome.parse(answer.json).issue[0].diagnostics;

/** What an answer says in short: its status, with the reason when it is a refusal. */
export const told = (answer: HttpAnswer): string =>
  answer.status < 400 ? String(answer.status) : refusalOf(answer);
