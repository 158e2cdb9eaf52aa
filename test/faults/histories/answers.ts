import { z } from '../../../shared/schema/zod.ts';
import type { WireAnswer } from '../../blackbox/transport.ts';
import { jsonOf } from '../../blackbox/transport.ts';
import type { Document } from '../../rules/model/world.ts';
import { effectiveCodes } from '../../rules/model/world.ts';
import type { Stage } from './stage.ts';

const Sheets = z.looseObject({
  total: z.int(),
  entry: z
    .array(
      z.looseObject({
        resource: z.looseObject({
          securityLabel: z.array(z.looseObject({ coding: z.array(z.looseObject({ code: z.string() })) })),
          content: z.tuple([z.looseObject({ attachment: z.looseObject({ url: z.string() }) })]),
        }),
      }),
    )
    .default([]),
});

/** Compares a list with what it must show: which documents, under which codes, and how many. @throws Error */
export function shownIn(
  { world, known }: Stage,
  what: string,
  answer: WireAnswer,
  readable: readonly Document[],
): void {
  const { total, entry } = Sheets.parse(jsonOf(answer));
  const found = entry
    .map(({ resource }) => {
      const { url } = resource.content[0].attachment;
      const codes = resource.securityLabel.map(({ coding }) => coding[0]?.code ?? '');
      return `${url.slice(url.lastIndexOf('/') + 1)} ${codes.toSorted().join(' ')}`;
    })
    .toSorted();
  const wanted = readable
    .map(
      (document) =>
        `${known.get(document)?.binary ?? ''} ${effectiveCodes(world, document).toSorted().join(' ')}`,
    )
    .toSorted();
  if (total !== wanted.length || found.join() !== wanted.join()) {
    throw new Error(`${what}: ${total} of ${found.join()} in place of ${wanted.join()}`);
  }
}

/** The identifier of a right that stands. */
export function consentId({ service, recordId }: Stage, category: string, actor: string): string {
  const row = service.context.db
    .prepare<[number, string, string], { id: string }>(
      'SELECT id FROM consent WHERE record_id = ? AND category = ? AND actor = ? AND ended_at IS NULL',
    )
    .get(recordId, category, actor);
  if (row === undefined) throw new Error(`no ${category} of ${actor} stands`);
  return row.id;
}
