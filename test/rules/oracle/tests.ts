/** The tests of docs/rules.md 2 to 4, each under the number of its section and step. */
import formats from '../../../resources/habilitation/formats.json' with { type: 'json' };
import type { Look } from './words.ts';
import {
  carries,
  cell,
  column,
  depositsOwn,
  length,
  minor,
  mode,
  newCode,
  newCodes,
  own,
  right,
  row,
  running,
  sameTraits,
  secret,
  staff,
  switched,
  time,
  treating,
  unseenByParents,
  unseenByPatient,
} from './words.ts';

// ---- the tests, by the number of the section and step that they stand in

export interface Test {
  readonly reason: string;
  readonly hidden?: true;
  /** When the test does not concern the question, it passes. */
  readonly concerns?: (at: Look) => boolean;
  readonly holds: (at: Look) => boolean;
}

export const normal = (at: Look): boolean => mode(at) === 'NORMAL';
const glass = (at: Look): boolean => mode(at) === 'BTG';
const centre15 = (at: Look): boolean => mode(at) === 'ETREAT';
const stranger = (at: Look): boolean => !own(at);

export const TESTS = {
  '2.1a': { reason: 'ROLE_NOT_ADMITTED', holds: (at) => row(at) !== undefined },
  '2.1b': { reason: 'CARD_MAY_NOT_READ', holds: (at) => !staff(at) },
  '2.2a': { reason: 'RECORD_NONEXISTENT', holds: (at) => at.need('record.status') !== 'NONEXISTENT' },
  '2.2b': { reason: 'RECORD_CLOSED', holds: (at) => at.need('record.status') !== 'CLOSED' },
  '2.3': { reason: 'BLOCKED_BY_PATIENT', holds: (at) => right(at) !== 'BLOCKED' },
  '2.4': { reason: 'NOT_A_MINOR', concerns: secret, holds: minor },
  '2.4a': { reason: 'CONSENT_REQUIRED', concerns: normal, holds: (at) => right(at) !== 'NONE' },
  '2.4b': { reason: 'CONSENT_EXPIRED', concerns: normal, holds: (at) => right(at) !== 'EXPIRED' },
  '2.4c': {
    reason: 'CONSENT_EXPIRED',
    concerns: (at) => normal(at) && at.get('relation.until', undefined) !== undefined,
    holds: (at) => time(at.need('relation.until')) > time(at.need('now')),
  },
  '2.4d': { reason: 'EMERGENCY_OPPOSED', concerns: glass, holds: (at) => switched(at, 'BTG') },
  '2.4e': { reason: 'IDENTITY_MISMATCH', concerns: glass, holds: sameTraits },
  '2.4f': {
    reason: 'JUSTIFICATION_REQUIRED',
    concerns: glass,
    holds: (at) => length(at.get('session.justification', '')) >= 10,
  },
  '2.4g': { reason: 'EMERGENCY_SESSION_EXPIRED', concerns: glass, holds: running },
  '2.4h': {
    reason: 'REGULATOR_ONLY',
    concerns: centre15,
    holds: (at) => at.need('actor.profession') === '10' && at.get('actor.regulator', false) === true,
  },
  '2.4i': {
    reason: 'CALL_REQUIRED',
    concerns: centre15,
    holds: (at) => at.get('session.callId', '') !== '',
  },
  '2.4j': { reason: 'EMERGENCY_OPPOSED', concerns: centre15, holds: (at) => switched(at, 'ETREAT') },
  '2.4k': {
    reason: 'EMERGENCY_SESSION_EXPIRED',
    concerns: centre15,
    holds: (at) => at.get('session.callOpen', true) === true && running(at),
  },
  '2.5': { reason: 'DELETED', hidden: true, holds: (at) => at.need('document.status') !== 'deleted' },
  '2.6': {
    reason: 'TYPE_NOT_PERMITTED',
    hidden: true,
    concerns: stranger,
    holds: (at) =>
      cell(column(at), String(at.need('document.type')), () => String(at.need('document.class'))),
  },
  '2.7': {
    reason: 'MASKED',
    hidden: true,
    concerns: stranger,
    holds: (at) =>
      !carries(at, 'MASQUE_PS') || treating(at) || (mode(at) !== 'NORMAL' && switched(at, 'MASKED')),
  },
  care: { reason: 'TYPE_NOT_PERMITTED', holds: (at) => cell(column(at), 'REMB', () => '') },
  vaccines: { reason: 'TYPE_NOT_PERMITTED', holds: (at) => cell(column(at), '11369-6', () => '') },
  wishes: { reason: 'TYPE_NOT_PERMITTED', holds: (at) => cell(column(at), 'EXPPAT_1', () => '') },
  careShared: {
    reason: 'NOT_SHARED',
    holds: (at) => at.get('record.sharesCareHistory', false) === true,
  },
  measuresShared: { reason: 'NOT_SHARED', holds: (at) => at.get('record.sharesMeasures', false) === true },

  '3.1': {
    reason: 'AUTHOR_REQUIRED',
    concerns: staff,
    holds: (at) => at.get('actor.onBehalfOf', '') !== '',
  },
  '3.2': {
    reason: 'IDENTITY_NOT_QUALIFIED',
    holds: (at) => at.get('record.insQualified', false) === true,
  },
  '3.4': { reason: 'FEEDING_OPPOSED', holds: (at) => at.get('record.feedingOpposed', false) === false },
  '3.5a': {
    reason: 'DELETED',
    hidden: true,
    concerns: depositsOwn,
    holds: (at) => at.need('document.status') !== 'deleted',
  },
  '3.5b': { reason: 'NOT_AUTHOR', holds: depositsOwn },
  '3.5c': {
    reason: 'STALE_VERSION',
    holds: (at) =>
      at.need('document.status') === 'current' &&
      at.need('document.version') === at.get('change.seenVersion', undefined),
  },
  '3.5d': {
    reason: 'MASKED_BY_PATIENT',
    concerns: (at) => at.get('document.maskedBy', undefined) === 'patient',
    holds: (at) => newCode(at, 'MASQUE_PS'),
  },
  '3.5e': {
    reason: 'IRREVERSIBLE',
    concerns: (at) => newCode(at, 'INVISIBLE_PATIENT'),
    holds: unseenByPatient,
  },
  '3.5f': {
    reason: 'IRREVERSIBLE',
    concerns: (at) => newCode(at, 'INVISIBLE_REPRESENTANTS_LEGAUX'),
    holds: unseenByParents,
  },
  '3.5g': {
    reason: 'CONFIRMATION_REQUIRED',
    concerns: (at) => !newCode(at, 'INVISIBLE_REPRESENTANTS_LEGAUX'),
    holds: (at) => at.get('change.confirmed', false) === true || !unseenByParents(at),
  },
  '3.6a': {
    reason: 'FORMAT_REFUSED',
    holds: (at) => {
      const format = at.need('change.format');
      const level = formats.find(({ code }) => code === format)?.level;
      return (level === 'N1' || level === 'N3') && format !== 'urn:ihe:iti:dsg:detached:2014';
    },
  },
  '3.6b': {
    reason: 'EMPTY',
    holds: (at) => at.get('change.empty', false) === false && at.need('change.size') !== 0,
  },
  '3.6c': { reason: 'TOO_LARGE', holds: (at) => Number(at.need('change.size')) <= 5_000_000 },
  '3.6d': { reason: 'CONTENT_MISMATCH', holds: (at) => at.get('change.contentMatches', true) === true },
  '3.6e': { reason: 'DUPLICATE', holds: (at) => at.get('change.duplicate', false) === false },
  '3.7a': {
    reason: 'CONFIDENTIALITY_INVALID',
    holds: (at) => {
      const codes = newCodes(at);
      const known = 'N R V MASQUE_PS INVISIBLE_PATIENT INVISIBLE_REPRESENTANTS_LEGAUX'.split(' ');
      const times = (code: unknown): number => codes.filter((other) => other === code).length;
      return (
        codes.length > 0 &&
        codes.length < 5 &&
        codes.every((code) => known.includes(code as string) && times(code) === 1)
      );
    },
  },
  '3.7b': {
    reason: 'CONFIDENTIALITY_CONFLICT',
    concerns: (at) => !at.cumul,
    holds: (at) => !newCode(at, 'MASQUE_PS') || !newCode(at, 'INVISIBLE_PATIENT'),
  },
  '3.7c': {
    reason: 'NOT_A_MINOR',
    concerns: (at) => secret(at) || newCode(at, 'INVISIBLE_REPRESENTANTS_LEGAUX'),
    holds: minor,
  },
  '3.7d': {
    reason: 'SECRET_SESSION_REQUIRES_HIDDEN',
    concerns: secret,
    holds: (at) => newCode(at, 'INVISIBLE_REPRESENTANTS_LEGAUX'),
  },

  '4.3a': {
    reason: 'DELETED',
    hidden: true,
    concerns: own,
    holds: (at) => at.need('document.status') !== 'deleted',
  },
  authorOnly: { reason: 'NOT_AUTHOR', holds: own },
  orTreating: { reason: 'NOT_AUTHOR', concerns: stranger, holds: treating },
  mask: {
    reason: 'CONFIDENTIALITY_CONFLICT',
    concerns: (at) => !at.cumul,
    holds: (at) => !unseenByPatient(at),
  },
  unmask: {
    reason: 'MASKED_BY_PATIENT',
    holds: (at) => at.get('document.maskedBy', undefined) !== 'patient',
  },
  showPatient: { reason: 'IRREVERSIBLE', holds: (at) => !newCode(at, 'INVISIBLE_PATIENT') },
  showParents: { reason: 'IRREVERSIBLE', holds: (at) => !newCode(at, 'INVISIBLE_REPRESENTANTS_LEGAUX') },
  confirmed: {
    reason: 'CONFIRMATION_REQUIRED',
    holds: (at) => at.get('change.confirmed', false) === true,
  },
  '4.5': {
    reason: 'STALE_VERSION',
    holds: (at) => at.need('document.version') === at.get('change.seenVersion', undefined),
  },
  treatingOnly: { reason: 'TREATING_DOCTOR_ONLY', holds: treating },
  target: {
    reason: 'TREATING_DOCTOR_CANNOT_BE_BLOCKED',
    holds: (at) => at.get('change.targetIsTreatingDoctor', false) === false,
  },
  vaccinator: {
    reason: 'TYPE_NOT_PERMITTED',
    holds: (at) => /^(10|21|50|60|69)$/.test(String(at.need('actor.profession'))),
  },
  basis: {
    reason: 'CONSENT_BASIS_REQUIRED',
    holds: (at) =>
      /^(CARE_TEAM|EXPLICIT)$/.test(String(at.get('change.basis', ''))) &&
      /^(ORAL|WRITTEN)$/.test(String(at.get('change.form', ''))),
  },
} as const satisfies Record<string, Test>;

export type TestName = keyof typeof TESTS;
