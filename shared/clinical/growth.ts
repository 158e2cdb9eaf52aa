export type GrowthMeasure = 'weight' | 'height' | 'headCircumference';

/** How a measure is spread at each completed month, from birth on: Cole's L, M and S. */
interface Table {
  readonly male: readonly (readonly number[])[];
  readonly female: readonly (readonly number[])[];
}

/** `resources/growth/who-2006.json`: a standard with its title and its source. */
export interface GrowthStandard {
  readonly title: string;
  readonly source: string;
  readonly year: number;
  readonly tables: Readonly<Record<GrowthMeasure, Table>>;
}

/** Percentiles that are drawn, and how far from the median they lie. */
const CURVES = [
  { percentile: 3, z: -1.88079 },
  { percentile: 15, z: -1.03643 },
  { percentile: 50, z: 0 },
  { percentile: 85, z: 1.03643 },
  { percentile: 97, z: 1.88079 },
] as const;

interface GrowthCurve {
  readonly percentile: number;
  /** One point a month, from birth on. */
  readonly points: readonly { readonly months: number; readonly value: number }[];
}

type Gender = 'female' | 'male' | 'unknown';

/** The curves against which a child's measure is read; none for a sex that the standard does not know. */
export function growthCurves(
  { tables }: GrowthStandard,
  measure: GrowthMeasure,
  gender: Gender,
): readonly GrowthCurve[] {
  if (gender === 'unknown') return [];
  const table = tables[measure][gender];
  return CURVES.map(({ percentile, z }) => ({
    percentile,
    points: table.map(([l = 1, m = 0, s = 0], months) => ({ months, value: valueAt(l, m, s, z) })),
  }));
}

/** The value that lies so many deviations from the median (Cole and Green, 1992). */
function valueAt(l: number, m: number, s: number, z: number): number {
  return l === 0 ? m * Math.exp(s * z) : m * (1 + l * s * z) ** (1 / l);
}

/**
 * Where a value stands among children of the same age and sex, in standard deviations.
 *
 * @param months completed months; beyond the standard there is no answer
 */
export function deviation(
  { tables }: GrowthStandard,
  measure: GrowthMeasure,
  gender: Gender,
  months: number,
  value: number,
): number | undefined {
  const [l, m, s] = (gender === 'unknown' ? undefined : tables[measure][gender][Math.floor(months)]) ?? [];
  if (l === undefined || m === undefined || s === undefined || value <= 0) return undefined;
  return l === 0 ? Math.log(value / m) / s : ((value / m) ** l - 1) / (l * s);
}
