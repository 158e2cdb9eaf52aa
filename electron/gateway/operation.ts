import type { FailureCode } from '../../shared/bridge/failure.ts';
import { parametersResource } from '../../shared/fhir/parameters.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import type { ServiceClient } from './client.ts';
import type { WireAnswer } from './connection.ts';

/** A value of an operation, under its name. */
type OperationValue = { readonly name: string } & (
  { readonly valueString: string } | { readonly valueBoolean: boolean }
);

/** Texts as the values of an operation, in the order of their names as given. */
export const textValues = (values: Readonly<Record<string, string>>): OperationValue[] =>
  Object.entries(values).map(([name, valueString]) => ({ name, valueString }));

/** Calls an operation with its values in the order that is given; FHIR has no empty list, so none are left out. */
export function callOperation(
  client: ServiceClient,
  path: string,
  values: readonly OperationValue[],
): Promise<Result<WireAnswer, FailureCode>> {
  return client.fhir({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify(values.length === 0 ? { resourceType: 'Parameters' } : parametersResource(values)),
  });
}

/** The same, where that it was done is all that is asked. */
export async function runOperation(
  client: ServiceClient,
  path: string,
  values: readonly OperationValue[],
): Promise<Result<null, FailureCode>> {
  const answer = await callOperation(client, path, values);
  return answer.ok ? ok(null) : answer;
}
