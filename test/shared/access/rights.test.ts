import { describe, expect, test } from 'vitest';
import type { Action } from '../../../shared/access/vocabulary.ts';
import { ask, BTG, SECRET, STAFF, TREATING, type Case } from './ask.ts';

const NOWHERE = { relation: undefined, session: undefined, document: undefined, change: undefined };

describe.each<Action>(['blockProfessional', 'unblockProfessional'])('%s', (action) => {
  test('by a médecin traitant, without authorisation, with any card', () => {
    expect(ask(action, TREATING)).toBe('permit');
    expect(ask(action, TREATING, { relation: { authorisation: 'NONE' } })).toBe('permit');
    expect(ask(action, TREATING, { relation: { authorisation: 'BLOCKED' } })).toBe('permit');
    expect(ask(action, TREATING, { actor: { card: undefined } })).toBe('permit');
    expect(ask(action, TREATING, { change: undefined, session: undefined })).toBe('permit');
  });
  test.each<Case>([
    ['not admitted', { actor: { profession: '31' } }, 'ROLE_NOT_ADMITTED'],
    ['a record never created', { record: { status: 'NONEXISTENT' } }, 'RECORD_NONEXISTENT'],
    ['a closed record', { record: { status: 'CLOSED' } }, 'RECORD_CLOSED'],
    ['nobody else', { relation: { treatingDoctor: false } }, 'TREATING_DOCTOR_ONLY'],
    ['no relation', { relation: undefined }, 'TREATING_DOCTOR_ONLY'],
  ])('%s', (_, changes, expected) => {
    expect(ask(action, TREATING, { change: { targetIsTreatingDoctor: true } }, changes)).toBe(expected);
  });
});

test('a médecin traitant cannot be blocked, but an old block of his can be lifted', () => {
  const target = { change: { targetIsTreatingDoctor: true } };
  expect(ask('blockProfessional', TREATING, target)).toBe('TREATING_DOCTOR_CANNOT_BE_BLOCKED');
  expect(ask('unblockProfessional', TREATING, target)).toBe('permit');
});

describe('readOwnTraces', () => {
  test('whoever is admitted, staff and blocked professionals too, of a closed record too', () => {
    expect(ask('readOwnTraces', NOWHERE)).toBe('permit');
    expect(ask('readOwnTraces', STAFF)).toBe('permit');
    expect(ask('readOwnTraces', { relation: { authorisation: 'BLOCKED' } })).toBe('permit');
    expect(ask('readOwnTraces', { record: { status: 'CLOSED' } })).toBe('permit');
  });
  test('not of a record that never was, nor by who is not admitted', () => {
    expect(ask('readOwnTraces', { record: { status: 'NONEXISTENT' } })).toBe('RECORD_NONEXISTENT');
    expect(ask('readOwnTraces', { actor: { profession: '31' }, record: { status: 'NONEXISTENT' } })).toBe(
      'ROLE_NOT_ADMITTED',
    );
  });
});

describe.each<Action>(['readAllTraces', 'filterMasked'])('%s', (action) => {
  test('a médecin traitant who may open the record', () => {
    expect(ask(action, TREATING)).toBe('permit');
    expect(ask(action, TREATING, BTG)).toBe('permit');
    expect(ask(action)).toBe('TREATING_DOCTOR_ONLY');
    expect(ask(action, { relation: { authorisation: 'NONE' } })).toBe('CONSENT_REQUIRED');
  });
});

describe('addVaccination', () => {
  test.each(['10', '21', '50', '60', '69'])('profession %s', (profession) => {
    expect(ask('addVaccination', { actor: { profession } })).toBe('permit');
  });
  test.each(['21/G', '39', '40', 'ROLE-317', '70'])('not %s, openly', (profession) => {
    expect(ask('addVaccination', { actor: { profession } })).toBe('TYPE_NOT_PERMITTED');
  });
  test('in the modes that open the record', () => {
    expect(ask('addVaccination', BTG)).toBe('permit');
    expect(ask('addVaccination', { actor: { profession: '40' }, relation: { authorisation: 'NONE' } })).toBe(
      'CONSENT_REQUIRED',
    );
  });
});

describe('declareConsent', () => {
  const CONSENT = { change: { basis: 'CARE_TEAM', form: 'ORAL' } };

  test('basis and form named, on any state but a block', () => {
    for (const basis of ['CARE_TEAM', 'EXPLICIT'])
      for (const form of ['ORAL', 'WRITTEN'])
        for (const authorisation of ['NONE', 'VALID', 'EXPIRED'] as const)
          expect(ask('declareConsent', { change: { basis, form }, relation: { authorisation } })).toBe(
            'permit',
          );
    expect(ask('declareConsent', CONSENT, { relation: undefined })).toBe('permit');
    expect(ask('declareConsent', CONSENT, SECRET)).toBe('permit');
  });

  const refused: readonly Case[] = [
    ['not admitted', { actor: { profession: '31' } }, 'ROLE_NOT_ADMITTED'],
    ['a CPE card', { actor: { card: 'CPE' } }, 'CARD_MAY_NOT_READ'],
    ['a record never created', { record: { status: 'NONEXISTENT' } }, 'RECORD_NONEXISTENT'],
    ['a closed record', { record: { status: 'CLOSED' } }, 'RECORD_CLOSED'],
    ['a block', { relation: { authorisation: 'BLOCKED' } }, 'BLOCKED_BY_PATIENT'],
    ['no basis', { change: { basis: undefined } }, 'CONSENT_BASIS_REQUIRED'],
    ['no form', { change: { form: undefined } }, 'CONSENT_BASIS_REQUIRED'],
    ['another basis', { change: { basis: 'care_team' } }, 'CONSENT_BASIS_REQUIRED'],
    ['another form', { change: { form: 'E-MAIL' } }, 'CONSENT_BASIS_REQUIRED'],
    ['nothing at all', { change: undefined }, 'CONSENT_BASIS_REQUIRED'],
  ];
  test.each(refused)('%s', (_, changes, expected) => {
    expect(ask('declareConsent', CONSENT, changes)).toBe(expected);
  });
  test('a block is told before what is wrong with the declaration', () => {
    expect(ask('declareConsent', { relation: { authorisation: 'BLOCKED' } })).toBe('BLOCKED_BY_PATIENT');
  });
});

describe('revokeOwnConsent', () => {
  test('in every state of the right', () => {
    for (const authorisation of ['NONE', 'VALID', 'EXPIRED', 'BLOCKED'] as const)
      expect(ask('revokeOwnConsent', { relation: { authorisation } })).toBe('permit');
    expect(ask('revokeOwnConsent', NOWHERE)).toBe('permit');
  });
  test.each<Case>([
    ['not admitted', { actor: { profession: '31' } }, 'ROLE_NOT_ADMITTED'],
    ['a CPE card', { actor: { card: 'CPE' } }, 'CARD_MAY_NOT_READ'],
    ['a secretary', { actor: { profession: 'SECRETARIAT_MEDICAL' } }, 'CARD_MAY_NOT_READ'],
    ['a record never created', { record: { status: 'NONEXISTENT' } }, 'RECORD_NONEXISTENT'],
    ['a closed record', { record: { status: 'CLOSED' } }, 'RECORD_CLOSED'],
  ])('%s', (_, changes, expected) => {
    expect(ask('revokeOwnConsent', changes)).toBe(expected);
  });
});
