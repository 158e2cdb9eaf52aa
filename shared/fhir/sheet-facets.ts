import { z } from '../schema/zod.ts';
import type { Named } from './document-sheet.ts';
import type { Span } from './fhir-time.ts';
import { spanOf } from './fhir-time.ts';
import type { Token } from './search-parameters.ts';

/** What a sheet can be searched by, that never changes after its deposit; kept as JSON beside the sheet. */
export interface SheetFacets {
  /** uniqueId and logical identifiers. */
  readonly identifier: readonly Token[];
  readonly type: readonly Token[];
  readonly category: readonly Token[];
  readonly facility: readonly Token[];
  readonly setting: readonly Token[];
  readonly event: readonly Token[];
  /** The code that was sent, and the one that it was read as. */
  readonly format: readonly Token[];
  readonly author: readonly Token[];
  readonly date: Span;
  /** The act, from its start to its end; one without an end is over with its start, as a visit is. */
  readonly period: Span | null;
  readonly 'period-start': Span | null;
  readonly 'period-end': Span | null;
}

const Concept = z.object({
  coding: z.array(z.object({ system: z.string().optional(), code: z.string().optional() })).default([]),
});
const Identifier = z.object({ system: z.string(), value: z.string() });
const OpenIdentifier = z.object({ system: z.string().optional(), value: z.string().optional() });
/** The few elements of a kept sheet that are searched; its shape was checked when it was deposited. */
const Searched = z.object({
  masterIdentifier: Identifier,
  identifier: z.array(OpenIdentifier),
  type: Concept,
  category: z.array(Concept).default([]),
  date: z.string(),
  content: z.tuple([z.object({ format: z.object({ system: z.string().optional(), code: z.string() }) })]),
  context: z
    .object({
      event: z.array(Concept).default([]),
      period: z.object({ start: z.string().optional(), end: z.string().optional() }).default({}),
      facilityType: Concept.optional(),
      practiceSetting: Concept.optional(),
    })
    .default({ event: [], period: {} }),
});

/**
 * @param sheet the kept sheet, with canonical systems
 * @param authors who wrote it, by identifier
 * @param format code that its format was read as
 */
export function facetsOf(
  sheet: unknown,
  authors: readonly Extract<Named, { by: 'identifier' }>[],
  format: string,
): SheetFacets {
  const { masterIdentifier, identifier, type, category, date, content, context } = Searched.parse(sheet);
  const { start, end } = context.period;
  const startSpan = start === undefined ? null : spanOf(start);
  const endSpan = end === undefined ? null : spanOf(end);
  const sent = content[0].format;
  return {
    identifier: [masterIdentifier, ...identifier].flatMap(({ system, value }): Token[] =>
      value === undefined ? [] : [[system ?? null, value]],
    ),
    type: tokensOf([type]),
    category: tokensOf(category),
    facility: tokensOf([context.facilityType]),
    setting: tokensOf([context.practiceSetting]),
    event: tokensOf(context.event),
    format: [[sent.system ?? null, sent.code], ...(format === sent.code ? [] : [[null, format] as const])],
    author: authors.map(({ system, value }) => [system, value]),
    date: spanOf(date) ?? { from: 0, to: 1 },
    period: startSpan === null ? null : { from: startSpan.from, to: endSpan?.to ?? startSpan.to },
    'period-start': startSpan,
    'period-end': endSpan,
  };
}

function tokensOf(concepts: readonly (z.infer<typeof Concept> | undefined)[]): Token[] {
  return concepts.flatMap((concept) =>
    (concept?.coding ?? []).flatMap(({ system, code }): Token[] =>
      code === undefined ? [] : [[system ?? null, code]],
    ),
  );
}
