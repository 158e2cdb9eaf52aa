/**
 * The access rules a second time, from the text, in another style: a table of numbered tests over the raw JSON.
 * Each action names the tests that it passes through, in order; the first that fails answers. It shares no code
 * with the engine, reads the lists its own way, and is slow and plain on purpose.
 */
import formats from '../../resources/habilitation/formats.json' with { type: 'json' };
import matrix from '../../resources/habilitation/matrix.json' with { type: 'json' };
import professions from '../../resources/habilitation/professions.json' with { type: 'json' };
import types from '../../resources/habilitation/types.json' with { type: 'json' };

/** An answer of `npm run decide`; every error looks the same, for its wording is free. */
export type OracleAnswer = Record<string, unknown> | 'malformed';

class Malformed extends Error {}

type Json = Record<string, unknown>;
type Reach = (path: string) => unknown;

interface Look {
  /** A value that the rules need: absent is malformed. */
  readonly need: Reach;
  /** The same with a default. */
  readonly get: (path: string, otherwise: unknown) => unknown;
  readonly action: string;
  readonly cumul: boolean;
}

const DAY = 86_400_000;

function look(question: Json, cumul: boolean): Look {
  const find = (path: string): unknown => {
    let value: unknown = question;
    for (const key of path.split('.')) {
      if (value === undefined || value === null) return undefined;
      value = (value as Json)[key];
    }
    return value ?? undefined;
  };
  return {
    need: (path) => {
      const value = find(path);
      if (value === undefined) throw new Malformed(path);
      return value;
    },
    get: (path, otherwise) => find(path) ?? otherwise,
    action: String(find('action')),
    cumul,
  };
}

// ---- words of section 1

const time = (value: unknown): number => Date.parse(String(value));
const today = (at: Look): string => new Date(time(at.need('now'))).toISOString().slice(0, 10);

/** Eighteen years on, written as a date: no 29 February comes 18 years after another, so 1 March is the next day. */
function minor(at: Look): boolean {
  const born = String(at.need('record.birthDate'));
  return today(at) < `${Number(born.slice(0, 4)) + 18}${born.slice(4)}`;
}

const carries = (at: Look, code: string): boolean =>
  (at.need('document.confidentiality') as unknown[]).indexOf(code) !== -1;
const unseenByPatient = (at: Look): boolean =>
  carries(at, 'INVISIBLE_PATIENT') &&
  !(time(at.need('now')) >= time(at.need('document.depositedAt')) + 30 * DAY);
const unseenByParents = (at: Look): boolean => carries(at, 'INVISIBLE_REPRESENTANTS_LEGAUX') && minor(at);

const newCodes = (at: Look): unknown[] => at.get('change.confidentiality', []) as unknown[];
const newCode = (at: Look, code: string): boolean => newCodes(at).indexOf(code) !== -1;

const mode = (at: Look): unknown => at.get('session.mode', 'NORMAL');
const secret = (at: Look): boolean => at.get('session.secret', false) === true;
const treating = (at: Look): boolean => at.get('relation.treatingDoctor', false) === true;
const right = (at: Look): unknown =>
  at.get('relation', undefined) === undefined ? 'NONE' : at.need('relation.authorisation');
const switched = (at: Look, name: string): boolean =>
  at.get(`record.switches.${name}`, name !== 'MASKED') === true;

const rowByProfession: Record<string, string | undefined> = Object.assign(
  Object.create(null) as Record<string, string>,
  Object.fromEntries(professions.professions.map((known) => [known.code, known.row])),
);
const row = (at: Look): string | undefined => rowByProfession[String(at.need('actor.profession'))];
const staff = (at: Look): boolean => at.need('actor.card') === 'CPE' || row(at) === 'SEC';
const own = (at: Look): boolean => at.need('actor.id') === at.need('document.authorId');
const depositsOwn = (at: Look): boolean =>
  (staff(at) ? at.get('actor.onBehalfOf', '') : at.need('actor.id')) === at.need('document.authorId');

// ---- the matrix, read cell by cell at each question

const cellsByType = matrix.cells as unknown as Record<string, [string, string] | undefined>;
const listed = (type: string): string | undefined => types.find((known) => known.code === type)?.class;

function cell(column: string, type: string, fallbackClass: () => string): boolean {
  const index = matrix.rows.indexOf(column);
  const line = Object.hasOwn(cellsByType, type) ? cellsByType[type] : undefined;
  if (line !== undefined) return line[0][index] === 'R';
  const wanted = listed(type) ?? fallbackClass();
  const siblings = Object.entries(cellsByType).filter(([code]) => listed(code) === wanted);
  return siblings.length > 0 && siblings.every(([, sibling]) => sibling?.[0][index] === 'R');
}

const column = (at: Look): string => (mode(at) === 'NORMAL' && treating(at) ? 'MT' : (row(at) ?? ''));

// ---- names

/** Letter by letter. Upper-casing one letter at a time folds it; dotless i is a letter of its own. */
function spelled(name: string): string {
  let letters = '';
  for (const letter of name.normalize('NFD')) {
    if (/\p{Mark}|\p{White_Space}/u.test(letter)) continue;
    if ([0x2d, 0x2010, 0x2011, 0x27, 0x2019, 0x2bc].includes(letter.codePointAt(0) ?? 0)) continue;
    letters += letter === '\u0131' ? letter : letter.toLowerCase().toUpperCase();
  }
  return letters.replace(/\u0152/g, 'OE').replace(/\u00c6/g, 'AE');
}

function sameTraits(at: Look): boolean {
  const claimed = (key: string): string | undefined =>
    at.get(`session.claimedTraits.${key}`, undefined) as string | undefined;
  const family = claimed('familyName');
  if (family === undefined || spelled(family) !== spelled(String(at.need('record.familyName')))) return false;
  const first = claimed('givenName');
  const firsts = (): string[] => at.need('record.givenNames') as string[];
  if (first === undefined || !firsts().map(spelled).includes(spelled(first))) return false;
  const born = claimed('birthDate');
  return born !== undefined && born === at.need('record.birthDate');
}

function length(text: unknown): number {
  const points = Array.from(String(text));
  const blank = (point: string | undefined): boolean => point !== undefined && /\p{White_Space}/u.test(point);
  while (blank(points[0])) points.shift();
  while (blank(points.at(-1))) points.pop();
  return points.length;
}

const running = (at: Look): boolean =>
  time(at.need('now')) - time(at.need('session.startedAt')) < 60 * 60_000;

// ---- the tests, by the number of the section and step that they stand in

export interface Test {
  readonly reason: string;
  readonly hidden?: true;
  /** When the test does not concern the question, it passes. */
  readonly concerns?: (at: Look) => boolean;
  readonly holds: (at: Look) => boolean;
}

const normal = (at: Look): boolean => mode(at) === 'NORMAL';
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

// ---- which tests each action passes through

const FROM_3 = '2.3 2.4 2.4a 2.4b 2.4c 2.4d 2.4e 2.4f 2.4g 2.4h 2.4i 2.4j 2.4k';
const OPEN = `2.1a 2.1b 2.2a 2.2b ${FROM_3}`;
const DOCUMENT = '2.5 2.6 2.7';
const FEED = '2.1a 3.1 3.2 2.2a 2.2b 3.4';
const FILE = '3.6a 3.6b 3.6c 3.6d 3.6e 3.7a 3.7b 3.7c 3.7d';
const OTHERS_READ = ' ?own ';

/** `?own` and `?depositor` skip what follows up to `;` for the author of the document. */
const act = (who: string, more = ''): string =>
  `2.1a 2.1b 2.2a 2.2b 4.3a${OTHERS_READ}${FROM_3} ${DOCUMENT} ; ${who} ${more} 4.5`;

const PATHS: Record<string, string> = {
  open: OPEN,
  list: OPEN,
  read: `${OPEN} ${DOCUMENT}`,
  readCareHistory: `${OPEN} care careShared`,
  readWishes: `${OPEN} wishes`,
  readVaccinations: `${OPEN} vaccines`,
  readMeasures: `${OPEN} measuresShared`,
  readOwnTraces: '2.1a 2.2a',
  readAllTraces: `${OPEN} treatingOnly`,
  filterMasked: `${OPEN} treatingOnly`,
  deposit: `${FEED} ${FILE}`,
  replace: `${FEED} 3.5a ?depositor ${OPEN} ${DOCUMENT} ; 3.5b 3.5c 3.5d 3.5e 3.5f 3.5g ${FILE}`,
  delete: act('authorOnly'),
  mask: act('orTreating', 'mask'),
  unmask: act('orTreating', 'unmask'),
  showToPatient: act('orTreating', 'showPatient'),
  showToRepresentatives: act('authorOnly', 'showParents confirmed'),
  archive: act('orTreating'),
  restore: act('orTreating'),
  blockProfessional: '2.1a 2.2a 2.2b treatingOnly target',
  unblockProfessional: '2.1a 2.2a 2.2b treatingOnly',
  addVaccination: `${OPEN} vaccinator`,
  declareConsent: '2.1a 2.1b 2.2a 2.2b 2.3 basis',
  revokeOwnConsent: '2.1a 2.1b 2.2a 2.2b',
};

function firstFailure(at: Look, tests: Rulebook['tests']): Test | undefined {
  let skipping = false;
  for (const word of (PATHS[at.action] ?? '').split(/\s+/).filter((part) => part !== '')) {
    if (word === ';') skipping = false;
    else if (word === '?own') skipping = own(at);
    else if (word === '?depositor') skipping = depositsOwn(at);
    else if (!skipping) {
      const test = tests[word as TestName];
      if ((test.concerns?.(at) ?? true) && !test.holds(at)) return test;
    }
  }
  return undefined;
}

// ---- notices and warnings

const ACTS = ['delete', 'mask', 'unmask', 'archive', 'restore'];

interface NoticeRule {
  readonly notice: string;
  readonly when: (at: Look) => boolean;
}
const among = (at: Look, ...actions: string[]): boolean => actions.includes(at.action);
const emergency = (at: Look): boolean => at.action === 'open' && mode(at) !== 'NORMAL';

const NOTICES: readonly NoticeRule[] = [
  {
    notice: 'patient:firstAccess',
    when: (at) =>
      among(
        at,
        'open',
        'list',
        'read',
        'readCareHistory',
        'readWishes',
        'readVaccinations',
        'readMeasures',
      ) &&
      normal(at) &&
      at.get('relation.firstAccess', false) === true,
  },
  { notice: 'patient:emergency', when: emergency },
  { notice: 'treatingDoctor:emergency', when: emergency },
  {
    notice: 'patient:consultation',
    when: (at) =>
      normal(at) &&
      (among(at, 'readCareHistory', 'readWishes') || (at.action === 'read' && !unseenByPatient(at))),
  },
  {
    notice: 'patient:deposit',
    when: (at) => among(at, 'deposit', 'replace') && !newCode(at, 'INVISIBLE_PATIENT'),
  },
  {
    notice: 'patient:change',
    when: (at) => at.action === 'showToPatient' || (among(at, ...ACTS) && !unseenByPatient(at)),
  },
  { notice: 'patient:vaccination', when: (at) => at.action === 'addVaccination' },
  {
    notice: 'patient:rights',
    when: (at) => among(at, 'declareConsent', 'blockProfessional', 'unblockProfessional'),
  },
];

const WARNINGS: readonly Warns[] = [
  ['NOT_VISIBLE_TO_PATIENT', unseenByPatient],
  ['NOT_VISIBLE_TO_REPRESENTATIVES', unseenByParents],
  ['SUPERSEDED', (at) => at.need('document.status') === 'superseded'],
  ['ARCHIVED', (at) => at.get('document.archived', false) === true],
  ['PATIENT_AUTHORED', (at) => at.get('document.byPatient', false) === true],
];

/** The rule is for a minor: once a secret session turns out to be on an adult, there is nothing more to look at. */
const minorOnly = (at: Look): boolean =>
  secret(at)
    ? minor(at)
    : (among(at, 'deposit', 'replace') && newCode(at, 'INVISIBLE_REPRESENTANTS_LEGAUX') && minor(at)) ||
      (among(at, 'read', 'replace', 'showToPatient', 'showToRepresentatives', ...ACTS) &&
        unseenByParents(at));

type Warns = readonly [string, (at: Look) => boolean];

/** What the oracle judges by: replaced only to plant a fault that a comparison has to see. */
export interface Rulebook {
  readonly tests: Readonly<Record<TestName, Test>>;
  readonly notices: readonly NoticeRule[];
  readonly warnings: readonly Warns[];
  readonly minorOnly: (at: Look) => boolean;
  readonly cumul: boolean;
}

export const RULEBOOK: Rulebook = {
  tests: TESTS,
  notices: NOTICES,
  warnings: WARNINGS,
  minorOnly,
  cumul: false,
};

/** The answer to one question, whose values have the right types. */
export function oracle(question: Json, book: Rulebook = RULEBOOK): OracleAnswer {
  const at = look(question, book.cumul);
  try {
    if (!Object.hasOwn(PATHS, at.action)) return 'malformed';
    at.need('now');
    at.need('actor');
    at.need('record.status');
    const failed = firstFailure(at, book.tests);
    if (failed !== undefined)
      return { effect: 'deny', reason: failed.reason, hidden: failed.hidden === true };
    const warnings = at.action === 'read' ? book.warnings.filter(([, holds]) => holds(at)) : [];
    const notices = book.notices.filter(({ when }) => when(at)).map(({ notice }) => notice);
    const toPatient = notices.some((notice) => notice.startsWith('patient:'));
    return {
      effect: 'permit',
      warnings: warnings.map(([name]) => name),
      notices,
      ...(toPatient && book.minorOnly(at) ? { suffix: 'minorOnly' } : {}),
    };
  } catch (fault) {
    if (fault instanceof Malformed) return 'malformed';
    throw fault;
  }
}
