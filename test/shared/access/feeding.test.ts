import { describe, expect, test } from 'vitest';
import type { Change } from '../../../shared/access/question.ts';
import type { ConfidentialityCode } from '../../../shared/access/vocabulary.ts';
import { policyWith } from '../../rules/policy.ts';
import {
  ask,
  askWith,
  at,
  AUTHOR,
  BTG,
  MINOR,
  SECRET,
  STAFF,
  TREATING,
  type Case,
  type Changes,
} from './ask.ts';

const HIDDEN = 'INVISIBLE_REPRESENTANTS_LEGAUX';
const codes = (...confidentiality: readonly string[]): Changes => ({ change: { confidentiality } });
const held = (...confidentiality: readonly ConfidentialityCode[]): Changes => ({
  document: { confidentiality },
});
const file = (change: Change): Changes => ({ change });

describe.each(['deposit', 'replace'] as const)('steps 1 to 4, 6 and 7 of %s', (action) => {
  const refused: readonly Case[] = [
    ['not admitted', { actor: { profession: '31' } }, 'ROLE_NOT_ADMITTED'],
    ['a CPE card without a named professional', { actor: { card: 'CPE' } }, 'AUTHOR_REQUIRED'],
    ['an INS that is not qualified', { record: { insQualified: undefined } }, 'IDENTITY_NOT_QUALIFIED'],
    ['a record never created', { record: { status: 'NONEXISTENT' } }, 'RECORD_NONEXISTENT'],
    ['a closed record', { record: { status: 'CLOSED' } }, 'RECORD_CLOSED'],
    ['a legitimate opposition', { record: { feedingOpposed: true } }, 'FEEDING_OPPOSED'],
    ['an unknown format', file({ format: 'application/zip' }), 'FORMAT_REFUSED'],
    ['an empty file', file({ empty: true }), 'EMPTY'],
    ['one byte too many', file({ size: 5_000_001 }), 'TOO_LARGE'],
    ['content of another format', file({ contentMatches: false }), 'CONTENT_MISMATCH'],
    ['a document that is there already', file({ duplicate: true }), 'DUPLICATE'],
    ['no confidentiality code', codes(), 'CONFIDENTIALITY_INVALID'],
  ];
  test.each(refused)('%s', (_, changes, expected) => {
    expect(ask(action, AUTHOR, changes)).toBe(expected);
  });

  test('the first failing test gives the reason', () => {
    // A record has one status: the closed one would take the place of the one never created.
    const inOrder = refused.filter(([, , reason]) => reason !== 'RECORD_CLOSED');
    const backwards = inOrder.map(([, changes]) => changes).reverse();
    for (const [index, [, , expected]] of inOrder.entries())
      expect(ask(action, AUTHOR, ...backwards.slice(0, inOrder.length - index))).toBe(expected);
  });

  test.each<Case>([
    ['it passes', {}, 'permit'],
    [
      'a named professional for staff',
      { actor: { profession: 'ROLE-332', onBehalfOf: 'pharmacist' } },
      'permit',
    ],
    ['a row of staff with a CPS asks for one too', { actor: { profession: 'ROLE-332' } }, 'AUTHOR_REQUIRED'],
    ['an empty name is none', { actor: { card: 'CPE', onBehalfOf: '' } }, 'AUTHOR_REQUIRED'],
    ['no card', { actor: { card: undefined } }, 'missing actor.card'],
    ['no format', file({ format: undefined }), 'missing change.format'],
    ['a structured format', file({ format: 'urn:ihe:lab:xd-lab:2008' }), 'permit'],
    ['a detached signature', file({ format: 'urn:ihe:iti:dsg:detached:2014' }), 'FORMAT_REFUSED'],
    ['a format without a level', file({ format: '1.2.840.10008.5.1.4.1.1.88.59' }), 'FORMAT_REFUSED'],
    ['no byte', file({ size: 0 }), 'EMPTY'],
    ['an empty file of unknown size', file({ empty: true, size: undefined }), 'EMPTY'],
    ['unknown size', file({ size: undefined }), 'missing change.size'],
    ['one byte', file({ size: 1 }), 'permit'],
    ['five million bytes', file({ size: 5_000_000 }), 'permit'],
    ['no codes given', file({ confidentiality: undefined }), 'CONFIDENTIALITY_INVALID'],
    ['four codes', { ...AUTHOR, ...codes('N', 'R', 'V', 'MASQUE_PS') }, 'permit'],
    ['five codes', codes('N', 'R', 'V', 'MASQUE_PS', 'X'), 'CONFIDENTIALITY_INVALID'],
    ['a code twice', codes('N', 'R', 'N'), 'CONFIDENTIALITY_INVALID'],
    ['a code of another list', codes('N', 'MASQUE_PT'), 'CONFIDENTIALITY_INVALID'],
  ])('%s', (_, changes, expected) => {
    expect(ask(action, AUTHOR, changes)).toBe(expected);
  });

  test('no authorisation is needed, and a blocked professional deposits', () => {
    for (const authorisation of ['NONE', 'EXPIRED', 'BLOCKED'] as const)
      expect(ask(action, AUTHOR, { relation: { authorisation } })).toBe('permit');
    expect(ask(action, AUTHOR, { relation: undefined })).toBe('permit');
  });

  test('no cell is needed, nor an emergency switch, nor a lasting session', () => {
    expect(ask(action, AUTHOR, { document: { type: '68599-0' } })).toBe('permit');
    expect(
      ask(action, AUTHOR, BTG, { record: { switches: { BTG: false } }, session: { startedAt: 0 } }),
    ).toBe('permit');
  });
});

describe('step 7 of deposit', () => {
  test('five codes are too many, however well known', () => {
    const five = ['N', 'R', 'V', 'MASQUE_PS', HIDDEN];
    expect(ask('deposit', MINOR, codes(...five))).toBe('CONFIDENTIALITY_INVALID');
    expect(ask('deposit', MINOR, codes(...five.slice(1)))).toBe('permit');
  });

  test('hidden from the patient and masked may not meet while the parameter says so', () => {
    const both = codes('N', 'INVISIBLE_PATIENT', 'MASQUE_PS');
    expect(ask('deposit', both)).toBe('CONFIDENTIALITY_CONFLICT');
    expect(ask('deposit', MINOR, SECRET, both)).toBe('CONFIDENTIALITY_CONFLICT');
    expect(askWith(policyWith({ cumulInvisiblePatientMasquePs: true }), 'deposit', both)).toBe('permit');
    expect(ask('deposit', codes('N', 'INVISIBLE_PATIENT'))).toBe('permit');
    expect(ask('deposit', codes('N', 'MASQUE_PS'))).toBe('permit');
  });

  test('what representatives may not see is for a minor only', () => {
    expect(ask('deposit', codes('N', HIDDEN))).toBe('NOT_A_MINOR');
    expect(ask('deposit', MINOR, codes('N', HIDDEN))).toBe('permit');
    expect(ask('deposit', codes('N', HIDDEN), { record: { birthDate: undefined } })).toBe(
      'missing record.birthDate',
    );
    expect(ask('deposit', { record: { birthDate: undefined } })).toBe('permit');
  });

  test('a secret session is for a minor only, and hides what it deposits', () => {
    expect(ask('deposit', SECRET)).toBe('NOT_A_MINOR');
    expect(ask('deposit', MINOR, SECRET)).toBe('SECRET_SESSION_REQUIRES_HIDDEN');
    expect(ask('deposit', MINOR, SECRET, codes('N', HIDDEN))).toBe('permit');
  });
});

describe('step 5 of replace', () => {
  const HIDDEN_DOCUMENT = held('N', HIDDEN);

  test('the author: a deleted document is hidden from him too', () => {
    expect(ask('replace', AUTHOR, { document: { status: 'deleted' } })).toBe('DELETED hidden');
  });

  test('anybody else is refused as a reader is, then for not being the author', () => {
    expect(ask('replace')).toBe('NOT_AUTHOR');
    expect(ask('replace', TREATING)).toBe('NOT_AUTHOR');
    expect(ask('replace', { relation: { authorisation: 'NONE' } })).toBe('CONSENT_REQUIRED');
    expect(ask('replace', { relation: { authorisation: 'BLOCKED' } })).toBe('BLOCKED_BY_PATIENT');
    expect(ask('replace', { document: { status: 'deleted' } })).toBe('DELETED hidden');
    expect(ask('replace', held('MASQUE_PS'))).toBe('MASKED hidden');
    expect(ask('replace', { document: { type: '68599-0' } })).toBe('TYPE_NOT_PERMITTED hidden');
  });

  test('for staff the author is the professional whom they name', () => {
    expect(ask('replace', STAFF, { actor: { onBehalfOf: 'doctor' } })).toBe('permit');
    expect(ask('replace', STAFF, { actor: { onBehalfOf: 'pharmacist' } })).toBe('CARD_MAY_NOT_READ');
    expect(ask('replace', STAFF, { actor: { id: 'doctor', onBehalfOf: 'other' } })).toBe('CARD_MAY_NOT_READ');
    expect(ask('replace', STAFF, { actor: { onBehalfOf: 'doctor' }, document: { status: 'deleted' } })).toBe(
      'DELETED hidden',
    );
  });

  test('without an author on either side nobody is one', () => {
    expect(ask('replace', { actor: { id: undefined } })).toBe('missing actor.id');
    expect(ask('replace', { document: { authorId: undefined } })).toBe('missing document.authorId');
  });

  test('a professional who names another is still the author himself', () => {
    expect(ask('replace', { actor: { onBehalfOf: 'doctor' } })).toBe('NOT_AUTHOR');
    expect(ask('replace', AUTHOR, { actor: { onBehalfOf: 'doctor' } })).toBe('permit');
  });

  test.each<Case>([
    ['a document replaced already', { document: { status: 'superseded' } }, 'STALE_VERSION'],
    ['another version than the one seen', file({ seenVersion: 2 }), 'STALE_VERSION'],
    ['no version seen', file({ seenVersion: undefined }), 'STALE_VERSION'],
    ['a document without a version', { document: { version: undefined } }, 'missing document.version'],
    [
      'the patient masked it and the new version is not',
      { document: { maskedBy: 'patient', confidentiality: ['MASQUE_PS'] } },
      'MASKED_BY_PATIENT',
    ],
    [
      'the patient masked it and the new version is',
      { document: { maskedBy: 'patient', confidentiality: ['MASQUE_PS'] }, ...codes('N', 'MASQUE_PS') },
      'permit',
    ],
    [
      'a professional masked it',
      { document: { maskedBy: 'professional', confidentiality: ['MASQUE_PS'] } },
      'permit',
    ],
    ['hides from the patient what was not', codes('N', 'INVISIBLE_PATIENT'), 'IRREVERSIBLE'],
    [
      'keeps hidden what is',
      { ...held('N', 'INVISIBLE_PATIENT'), ...codes('N', 'INVISIBLE_PATIENT') },
      'permit',
    ],
    ['shows what was hidden from the patient', held('N', 'INVISIBLE_PATIENT'), 'permit'],
    ['hides from representatives what was not', { ...MINOR, ...codes('N', HIDDEN) }, 'IRREVERSIBLE'],
    [
      'keeps hidden what representatives may not see',
      { ...MINOR, ...HIDDEN_DOCUMENT, ...codes('N', HIDDEN) },
      'permit',
    ],
    ['shows it to them', { ...MINOR, ...HIDDEN_DOCUMENT }, 'CONFIRMATION_REQUIRED'],
    ['shows it to them, confirmed', { ...MINOR, ...HIDDEN_DOCUMENT, ...file({ confirmed: true }) }, 'permit'],
    ['of an adult there is nothing to confirm', HIDDEN_DOCUMENT, 'permit'],
    ['nor anything to keep', { ...HIDDEN_DOCUMENT, ...codes('N', HIDDEN) }, 'IRREVERSIBLE'],
  ])('%s', (_, changes, expected) => {
    const { document, ...rest } = changes;
    expect(ask('replace', AUTHOR, { document: { ...AUTHOR.document, ...document } }, rest)).toBe(expected);
  });

  test('thirty days on, hiding again is irreversible', () => {
    const old = {
      document: { confidentiality: ['INVISIBLE_PATIENT'] as const, depositedAt: at('2026-10-22T10:00:00Z') },
    };
    expect(ask('replace', AUTHOR, old, codes('N', 'INVISIBLE_PATIENT'))).toBe('IRREVERSIBLE');
  });

  test('the order within the step', () => {
    const everything = {
      ...MINOR,
      document: {
        ...AUTHOR.document,
        maskedBy: 'patient' as const,
        confidentiality: [HIDDEN] as const,
        version: 4,
      },
      change: { confidentiality: ['INVISIBLE_PATIENT'], format: 'none' },
    };
    expect(ask('replace', everything)).toBe('STALE_VERSION');
    expect(ask('replace', everything, { document: { version: 3 } })).toBe('MASKED_BY_PATIENT');
    const now = { document: { version: 3, maskedBy: undefined } };
    expect(ask('replace', everything, now)).toBe('IRREVERSIBLE');
    expect(ask('replace', everything, now, codes('N'))).toBe('CONFIRMATION_REQUIRED');
    expect(ask('replace', everything, now, codes('N'), file({ confirmed: true }))).toBe('FORMAT_REFUSED');
  });

  test('in a secret session only what is hidden from representatives can be replaced', () => {
    expect(ask('replace', AUTHOR, MINOR, SECRET, codes('N', HIDDEN))).toBe('IRREVERSIBLE');
    expect(ask('replace', AUTHOR, MINOR, SECRET)).toBe('SECRET_SESSION_REQUIRES_HIDDEN');
    expect(
      ask(
        'replace',
        MINOR,
        SECRET,
        { document: { ...AUTHOR.document, confidentiality: [HIDDEN] } },
        codes('N', HIDDEN),
      ),
    ).toBe('permit');
  });
});
