import { z } from '../schema/zod.ts';
import { Extension, FhirString, Id, Meta } from './datatypes.ts';

const part = { id: FhirString.optional(), extension: z.array(Extension).min(1).optional() };
const Part = z.strictObject({
  ...part,
  name: z.enum(['type', 'path', 'name', 'value']),
  valueCode: z.string().optional(),
  valueString: z.string().optional(),
});

/**
 * A FHIRPath patch as it stands in a transaction. A replacement is the only change that it may carry, so that
 * the general language is not needed: the one accepted path is the status, with or without its resource type.
 */
export const FhirPathPatch = z.strictObject({
  resourceType: z.literal('Parameters'),
  id: Id.optional(),
  meta: Meta.optional(),
  parameter: z
    .array(z.strictObject({ ...part, name: z.literal('operation'), part: z.array(Part).min(1) }))
    .min(1),
});
export type FhirPathPatch = z.infer<typeof FhirPathPatch>;

const STATUS_PATHS: ReadonlySet<string> = new Set(['DocumentReference.status', 'status']);

/** Whether the patch does what a replacement asks for, touches something else, or says something else of it. */
export function readReplacementPatch(patch: FhirPathPatch): 'supersedes' | 'otherPath' | 'otherChange' {
  const operations = patch.parameter.map(({ part: parts }) => {
    const value = (name: string) => {
      const found = parts.find((candidate) => candidate.name === name);
      return found?.valueCode ?? found?.valueString;
    };
    return { type: value('type'), path: value('path') ?? '', value: value('value') };
  });
  if (operations.some(({ path }) => !STATUS_PATHS.has(path))) return 'otherPath';
  const [first] = operations;
  return operations.length === 1 && first?.type === 'replace' && first.value === 'superseded'
    ? 'supersedes'
    : 'otherChange';
}
