import { decimal } from './format.ts';

/** How a unit of UCUM is written in French; anything else comes back as it is. */
const UNITS: Readonly<Record<string, string>> = {
  'mm[Hg]': 'mmHg',
  Cel: '°C',
  '/min': '/min',
  'kg/m2': 'kg/m²',
  '{steps}/d': 'pas',
  '{score}': '/10',
  'g/L': 'g/L',
  'mmol/L': 'mmol/L',
};

export const unitInWords = (unit: string): string => UNITS[unit] ?? unit;

/** « 74,2 kg », « 138/82 mmHg », « 3/10 ». */
export function measured({
  value,
  second,
  unit,
}: {
  readonly value: number;
  readonly second: number | null;
  readonly unit: string;
}): string {
  const number = second === null ? decimal(value) : `${decimal(value)}/${decimal(second)}`;
  const shown = unitInWords(unit);
  if (shown === '') return number;
  return shown.startsWith('/10') ? `${number}${shown}` : `${number}\u00a0${shown}`;
}
