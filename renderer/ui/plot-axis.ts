export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}

const ROUND = [1, 2, 5, 10] as const;

/**
 * An axis over some values: it begins and ends at round numbers, and its marks are round.
 *
 * @param most about how many marks
 * @param steps steps that the axis may take; without them 1, 2 and 5 with their powers of ten
 */
export function axis(values: readonly number[], most: number, steps?: readonly number[]): Axis {
  const least = Math.min(...values);
  const greatest = Math.max(...values);
  const span = greatest - least;
  const wanted = (span === 0 ? Math.abs(greatest) || 1 : span) / most;
  const step = steps?.find((each) => each >= wanted) ?? steps?.at(-1) ?? roundStep(wanted);
  const from = Math.floor(least / step) * step;
  const up = Math.ceil(greatest / step) * step;
  const to = up === from ? from + step : up;
  const ticks = Array.from({ length: Math.round((to - from) / step) + 1 }, (_, at) => tidy(from + at * step));
  return { from, to, ticks };
}

function roundStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  return (ROUND.find((each) => each * power >= wanted) ?? 10) * power;
}

/** 0.30000000000000004 is 0.3. */
const tidy = (value: number): number => Number(value.toPrecision(12));
