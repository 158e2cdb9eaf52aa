import { describe, expect, test } from 'vitest';
import { DOCUMENT_ACTIONS } from '../../../shared/access/managing.ts';
import { policyWith } from '../../rules/policy.ts';
import { ask, askWith, at, AUTHOR, BTG, MINOR, SECRET, TREATING, type Case } from './ask.ts';

const CONFIRMED = { change: { confirmed: true } };
const HIDDEN_FROM_PATIENT = { document: { confidentiality: ['INVISIBLE_PATIENT'] as const } };

describe.each(DOCUMENT_ACTIONS)('steps 1, 2, 3 and 5 of %s', (action) => {
  test('the author does it without any authorisation, even blocked, in any session', () => {
    expect(ask(action, AUTHOR, CONFIRMED)).toBe('permit');
    expect(ask(action, AUTHOR, CONFIRMED, { relation: undefined })).toBe('permit');
    expect(ask(action, AUTHOR, CONFIRMED, { relation: { authorisation: 'BLOCKED' } })).toBe('permit');
    expect(ask(action, AUTHOR, CONFIRMED, SECRET)).toBe('permit');
    expect(ask(action, AUTHOR, CONFIRMED, BTG, { session: { startedAt: 0 } })).toBe('permit');
  });

  test.each<Case>([
    ['not admitted', { actor: { profession: '31' } }, 'ROLE_NOT_ADMITTED'],
    ['a CPE card', { actor: { card: 'CPE', onBehalfOf: 'pharmacist' } }, 'CARD_MAY_NOT_READ'],
    ['a secretary', { actor: { profession: 'ROLE-331' } }, 'CARD_MAY_NOT_READ'],
    ['a record never created', { record: { status: 'NONEXISTENT' } }, 'RECORD_NONEXISTENT'],
    ['a closed record', { record: { status: 'CLOSED' } }, 'RECORD_CLOSED'],
    ['a deleted document', { document: { status: 'deleted' } }, 'DELETED hidden'],
    ['a replaced document is managed like another', { document: { status: 'superseded' } }, 'permit'],
    ['another version than the one seen', { change: { seenVersion: 2 } }, 'STALE_VERSION'],
    ['a newer one', { change: { seenVersion: 4 } }, 'STALE_VERSION'],
    ['no version seen', { change: { seenVersion: undefined } }, 'STALE_VERSION'],
    ['no author known', { document: { authorId: undefined } }, 'missing document.authorId'],
  ])('the author, %s', (_, { document, ...rest }, expected) => {
    expect(ask(action, CONFIRMED, { document: { ...AUTHOR.document, ...document } }, rest)).toBe(expected);
  });

  test.each<Case>([
    ['who may read it', {}, 'NOT_AUTHOR'],
    ['without authorisation', { relation: { authorisation: 'NONE' } }, 'CONSENT_REQUIRED'],
    ['blocked', { relation: { authorisation: 'BLOCKED' } }, 'BLOCKED_BY_PATIENT'],
    ['in a secret session on an adult', SECRET, 'NOT_A_MINOR'],
    ['about a deleted one', { document: { status: 'deleted' } }, 'DELETED hidden'],
    ['about a type closed to him', { document: { type: '68599-0' } }, 'TYPE_NOT_PERMITTED hidden'],
    ['about a masked one', { document: { confidentiality: ['MASQUE_PS'] } }, 'MASKED hidden'],
    ['with a stale version', { change: { seenVersion: 1 } }, 'NOT_AUTHOR'],
  ])('another professional %s', (_, changes, expected) => {
    expect(ask(action, CONFIRMED, changes)).toBe(expected);
  });

  const treatingDoctor = !['delete', 'showToRepresentatives'].includes(action);
  test(`a médecin traitant ${treatingDoctor ? 'may' : 'may not'}, on what he may read`, () => {
    expect(ask(action, CONFIRMED, TREATING)).toBe(treatingDoctor ? 'permit' : 'NOT_AUTHOR');
    expect(ask(action, CONFIRMED, TREATING, { relation: { authorisation: 'EXPIRED' } })).toBe(
      'CONSENT_EXPIRED',
    );
    expect(ask(action, CONFIRMED, TREATING, { document: { status: 'deleted' } })).toBe('DELETED hidden');
  });
});

describe('what else must hold', () => {
  test('mask: not what the patient may not see, masked already or not', () => {
    expect(ask('mask', AUTHOR, HIDDEN_FROM_PATIENT, AUTHOR)).toBe('CONFIDENTIALITY_CONFLICT');
    const both = {
      document: { ...AUTHOR.document, confidentiality: ['INVISIBLE_PATIENT', 'MASQUE_PS'] as const },
    };
    expect(ask('mask', both)).toBe('CONFIDENTIALITY_CONFLICT');
    expect(ask('mask', both, { change: { seenVersion: 1 } })).toBe('CONFIDENTIALITY_CONFLICT');
    expect(ask('mask', both, { document: { depositedAt: at('2026-10-22T10:00:00Z') } })).toBe('permit');
    expect(askWith(policyWith({ cumulInvisiblePatientMasquePs: true }), 'mask', both)).toBe('permit');
    expect(ask('archive', AUTHOR, HIDDEN_FROM_PATIENT)).toBe('permit');
  });

  test('mask: twice is no error', () => {
    expect(ask('mask', { document: { ...AUTHOR.document, confidentiality: ['N', 'MASQUE_PS'] } })).toBe(
      'permit',
    );
    expect(ask('mask', TREATING, { document: { confidentiality: ['N', 'MASQUE_PS'] } })).toBe('permit');
  });

  test('unmask: not what the patient masked, whatever the codes say', () => {
    const byPatient = { document: { ...AUTHOR.document, maskedBy: 'patient' as const } };
    expect(ask('unmask', byPatient)).toBe('MASKED_BY_PATIENT');
    expect(ask('unmask', byPatient, { document: { confidentiality: ['MASQUE_PS'] } })).toBe(
      'MASKED_BY_PATIENT',
    );
    expect(ask('unmask', byPatient, { change: { seenVersion: 1 } })).toBe('MASKED_BY_PATIENT');
    expect(ask('unmask', AUTHOR)).toBe('permit');
    expect(ask('unmask', { document: { ...AUTHOR.document, maskedBy: 'professional' } })).toBe('permit');
  });

  test('showToPatient: what is sent holds the code no more; nothing to remove is no error', () => {
    expect(ask('showToPatient', AUTHOR, HIDDEN_FROM_PATIENT)).toBe('permit');
    expect(ask('showToPatient', AUTHOR)).toBe('permit');
    expect(ask('showToPatient', AUTHOR, { change: { confidentiality: undefined } })).toBe('permit');
    expect(ask('showToPatient', AUTHOR, { change: { confidentiality: ['N', 'INVISIBLE_PATIENT'] } })).toBe(
      'IRREVERSIBLE',
    );
    expect(
      ask('showToPatient', AUTHOR, { change: { confidentiality: ['INVISIBLE_PATIENT'], seenVersion: 1 } }),
    ).toBe('IRREVERSIBLE');
    expect(
      ask('showToPatient', AUTHOR, { change: { confidentiality: ['INVISIBLE_REPRESENTANTS_LEGAUX'] } }),
    ).toBe('permit');
  });

  test('showToRepresentatives: the code gone, and confirmed', () => {
    const keeps = { change: { confidentiality: ['INVISIBLE_REPRESENTANTS_LEGAUX'] } };
    expect(ask('showToRepresentatives', AUTHOR, MINOR, keeps)).toBe('IRREVERSIBLE');
    expect(ask('showToRepresentatives', AUTHOR, MINOR, keeps, CONFIRMED)).toBe('IRREVERSIBLE');
    expect(ask('showToRepresentatives', AUTHOR, MINOR)).toBe('CONFIRMATION_REQUIRED');
    expect(ask('showToRepresentatives', AUTHOR, MINOR, { change: { seenVersion: 1 } })).toBe(
      'CONFIRMATION_REQUIRED',
    );
    expect(ask('showToRepresentatives', AUTHOR, MINOR, CONFIRMED)).toBe('permit');
    expect(
      ask('showToRepresentatives', AUTHOR, CONFIRMED, { change: { confidentiality: ['INVISIBLE_PATIENT'] } }),
    ).toBe('permit');
  });

  test('archive and restore ask for nothing else', () => {
    expect(ask('archive', { document: { ...AUTHOR.document, archived: true } })).toBe('permit');
    expect(ask('restore', { document: { ...AUTHOR.document, archived: false } })).toBe('permit');
  });
});
