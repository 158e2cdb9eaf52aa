import { describe, expect, test } from 'vitest';
import type { Action } from '../../../shared/access/vocabulary.ts';
import { ask, at, AUTHOR, BTG, CENTRE_15, MINOR, SECRET, STAFF, TREATING, type Case } from './ask.ts';

const WAYS_IN: readonly Action[] = [
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

/** Sections that are shared, a médecin traitant where one is asked for: nothing but the case refuses. */
const SHARED = { record: { sharesCareHistory: true, sharesMeasures: true } };

describe.each(WAYS_IN)('steps 1 to 4 of %s', (action) => {
  const able = action === 'readAllTraces' || action === 'filterMasked' ? TREATING : {};

  test('permit whoever passes them', () => {
    expect(ask(action, SHARED, able)).toBe('permit');
  });

  const refused: readonly Case[] = [
    ['an unknown profession is not admitted', { actor: { profession: '31' } }, 'ROLE_NOT_ADMITTED'],
    [
      'no name of an object member is a profession',
      { actor: { profession: '__proto__' } },
      'ROLE_NOT_ADMITTED',
    ],
    ['a CPE card reads nothing, whoever holds it', { actor: { card: 'CPE' } }, 'CARD_MAY_NOT_READ'],
    [
      'a secretary reads nothing, whatever the card',
      { actor: { profession: 'ROLE-331' } },
      'CARD_MAY_NOT_READ',
    ],
    ['a record never created', { record: { status: 'NONEXISTENT' } }, 'RECORD_NONEXISTENT'],
    ['a closed record', { record: { status: 'CLOSED' } }, 'RECORD_CLOSED'],
    ['a blocked professional', { relation: { authorisation: 'BLOCKED' } }, 'BLOCKED_BY_PATIENT'],
    ['a secret session on an adult', SECRET, 'NOT_A_MINOR'],
    ['no authorisation', { relation: { authorisation: 'NONE' } }, 'CONSENT_REQUIRED'],
    ['an expired authorisation', { relation: { authorisation: 'EXPIRED' } }, 'CONSENT_EXPIRED'],
    [
      'an authorisation that ends now',
      { relation: { until: at('2026-11-21T10:00:00Z') } },
      'CONSENT_EXPIRED',
    ],
  ];
  test.each(refused)('%s', (_, changes, expected) => {
    expect(ask(action, SHARED, able, changes)).toBe(expected);
  });

  test('the first failing test gives the reason', () => {
    const everything = refused.map(([, changes]) => changes).reverse();
    for (const [index, [, , expected]] of refused.entries())
      expect(ask(action, SHARED, able, ...everything.slice(0, refused.length - index))).toBe(expected);
  });
});

describe('step 4, NORMAL', () => {
  test.each<Case>([
    ['an end that is after now', { relation: { until: at('2026-11-21T10:00:00.001Z') } }, 'permit'],
    ['no end at all', { relation: { until: undefined } }, 'permit'],
    ['no relation is no authorisation', { relation: undefined }, 'CONSENT_REQUIRED'],
    [
      'a médecin traitant needs one like anyone else',
      { relation: { authorisation: 'NONE', treatingDoctor: true } },
      'CONSENT_REQUIRED',
    ],
    ['an absent session is an ordinary one', { session: undefined }, 'permit'],
    ['Pro Santé Connect is as good as a CPS', { actor: { card: 'PSC' } }, 'permit'],
    [
      'a relation that does not say its state',
      { relation: { authorisation: undefined } },
      'missing relation.authorisation',
    ],
    ['no card', { actor: { card: undefined } }, 'missing actor.card'],
    ['no profession', { actor: { profession: undefined } }, 'missing actor.profession'],
  ])('%s', (_, changes, expected) => {
    expect(ask('open', changes)).toBe(expected);
  });
  test('a secret session on a minor goes on to the next test', () => {
    expect(ask('open', MINOR, SECRET)).toBe('permit');
    expect(ask('open', MINOR, SECRET, { relation: { authorisation: 'NONE' } })).toBe('CONSENT_REQUIRED');
  });
});

test('an absent session is an ordinary one, for what refuses too', () => {
  expect(ask('open', { session: undefined, relation: { authorisation: 'NONE' } })).toBe('CONSENT_REQUIRED');
});

describe('step 4, break-glass', () => {
  test.each<Case>([
    ['switch, traits, justification and session hold', {}, 'permit'],
    [
      'the switch is on by default, off when the patient says so',
      { record: { switches: { BTG: false } } },
      'EMERGENCY_OPPOSED',
    ],
    ['the switch of Centre 15 is another one', { record: { switches: { ETREAT: false } } }, 'permit'],
    ['no traits claimed', { session: { claimedTraits: undefined } }, 'IDENTITY_MISMATCH'],
    [
      'only some of the traits',
      { session: { claimedTraits: { familyName: 'Martin', birthDate: '1980-05-01' } } },
      'IDENTITY_MISMATCH',
    ],
    ['no justification', { session: { justification: undefined } }, 'JUSTIFICATION_REQUIRED'],
    ['nine characters', { session: { justification: '123456789' } }, 'JUSTIFICATION_REQUIRED'],
    ['ten characters', { session: { justification: '1234567890' } }, 'permit'],
    [
      'white space around is not counted',
      { session: { justification: ' \u00a0\u0085123456789\u2003\n' } },
      'JUSTIFICATION_REQUIRED',
    ],
    ['white space within is', { session: { justification: '12345 7890' } }, 'permit'],
    ['code points, not code units', { session: { justification: '🚑🚑🚑🚑🚑' } }, 'JUSTIFICATION_REQUIRED'],
    ['ten code points', { session: { justification: '🚑🚑🚑🚑🚑🚑🚑🚑🚑🚑' } }, 'permit'],
    [
      'sixty minutes to the millisecond',
      { session: { startedAt: at('2026-11-21T09:00:00Z') } },
      'EMERGENCY_SESSION_EXPIRED',
    ],
    ['a millisecond less', { session: { startedAt: at('2026-11-21T09:00:00.001Z') } }, 'permit'],
    ['a start after now is not tested', { session: { startedAt: at('2026-11-21T11:00:00Z') } }, 'permit'],
    ['no start', { session: { startedAt: undefined } }, 'missing session.startedAt'],
    ['a block holds in every mode', { relation: { authorisation: 'BLOCKED' } }, 'BLOCKED_BY_PATIENT'],
    ['a secret session on an adult, in every mode', { session: { secret: true } }, 'NOT_A_MINOR'],
    ['neither call nor regulation is asked for', { actor: { regulator: false } }, 'permit'],
  ])('%s', (_, changes, expected) => {
    expect(ask('open', BTG, changes)).toBe(expected);
  });

  test('the order: switch, traits, justification, session', () => {
    const nothing = { session: { claimedTraits: undefined, justification: '', startedAt: 0 } };
    expect(ask('open', BTG, nothing, { record: { switches: { BTG: false } } })).toBe('EMERGENCY_OPPOSED');
    expect(ask('open', BTG, nothing)).toBe('IDENTITY_MISMATCH');
    expect(ask('open', BTG, { session: { justification: '', startedAt: 0 } })).toBe('JUSTIFICATION_REQUIRED');
  });
});

describe('step 4, Centre 15', () => {
  test.each<Case>([
    ['a regulating physician with a call; no justification', {}, 'permit'],
    ['a physician who does not regulate', { actor: { regulator: undefined } }, 'REGULATOR_ONLY'],
    ['a regulator who is no physician', { actor: { profession: '60' } }, 'REGULATOR_ONLY'],
    ['no call', { session: { callId: undefined } }, 'CALL_REQUIRED'],
    ['an empty call', { session: { callId: '' } }, 'CALL_REQUIRED'],
    ['the switch is off', { record: { switches: { ETREAT: false } } }, 'EMERGENCY_OPPOSED'],
    ['the switch of break-glass is another one', { record: { switches: { BTG: false } } }, 'permit'],
    ['the call is closed', { session: { callOpen: false } }, 'EMERGENCY_SESSION_EXPIRED'],
    [
      'a closed call, even when nobody knows the start',
      { session: { callOpen: false, startedAt: undefined } },
      'EMERGENCY_SESSION_EXPIRED',
    ],
    ['sixty minutes', { session: { startedAt: at('2026-11-21T09:00:00Z') } }, 'EMERGENCY_SESSION_EXPIRED'],
  ])('%s', (_, changes, expected) => {
    expect(ask('open', CENTRE_15, changes)).toBe(expected);
  });

  test('the order: regulator, call, switch, session', () => {
    const nothing = { session: { callId: '', callOpen: false }, record: { switches: { ETREAT: false } } };
    expect(ask('open', CENTRE_15, nothing, { actor: { regulator: false } })).toBe('REGULATOR_ONLY');
    expect(ask('open', CENTRE_15, nothing)).toBe('CALL_REQUIRED');
    expect(ask('open', CENTRE_15, nothing, { session: { callId: 'c' } })).toBe('EMERGENCY_OPPOSED');
  });
});

describe('steps 5 to 7 of read', () => {
  const CLOSED_TYPE = { document: { type: '68599-0', class: '11' } };
  const MASKED = { document: { confidentiality: ['N', 'MASQUE_PS'] as const } };

  test.each<Case>([
    ['a type that the row may read', {}, 'permit'],
    ['a deleted document', { document: { status: 'deleted' } }, 'DELETED hidden'],
    ['a replaced one is still read', { document: { status: 'superseded' } }, 'permit'],
    ['a type that the row may not read', CLOSED_TYPE, 'TYPE_NOT_PERMITTED hidden'],
    ['a masked document', MASKED, 'MASKED hidden'],
    [
      'what is hidden from the patient is read',
      { document: { confidentiality: ['INVISIBLE_PATIENT'] } },
      'permit',
    ],
    ['no document', { document: undefined }, 'missing document'],
    ['no status', { document: { status: undefined } }, 'missing document.status'],
    ['no author', { document: { authorId: undefined } }, 'missing document.authorId'],
    ['nobody asks', { actor: { id: undefined } }, 'missing actor.id'],
    ['no type', { document: { type: undefined } }, 'missing document.type'],
    ['no codes', { document: { confidentiality: undefined } }, 'missing document.confidentiality'],
    [
      'nothing of a deleted document is looked at',
      { document: { status: 'deleted', type: undefined, authorId: undefined } },
      'DELETED hidden',
    ],
  ])('%s', (_, changes, expected) => {
    expect(ask('read', changes)).toBe(expected);
  });

  test('the order: deleted, type, mask', () => {
    expect(ask('read', CLOSED_TYPE, MASKED, { document: { status: 'deleted' } })).toBe('DELETED hidden');
    expect(ask('read', CLOSED_TYPE, MASKED)).toBe('TYPE_NOT_PERMITTED hidden');
  });

  test('the author passes type and mask, but not deletion nor the ways in', () => {
    expect(ask('read', CLOSED_TYPE, MASKED, AUTHOR)).toBe('permit');
    expect(ask('read', AUTHOR, { document: { status: 'deleted' } })).toBe('DELETED hidden');
    expect(ask('read', AUTHOR, { relation: { authorisation: 'NONE' } })).toBe('CONSENT_REQUIRED');
  });

  test('what is masked: the médecin traitant always, others in an emergency when the patient says so', () => {
    const on = { record: { switches: { MASKED: true } } };
    expect(ask('read', TREATING, MASKED)).toBe('permit');
    expect(ask('read', MASKED, on)).toBe('MASKED hidden');
    expect(ask('read', BTG, MASKED)).toBe('MASKED hidden');
    expect(ask('read', BTG, MASKED, on)).toBe('permit');
    expect(ask('read', CENTRE_15, MASKED)).toBe('MASKED hidden');
    expect(ask('read', CENTRE_15, MASKED, on)).toBe('permit');
    expect(ask('read', BTG, MASKED, { relation: { treatingDoctor: true } })).toBe('permit');
  });

  test('a médecin traitant has the row MT in NORMAL mode, his own in an emergency', () => {
    const psychologist = { actor: { id: 'psy', profession: 'R95-93' }, relation: { treatingDoctor: true } };
    const imaging = { document: { type: '18748-4', class: '31' } };
    expect(ask('read', psychologist, imaging)).toBe('permit');
    expect(ask('read', BTG, psychologist, imaging)).toBe('TYPE_NOT_PERMITTED hidden');
  });
});

describe('a type without a cell', () => {
  test.each<Case>([
    [
      'is as the most restrictive of its class: closed',
      { document: { type: 'PIECE-IDENTITE' } },
      'TYPE_NOT_PERMITTED hidden',
    ],
    [
      'its class is the one of the list, not the one it came with',
      { document: { type: 'FEUILLE-DE-STYLE', class: '43' } },
      'TYPE_NOT_PERMITTED hidden',
    ],
    [
      'nor is that one needed',
      { document: { type: 'FEUILLE-DE-STYLE', class: undefined } },
      'TYPE_NOT_PERMITTED hidden',
    ],
    ['an unknown type goes by the class it came with', { document: { type: 'NEW', class: '43' } }, 'permit'],
    [
      'the most restrictive of that class, too',
      { document: { type: 'NEW', class: '10' } },
      'TYPE_NOT_PERMITTED hidden',
    ],
    [
      'a class without a cell is closed',
      { document: { type: 'NEW', class: '99' } },
      'TYPE_NOT_PERMITTED hidden',
    ],
    [
      'neither type nor class known',
      { document: { type: 'NEW', class: undefined } },
      'missing document.class',
    ],
    [
      'no name of an object member is a type',
      { document: { type: 'constructor', class: 'toString' } },
      'TYPE_NOT_PERMITTED hidden',
    ],
  ])('%s', (_, changes, expected) => {
    expect(ask('read', changes)).toBe(expected);
  });
});

describe('sections', () => {
  const careAssistant = { actor: { id: 'as', profession: 'ROLE-313' } };

  test.each([
    ['readCareHistory', 'ROLE-313'],
    ['readWishes', 'ROLE-313'],
    ['readVaccinations', 'R95-93'],
  ] as const)('%s needs its cell, openly', (action, closedTo) => {
    expect(ask(action, SHARED)).toBe('permit');
    expect(ask(action, SHARED, { actor: { profession: closedTo } })).toBe('TYPE_NOT_PERMITTED');
  });

  test('the cell comes before sharing, and measures have none', () => {
    expect(ask('readCareHistory', careAssistant)).toBe('TYPE_NOT_PERMITTED');
    expect(ask('readCareHistory')).toBe('NOT_SHARED');
    expect(ask('readMeasures', careAssistant)).toBe('NOT_SHARED');
    expect(ask('readMeasures', careAssistant, SHARED)).toBe('permit');
  });

  test('each sharing is its own', () => {
    expect(ask('readMeasures', { record: { sharesCareHistory: true } })).toBe('NOT_SHARED');
    expect(ask('readCareHistory', { record: { sharesMeasures: true } })).toBe('NOT_SHARED');
    expect(ask('readVaccinations')).toBe('permit');
    expect(ask('readWishes')).toBe('permit');
  });

  test('a médecin traitant has the row MT for them too', () => {
    expect(ask('readWishes', careAssistant, { relation: { treatingDoctor: true } })).toBe('permit');
    expect(ask('readWishes', BTG, careAssistant, { relation: { treatingDoctor: true } })).toBe(
      'TYPE_NOT_PERMITTED',
    );
  });
});

test('staff are refused before anything of the record is looked at', () => {
  expect(ask('read', STAFF, { document: undefined, record: { status: 'NONEXISTENT' } })).toBe(
    'CARD_MAY_NOT_READ',
  );
});

test('a justification is measured in one walk, however much white space it holds', () => {
  const padded = { session: { justification: `a${' '.repeat(300_000)}b` } };
  const began = performance.now();
  expect(ask('open', BTG, padded)).toBe('permit');
  expect(performance.now() - began).toBeLessThan(5_000);
});
