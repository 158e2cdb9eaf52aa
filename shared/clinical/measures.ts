import type { MeasureKind } from './terms.ts';

interface MeasureName {
  readonly kind: MeasureKind;
  /** LOINC codes under which it circulates; the first is the one that we write. */
  readonly codes: readonly [string, ...string[]];
  /** UCUM unit that we write; empty for a score. */
  readonly unit: string;
  /** What a person can have; outside of it a value is a slip of the finger. */
  readonly least: number;
  readonly most: number;
  readonly decimals: 0 | 1 | 2;
}

/** The measures of the medical profile (docs/rules.md 2, `readMeasures`), in the order in which they are shown. */
export const MEASURES: readonly MeasureName[] = [
  { kind: 'weight', codes: ['29463-7', '3141-9'], unit: 'kg', least: 0.3, most: 400, decimals: 1 },
  { kind: 'height', codes: ['8302-2', '8308-9', '8306-3'], unit: 'cm', least: 20, most: 260, decimals: 1 },
  { kind: 'bmi', codes: ['39156-5'], unit: 'kg/m2', least: 5, most: 120, decimals: 1 },
  { kind: 'pressure', codes: ['85354-9', '55284-4'], unit: 'mm[Hg]', least: 30, most: 300, decimals: 0 },
  { kind: 'heartRate', codes: ['8867-4'], unit: '/min', least: 20, most: 300, decimals: 0 },
  {
    kind: 'glycaemia',
    codes: ['2339-0', '2345-7', '41653-7'],
    unit: 'g/L',
    least: 0.1,
    most: 10,
    decimals: 2,
  },
  { kind: 'hba1c', codes: ['4548-4', '17856-6'], unit: '%', least: 3, most: 20, decimals: 1 },
  { kind: 'temperature', codes: ['8310-5', '8331-1'], unit: 'Cel', least: 25, most: 45, decimals: 1 },
  { kind: 'pain', codes: ['72514-3', '38208-5'], unit: '{score}', least: 0, most: 10, decimals: 0 },
  { kind: 'waist', codes: ['8280-0', '56086-2'], unit: 'cm', least: 20, most: 250, decimals: 1 },
  { kind: 'headCircumference', codes: ['9843-4', '8287-5'], unit: 'cm', least: 20, most: 70, decimals: 1 },
  { kind: 'steps', codes: ['41950-7', '55423-8'], unit: '{steps}/d', least: 0, most: 100_000, decimals: 0 },
];

/** The measure that a LOINC code means. */
export const MEASURE_CODES: ReadonlyMap<string, MeasureKind> = new Map(
  MEASURES.flatMap(({ kind, codes }) => codes.map((code) => [code, kind] as const)),
);

/** Components of a blood pressure. */
export const SYSTOLIC = '8480-6';
export const DIASTOLIC = '8462-4';
