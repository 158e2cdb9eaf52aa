// docs/rules.md 4: acts on a document.

import { isHiddenFromPatient } from './clocks.ts';
import { notDeleted, readFromStep3 } from './consulting.ts';
import {
  admittedToRead,
  changeOf,
  documentOf,
  isAuthor,
  isTreatingDoctor,
  newCodesOf,
  professionRow,
  recordIsActive,
  versionIsSeen,
} from './facts.ts';
import type { Policy } from './policy.ts';
import type { Question } from './question.ts';
import { unless, type Refusal } from './tests.ts';

export const DOCUMENT_ACTIONS = [
  'delete',
  'mask',
  'unmask',
  'showToPatient',
  'showToRepresentatives',
  'archive',
  'restore',
] as const;
export type DocumentAction = (typeof DOCUMENT_ACTIONS)[number];

/** The table of docs/rules.md 4: may a médecin traitant do it to another's document, and what else must hold. */
interface Act {
  readonly treatingDoctor: boolean;
  readonly test: (policy: Policy, question: Question) => Refusal;
}

const nothingElse = (): Refusal => undefined;

const ACTS: Readonly<Record<DocumentAction, Act>> = {
  delete: { treatingDoctor: false, test: nothingElse },
  mask: { treatingDoctor: true, test: mask },
  unmask: { treatingDoctor: true, test: unmask },
  showToPatient: { treatingDoctor: true, test: showToPatient },
  showToRepresentatives: { treatingDoctor: false, test: showToRepresentatives },
  archive: { treatingDoctor: true, test: nothingElse },
  restore: { treatingDoctor: true, test: nothingElse },
};

export function actOnDocument(policy: Policy, action: DocumentAction, question: Question): Refusal {
  const act = ACTS[action];
  return (
    admittedToRead(question.actor, professionRow(policy, question.actor)) ??
    recordIsActive(question) ??
    mayAct(policy, act, question) ??
    act.test(policy, question) ??
    unless(versionIsSeen(documentOf(question), changeOf(question)), 'STALE_VERSION')
  );
}

/** Step 3. Whoever may not read the document is refused as a reader is, so that nothing is revealed. */
function mayAct(policy: Policy, act: Act, question: Question): Refusal {
  const document = documentOf(question);
  if (isAuthor(question.actor, document)) return notDeleted(document);
  return (
    readFromStep3(policy, question) ?? unless(act.treatingDoctor && isTreatingDoctor(question), 'NOT_AUTHOR')
  );
}

/** Hidden from the patient and masked from professionals may not meet: nobody would be left to read it. */
function mask(policy: Policy, question: Question): Refusal {
  return unless(
    policy.parameters.cumulInvisiblePatientMasquePs ||
      !isHiddenFromPatient(policy, documentOf(question), question.now),
    'CONFIDENTIALITY_CONFLICT',
  );
}

/** What the patient masked, he alone shows again. */
function unmask(_: Policy, question: Question): Refusal {
  return unless(documentOf(question).maskedBy !== 'patient', 'MASKED_BY_PATIENT');
}

/** The code is set at deposit only (dmp-rules 3.28): an act that shows may not keep it. */
function showToPatient(_: Policy, question: Question): Refusal {
  return unless(!newCodesOf(question).includes('INVISIBLE_PATIENT'), 'IRREVERSIBLE');
}

/** Nobody takes it back, so it is confirmed (EX_3.3-1045). */
function showToRepresentatives(_: Policy, question: Question): Refusal {
  return (
    unless(!newCodesOf(question).includes('INVISIBLE_REPRESENTANTS_LEGAUX'), 'IRREVERSIBLE') ??
    unless(changeOf(question).confirmed ?? false, 'CONFIRMATION_REQUIRED')
  );
}
