import { describe, expect, test } from 'vitest';
import { answerLine } from '../../electron/decide/answer.ts';
import { ACTIONS, DENY_REASONS } from '../../shared/access/vocabulary.ts';
import { draws } from './draw.ts';
import { oracle, RULEBOOK, TESTS, type Rulebook, type Test, type TestName } from './oracle.ts';
import { policy, policyWith } from './policy.ts';
import { aQuestion } from './questions.ts';

/** 10^6 with RULES_QUESTIONS=1000000. */
const QUESTIONS = Number(process.env.RULES_QUESTIONS ?? 24_000);
const SEED = Number(process.env.RULES_SEED ?? 20261121);

const engine = (question: object, judge = policy): unknown => {
  const { text, malformed } = answerLine(judge, JSON.stringify(question), 1);
  return malformed ? 'malformed' : JSON.parse(text);
};

describe('the engine and an oracle written apart from it', () => {
  test(
    `agree on ${QUESTIONS} random questions (0 of N: at most 3/N with 95 %)`,
    { timeout: 60_000 + QUESTIONS / 2 },
    () => {
      const draw = draws(SEED);
      const reasons = new Set<string>();
      const permitted = new Set<string>();
      let malformed = 0;
      for (let index = 0; index < QUESTIONS; index += 1) {
        const question = aQuestion(draw);
        const expected = oracle(question);
        const answer = engine(question);
        if (JSON.stringify(answer) !== JSON.stringify(expected))
          expect(answer, JSON.stringify(question)).toEqual(expected);
        if (expected === 'malformed') malformed += 1;
        else if (expected.effect === 'deny') reasons.add(String(expected.reason));
        else permitted.add(String(question.action));
      }
      // The draw reaches every reason, permits every action, and some questions are malformed.
      expect([...reasons].sort()).toEqual(
        DENY_REASONS.filter((reason) => reason !== 'RIGHTS_NOT_YOURS').sort(),
      );
      expect([...permitted].sort()).toEqual([...ACTIONS].sort());
      expect(malformed).toBeGreaterThan(0);
    },
  );

  test('agree when masked and hidden from the patient may meet', () => {
    const draw = draws(SEED + 1);
    const judge = policyWith({ cumulInvisiblePatientMasquePs: true });
    for (let index = 0; index < 5_000; index += 1) {
      const question = aQuestion(draw);
      const expected = oracle(question, { ...RULEBOOK, cumul: true });
      const answer = engine(question, judge);
      if (JSON.stringify(answer) !== JSON.stringify(expected))
        expect(answer, JSON.stringify(question)).toEqual(expected);
    }
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
