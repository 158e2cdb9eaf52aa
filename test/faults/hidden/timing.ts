import type { Draw } from '../../rules/draw.ts';

/** Times of two kinds of requests, sent in turn, in milliseconds. */
export interface Samples {
  readonly hidden: readonly number[];
  readonly unknown: readonly number[];
}

/** Asks both kinds in an order that chance decides anew for each pair, so that nothing else tells them apart. */
export async function interleaved(
  pairs: number,
  draw: Draw,
  hidden: () => Promise<unknown>,
  unknown: () => Promise<unknown>,
): Promise<Samples> {
  const samples = { hidden: [] as number[], unknown: [] as number[] };
  const time = async (kind: 'hidden' | 'unknown'): Promise<void> => {
    const began = performance.now();
    await (kind === 'hidden' ? hidden() : unknown());
    samples[kind].push(performance.now() - began);
  };
  for (let pair = 0; pair < pairs; pair += 1) {
    const first = draw.one(2) ? 'hidden' : 'unknown';
    await time(first);
    await time(first === 'hidden' ? 'unknown' : 'hidden');
  }
  return samples;
}

export interface Verdict {
  /** Median of the differences within pairs, in milliseconds. */
  readonly effect: number;
  /** Two-sided, Mann–Whitney with the normal approximation. */
  readonly p: number;
}

/**
 * How far apart the two are. Both numbers count: with enough samples any difference is significant, and with
 * too few of them a large one may be chance.
 */
export function compareTimes({ hidden, unknown }: Samples): Verdict {
  const differences = hidden.map((time, index) => time - (unknown[index] ?? time));
  return { effect: median(differences), p: mannWhitney(hidden, unknown) };
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
};

function mannWhitney(one: readonly number[], other: readonly number[]): number {
  const all = [...one.map((time) => ({ time, own: 1 })), ...other.map((time) => ({ time, own: 0 }))].toSorted(
    (a, b) => a.time - b.time,
  );
  // Ties are rarer than the clock's microsecond is fine: each takes its place as it comes.
  const ranks = all.reduce((sum, { own }, index) => sum + own * (index + 1), 0);
  const u = ranks - (one.length * (one.length + 1)) / 2;
  const mean = (one.length * other.length) / 2;
  const deviation = Math.sqrt((one.length * other.length * (one.length + other.length + 1)) / 12);
  return 2 * (1 - normal(Math.abs(u - mean) / deviation));
}

/** Distribution of the normal law (Abramowitz and Stegun 26.2.17, good to seven decimals). */
function normal(z: number): number {
  const t = 1 / (1 + 0.231_641_9 * z);
  const tail =
    t *
    (0.319_381_530 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * tail;
}
