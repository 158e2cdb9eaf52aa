// Lists: `read` asked for every document of a record (docs/rules.md 2). What does not depend on the document
// is judged once; the rules are those of consulting.ts, nothing is said twice.

import { readDocument, readerOf } from './consulting.ts';
import { decide } from './decide.ts';
import type { Policy } from './policy.ts';
import type { Answer, Circumstances, DocumentFacts } from './question.ts';
import { passes } from './tests.ts';

export interface Reading {
  /** The answer to `list`: why nothing at all may be read, or the permit with its notices. */
  readonly list: Answer;
  /**
   * Whether this document may be read; false too where `list` is not a permit, or a fact that the rules need
   * is missing: absence denies.
   */
  readonly mayRead: (document: DocumentFacts) => boolean;
  /** The whole answer, as `decide` gives it. */
  readonly answer: (document: DocumentFacts) => Answer;
}

/** Prepares the decisions of a list: one test per document is left. */
export function prepareReading(policy: Policy, question: Circumstances): Reading {
  const list = decide(policy, { ...question, action: 'list' });
  const answer = (document: DocumentFacts): Answer =>
    decide(policy, { ...question, action: 'read', document });
  if (list.effect !== 'permit') return { list, mayRead: () => false, answer };

  const reader = readerOf(policy, question);
  return {
    list,
    answer,
    mayRead: (document) => passes(() => readDocument(reader, document)),
  };
}
