import parameters from '../../../resources/parameters.json' with { type: 'json' };
import type { RecordView } from '../../../shared/bridge/record.ts';
import { ageOn } from '../../../shared/identity/age.ts';

/**
 * Whether a secret session is proposed on this record: a minor's, from the age of the parameter on (null: any),
 * and where the record can be opened at all (EX_0.1-1100, EX_0.1-1115).
 *
 * @param today `YYYY-MM-DD`
 */
export function isSecretProposed({ patient, record, right, access }: RecordView, today: string): boolean {
  if (!isMinorOn(patient.birthDate, today)) return false;
  const years = ageOn(patient.birthDate, today)?.years ?? 0;
  const from: number | null = parameters.secretSessionMinimumYears;
  if (from !== null && years < from) return false;
  return record.status === 'active' && right.status === 'valid' && access.mode === 'NORMAL' && !access.secret;
}

/** Whether the patient is a minor on that day (`YYYY-MM-DD`). */
export const isMinorOn = (birthDate: string, today: string): boolean =>
  (ageOn(birthDate, today)?.years ?? parameters.majorityYears) < parameters.majorityYears;

/** The birthday from which the holder finds what was kept from his representatives. */
export const majorityOf = (birthDate: string): string =>
  `${String(Number(birthDate.slice(0, 4)) + parameters.majorityYears)}${birthDate.slice(4)}`;
