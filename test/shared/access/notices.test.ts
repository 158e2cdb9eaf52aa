import { describe, expect, test } from 'vitest';
import type { Action } from '../../../shared/access/vocabulary.ts';
import { ask, at, AUTHOR, BTG, CENTRE_15, MINOR, SECRET, told, TREATING, type Changes } from './ask.ts';

const FIRST = { relation: { firstAccess: true } };
const SHARED = { record: { sharesCareHistory: true, sharesMeasures: true } };
const CONFIRMED = { change: { confirmed: true, basis: 'CARE_TEAM', form: 'ORAL' } };
const HIDDEN = 'INVISIBLE_REPRESENTANTS_LEGAUX';
const ofAuthor = (...confidentiality: readonly ('N' | 'INVISIBLE_PATIENT' | typeof HIDDEN)[]): Changes => ({
  document: { ...AUTHOR.document, confidentiality },
});

describe('warnings of read', () => {
  test('in their order, each when it holds', () => {
    const everything: Changes = {
      ...MINOR,
      document: {
        confidentiality: [HIDDEN, 'INVISIBLE_PATIENT'],
        status: 'superseded',
        archived: true,
        byPatient: true,
      },
    };
    expect(told('read', everything)).toEqual([
      'NOT_VISIBLE_TO_PATIENT',
      'NOT_VISIBLE_TO_REPRESENTATIVES',
      'SUPERSEDED',
      'ARCHIVED',
      'PATIENT_AUTHORED',
    ]);
    expect(told('read')).toEqual(['patient:consultation']);
  });

  test('by codes that have an effect only', () => {
    expect(told('read', { document: { confidentiality: [HIDDEN] } })).toEqual(['patient:consultation']);
    const fallen = {
      confidentiality: ['INVISIBLE_PATIENT'] as const,
      depositedAt: at('2026-10-22T10:00:00Z'),
    };
    expect(told('read', { document: fallen })).toEqual(['patient:consultation']);
    expect(told('read', { document: { ...fallen, depositedAt: fallen.depositedAt + 1 } })).toEqual([
      'NOT_VISIBLE_TO_PATIENT',
    ]);
  });

  test('for no other action', () => {
    expect(
      told('archive', AUTHOR, { document: { ...AUTHOR.document, archived: true, byPatient: true } }),
    ).toEqual(['patient:change']);
  });
});

describe('notices in NORMAL mode', () => {
  test.each<readonly [Action, readonly string[]]>([
    ['open', []],
    ['list', []],
    ['read', ['patient:consultation']],
    ['readCareHistory', ['patient:consultation']],
    ['readWishes', ['patient:consultation']],
    ['readVaccinations', []],
    ['readMeasures', []],
  ])('%s, first access or not', (action, notices) => {
    expect(told(action, SHARED)).toEqual(notices);
    expect(told(action, SHARED, FIRST)).toEqual(['patient:firstAccess', ...notices]);
  });

  test.each<readonly [Action, readonly string[]]>([
    ['readOwnTraces', []],
    ['readAllTraces', []],
    ['filterMasked', []],
    ['deposit', ['patient:deposit']],
    ['replace', ['patient:deposit']],
    ['delete', ['patient:change']],
    ['mask', ['patient:change']],
    ['unmask', ['patient:change']],
    ['showToPatient', ['patient:change']],
    ['showToRepresentatives', []],
    ['archive', ['patient:change']],
    ['restore', ['patient:change']],
    ['blockProfessional', ['patient:rights']],
    ['unblockProfessional', ['patient:rights']],
    ['addVaccination', ['patient:vaccination']],
    ['declareConsent', ['patient:rights']],
    ['revokeOwnConsent', []],
  ])('%s, which is never a first access', (action, notices) => {
    const author = { document: { authorId: 'treating' } };
    expect(told(action, TREATING, author, FIRST, CONFIRMED)).toEqual(notices);
  });
});

describe('notices in an emergency', () => {
  test.each([
    ['break-glass', BTG],
    ['Centre 15', CENTRE_15],
  ] as const)('%s: once, when it begins', (_, mode) => {
    expect(told('open', mode, FIRST)).toEqual(['patient:emergency', 'treatingDoctor:emergency']);
    for (const action of [
      'list',
      'read',
      'readCareHistory',
      'readWishes',
      'readVaccinations',
      'readMeasures',
    ] as const)
      expect(told(action, mode, FIRST, SHARED)).toEqual([]);
    expect(told('addVaccination', mode)).toEqual(['patient:vaccination']);
    expect(told('deposit', mode)).toEqual(['patient:deposit']);
    expect(
      told('delete', mode, { document: { authorId: mode === BTG ? 'pharmacist' : 'regulator' } }),
    ).toEqual(['patient:change']);
  });
});

describe('a document that the patient may not see yet is not announced', () => {
  test('read: the first access is, the consultation is not', () => {
    const hidden = { document: { confidentiality: ['INVISIBLE_PATIENT'] as const } };
    expect(told('read', hidden, FIRST)).toEqual(['NOT_VISIBLE_TO_PATIENT', 'patient:firstAccess']);
    expect(told('readWishes', hidden)).toEqual(['patient:consultation']);
  });

  test('deposit and replace: by the new codes', () => {
    const hidden = { change: { confidentiality: ['N', 'INVISIBLE_PATIENT'] } };
    expect(told('deposit', hidden)).toEqual([]);
    expect(told('replace', ofAuthor('INVISIBLE_PATIENT'), hidden)).toEqual([]);
    expect(told('replace', ofAuthor('INVISIBLE_PATIENT'))).toEqual(['patient:deposit']);
    expect(told('deposit', { document: { confidentiality: ['INVISIBLE_PATIENT'] } })).toEqual([
      'patient:deposit',
    ]);
  });

  test.each<Action>(['delete', 'unmask', 'archive', 'restore'])(
    '%s: by the code while it has an effect',
    (action) => {
      expect(told(action, ofAuthor('INVISIBLE_PATIENT'))).toEqual([]);
      expect(told(action, ofAuthor('INVISIBLE_PATIENT'), { document: { depositedAt: 0 } })).toEqual([
        'patient:change',
      ]);
    },
  );

  test('showToPatient is announced: that is what it is for', () => {
    expect(told('showToPatient', ofAuthor('INVISIBLE_PATIENT'))).toEqual(['patient:change']);
  });
});

describe('what goes to the minor alone', () => {
  test('what representatives may not see', () => {
    const hidden = ofAuthor('N', HIDDEN);
    expect(told('read', MINOR, hidden)).toEqual([
      'NOT_VISIBLE_TO_REPRESENTATIVES',
      'patient:consultation',
      'minorOnly',
    ]);
    for (const action of ['delete', 'mask', 'unmask', 'archive', 'restore', 'showToPatient'] as const) {
      expect(told(action, MINOR, hidden)).toEqual(['patient:change', 'minorOnly']);
      expect(told(action, MINOR, ofAuthor('N'))).toEqual(['patient:change']);
      expect(told(action, hidden)).toEqual(['patient:change']);
    }
    expect(told('replace', MINOR, hidden, CONFIRMED)).toEqual(['patient:deposit', 'minorOnly']);
    expect(told('replace', hidden)).toEqual(['patient:deposit']);
  });

  test('what becomes such', () => {
    const codes = { change: { confidentiality: ['N', HIDDEN] } };
    expect(told('deposit', MINOR, codes)).toEqual(['patient:deposit', 'minorOnly']);
    expect(told('replace', MINOR, ofAuthor(HIDDEN), codes)).toEqual(['patient:deposit', 'minorOnly']);
    expect(told('delete', MINOR, ofAuthor('N'), codes)).toEqual(['patient:change']);
  });

  test('what is done in a secret session', () => {
    for (const action of ['read', 'readCareHistory', 'readWishes'] as const)
      expect(told(action, MINOR, SECRET, SHARED)).toEqual(['patient:consultation', 'minorOnly']);
    expect(told('list', MINOR, SECRET, FIRST)).toEqual(['patient:firstAccess', 'minorOnly']);
    expect(told('addVaccination', MINOR, SECRET)).toEqual(['patient:vaccination', 'minorOnly']);
    expect(told('declareConsent', MINOR, SECRET, CONFIRMED)).toEqual(['patient:rights', 'minorOnly']);
    expect(told('archive', MINOR, SECRET, AUTHOR)).toEqual(['patient:change', 'minorOnly']);
    const traits = { claimedTraits: { familyName: 'Martin', givenName: 'Lea', birthDate: '2012-05-01' } };
    expect(told('open', BTG, MINOR, SECRET, { session: traits })).toEqual([
      'patient:emergency',
      'treatingDoctor:emergency',
      'minorOnly',
    ]);
  });

  test('an adult has nothing of the kind, whatever the session says', () => {
    expect(told('declareConsent', SECRET, CONFIRMED)).toEqual(['patient:rights']);
    expect(told('archive', SECRET, AUTHOR)).toEqual(['patient:change']);
  });

  test('where nobody is told, there is nothing to keep', () => {
    expect(told('list', MINOR, SECRET)).toEqual([]);
    expect(told('showToRepresentatives', MINOR, ofAuthor(HIDDEN), CONFIRMED)).toEqual([]);
    expect(told('read', MINOR, { document: { confidentiality: [HIDDEN, 'INVISIBLE_PATIENT'] } })).toEqual([
      'NOT_VISIBLE_TO_PATIENT',
      'NOT_VISIBLE_TO_REPRESENTATIVES',
    ]);
    expect(told('revokeOwnConsent', MINOR, SECRET)).toEqual([]);
  });

  test('the document of another act is not looked at', () => {
    const hidden = { document: { confidentiality: [HIDDEN] as const } };
    for (const action of ['readWishes', 'deposit', 'addVaccination', 'declareConsent'] as const)
      expect(told(action, MINOR, hidden, SHARED, CONFIRMED)).not.toContain('minorOnly');
    expect(ask('deposit', { document: undefined })).toBe('permit');
  });

  test('a fact that only a notice needs is missed there, and only there', () => {
    const unknown = { record: { birthDate: undefined } };
    expect(ask('declareConsent', SECRET, CONFIRMED, unknown)).toBe('missing record.birthDate');
    expect(ask('revokeOwnConsent', SECRET, unknown)).toBe('permit');
    expect(ask('delete', AUTHOR, { document: { ...AUTHOR.document, confidentiality: undefined } })).toBe(
      'missing document.confidentiality',
    );
    expect(ask('delete', ofAuthor('INVISIBLE_PATIENT'), { document: { depositedAt: undefined } })).toBe(
      'missing document.depositedAt',
    );
  });
});

test('a refusal tells nobody', () => {
  expect(ask('read', FIRST, { document: { status: 'deleted' } })).toBe('DELETED hidden');
});
