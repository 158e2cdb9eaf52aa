import type { PatientCaller } from '../auth/caller.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { refusal } from '../http/refusal.ts';

/** Some acts are the patient's side's alone. @throws Refusal for a professional */
export function patientCaller({ caller }: SignedInExchange): PatientCaller {
  if (caller.kind !== 'patient') throw refusal('RIGHTS_NOT_YOURS');
  return caller;
}
