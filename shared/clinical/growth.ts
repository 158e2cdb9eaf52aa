export type GrowthMeasure = 'weight' | 'height' | 'headCircumference' | 'bmi';
export const GROWTH_MEASURES = ['weight', 'height', 'headCircumference', 'bmi'] as const;

/** How a measure is spread at an age: completed months, then Cole's L, M and S, as the WHO publishes them. */
type Row = readonly number[];

interface Table {
  readonly male: readonly Row[];
  readonly female: readonly Row[];
}

/** `resources/growth/who-*.json`: a standard with its title, its source and its year. */
export interface GrowthStandard {
  readonly title: string;
  readonly source: string;
  readonly year: number;
  readonly tables: Readonly<Partial<Record<GrowthMeasure, Table>>>;
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
  readonly points: readonly { readonly months: number; readonly value: number }[];
}

type Gender = 'female' | 'male' | 'unknown';

/** Ages in months between which something is drawn. */
export interface GrowthSpan {
  readonly from: number;
  readonly until: number;
}

/** One standard after the other; none of a measure, or for a sex, that they do not know. */
const tableOf = (
  standards: readonly GrowthStandard[],
  measure: GrowthMeasure,
  gender: Gender,
): readonly Row[] =>
  gender === 'unknown' ? [] : standards.flatMap(({ tables }) => tables[measure]?.[gender] ?? []);

const monthsOf = ([months = 0]: Row): number => months;

/** From which age to which the standards know a measure; undefined: not at all. */
export function growthSpan(
  standards: readonly GrowthStandard[],
  measure: GrowthMeasure,
  gender: Gender,
): GrowthSpan | undefined {
  const table = tableOf(standards, measure, gender);
  const [first, last] = [table[0], table.at(-1)];
  return first === undefined || last === undefined
    ? undefined
    : { from: monthsOf(first), until: monthsOf(last) };
}

/** A school child's curves begin at five years; each sheet ends at the first of these ages that holds all values. */
const SCHOOL = 60;
const SHEETS = [24, SCHOOL, 120, 228] as const;

/** The sheet on which values of these ages are drawn, as the health booklet parts them. */
export function growthSheet(ages: readonly number[]): GrowthSpan {
  const [youngest, oldest] = [Math.min(...ages), Math.max(...ages)];
  return {
    from: youngest < SCHOOL ? 0 : SCHOOL,
    until: SHEETS.find((end) => oldest <= end) ?? SHEETS[SHEETS.length - 1] ?? SCHOOL,
  };
}

/** The curves against which a child's measure is read, on one sheet. */
export function growthCurves(
  standards: readonly GrowthStandard[],
  measure: GrowthMeasure,
  gender: Gender,
  { from, until }: GrowthSpan,
): readonly GrowthCurve[] {
  const rows = tableOf(standards, measure, gender)
    .filter((row) => monthsOf(row) >= from && monthsOf(row) <= until)
    // At 24 months a child is measured lying, then standing: a sheet that ends there is that of the lying.
    .filter((row, at, all) => !(at > 0 && monthsOf(row) === until && all[at - 1]?.[0] === until));
  if (rows.length === 0) return [];
  return CURVES.map(({ percentile, z }) => ({
    percentile,
    points: rows.map(([months = 0, l = 1, m = 0, s = 0]) => ({ months, value: valueAt(l, m, s, z) })),
  }));
}

/** The standards of which something stands on a sheet: whoever reads it is told its sources. */
export const standardsOn = (
  standards: readonly GrowthStandard[],
  measure: GrowthMeasure,
  gender: Gender,
  { from, until }: GrowthSpan,
): readonly GrowthStandard[] =>
  standards.filter((standard) => {
    const span = growthSpan([standard], measure, gender);
    return span !== undefined && span.from < until && span.until > from;
  });

/** The value that lies so many deviations from the median (Cole and Green, 1992). */
function valueAt(l: number, m: number, s: number, z: number): number {
  return l === 0 ? m * Math.exp(s * z) : m * (1 + l * s * z) ** (1 / l);
}

/**
 * Where a value stands among children of the same age and sex, in standard deviations. Between two ages of the
 * tables, L, M and S are taken on the line between them.
 *
 * @param months completed months; outside of the tables there is no answer
 */
export function deviation(
  standards: readonly GrowthStandard[],
  measure: GrowthMeasure,
  gender: Gender,
  months: number,
  value: number,
): number | undefined {
  const [l, m, s] = at(tableOf(standards, measure, gender), Math.floor(months)) ?? [];
  if (l === undefined || m === undefined || s === undefined || value <= 0) return undefined;
  return l === 0 ? Math.log(value / m) / s : ((value / m) ** l - 1) / (l * s);
}

/** L, M and S at an age: of two rows of one age the later one holds. */
function at(table: readonly Row[], months: number): readonly number[] | undefined {
  const index = table.findLastIndex((row) => monthsOf(row) <= months);
  const [before, after] = [table[index], table[index + 1]];
  if (before === undefined) return undefined;
  if (monthsOf(before) === months) return before.slice(1);
  if (after === undefined) return undefined;
  const part = (months - monthsOf(before)) / (monthsOf(after) - monthsOf(before));
  return before.slice(1).map((low, place) => low + part * ((after[place + 1] ?? low) - low));
}
