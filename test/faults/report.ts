import type { Measure } from './suite.ts';

/** At most so many failures are shown of one measure: the first tells most. */
const SHOWN = 10;

/** Whether a measure reaches its goal: something was tried, nothing failed, and the harness is not blind. */
export function holds({ cases, failures, control }: Measure): boolean {
  return cases > 0 && failures.length === 0 && control.seen;
}

/**
 * One line a measure, then its failures. "0 of N" is not zero: with 95 % confidence the true rate is at most
 * about 3/N, which is printed beside it.
 */
export function reportLines(suite: string, goal: string, measure: Measure): readonly string[] {
  const { what, cases, failures, control } = measure;
  const bound = failures.length === 0 && cases > 0 ? ` (95 %: at most ${share(3 / cases)})` : '';
  const seen = control.seen ? 'control seen' : 'CONTROL NOT SEEN, the zero means nothing';
  return [
    `${holds(measure) ? 'pass' : 'FAIL'}  ${suite} [${goal}]  ${failures.length} of ${grouped(cases)} ${what}${bound}; ${seen}: ${control.fault}`,
    ...failures.slice(0, SHOWN).map((failure) => `      - ${failure}`),
    ...(failures.length > SHOWN ? [`      - and ${failures.length - SHOWN} more`] : []),
  ];
}

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ' ');

const share = (rate: number): string => (rate >= 1 ? 'any rate' : `${Number((rate * 100).toPrecision(2))} %`);
