import { firstDifference, unseenFaults } from '../../rules/difference.ts';
import { draws } from '../../rules/draw.ts';
import { RULEBOOK } from '../../rules/oracle.ts';
import { policy } from '../../rules/policy.ts';
import { aQuestion } from '../../rules/questions.ts';
import type { FaultSuite } from '../suite.ts';

/** How many questions the planted faults need before each of them shows. */
const QUESTIONS_OF_CONTROL = 40_000;

/** Random questions to the engine and to an oracle written apart from it. */
export const suite: FaultSuite = {
  name: 'decisions',
  goal: 'G11',
  run: async ({ full, seed }) => {
    const cases = full ? 1_000_000 : 20_000;
    const difference = firstDifference(cases, seed, { policy, book: RULEBOOK });
    const draw = draws(seed + 1);
    const unseen = unseenFaults(
      Array.from({ length: full ? QUESTIONS_OF_CONTROL : 20_000 }, () => aQuestion(draw)),
    );
    return [
      {
        what: 'random decisions in which engine and oracle disagree',
        cases,
        failures: difference === undefined ? [] : [JSON.stringify(difference)],
        control: {
          fault:
            unseen.length === 0 ? 'every rule of the oracle planted wrong, one by one' : unseen.join(', '),
          seen: unseen.length === 0,
        },
      },
    ];
  },
};
