import { z } from '../schema/zod.ts';
import { FhirString, Id, Meta } from './datatypes.ts';

/** The part of Parameters that the operations here take and give: named values, no resources, no parts. */
export const Parameters = z.strictObject({
  /** May be left out of an operation's body, as in H4 of the wire: there it can be nothing else. */
  resourceType: z.literal('Parameters').default('Parameters'),
  id: Id.optional(),
  meta: Meta.optional(),
  parameter: z
    .array(
      z.strictObject({
        name: FhirString.max(64),
        valueBoolean: z.boolean().optional(),
        valueString: FhirString.max(1_000).optional(),
      }),
    )
    .optional(),
});
export type Parameters = z.infer<typeof Parameters>;

/** What an operation understands, by name and type. */
export type ParameterTypes = Readonly<Record<string, 'boolean' | 'string'>>;

/**
 * The values of an operation's parameters.
 *
 * @returns the path of what the operation does not understand, or the values by name
 */
export function parameterValues(
  { parameter = [] }: Parameters,
  types: ParameterTypes,
): { readonly fault: string } | { readonly values: ReadonlyMap<string, boolean | string> } {
  const values = new Map<string, boolean | string>();
  for (const [index, { name, valueBoolean, valueString }] of parameter.entries()) {
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    if (type === undefined || values.has(name)) return { fault: `parameter[${index}].name` };
    const [value, other] = type === 'boolean' ? [valueBoolean, valueString] : [valueString, valueBoolean];
    if (value === undefined || other !== undefined) return { fault: `parameter[${index}].value` };
    values.set(name, value);
  }
  return { values };
}

/** A Parameters resource of single values. */
export function parametersResource(
  values: readonly { readonly name: string; readonly [value: `value${string}`]: unknown }[],
): object {
  return { resourceType: 'Parameters', parameter: values };
}
