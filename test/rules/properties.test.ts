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

const holds = (property: (question: Question) => void, runs = 3_000): void =>
  fc.assert(fc.property(questions, property), { numRuns: runs });
const permitted = (question: Question): boolean => decide(policy, question).effect === 'permit';

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

describe('whatever the question', () => {
  test('two equal ones have equal answers, and asking changes nothing', () => {
    holds((question) => {
      const before = structuredClone(question);
      const first = structuredClone(decide(policy, frozen(question)));
      expect(decide(policy, question)).toEqual(first);
      expect(question).toEqual(before);
    });
  });

  test('a refusal tells nobody, and only three reasons are hidden', () => {
    holds((question) => {
      const answer = decide(policy, question);
      if (answer.effect !== 'deny') return;
      expect(Object.keys(answer)).toEqual(['effect', 'reason', 'hidden']);
      if (answer.hidden) expect(['DELETED', 'TYPE_NOT_PERMITTED', 'MASKED']).toContain(answer.reason);
      else expect(['DELETED', 'MASKED']).not.toContain(answer.reason);
    });
  });

  test('nothing known, nothing permitted', () => {
    for (const action of ACTIONS)
      for (const status of ['ACTIVE', 'CLOSED', 'NONEXISTENT'] as const)
        expect(permitted({ action, now: 0, actor: {}, record: { status } })).toBe(false);
  });

  test('taking a fact away never permits what was refused, but for flags that refuse', () => {
    const refusing = new Set([
      'secret',
      'until',
      'feedingOpposed',
      'empty',
      'duplicate',
      'targetIsTreatingDoctor',
      'maskedBy',
      'switches',
      'callOpen',
      'contentMatches',
      'confidentiality',
      'ETREAT',
      'BTG',
      'mode',
    ]);
    fc.assert(
      fc.property(questions, fc.integer({ min: 0, max: 1_000 }), (question, choice) => {
        const parts = (['actor', 'record', 'relation', 'session', 'document', 'change'] as const).filter(
          (part) => question[part] !== undefined,
        );
        const part = parts[choice % parts.length] ?? 'actor';
        const keys = Object.keys(question[part] ?? {}).filter(
          (key) => !refusing.has(key) && key !== 'status',
        );
        const key = keys[choice % keys.length];
        if (key === undefined || permitted(question)) return;
        const without = { ...question, [part]: { ...question[part], [key]: undefined } };
        expect(permitted(without)).toBe(false);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('nobody enters who may not', () => {
  test('an unknown profession does nothing at all', () => {
    holds((question) => {
      expect(permitted({ ...question, actor: { ...question.actor, profession: '31' } })).toBe(false);
    });
  });

  test('staff consult nothing and manage nothing', () => {
    holds((question) => {
      const staff = { ...question, actor: { ...question.actor, card: 'CPE' as const } };
      for (const action of [
        ...CONSULTING,
        ...ON_DOCUMENT.filter((each) => each !== 'replace'),
        'declareConsent',
        'revokeOwnConsent',
      ] as const)
        expect(permitted({ ...staff, action })).toBe(false);
    }, 500);
  });

  test('whoever is blocked consults nothing, in any mode, médecin traitant or not', () => {
    holds((question) => {
      const blocked = { ...question, relation: { ...question.relation, authorisation: 'BLOCKED' as const } };
      for (const action of CONSULTING) expect(permitted({ ...blocked, action })).toBe(false);
    }, 500);
  });

  test('a closed record gives nothing but one’s own traces', () => {
    holds((question) => {
      const closed = { ...question, record: { ...question.record, status: 'CLOSED' as const } };
      for (const action of ACTIONS.filter((each) => each !== 'readOwnTraces'))
        expect(permitted({ ...closed, action })).toBe(false);
    }, 500);
  });

  test('opposed to emergencies, no emergency opens', () => {
    holds((question) => {
      const mode = question.session?.mode ?? 'NORMAL';
      if (mode === 'NORMAL' || !CONSULTING.includes(question.action)) return;
      const record = { ...question.record, switches: { ETREAT: false, BTG: false, MASKED: true } };
      expect(permitted({ ...question, record })).toBe(false);
    });
  });

  test('a right that is permitted ends with the clock', () => {
    holds((question) => {
      if (!permitted(question) || !CONSULTING.includes(question.action)) return;
      const { session, relation } = question;
      const end =
        (session?.mode ?? 'NORMAL') === 'NORMAL' ? relation?.until : (session?.startedAt ?? 0) + 3_600_000;
      if (end !== undefined) expect(permitted({ ...question, now: end })).toBe(false);
    });
  });
});

describe('documents', () => {
  test('a deleted one is nobody’s', () => {
    holds((question) => {
      const deleted = { ...question, document: { ...question.document, status: 'deleted' as const } };
      for (const action of ON_DOCUMENT) expect(permitted({ ...deleted, action })).toBe(false);
    }, 500);
  });

  test('what is masked is read by its author, the médecin traitant and permitted emergencies only', () => {
    holds((question) => {
      const { actor, relation, record, session } = question;
      const document = { ...question.document, confidentiality: ['MASQUE_PS'] as const };
      if (!permitted({ ...question, action: 'read', document })) return;
      const author = document.authorId === actor.id;
      const emergency = (session?.mode ?? 'NORMAL') !== 'NORMAL' && record.switches?.MASKED === true;
      expect(author || relation?.treatingDoctor === true || emergency).toBe(true);
    });
  });

  test('whoever may replace, delete or show to representatives is its author', () => {
    holds((question) => {
      for (const action of ['replace', 'delete', 'showToRepresentatives'] as const)
        if (permitted({ ...question, action }))
          expect([question.actor.id, question.actor.onBehalfOf]).toContain(question.document?.authorId);
    }, 1_000);
  });

  test('the right of the depositor never matters', () => {
    fc.assert(
      fc.property(
        questions,
        fc.constantFrom('NONE', 'VALID', 'EXPIRED', 'BLOCKED' as const),
        (question, authorisation) => {
          const deposit = { ...question, action: 'deposit' as const };
          const other = { ...deposit, relation: { authorisation } as Question['relation'] };
          expect(decide(policy, other)).toEqual(decide(policy, deposit));
        },
      ),
    );
  });

  test('what a deposit hides from representatives is a minor’s', () => {
    holds((question) => {
      const change = { ...question.change, confidentiality: ['N', 'INVISIBLE_REPRESENTANTS_LEGAUX'] };
      const record = { ...question.record, birthDate: '1980-05-01' };
      expect(permitted({ ...question, action: 'deposit', change, record })).toBe(false);
    }, 500);
  });
});
