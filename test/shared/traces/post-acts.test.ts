import { expect, it } from 'vitest';
import { contract } from '../../../shared/bridge/contract.ts';
import { z } from '../../../shared/schema/zod.ts';
import { POST_ACTS, SHOWS_NOTHING } from '../../../shared/traces/post-acts.ts';

const NAMES_A_PATIENT = new Set(['ins', 'patient', 'view']);
const keysOf = (schema: z.ZodType): readonly string[] => {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodNullable) return keysOf(schema.unwrap() as z.ZodType);
  return schema instanceof z.ZodUnion ? schema.options.flatMap((option) => keysOf(option as z.ZodType)) : [];
};
const named = Object.entries(contract)
  .filter(([, { input, output }]) =>
    [input, output].some((side) => keysOf(side).some((key) => NAMES_A_PATIENT.has(key))),
  )
  .map(([channel]) => channel);

const notWritten: ReadonlySet<string> = SHOWS_NOTHING;

it('has words for every call that the journal of a post may hold, and for its own findings', () => {
  const written = named.filter((channel) => !notWritten.has(channel));
  expect(written).toContain('emergency.openForCall');
  expect(written.filter((channel) => !Object.hasOwn(POST_ACTS, channel))).toEqual([]);
  const own = ['journal.differs', 'journal.export'];
  expect(Object.keys(POST_ACTS).filter((act) => ![...written, ...own].includes(act))).toEqual([]);
});
