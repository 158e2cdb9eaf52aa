import { describe, expect, it } from 'vitest';
import { holds, reportLines } from './report.ts';
import type { Measure } from './suite.ts';

const measure = (more: Partial<Measure> = {}): Measure => ({
  what: 'forged tokens',
  cases: 30_000,
  failures: [],
  control: { fault: 'audience not checked', seen: true },
  ...more,
});

describe('a measure', () => {
  it('holds when something was tried, nothing failed and its control saw the seeded fault', () => {
    expect(holds(measure())).toBe(true);
    expect(holds(measure({ cases: 0 }))).toBe(false);
    expect(holds(measure({ failures: ['alg none'] }))).toBe(false);
    expect(holds(measure({ control: { fault: 'audience not checked', seen: false } }))).toBe(false);
  });

  it('is told with the bound of its zero, and with its control', () => {
    expect(reportLines('tokens', 'G31', measure())).toEqual([
      'pass  tokens [G31]  0 of 30 000 forged tokens (95 %: at most 0.01 %); control seen: audience not checked',
    ]);
  });

  it('shows the first failures, counts the rest, and claims no bound', () => {
    const failures = Array.from({ length: 12 }, (_, index) => `case ${index}`);
    const [line, ...rest] = reportLines('tokens', 'G31', measure({ failures }));
    expect(line).toMatch(/^FAIL {2}tokens \[G31\] {2}12 of 30 000 forged tokens; control seen/);
    expect(rest).toHaveLength(11);
    expect(rest.at(-1)).toContain('and 2 more');
  });

  it('says that a blind control makes the zero worthless', () => {
    const blind = measure({ control: { fault: 'audience not checked', seen: false } });
    expect(reportLines('tokens', 'G31', blind)[0]).toMatch(/^FAIL.*CONTROL NOT SEEN/);
  });
});
