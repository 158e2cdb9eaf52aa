import * as fc from 'fast-check';
import type { InProcessService } from '../in-process.ts';
import { aHistory } from './acts.ts';
import { play } from './play.ts';

/**
 * Plays drawn histories until one differs, which is then made as short as it still differs.
 *
 * @param shorten false: one that differs is enough, as it is
 * @returns the shortest one and where it differs; undefined: none did
 */
export async function firstFalseHistory(
  service: InProcessService,
  count: number,
  seed: number,
  shorten = true,
): Promise<string | undefined> {
  const result = await fc.check(
    fc.asyncProperty(aHistory, async (history) => play(service, history)),
    { numRuns: count, seed, endOnFailure: !shorten },
  );
  if (!result.failed) return undefined;
  const cause = result.errorInstance instanceof Error ? result.errorInstance.message : 'interrupted';
  return `${cause} in ${JSON.stringify(result.counterexample?.[0])}`;
}
