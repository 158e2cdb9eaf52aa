import type { Deny } from './question.ts';
import { DENY_REASONS, type DenyReason } from './vocabulary.ts';

/**
 * A rule is a chain of tests, `unless(…) ?? unless(…) ?? …`: each says what must hold and why the act is
 * refused otherwise, and the first that fails gives the reason. Undefined: all hold.
 */
export type Refusal = Deny | undefined;

const refusals = (hidden: boolean): Readonly<Record<DenyReason, Deny>> =>
  Object.freeze(
    Object.fromEntries(
      DENY_REASONS.map((reason) => [reason, Object.freeze({ effect: 'deny', reason, hidden })]),
    ),
  ) as Record<DenyReason, Deny>;

const OPEN = refusals(false);
const HIDDEN = refusals(true);

/** The test of a rule: `holds`, or else the act is refused for `reason`. */
export const unless = (holds: boolean, reason: DenyReason): Refusal => (holds ? undefined : OPEN[reason]);

export const refuse = (reason: DenyReason): Deny => OPEN[reason];

/** The same as `unless`, where the refusal itself must not show: the service answers as for an unknown identifier. */
export const hiddenUnless = (holds: boolean, reason: DenyReason): Refusal =>
  holds ? undefined : HIDDEN[reason];

/** Thrown where a rule reaches a fact that has no default and was not given (or cannot be read). */
export class MissingFact extends Error {
  readonly path: string;
  constructor(path: string) {
    super(path);
    this.path = path;
  }
}

/** The fact at `path` of the question; a rule that needs it cannot go on without. */
export function given<T>(fact: T | undefined, path: string): T {
  if (fact === undefined) throw new MissingFact(path);
  return fact;
}

/** Whether a test holds, and every fact that it needs is given: absence denies. */
export function passes(test: () => Refusal): boolean {
  try {
    return test() === undefined;
  } catch (fault) {
    if (fault instanceof MissingFact) return false;
    throw fault;
  }
}
