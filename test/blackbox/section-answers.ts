import { z } from '../../shared/schema/zod.ts';
import type { WireAnswer } from './transport.ts';
import { jsonOf } from './transport.ts';

const Bundle = z.looseObject({
  total: z.int(),
  entry: z.array(z.looseObject({ resource: z.looseObject({ id: z.string() }) })).default([]),
});

/** Identifier of the entry that was written. */
export const idOf = (answer: WireAnswer): string =>
  z.looseObject({ id: z.string() }).parse(jsonOf(answer)).id;

/** Identifiers of the entries of a list, in its order. */
export const idsOf = (answer: WireAnswer): readonly string[] =>
  Bundle.parse(jsonOf(answer)).entry.map(({ resource }) => resource.id);

export const totalOf = (answer: WireAnswer): number => Bundle.parse(jsonOf(answer)).total;

/** All of an answer that could tell one thing from another. */
export const bare = ({ status, headers, bytes }: WireAnswer) => ({
  status,
  headers: headers.filter(([name]) => name.toLowerCase() !== 'date'),
  bytes: bytes.toString('utf8'),
});
