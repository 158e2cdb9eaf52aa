// docs/rules.md 2 step 8, and 7: what a permit tells the professional, and who is told of it afterwards.

import { isHiddenFromPatient, isHiddenFromRepresentatives, isMinor } from './clocks.ts';
import { documentOf, isSecret, modeOf, newCodesOf, relationOf } from './facts.ts';
import { DOCUMENT_ACTIONS } from './managing.ts';
import type { Policy } from './policy.ts';
import type { Permit, Question } from './question.ts';
import type { Action, Notice, Warning } from './vocabulary.ts';

export const permit = (policy: Policy, question: Question): Permit =>
  question.action === 'read' ? permitReading(policy, question) : permitAct(policy, question.action, question);

function permitReading(policy: Policy, question: Question): Permit {
  const { now, record } = question;
  const document = documentOf(question);
  const fromPatient = isHiddenFromPatient(policy, document, now);
  const fromRepresentatives = isHiddenFromRepresentatives(policy, record, document, now);

  const warnings: Warning[] = [];
  if (fromPatient) warnings.push('NOT_VISIBLE_TO_PATIENT');
  if (fromRepresentatives) warnings.push('NOT_VISIBLE_TO_REPRESENTATIVES');
  if (document.status === 'superseded') warnings.push('SUPERSEDED');
  if (document.archived === true) warnings.push('ARCHIVED');
  if (document.byPatient === true) warnings.push('PATIENT_AUTHORED');

  // A secret session reads the record of a minor only.
  return permitWith(warnings, consultation(question, fromPatient), fromRepresentatives || isSecret(question));
}

function permitAct(policy: Policy, action: Exclude<Action, 'read'>, question: Question): Permit {
  const notices = noticesOf(policy, action, question);
  return permitWith(NO_WARNING, notices, notices.length > 0 && isMinorsSecret(policy, action, question));
}

/** Every list of notices that is not empty holds one to the patient, which a minor's secret keeps for him. */
const permitWith = (
  warnings: readonly Warning[],
  notices: readonly Notice[],
  forMinorOnly: boolean,
): Permit =>
  forMinorOnly && notices.length > 0
    ? { effect: 'permit', warnings, notices, suffix: 'minorOnly' }
    : { effect: 'permit', warnings, notices };

const NO_WARNING: readonly Warning[] = Object.freeze([]);
const NO_NOTICE: readonly Notice[] = Object.freeze([]);
const FIRST_ACCESS: readonly Notice[] = Object.freeze(['patient:firstAccess']);
const CONSULTATION: readonly Notice[] = Object.freeze(['patient:consultation']);
const FIRST_CONSULTATION: readonly Notice[] = Object.freeze([...FIRST_ACCESS, ...CONSULTATION]);

function noticesOf(policy: Policy, action: Exclude<Action, 'read'>, question: Question): readonly Notice[] {
  switch (action) {
    case 'open':
      return modeOf(question) === 'NORMAL'
        ? firstAccess(question)
        : ['patient:emergency', 'treatingDoctor:emergency'];
    case 'list':
    case 'readVaccinations':
    case 'readMeasures':
      return modeOf(question) === 'NORMAL' ? firstAccess(question) : NO_NOTICE;
    case 'readCareHistory':
    case 'readWishes':
      return consultation(question, false);
    case 'deposit':
    case 'replace':
      return newCodesOf(question).includes('INVISIBLE_PATIENT') ? NO_NOTICE : ['patient:deposit'];
    case 'delete':
    case 'mask':
    case 'unmask':
    case 'archive':
    case 'restore':
      return isHiddenFromPatient(policy, documentOf(question), question.now) ? NO_NOTICE : ['patient:change'];
    case 'showToPatient':
      return ['patient:change'];
    case 'addVaccination':
      return ['patient:vaccination'];
    case 'declareConsent':
    case 'blockProfessional':
    case 'unblockProfessional':
      return ['patient:rights'];
    case 'readOwnTraces':
    case 'readAllTraces':
    case 'filterMasked':
    case 'showToRepresentatives':
    case 'revokeOwnConsent':
      return NO_NOTICE;
  }
}

/** A mail about a document that the patient may not see yet would announce it. */
function consultation(question: Question, hiddenFromPatient: boolean): readonly Notice[] {
  if (modeOf(question) !== 'NORMAL') return NO_NOTICE;
  if (hiddenFromPatient) return firstAccess(question);
  return isFirstAccess(question) ? FIRST_CONSULTATION : CONSULTATION;
}

const firstAccess = (question: Question): readonly Notice[] =>
  isFirstAccess(question) ? FIRST_ACCESS : NO_NOTICE;

const isFirstAccess = (question: Question): boolean => relationOf(question).firstAccess ?? false;

/**
 * The session is secret, or the document is (or becomes) hidden from the representatives (dmp-rules 3.40). A
 * new version only ever keeps what is hidden already.
 */
function isMinorsSecret(policy: Policy, action: Exclude<Action, 'read'>, question: Question): boolean {
  const { now, record } = question;
  const becomesHidden =
    action === 'deposit' && newCodesOf(question).includes('INVISIBLE_REPRESENTANTS_LEGAUX');
  if (isSecret(question) || becomesHidden) return isMinor(policy, record, now);
  return (
    ABOUT_A_DOCUMENT.has(action) && isHiddenFromRepresentatives(policy, record, documentOf(question), now)
  );
}

const ABOUT_A_DOCUMENT: ReadonlySet<Action> = new Set<Action>(['replace', ...DOCUMENT_ACTIONS]);
