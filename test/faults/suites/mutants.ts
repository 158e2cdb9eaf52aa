import type * as Difference from '../../rules/difference.ts';
import { RULEBOOK } from '../../rules/oracle.ts';
import { policy } from '../../rules/policy.ts';
import { draws } from '../../rules/draw.ts';
import { firstFalseHistory } from '../histories/check.ts';
import type * as InProcess from '../in-process.ts';
import { openInProcess } from '../in-process.ts';
import type { Mutant } from '../mutant.ts';
import { importWithFault } from '../mutant.ts';
import { RULE_MUTANTS, SERVICE_MUTANTS } from '../mutants.ts';
import type { FaultSuite } from '../suite.ts';

const QUESTIONS = 40_000;
const HISTORIES = 400;
/** Of the mutants of the service, the short form takes so many, drawn by the seed. */
const DRAWN = 4;

/** Whether random decisions show a fault of the engine. */
async function shownByDecisions(mutant: Mutant, seed: number): Promise<boolean> {
  const { firstDifference } = await importWithFault<typeof Difference>('test/rules/difference.ts', mutant);
  return firstDifference(QUESTIONS, seed, { policy, book: RULEBOOK }) !== undefined;
}

/** Whether histories show a fault of the service. */
async function shownByHistories(mutant: Mutant, seed: number): Promise<boolean> {
  const faulty = await importWithFault<typeof InProcess>('test/faults/in-process.ts', mutant);
  const service = await faulty.openInProcess();
  try {
    return (await firstFalseHistory(service, HISTORIES, seed, false)) !== undefined;
  } finally {
    await service.close();
  }
}

async function survivors(
  mutants: readonly Mutant[],
  isShown: (mutant: Mutant) => Promise<boolean>,
  log: (line: string) => void,
  by: string,
): Promise<string[]> {
  const unseen: string[] = [];
  for (const mutant of mutants) {
    if (await isShown(mutant)) log(`${by}: ${mutant.fault}`);
    else unseen.push(`${mutant.file}: ${mutant.fault}`);
  }
  return unseen;
}

/** Seeded mutants of the rules and of the service's ruling, planted in memory one by one. */
export const suite: FaultSuite = {
  name: 'mutants',
  goal: 'G11',
  run: async ({ full, seed, log }) => {
    // What is seeded is seeded without a fault: the copies then start from the same data.
    await (await openInProcess()).close();
    const draw = draws(seed);
    const first = draw.below(SERVICE_MUTANTS.length);
    const drawn = full
      ? SERVICE_MUTANTS
      : [...SERVICE_MUTANTS, ...SERVICE_MUTANTS].slice(first, first + DRAWN);
    const quiet = full ? log : () => undefined;
    const rules = await survivors(RULE_MUTANTS, (each) => shownByDecisions(each, seed), quiet, 'decisions');
    const service = await survivors(drawn, (each) => shownByHistories(each, seed), quiet, 'histories');
    // The same harness on a fault that is none: it must not claim to have seen anything.
    const none: Mutant = {
      fault: 'nothing',
      file: 'shared/access/consulting.ts',
      find: 'notBlocked(question) ??',
      put: 'notBlocked(question) ?? undefined ??',
    };
    const blind = await shownByDecisions(none, seed);
    return [
      {
        what: 'mutants of the rules that random decisions do not show',
        cases: RULE_MUTANTS.length,
        failures: rules,
        control: { fault: 'a mutant that changes nothing is not claimed', seen: !blind },
      },
      {
        what: 'mutants of the service that histories do not show',
        cases: drawn.length,
        failures: service,
        control: { fault: 'a mutant that changes nothing is not claimed', seen: !blind },
      },
    ];
  },
};
