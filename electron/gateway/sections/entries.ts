import type { FailureCode } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { Writer } from '../../../shared/bridge/sections.ts';
import { EXTENSION_BASE, PROFESSIONAL_SYSTEM } from '../../../shared/fhir/systems.ts';
import type { Result } from '../../../shared/result.ts';
import { err, ok } from '../../../shared/result.ts';
import { z } from '../../../shared/schema/zod.ts';
import { readSearch } from '../bundle.ts';
import type { ServiceClient } from '../client.ts';
import { tokenParam } from '../client.ts';

/** Most that the service gives in one page. */
const PAGE = 200;

/** What every resource of a section carries. */
export const entryHead = {
  id: z.string(),
  meta: z.object({ versionId: z.coerce.number().int() }),
};

export const Concept = z.object({
  coding: z
    .array(
      z.object({
        system: z.string().optional(),
        code: z.string().optional(),
        display: z.string().optional(),
      }),
    )
    .optional(),
  text: z.string().optional(),
});
type Concept = z.infer<typeof Concept>;

export const Quantity = z.object({
  value: z.number(),
  unit: z.string().optional(),
  code: z.string().optional(),
});

export const Notes = z.array(z.object({ text: z.string() })).optional();

/** A reference to whoever wrote, by his identifier. */
export const Hand = z.object({
  extension: z.array(z.object({ url: z.string(), valueCode: z.string().optional() })).optional(),
  identifier: z.object({ system: z.string().optional(), value: z.string() }).optional(),
  display: z.string().optional(),
});
type Hand = z.infer<typeof Hand>;

/** The words of a concept, else those of its first code. */
export function wordsOf(concept: Concept | undefined): string | null {
  const coding = concept?.coding?.[0];
  return concept?.text ?? coding?.display ?? coding?.code ?? null;
}

/** First code of a concept. */
export function codeOf(concept: Concept | undefined): { system: string; code: string } | null {
  const coding = concept?.coding?.find(({ code }) => code !== undefined);
  return coding?.code === undefined ? null : { system: coding.system ?? '', code: coding.code };
}

/** All notes of an entry in one. */
export const notesOf = (notes: z.infer<typeof Notes>): string | null =>
  notes === undefined ? null : notes.map(({ text }) => text).join('\n');

/** Who wrote an entry; the patient's side says where another hand wrote for him. */
export function writerOf(hand: Hand | undefined): Writer {
  if (hand === undefined) return { id: null, name: '', side: 'unknown' };
  const { identifier, display, extension } = hand;
  const id = identifier?.value ?? null;
  const name = display ?? '';
  if (identifier?.system === PROFESSIONAL_SYSTEM) return { id, name, side: 'professional' };
  const by = extension?.find(({ url }) => url === `${EXTENSION_BASE}dmp-written-by`)?.valueCode;
  const side = by === 'carer' || by === 'representative' ? by : 'patient';
  // An INS is nobody's business beside a name.
  return { id: null, name, side };
}

/**
 * All entries of one kind, newest first, page after page. A page that leads back to itself is a broken service,
 * and no reason to ask for ever.
 */
export async function allEntries<S extends z.ZodType>(
  client: ServiceClient,
  ins: InsRef,
  resourceType: string,
  schema: S,
): Promise<Result<readonly z.output<S>[], FailureCode>> {
  const found: z.output<S>[] = [];
  const seen = new Set<string>();
  let path: string | undefined =
    `${resourceType}?patient.identifier=${tokenParam(ins)}&_count=${String(PAGE)}`;
  while (path !== undefined) {
    if (seen.has(path)) return err('INTERNAL');
    seen.add(path);
    const answer = await client.fhir({ method: 'GET', path });
    if (!answer.ok) return answer;
    const page = readSearch(client, answer.value, { resourceType, schema, thing: 'section' });
    if (!page.ok) return page;
    found.push(...page.value.found);
    path = page.value.next;
  }
  return ok(found);
}
