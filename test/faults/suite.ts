/** How a suite of faults is asked to run. */
interface FaultRun {
  /** The numbers of the goal; else what fits in CI's share. */
  readonly full: boolean;
  /** Everything that is drawn is drawn from it, so that a failure can be had again. */
  readonly seed: number;
  /** A line for whoever watches a long run. */
  readonly log: (line: string) => void;
}

/** One number of a goal, "0 of N", with what makes its zero worth something. */
export interface Measure {
  /** What each case tried, in the plural: `answers of a hidden document beside an unknown one`. */
  readonly what: string;
  readonly cases: number;
  /** Each failure in one line, with what it takes to have it again; an empty list is the goal. */
  readonly failures: readonly string[];
  readonly control: Control;
}

/** The same harness, run on a seeded fault: it must see it. */
interface Control {
  readonly fault: string;
  readonly seen: boolean;
}

/** One goal's proof: `test/faults/suites/<name>.ts` exports it as `suite`. */
export interface FaultSuite {
  readonly name: string;
  /** Where the goal stands: `G31`, or the words of goals.md. */
  readonly goal: string;
  /** What this machine lacks to run it, in words; undefined: nothing. It is then said that it did not run. */
  readonly missing?: () => string | undefined;
  run(options: FaultRun): Promise<readonly Measure[]>;
}
