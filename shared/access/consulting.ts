// docs/rules.md 2: consulting. The lists of tests are complete and in order.

import { rowReads, type Row } from '../habilitation/habilitation.ts';
import { codesOf, emergencySessionEnd, isMinor } from './clocks.ts';
import {
  admittedToRead,
  authorisationOf,
  codePoints,
  documentOf,
  isAfter,
  isAuthor,
  isSecret,
  isTreatingDoctor,
  modeOf,
  notBlocked,
  professionRow,
  recordIsActive,
  relationOf,
  sessionOf,
  switchIsOn,
} from './facts.ts';
import type { Policy } from './policy.ts';
import type { Circumstances, DocumentFacts, Question } from './question.ts';
import { given, hiddenUnless, unless, type Refusal } from './tests.ts';
import { traitsMatch } from './traits.ts';

/** `open` and `list`: steps 1 to 4, which every other way in shares. */
export const open = (
  policy: Policy,
  question: Circumstances,
  row: Row = professionRow(policy, question.actor),
): Refusal => admittedToRead(question.actor, row) ?? recordIsActive(question) ?? enter(policy, question);

/** Steps 3 and 4: not blocked, and the right that the access mode asks for. */
const enter = (policy: Policy, question: Circumstances): Refusal =>
  notBlocked(question) ??
  unless(!isSecret(question) || isMinor(policy, question.record, question.now), 'NOT_A_MINOR') ??
  entryByMode(policy, question);

function entryByMode(policy: Policy, question: Circumstances): Refusal {
  switch (modeOf(question)) {
    case 'NORMAL':
      return byConsent(question);
    case 'BTG':
      return byBreakingTheGlass(policy, question);
    case 'ETREAT':
      return byCentre15(policy, question);
  }
}

const byConsent = (question: Circumstances): Refusal =>
  unless(authorisationOf(question) !== 'NONE', 'CONSENT_REQUIRED') ??
  unless(
    authorisationOf(question) === 'VALID' && isAfter(relationOf(question).until, question.now),
    'CONSENT_EXPIRED',
  );

const byBreakingTheGlass = (policy: Policy, question: Circumstances): Refusal =>
  unless(switchIsOn(policy, question, 'BTG'), 'EMERGENCY_OPPOSED') ??
  unless(traitsMatch(sessionOf(question).claimedTraits, question.record), 'IDENTITY_MISMATCH') ??
  unless(
    codePoints(sessionOf(question).justification ?? '') >= policy.parameters.justificationMinCodePoints,
    'JUSTIFICATION_REQUIRED',
  ) ??
  unless(sessionLasts(policy, question), 'EMERGENCY_SESSION_EXPIRED');

const byCentre15 = (policy: Policy, question: Circumstances): Refusal =>
  unless(question.actor.profession === PHYSICIAN && (question.actor.regulator ?? false), 'REGULATOR_ONLY') ??
  unless((sessionOf(question).callId ?? '') !== '', 'CALL_REQUIRED') ??
  unless(switchIsOn(policy, question, 'ETREAT'), 'EMERGENCY_OPPOSED') ??
  unless(
    (sessionOf(question).callOpen ?? true) && sessionLasts(policy, question),
    'EMERGENCY_SESSION_EXPIRED',
  );

const PHYSICIAN = '10';

const sessionLasts = (policy: Policy, question: Circumstances): boolean =>
  question.now < emergencySessionEnd(policy, given(sessionOf(question).startedAt, 'session.startedAt'));

/** `read`: the ways in, then what the document itself allows. */
export function read(policy: Policy, question: Question): Refusal {
  const row = professionRow(policy, question.actor);
  return open(policy, question, row) ?? readDocument(readerOf(policy, question, row), documentOf(question));
}

/** The tests of `read` from step 3 on, for the acts that call them after tests 1 and 2 of their own. */
export const readFromStep3 = (policy: Policy, question: Question): Refusal =>
  enter(policy, question) ?? readDocument(readerOf(policy, question), documentOf(question));

/** What steps 5 to 8 need to know of who reads: the same for every document of a list. */
export interface Reader {
  readonly actor: Question['actor'];
  readonly row: Row;
  readonly seesMasked: boolean;
}

/** A médecin traitant has the row MT in NORMAL mode; in an emergency a profession's row holds for everybody. */
export function readerOf(
  policy: Policy,
  question: Circumstances,
  row: Row = professionRow(policy, question.actor),
): Reader {
  const normal = modeOf(question) === 'NORMAL';
  const treatingDoctor = isTreatingDoctor(question);
  return {
    actor: question.actor,
    row: normal && treatingDoctor ? policy.habilitation.treatingDoctor : row,
    seesMasked: treatingDoctor || (!normal && switchIsOn(policy, question, 'MASKED')),
  };
}

/** Steps 5 to 7; the author passes the last two for his own document (R.1111-49). */
export const readDocument = (reader: Reader, document: DocumentFacts): Refusal =>
  notDeleted(document) ??
  (isAuthor(reader.actor, document)
    ? undefined
    : (hiddenUnless(readsType(reader.row, document), 'TYPE_NOT_PERMITTED') ??
      hiddenUnless(!codesOf(document).includes('MASQUE_PS') || reader.seesMasked, 'MASKED')));

export const notDeleted = (document: DocumentFacts): Refusal =>
  hiddenUnless(given(document.status, 'document.status') !== 'deleted', 'DELETED');

const readsType = (row: Row, document: DocumentFacts): boolean =>
  rowReads(row, given(document.type, 'document.type'), () => given(document.class, 'document.class'));

export const readCareHistory = (policy: Policy, question: Question): Refusal =>
  open(policy, question) ??
  readSection(policy, question, 'REMB') ??
  unless(question.record.sharesCareHistory ?? false, 'NOT_SHARED');

export const readVaccinations = (policy: Policy, question: Question): Refusal =>
  open(policy, question) ?? readSection(policy, question, '11369-6');

export const readWishes = (policy: Policy, question: Question): Refusal =>
  open(policy, question) ?? readSection(policy, question, 'EXPPAT_1');

export const readMeasures = (policy: Policy, question: Question): Refusal =>
  open(policy, question) ?? unless(question.record.sharesMeasures ?? false, 'NOT_SHARED');

/** A section of the space asks for the cell of its type, and says so openly: that it exists is no secret. */
const readSection = (policy: Policy, question: Question, type: string): Refusal =>
  unless(readerOf(policy, question).row.byType.get(type) ?? false, 'TYPE_NOT_PERMITTED');
