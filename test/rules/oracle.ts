/**
 * The access rules a second time, from the text, in another style: a table of numbered tests over the raw JSON.
 * Each action names the tests that it passes through, in order; the first that fails answers. It shares no code
 * with the engine, reads the lists its own way, and is slow and plain on purpose.
 */
import type { Test, TestName } from './oracle/tests.ts';
import { TESTS, normal } from './oracle/tests.ts';
import type { Json, Look } from './oracle/words.ts';
import {
  Malformed,
  depositsOwn,
  look,
  minor,
  mode,
  newCode,
  own,
  secret,
  unseenByParents,
  unseenByPatient,
} from './oracle/words.ts';

/** An answer of `npm run decide`; every error looks the same, for its wording is free. */
export type OracleAnswer = Record<string, unknown> | 'malformed';

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
