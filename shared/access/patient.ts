// docs/rules.md 6: the patient, the representatives of a minor, the carers.

import { isHiddenFromPatient, isHiddenFromRepresentatives, isMinor } from './clocks.ts';
import { recordIsActive, recordExists, versionIsSeen } from './facts.ts';
import type { Policy } from './policy.ts';
import type { Change, DocumentFacts, Malformed, RecordFacts } from './question.ts';
import { given, MissingFact, unless } from './tests.ts';
import type { DenyReason, Instant } from './vocabulary.ts';

export const PATIENT_ACTIONS = [
  'open',
  'readDocument',
  'addDocument',
  'editDocument',
  'deleteDocument',
  'maskDocument',
  'showDocument',
  'maskAll',
  'setMaskingDefault',
  'blockProfessional',
  'unblockProfessional',
  'blockOrganisation',
  'unblockOrganisation',
  'nameTreatingDoctor',
  'dismissTreatingDoctor',
  'setSwitch',
  'setSharing',
  'readTraces',
  'readTrace',
  'oppose',
  'close',
  'reopen',
] as const;
/** `open` stands for everything in the space that is no document and no right: sections, messages, agenda. */
export type PatientAction = (typeof PATIENT_ACTIONS)[number];

/** The holder himself (a minor with his own sign-in too), a legal representative of a minor, a carer. */
export type PatientSide = 'patient' | 'representative' | 'carer';

export interface PatientQuestion {
  readonly action: PatientAction;
  readonly now: Instant;
  readonly side: PatientSide;
  readonly record: Pick<RecordFacts, 'status' | 'birthDate'>;
  /** For the acts on a document, and for `readTrace` where the trace is about one. */
  readonly document?: DocumentFacts | undefined;
  readonly change?: Pick<Change, 'seenVersion' | 'targetIsTreatingDoctor'> | undefined;
  /** For `readTrace`: the trace of a secret session. */
  readonly secretTrace?: boolean | undefined;
}

/** The last two are known to the service alone: they are always hidden. */
export type PatientDenyReason = DenyReason | 'NOT_VISIBLE_TO_PATIENT' | 'NOT_VISIBLE_TO_REPRESENTATIVES';
export type PatientDeny = {
  readonly effect: 'deny';
  readonly reason: PatientDenyReason;
  readonly hidden: boolean;
};
export type PatientAnswer = { readonly effect: 'permit' } | PatientDeny | Malformed;

type PatientRefusal = PatientDeny | undefined;

/** Decides an act of the patient's side (docs/rules.md 6). Pure: the clock is `question.now`. */
export function decidePatient(policy: Policy, question: PatientQuestion): PatientAnswer {
  try {
    return (
      mayActForPatient(policy, question) ??
      recordAllows(question) ??
      actAllows(policy, question) ?? { effect: 'permit' }
    );
  } catch (fault) {
    if (fault instanceof MissingFact) return { effect: 'malformed', missing: fault.path };
    throw fault;
  }
}

/** A carer reads and adds; a representative is one until the child is of age. */
function mayActForPatient(policy: Policy, { action, side, record, now }: PatientQuestion): PatientRefusal {
  switch (side) {
    case 'patient':
      return undefined;
    case 'representative':
      return unless(isMinor(policy, record, now), 'RIGHTS_NOT_YOURS');
    case 'carer':
      return unless(CARER_ACTIONS.has(action), 'RIGHTS_NOT_YOURS');
  }
}

const CARER_ACTIONS: ReadonlySet<PatientAction> = new Set<PatientAction>([
  'open',
  'readDocument',
  'addDocument',
  'readTraces',
  'readTrace',
]);

/** Opposition comes before the record; traces and the way back stay open once it is closed. */
function recordAllows({ action, record }: PatientQuestion): PatientRefusal {
  switch (action) {
    case 'oppose':
      return undefined;
    case 'readTraces':
    case 'readTrace':
    case 'reopen':
      return recordExists({ record });
    default:
      return recordIsActive({ record });
  }
}

function actAllows(policy: Policy, question: PatientQuestion): PatientRefusal {
  switch (question.action) {
    case 'readDocument':
      return sees(policy, question);
    case 'maskDocument':
    case 'showDocument':
      return sees(policy, question) ?? seenVersion(question);
    case 'editDocument':
    case 'deleteDocument':
      return (
        sees(policy, question) ??
        unless(documentOf(question).byPatient ?? false, 'NOT_AUTHOR') ??
        seenVersion(question)
      );
    case 'readTrace':
      return seesTrace(policy, question);
    case 'blockProfessional':
      return unless(!(question.change?.targetIsTreatingDoctor ?? false), 'TREATING_DOCTOR_CANNOT_BE_BLOCKED');
    default:
      return undefined;
  }
}

/** A deleted document is nobody's to see; what professionals are kept from seeing by a mask, the patient sees. */
function sees(policy: Policy, question: PatientQuestion): PatientRefusal {
  const document = documentOf(question);
  return (
    hiddenUnless(given(document.status, 'document.status') !== 'deleted', 'DELETED') ??
    hiddenUnless(!isHiddenFromPatient(policy, document, question.now), 'NOT_VISIBLE_TO_PATIENT') ??
    hiddenUnless(!isSecretFrom(policy, question, document), 'NOT_VISIBLE_TO_REPRESENTATIVES')
  );
}

function seesTrace(policy: Policy, question: PatientQuestion): PatientRefusal {
  const { document, secretTrace = false, side } = question;
  return (
    hiddenUnless(side === 'patient' || !secretTrace, 'NOT_VISIBLE_TO_REPRESENTATIVES') ??
    hiddenUnless(
      document === undefined || !isSecretFrom(policy, question, document),
      'NOT_VISIBLE_TO_REPRESENTATIVES',
    )
  );
}

/** A minor's secret is kept from his representatives, and from his carers with more reason. */
const isSecretFrom = (
  policy: Policy,
  { side, record, now }: PatientQuestion,
  document: DocumentFacts,
): boolean => side !== 'patient' && isHiddenFromRepresentatives(policy, record, document, now);

const seenVersion = (question: PatientQuestion): PatientRefusal =>
  unless(versionIsSeen(documentOf(question), question.change ?? {}), 'STALE_VERSION');

const documentOf = (question: PatientQuestion): DocumentFacts => given(question.document, 'document');

const hiddenUnless = (holds: boolean, reason: PatientDenyReason): PatientRefusal =>
  holds ? undefined : { effect: 'deny', reason, hidden: true };
