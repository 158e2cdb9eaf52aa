import { expect } from 'vitest';
import { decide } from '../../../shared/access/decide.ts';
import type { Policy } from '../../../shared/access/policy.ts';
import type { Answer, Question } from '../../../shared/access/question.ts';
import type { Action } from '../../../shared/access/vocabulary.ts';
import { policy } from '../../rules/policy.ts';

export const at = (iso: string): number => Date.parse(iso);

/** A pharmacist with a valid right on the record of an adult, about another's current document. */
const BASE = {
  now: at('2026-11-21T10:00:00Z'),
  actor: { id: 'pharmacist', profession: '21', card: 'CPS' },
  record: {
    status: 'ACTIVE',
    birthDate: '1980-05-01',
    familyName: 'MARTIN',
    givenNames: ['LÉA', 'ROSE'],
    insQualified: true,
  },
  relation: { authorisation: 'VALID' },
  session: { mode: 'NORMAL', startedAt: at('2026-11-21T09:50:00Z') },
  document: {
    type: '11488-4',
    class: '10',
    authorId: 'doctor',
    status: 'current',
    confidentiality: ['N'],
    depositedAt: at('2026-11-20T08:00:00Z'),
    version: 3,
  },
  change: {
    seenVersion: 3,
    confidentiality: ['N'],
    format: 'urn:ihe:iti:xds-sd:pdf:2008',
    size: 120_000,
  },
} satisfies Omit<Question, 'action'>;

/** What a case changes of it; undefined takes a member away. */
export type Changes = { readonly [Part in keyof Question]?: Partial<Question[Part]> | undefined };

export function question(action: Action, ...changes: readonly Changes[]): Question {
  const asked: Record<string, unknown> = { ...BASE, action };
  for (const change of changes)
    for (const [part, members] of Object.entries(change))
      asked[part] =
        typeof members === 'object' ? { ...(asked[part] as object | undefined), ...members } : members;
  return asked as unknown as Question;
}

/** The answer in one word: `permit`, the reason, the reason and `hidden`, or what is `missing`. */
function word(answer: Answer): string {
  switch (answer.effect) {
    case 'permit':
      return 'permit';
    case 'deny':
      return answer.hidden ? `${answer.reason} hidden` : answer.reason;
    case 'malformed':
      return `missing ${answer.missing}`;
  }
}

export const ask = (action: Action, ...changes: readonly Changes[]): string =>
  word(decide(policy, question(action, ...changes)));

export const askWith = (judge: Policy, action: Action, ...changes: readonly Changes[]): string =>
  word(decide(judge, question(action, ...changes)));

/** Warnings, notices and the suffix of what has to be a permit. */
export function told(action: Action, ...changes: readonly Changes[]): readonly string[] {
  const answer = decide(policy, question(action, ...changes));
  expect(answer.effect).toBe('permit');
  if (answer.effect !== 'permit') return [];
  return [...answer.warnings, ...answer.notices, ...(answer.suffix === undefined ? [] : [answer.suffix])];
}

/** One row of a table: what the case is, what it changes, the answer in one word. */
export type Case = readonly [sentence: string, changes: Changes, expected: string];

// Situations that many cases share.
export const MINOR: Changes = { record: { birthDate: '2012-05-01' } };
export const SECRET: Changes = { session: { secret: true } };
export const AUTHOR: Changes = { document: { authorId: 'pharmacist' } };
export const TREATING: Changes = {
  actor: { id: 'treating', profession: '10' },
  relation: { authorisation: 'VALID', treatingDoctor: true },
};
export const STAFF: Changes = { actor: { id: 'secretary', profession: 'SECRETARIAT_MEDICAL', card: 'CPE' } };
export const BTG: Changes = {
  relation: { authorisation: 'NONE' },
  session: {
    mode: 'BTG',
    justification: 'inconscient, seul',
    claimedTraits: { familyName: 'Martin', givenName: 'Lea', birthDate: '1980-05-01' },
  },
};
export const CENTRE_15: Changes = {
  actor: { id: 'regulator', profession: '10', regulator: true },
  relation: { authorisation: 'NONE' },
  session: { mode: 'ETREAT', callId: 'call-1' },
};
