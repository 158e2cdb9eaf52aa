import { describe, expect, test } from 'vitest';
import { answerLine } from '../../electron/decide/answer.ts';
import type { Policy } from '../../shared/access/policy.ts';
import { ACTIONS, DENY_REASONS } from '../../shared/access/vocabulary.ts';
import { draws } from './draw.ts';
import {
  oracle,
  RULEBOOK,
  TESTS,
  type OracleAnswer,
  type Rulebook,
  type Test,
  type TestName,
} from './oracle.ts';
import { policy, policyWith } from './policy.ts';
import { aQuestion } from './questions.ts';

/** 10^6 with RULES_QUESTIONS=1000000. */
const QUESTIONS = Number(process.env.RULES_QUESTIONS ?? 24_000);
const SEED = Number(process.env.RULES_SEED ?? 20261121);

const engine = (question: object, judge = policy): unknown => {
  const { text, malformed } = answerLine(judge, JSON.stringify(question), 1);
  return malformed ? 'malformed' : JSON.parse(text);
};

/** The first of `count` random questions on which the two differ, with both answers. */
function firstDifference(
  count: number,
  seed: number,
  judge: { readonly policy: Policy; readonly book: Rulebook },
  seen: (question: object, expected: OracleAnswer) => void = () => undefined,
): object | undefined {
  const draw = draws(seed);
  for (let index = 0; index < count; index += 1) {
    const question = aQuestion(draw);
    const expected = oracle(question, judge.book);
    const answer = engine(question, judge.policy);
    if (JSON.stringify(answer) !== JSON.stringify(expected)) return { question, answer, expected };
    seen(question, expected);
  }
  return undefined;
}

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

/** Every test of the oracle never failing, always failing, with the other secrecy; every notice forgotten. */
function faultyRulebooks(): readonly { readonly fault: string; readonly book: Rulebook }[] {
  const withTest = (name: TestName, test: Test): Rulebook => ({
    ...RULEBOOK,
    tests: { ...TESTS, [name]: test },
  });
  const tests = (Object.keys(TESTS) as TestName[]).flatMap((name) => {
    const test: Test = TESTS[name];
    const { hidden: _, ...open } = test;
    return [
      { fault: `${name} never fails`, book: withTest(name, { ...test, holds: () => true }) },
      { fault: `${name} always fails`, book: withTest(name, { ...test, holds: () => false }) },
      {
        fault: `${name} shows or hides wrongly`,
        book: withTest(name, test.hidden === true ? open : { ...test, hidden: true }),
      },
    ];
  });
  const notices = RULEBOOK.notices.map((forgotten) => ({
    fault: `${forgotten.notice} is forgotten`,
    book: { ...RULEBOOK, notices: RULEBOOK.notices.filter((rule) => rule !== forgotten) },
  }));
  const warnings = RULEBOOK.warnings.map((forgotten) => ({
    fault: `${forgotten[0]} is forgotten`,
    book: { ...RULEBOOK, warnings: RULEBOOK.warnings.filter((rule) => rule !== forgotten) },
  }));
  return [
    ...tests,
    ...notices,
    ...warnings,
    { fault: 'a minor has no secrets', book: { ...RULEBOOK, minorOnly: () => false } },
  ];
}

test('control: the comparison sees every fault planted in the oracle', { timeout: 120_000 }, () => {
  const draw = draws(SEED + 2);
  const questions = Array.from({ length: 40_000 }, () => aQuestion(draw));
  const answers = new Map<object, string>();
  const answerOf = (question: object): string => {
    const known = answers.get(question) ?? JSON.stringify(engine(question));
    answers.set(question, known);
    return known;
  };
  const faults = faultyRulebooks();
  const unseen = faults.filter(({ book }) =>
    questions.every((question) => JSON.stringify(oracle(question, book)) === answerOf(question)),
  );
  expect(faults.length).toBeGreaterThan(170);
  expect(unseen.map(({ fault }) => fault)).toEqual([]);
});
