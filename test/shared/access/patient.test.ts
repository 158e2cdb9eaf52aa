import { describe, expect, test } from 'vitest';
import {
  decidePatient,
  PATIENT_ACTIONS,
  type PatientAction,
  type PatientQuestion,
} from '../../../shared/access/patient.ts';
import type { DocumentFacts } from '../../../shared/access/question.ts';
import { policy } from '../../rules/policy.ts';
import { at } from './ask.ts';

const NOW = at('2026-11-21T10:00:00Z');
const DOCUMENT: DocumentFacts = {
  status: 'current',
  confidentiality: ['N'],
  depositedAt: at('2026-11-20T10:00:00Z'),
  version: 2,
  byPatient: true,
};
const CHILD = { status: 'ACTIVE', birthDate: '2012-05-01' } as const;
const ADULT = { status: 'ACTIVE', birthDate: '1980-05-01' } as const;

const BASE: Omit<PatientQuestion, 'action'> = {
  now: NOW,
  side: 'patient',
  record: CHILD,
  document: DOCUMENT,
  change: { seenVersion: 2 },
};

function ask(action: PatientAction, changes: Partial<PatientQuestion> = {}): string {
  const answer = decidePatient(policy, { ...BASE, ...changes, action });
  switch (answer.effect) {
    case 'permit':
      return 'permit';
    case 'deny':
      return answer.hidden ? `${answer.reason} hidden` : answer.reason;
    case 'malformed':
      return `missing ${answer.missing}`;
  }
}
const document = (changes: Partial<DocumentFacts>): Partial<PatientQuestion> => ({
  document: { ...DOCUMENT, ...changes },
});
const ABOUT_DOCUMENT = [
  'readDocument',
  'editDocument',
  'deleteDocument',
  'maskDocument',
  'showDocument',
] as const;

test.each(PATIENT_ACTIONS)('%s is the patient’s, and a representative’s of a minor', (action) => {
  expect(ask(action)).toBe('permit');
  expect(ask(action, { record: ADULT })).toBe('permit');
  // A parent who could set the address of a minor would be told his secrets; a will is one's own.
  const holders = action === 'setContact' || action === 'stateWishes';
  expect(ask(action, { side: 'representative' })).toBe(holders ? 'RIGHTS_NOT_YOURS' : 'permit');
});

test.each(PATIENT_ACTIONS)('%s: nobody represents an adult', (action) => {
  expect(ask(action, { side: 'representative', record: ADULT })).toBe('RIGHTS_NOT_YOURS');
});

test('a carer reads and adds, and manages nothing', () => {
  const permitted = PATIENT_ACTIONS.filter(
    (action) => ask(action, { side: 'carer', record: ADULT }) === 'permit',
  );
  expect(permitted).toEqual(['open', 'readDocument', 'addDocument', 'readTraces', 'readTrace']);
  for (const action of PATIENT_ACTIONS.filter((other) => !permitted.includes(other)))
    expect(ask(action, { side: 'carer', record: { status: 'CLOSED' } })).toBe('RIGHTS_NOT_YOURS');
});

describe('what is seen', () => {
  test.each(ABOUT_DOCUMENT)('%s: neither deleted nor hidden until the announcement', (action) => {
    expect(ask(action, document({ status: 'deleted' }))).toBe('DELETED hidden');
    expect(ask(action, document({ confidentiality: ['INVISIBLE_PATIENT'] }))).toBe(
      'NOT_VISIBLE_TO_PATIENT hidden',
    );
    expect(ask(action, document({ confidentiality: ['INVISIBLE_PATIENT'], depositedAt: 0 }))).toBe('permit');
    expect(ask(action, document({ confidentiality: ['MASQUE_PS'], maskedBy: 'professional' }))).toBe(
      'permit',
    );
    expect(ask(action, document({ status: 'superseded' }))).toBe('permit');
  });

  test.each(ABOUT_DOCUMENT)('%s: a minor sees what his representatives may not', (action) => {
    const secret = document({ confidentiality: ['INVISIBLE_REPRESENTANTS_LEGAUX'] });
    expect(ask(action, secret)).toBe('permit');
    expect(ask(action, { ...secret, side: 'representative' })).toBe('NOT_VISIBLE_TO_REPRESENTATIVES hidden');
  });

  test('a carer sees of a minor no more than a representative, of an adult all', () => {
    const secret = document({ confidentiality: ['INVISIBLE_REPRESENTANTS_LEGAUX'] });
    expect(ask('readDocument', { ...secret, side: 'carer' })).toBe('NOT_VISIBLE_TO_REPRESENTATIVES hidden');
    expect(ask('readDocument', { ...secret, side: 'carer', record: ADULT })).toBe('permit');
  });

  test('no document, or nothing known of it', () => {
    expect(ask('readDocument', { document: undefined })).toBe('missing document');
    expect(ask('readDocument', { document: {} })).toBe('missing document.status');
    expect(ask('readDocument', document({ confidentiality: undefined }))).toBe(
      'missing document.confidentiality',
    );
  });
});

describe('what is changed', () => {
  test('documents of his own only are edited and deleted, any is masked and shown', () => {
    const professionals = document({ byPatient: undefined });
    expect(ask('editDocument', professionals)).toBe('NOT_AUTHOR');
    expect(ask('deleteDocument', professionals)).toBe('NOT_AUTHOR');
    expect(ask('maskDocument', professionals)).toBe('permit');
    expect(ask('showDocument', professionals)).toBe('permit');
    expect(ask('readDocument', professionals)).toBe('permit');
  });

  test.each(ABOUT_DOCUMENT.slice(1))('%s: of the version that was seen', (action) => {
    expect(ask(action, { change: { seenVersion: 1 } })).toBe('STALE_VERSION');
    expect(ask(action, { change: undefined })).toBe('STALE_VERSION');
  });

  test('a médecin traitant is not blocked; his establishment may be', () => {
    const target = { change: { targetIsTreatingDoctor: true } };
    expect(ask('blockProfessional', target)).toBe('TREATING_DOCTOR_CANNOT_BE_BLOCKED');
    expect(ask('unblockProfessional', target)).toBe('permit');
    expect(ask('blockOrganisation', target)).toBe('permit');
    expect(ask('blockProfessional', { change: undefined })).toBe('permit');
  });
});

describe('traces', () => {
  test('of a secret session: the minor alone', () => {
    expect(ask('readTrace', { secretTrace: true })).toBe('permit');
    for (const side of ['representative', 'carer'] as const) {
      expect(ask('readTrace', { side, secretTrace: true })).toBe('NOT_VISIBLE_TO_REPRESENTATIVES hidden');
      expect(ask('readTrace', { side, secretTrace: true, document: undefined })).toBe(
        'NOT_VISIBLE_TO_REPRESENTATIVES hidden',
      );
      expect(ask('readTrace', { side, document: undefined })).toBe('permit');
    }
  });
  test('about a document that representatives may not see', () => {
    const secret = document({ confidentiality: ['INVISIBLE_REPRESENTANTS_LEGAUX'] });
    expect(ask('readTrace', secret)).toBe('permit');
    expect(ask('readTrace', { ...secret, side: 'representative' })).toBe(
      'NOT_VISIBLE_TO_REPRESENTATIVES hidden',
    );
  });
});

describe('the record', () => {
  test('never created: there is only the opposition', () => {
    const permitted = PATIENT_ACTIONS.filter(
      (action) => ask(action, { record: { ...CHILD, status: 'NONEXISTENT' } }) === 'permit',
    );
    expect(permitted).toEqual(['oppose']);
    expect(ask('open', { record: { ...CHILD, status: 'NONEXISTENT' } })).toBe('RECORD_NONEXISTENT');
    expect(ask('reopen', { record: { ...CHILD, status: 'NONEXISTENT' } })).toBe('RECORD_NONEXISTENT');
  });
  test('closed: its traces and the way back', () => {
    const permitted = PATIENT_ACTIONS.filter(
      (action) => ask(action, { record: { ...CHILD, status: 'CLOSED' } }) === 'permit',
    );
    expect(permitted).toEqual(['readTraces', 'readTrace', 'oppose', 'reopen']);
    expect(ask('readDocument', { record: { ...CHILD, status: 'CLOSED' } })).toBe('RECORD_CLOSED');
  });
});
