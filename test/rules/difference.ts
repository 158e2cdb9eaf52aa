import { answerLine } from '../../electron/decide/answer.ts';
import type { Policy } from '../../shared/access/policy.ts';
import { draws } from './draw.ts';
import type { OracleAnswer, Rulebook } from './oracle.ts';
import type { Test, TestName } from './oracle/tests.ts';
import { TESTS } from './oracle/tests.ts';
import { oracle, RULEBOOK } from './oracle.ts';
import { policy } from './policy.ts';
import { aQuestion } from './questions.ts';

/** The engine's answer to one question, as `npm run decide` gives it. */
const engine = (question: object, judge = policy): unknown => {
  const { text, malformed } = answerLine(judge, JSON.stringify(question), 1);
  return malformed ? 'malformed' : JSON.parse(text);
};

/** The first of `count` random questions on which engine and oracle differ, with both answers. */
export function firstDifference(
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

/** Every test of the oracle never failing, always failing, with the other secrecy; every notice forgotten. */
export function faultyRulebooks(): readonly { readonly fault: string; readonly book: Rulebook }[] {
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

/** The planted faults that none of these questions shows. */
export function unseenFaults(questions: readonly object[]): readonly string[] {
  const answers = new Map<object, string>();
  const answerOf = (question: object): string => {
    const known = answers.get(question) ?? JSON.stringify(engine(question));
    answers.set(question, known);
    return known;
  };
  return faultyRulebooks()
    .filter(({ book }) =>
      questions.every((question) => JSON.stringify(oracle({ ...question }, book)) === answerOf(question)),
    )
    .map(({ fault }) => fault);
}
