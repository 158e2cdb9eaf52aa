import { describe, expect, test } from 'vitest';
import { ACTIONS, DENY_REASONS } from '../../shared/access/vocabulary.ts';
import { faultyRulebooks, firstDifference, unseenFaults } from './difference.ts';
import { draws } from './draw.ts';
import { RULEBOOK } from './oracle.ts';
import { policy, policyWith } from './policy.ts';
import { aQuestion } from './questions.ts';

/** 10^6 with `npm run faults decisions -- --full`. */
const QUESTIONS = 24_000;
const SEED = 20261121;

describe('the engine and an oracle written apart from it', () => {
  test(
    `agree on ${QUESTIONS} random questions (0 of N: at most 3/N with 95 %)`,
    { timeout: 60_000 + QUESTIONS / 2 },
    () => {
      const reasons = new Set<unknown>();
      const permitted = new Set<unknown>();
      let malformed = 0;
      const difference = firstDifference(
        QUESTIONS,
        SEED,
        { policy, book: RULEBOOK },
        (question, expected) => {
          if (expected === 'malformed') malformed += 1;
          else if (expected.effect === 'deny') reasons.add(expected.reason);
          else permitted.add('action' in question && question.action);
        },
      );
      expect(difference).toBeUndefined();
      // The draw reaches every reason, permits every action, and some questions are malformed.
      const ours = DENY_REASONS.filter((reason) => reason !== 'RIGHTS_NOT_YOURS');
      expect(reasons).toEqual(new Set(ours));
      expect(permitted).toEqual(new Set(ACTIONS));
      expect(malformed).toBeGreaterThan(0);
    },
  );

  test('agree when masked and hidden from the patient may meet', () => {
    const judge = {
      policy: policyWith({ cumulInvisiblePatientMasquePs: true }),
      book: { ...RULEBOOK, cumul: true },
    };
    expect(firstDifference(5_000, SEED + 1, judge)).toBeUndefined();
  });
});

test('control: the comparison sees every fault planted in the oracle', { timeout: 120_000 }, () => {
  const draw = draws(SEED + 2);
  const questions = Array.from({ length: 40_000 }, () => aQuestion(draw));
  expect(faultyRulebooks().length).toBeGreaterThan(170);
  expect(unseenFaults(questions)).toEqual([]);
});
