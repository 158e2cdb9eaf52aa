import { open, read, readCareHistory, readMeasures, readVaccinations, readWishes } from './consulting.ts';
import { deposit, replace } from './feeding.ts';
import { actOnDocument } from './managing.ts';
import { permit } from './notices.ts';
import type { Policy } from './policy.ts';
import type { Answer, Question } from './question.ts';
import {
  addVaccination,
  blockProfessional,
  declareConsent,
  readOwnTraces,
  revokeOwnConsent,
  seeAsTreatingDoctor,
  unblockProfessional,
} from './rights.ts';
import { MissingFact, type Refusal } from './tests.ts';

/**
 * Decides a professional's act (docs/rules.md 2 to 5, 7, 8). Pure: the clock is `question.now`.
 *
 * `malformed` names the first fact without a default that a rule reached and did not find.
 */
export function decide(policy: Policy, question: Question): Answer {
  try {
    return refusal(policy, question) ?? permit(policy, question);
  } catch (fault) {
    if (fault instanceof MissingFact) return { effect: 'malformed', missing: fault.path };
    throw fault;
  }
}

function refusal(policy: Policy, question: Question): Refusal {
  const { action } = question;
  switch (action) {
    case 'open':
    case 'list':
      return open(policy, question);
    case 'read':
      return read(policy, question);
    case 'readCareHistory':
      return readCareHistory(policy, question);
    case 'readWishes':
      return readWishes(policy, question);
    case 'readVaccinations':
      return readVaccinations(policy, question);
    case 'readMeasures':
      return readMeasures(policy, question);
    case 'deposit':
      return deposit(policy, question);
    case 'replace':
      return replace(policy, question);
    case 'delete':
    case 'mask':
    case 'unmask':
    case 'showToPatient':
    case 'showToRepresentatives':
    case 'archive':
    case 'restore':
      return actOnDocument(policy, action, question);
    case 'readOwnTraces':
      return readOwnTraces(policy, question);
    case 'readAllTraces':
    case 'filterMasked':
      return seeAsTreatingDoctor(policy, question);
    case 'blockProfessional':
      return blockProfessional(policy, question);
    case 'unblockProfessional':
      return unblockProfessional(policy, question);
    case 'addVaccination':
      return addVaccination(policy, question);
    case 'declareConsent':
      return declareConsent(policy, question);
    case 'revokeOwnConsent':
      return revokeOwnConsent(policy, question);
  }
}
