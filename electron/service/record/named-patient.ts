import { parsePatient } from '../../../shared/fhir/search-parameters.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { invalid } from '../http/refusal.ts';
import type { RecordRow } from '../storage/records.ts';

const NAMES = ['patient.identifier', 'patient:identifier', 'patient'] as const;

/**
 * The record that a search names, which every search on a record must (F1 of the wire). Undefined: nobody has
 * that identity.
 *
 * @throws Refusal 400 when it names none, two, or a bare value without its system
 */
export function namedPatient(
  { context }: SignedInExchange,
  parameters: ReadonlyMap<string, readonly string[]>,
): RecordRow | undefined {
  const named = NAMES.flatMap((name) => (parameters.get(name) ?? []).map((value) => ({ name, value })));
  const [only] = named;
  if (only === undefined || named.length > 1) throw invalid('patient.identifier');
  const patient = parsePatient(only.name, only.value);
  if (patient === undefined || !patient.ok) throw invalid(only.name);
  const { records } = context.stores;
  return patient.value.by === 'id'
    ? records.byUid(patient.value.id)
    : records.byIns(patient.value.system, patient.value.value);
}
