import type { FailureCode } from '../../../shared/bridge/failure.ts';
import type { Section } from '../../../shared/bridge/sections.ts';
import type { Result } from '../../../shared/result.ts';
import { ok } from '../../../shared/result.ts';

/**
 * A section as its reader may have it. What the patient does not share, and what the matrix does not open to
 * this profession, are said openly and are no failures (docs/rules.md 2); everything else is one.
 *
 * @param now milliseconds since the epoch, by the service's clock
 */
export function sectionOf<T>(
  answer: Result<T, FailureCode>,
  isEmpty: (content: T) => boolean,
  now: number,
): Result<Section<T>, FailureCode> {
  if (!answer.ok) {
    if (answer.error === 'NOT_SHARED') return ok({ outcome: 'notShared' });
    if (answer.error === 'TYPE_NOT_PERMITTED') return ok({ outcome: 'notPermitted' });
    return answer;
  }
  const asOf = new Date(now).toISOString();
  return ok(
    isEmpty(answer.value) ? { outcome: 'empty', asOf } : { outcome: 'read', content: answer.value, asOf },
  );
}

/** A list that may be read and holds nothing. */
export const isEmptyList = (entries: readonly unknown[]): boolean => entries.length === 0;
