import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseQuestion } from '../../electron/decide/question.ts';
import { decide } from '../../shared/access/decide.ts';
import type { Question } from '../../shared/access/question.ts';
import { ACTIONS, type Action } from '../../shared/access/vocabulary.ts';
import { draws } from './draw.ts';
import { policy } from './policy.ts';
import { aQuestion } from './questions.ts';

/** Questions that can be read, by their seed: a failure names the seed that shows it. */
const questions = fc
  .integer({ min: 0, max: 0x7fff_ffff })
  .map((seed) => parseQuestion(JSON.stringify(aQuestion(draws(seed)))))
  .filter((parsed) => parsed.ok)
  .map((parsed) => (parsed.ok ? parsed.value : never()));

function never(): never {
  throw new Error('filtered out');
}

const CONSULTING: readonly Action[] = [
  'open',
  'list',
  'read',
  'readCareHistory',
  'readWishes',
  'readVaccinations',
  'readMeasures',
  'readAllTraces',
  'filterMasked',
  'addVaccination',
];
const RIGHTS = ['NONE', 'VALID', 'EXPIRED', 'BLOCKED'] as const;
const ON_DOCUMENT: readonly Action[] = [
  'read',
  'replace',
  'delete',
  'mask',
  'unmask',
  'showToPatient',
  'showToRepresentatives',
  'archive',
  'restore',
];

/** A question for which the statement does not hold; null when none was found. */
const against = (statement: (question: Question) => boolean, runs = 3_000): readonly unknown[] | null =>
  fc.check(fc.property(questions, statement), { numRuns: runs }).counterexample;

const permitted = (question: Question): boolean => decide(policy, question).effect === 'permit';
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const modeOf = ({ session }: Question): string => session?.mode ?? 'NORMAL';

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

describe('whatever the question', () => {
  test('two equal ones have equal answers, and asking changes nothing', () => {
    const found = against((question) => {
      const before = structuredClone(question);
      const first = structuredClone(decide(policy, frozen(question)));
      return same(decide(policy, question), first) && same(question, before);
    });
    expect(found).toBeNull();
  });

  test('a refusal tells nobody, and only three reasons are hidden, two of them always', () => {
    const found = against((question) => {
      const answer = decide(policy, question);
      if (answer.effect !== 'deny') return true;
      const { reason, hidden } = answer;
      return (
        Object.keys(answer).join() === 'effect,reason,hidden' &&
        (hidden || reason === 'TYPE_NOT_PERMITTED') ===
          ['DELETED', 'TYPE_NOT_PERMITTED', 'MASKED'].includes(reason)
      );
    });
    expect(found).toBeNull();
  });

  test('nothing known, nothing permitted', () => {
    for (const action of ACTIONS)
      for (const status of ['ACTIVE', 'CLOSED', 'NONEXISTENT'] as const)
        expect(permitted({ action, now: 0, actor: {}, record: { status } })).toBe(false);
  });

  test('taking away a fact that permits never permits what was refused', () => {
    const found = against((question) => {
      if (permitted(question)) return true;
      const parts = {
        actor: ['id', 'profession', 'card', 'regulator', 'onBehalfOf'],
        record: [
          'insQualified',
          'sharesMeasures',
          'sharesCareHistory',
          'familyName',
          'givenNames',
          'birthDate',
        ],
        relation: ['authorisation', 'treatingDoctor'],
        session: ['justification', 'callId', 'claimedTraits', 'startedAt'],
        document: ['type', 'authorId', 'status', 'confidentiality', 'depositedAt', 'version'],
        change: ['seenVersion', 'confirmed', 'format', 'size', 'basis', 'form'],
      } as const;
      return Object.entries(parts).every(([part, keys]) =>
        keys.every((key) => {
          const members = question[part as keyof typeof parts];
          return (
            members === undefined || !permitted({ ...question, [part]: { ...members, [key]: undefined } })
          );
        }),
      );
    }, 1_500);
    expect(found).toBeNull();
  });
});

describe('nobody enters who may not', () => {
  test('an unknown profession does nothing at all', () => {
    expect(
      against((question) => !permitted({ ...question, actor: { ...question.actor, profession: '31' } })),
    ).toBeNull();
  });

  test('staff consult nothing and manage nothing', () => {
    const acts = [
      ...CONSULTING,
      ...ON_DOCUMENT.filter((action) => action !== 'replace'),
      'declareConsent',
      'revokeOwnConsent',
    ] as const;
    const found = against((question) => {
      const staff = { ...question, actor: { ...question.actor, card: 'CPE' as const } };
      return acts.every((action) => !permitted({ ...staff, action }));
    }, 500);
    expect(found).toBeNull();
  });

  test('whoever is blocked consults nothing, in any mode, médecin traitant or not', () => {
    const found = against((question) => {
      const blocked = { ...question, relation: { ...question.relation, authorisation: 'BLOCKED' as const } };
      return CONSULTING.every((action) => !permitted({ ...blocked, action }));
    }, 500);
    expect(found).toBeNull();
  });

  test('a closed record gives nothing but one’s own traces', () => {
    const found = against((question) => {
      const closed = { ...question, record: { ...question.record, status: 'CLOSED' as const } };
      return ACTIONS.every((action) => action === 'readOwnTraces' || !permitted({ ...closed, action }));
    }, 500);
    expect(found).toBeNull();
  });

  test('opposed to emergencies, no emergency opens', () => {
    const found = against((question) => {
      const record = { ...question.record, switches: { ETREAT: false, BTG: false, MASKED: true } };
      return (
        modeOf(question) === 'NORMAL' ||
        CONSULTING.every((action) => !permitted({ ...question, record, action }))
      );
    });
    expect(found).toBeNull();
  });

  test('what a right permits ends with it', () => {
    const found = against((question) => {
      const { relation, session } = question;
      const end = modeOf(question) === 'NORMAL' ? relation?.until : (session?.startedAt ?? 0) + 3_600_000;
      return end === undefined || CONSULTING.every((action) => !permitted({ ...question, now: end, action }));
    });
    expect(found).toBeNull();
  });
});

describe('documents', () => {
  test('a deleted one is nobody’s', () => {
    const found = against((question) => {
      const document = { ...question.document, status: 'deleted' as const };
      return ON_DOCUMENT.every((action) => !permitted({ ...question, document, action }));
    }, 500);
    expect(found).toBeNull();
  });

  test('what is masked is read by its author, the médecin traitant and emergencies that see it only', () => {
    const found = against((question) => {
      const document = { ...question.document, confidentiality: ['MASQUE_PS'] as const };
      return (
        !permitted({ ...question, action: 'read', document }) ||
        document.authorId === question.actor.id ||
        question.relation?.treatingDoctor === true ||
        (modeOf(question) !== 'NORMAL' && question.record.switches?.MASKED === true)
      );
    });
    expect(found).toBeNull();
  });

  test('whoever replaces, deletes or shows to representatives is its author, or acts for him', () => {
    const found = against((question) => {
      const { actor, document } = question;
      const authors = [actor.id, actor.onBehalfOf].includes(document?.authorId);
      return (
        authors ||
        (['replace', 'delete', 'showToRepresentatives'] as const).every(
          (action) => !permitted({ ...question, action }),
        )
      );
    });
    expect(found).toBeNull();
  });

  test('the right of the depositor never matters', () => {
    const found = against((question) => {
      const deposit = { ...question, action: 'deposit' as const };
      const answer = decide(policy, deposit);
      return RIGHTS.every((authorisation) =>
        same(decide(policy, { ...deposit, relation: { authorisation } }), answer),
      );
    });
    expect(found).toBeNull();
  });

  test('what a deposit hides from representatives is a minor’s', () => {
    const found = against((question) => {
      const change = { ...question.change, confidentiality: ['N', 'INVISIBLE_REPRESENTANTS_LEGAUX'] };
      const record = { ...question.record, birthDate: '1980-05-01' };
      return !permitted({ ...question, action: 'deposit', change, record });
    });
    expect(found).toBeNull();
  });
});
