import { decide } from '../../shared/access/decide.ts';
import type { Policy } from '../../shared/access/policy.ts';
import { parseQuestion } from './question.ts';

export interface AnsweredLine {
  /** One line of JSON, without its end. */
  readonly text: string;
  readonly malformed: boolean;
}

/** The answer to line `number` of the input, in the very shape of docs/rules.md 8. */
export function answerLine(policy: Policy, line: string, number: number): AnsweredLine {
  const question = parseQuestion(line);
  if (!question.ok) return malformed(number, question.error);
  const answer = decide(policy, question.value);
  return answer.effect === 'malformed'
    ? malformed(number, `${answer.missing} is missing`)
    : { text: JSON.stringify(answer), malformed: false };
}

const malformed = (number: number, what: string): AnsweredLine => ({
  text: JSON.stringify({ error: `line ${number}: ${what}` }),
  malformed: true,
});
