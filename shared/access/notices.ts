// docs/rules.md 2 step 8 and 7: what a permit tells the professional, and whom it is told to afterwards.

import { isHiddenFromPatient, isHiddenFromRepresentatives, isMinor } from './clocks.ts';
import { changeOf, documentOf, isSecret, modeOf } from './facts.ts';
import { DOCUMENT_ACTIONS } from './managing.ts';
import type { Policy } from './policy.ts';
import type { DocumentFacts, Permit, Question } from './question.ts';
import type { Action, Notice, Warning } from './vocabulary.ts';

export function permit(policy: Policy, question: Question): Permit {
  const warnings = question.action === 'read' ? readingWarnings(policy, question) : [];
  const notices = noticesOf(policy, question);
  return notices.some((notice) => notice.startsWith('patient:')) && goesToMinorOnly(policy, question)
    ? { effect: 'permit', warnings, notices, suffix: 'minorOnly' }
    : { effect: 'permit', warnings, notices };
}

function readingWarnings(policy: Policy, question: Question): Warning[] {
  const { now, record } = question;
  const document = documentOf(question);
  const warnings: Warning[] = [];
  if (isHiddenFromPatient(policy, document, now)) warnings.push('NOT_VISIBLE_TO_PATIENT');
  if (isHiddenFromRepresentatives(policy, record, document, now))
    warnings.push('NOT_VISIBLE_TO_REPRESENTATIVES');
  if (document.status === 'superseded') warnings.push('SUPERSEDED');
  if (document.archived === true) warnings.push('ARCHIVED');
  if (document.byPatient === true) warnings.push('PATIENT_AUTHORED');
  return warnings;
}

function noticesOf(policy: Policy, question: Question): Notice[] {
  const { action } = question;
  const normal = modeOf(question) === 'NORMAL';
  switch (action) {
    case 'open':
      return normal ? firstAccess(question) : ['patient:emergency', 'treatingDoctor:emergency'];
    case 'list':
    case 'readVaccinations':
    case 'readMeasures':
      return normal ? firstAccess(question) : [];
    case 'read':
    case 'readCareHistory':
    case 'readWishes':
      if (!normal) return [];
      return isKeptFromPatient(policy, question)
        ? firstAccess(question)
        : [...firstAccess(question), 'patient:consultation'];
    case 'deposit':
    case 'replace':
      return isDepositedHidden(question) ? [] : ['patient:deposit'];
    case 'delete':
    case 'mask':
    case 'unmask':
    case 'archive':
    case 'restore':
      return isKeptFromPatient(policy, question) ? [] : ['patient:change'];
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
      return [];
  }
}

const firstAccess = ({ relation }: Question): Notice[] =>
  relation?.firstAccess === true ? ['patient:firstAccess'] : [];

const isDepositedHidden = (question: Question): boolean =>
  changeOf(question).confidentiality?.includes('INVISIBLE_PATIENT') ?? false;

/** A notice about a document that the patient may not see yet would announce it. */
function isKeptFromPatient(policy: Policy, question: Question): boolean {
  const document = documentAtStake(question);
  return document !== undefined && isHiddenFromPatient(policy, document, question.now);
}

/** A minor's secret is told to him alone, never to a representative (dmp-rules 3.40). */
function goesToMinorOnly(policy: Policy, question: Question): boolean {
  const { now, record } = question;
  if (isSecret(question) || becomesHidden(question)) return isMinor(policy, record, now);
  const document = documentAtStake(question);
  return document !== undefined && isHiddenFromRepresentatives(policy, record, document, now);
}

const becomesHidden = (question: Question): boolean =>
  (question.action === 'deposit' || question.action === 'replace') &&
  (changeOf(question).confidentiality?.includes('INVISIBLE_REPRESENTANTS_LEGAUX') ?? false);

const LOOKS_AT_DOCUMENT: ReadonlySet<Action> = new Set<Action>(['read', 'replace', ...DOCUMENT_ACTIONS]);

const documentAtStake = (question: Question): DocumentFacts | undefined =>
  LOOKS_AT_DOCUMENT.has(question.action) ? documentOf(question) : undefined;
