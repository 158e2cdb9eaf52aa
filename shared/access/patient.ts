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
  'reportAccess',
  'manageCarers',
  'setContact',
  'stateWishes',
  'download',
  'oppose',
  'close',
  'reopen',
] as const;
/** `open` stands for everything in the space that is no document and no right: sections, messages, agenda. */
export type PatientAction = (typeof PATIENT_ACTIONS)[number];

/** The holder himself (a minor with his own sign-in too), a legal representative of a minor, a carer. */
type PatientSide = 'patient' | 'representative' | 'carer';

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
type PatientDeny = {
  readonly effect: 'deny';
  readonly reason: PatientDenyReason;
  readonly hidden: boolean;
};
export type PatientAnswer = { readonly effect: 'permit' } | PatientDeny | Malformed;

type PatientRefusal = PatientDeny | undefined;

/** Decides an act of the patient's side (docs/rules.md 6). Pure: the clock is `question.now`. */
export function decidePatient(policy: Policy, question: PatientQuestion): PatientAnswer {
  const act = ACTS[question.action];
  try {
    return (
      unless(isTheirs(policy, act, question), 'RIGHTS_NOT_YOURS') ??
      recordAllows(act, question) ??
      act.test?.(policy, question) ?? { effect: 'permit' }
    );
  } catch (fault) {
    if (fault instanceof MissingFact) return { effect: 'malformed', missing: fault.path };
    throw fault;
  }
}

interface Act {
  /** A carer reads and adds, and manages nothing. */
  readonly carer?: true;
  /** The holder's alone: a parent who could set a minor's address would receive his secrets; a will is one's own. */
  readonly holder?: true;
  /** What there must be of the record; if nothing is said, it must be active. */
  readonly record?: 'any' | 'even closed';
  readonly test?: (policy: Policy, question: PatientQuestion) => PatientRefusal;
}

const ACTS: Readonly<Record<PatientAction, Act>> = {
  open: { carer: true },
  readDocument: { carer: true, test: sees },
  addDocument: { carer: true },
  editDocument: { test: changesOwn },
  deleteDocument: { test: changesOwn },
  maskDocument: { test: changesAny },
  showDocument: { test: changesAny },
  maskAll: {},
  setMaskingDefault: {},
  blockProfessional: { test: targetIsNoTreatingDoctor },
  unblockProfessional: {},
  blockOrganisation: {},
  unblockOrganisation: {},
  nameTreatingDoctor: {},
  dismissTreatingDoctor: {},
  setSwitch: {},
  setSharing: {},
  readTraces: { carer: true, record: 'even closed' },
  readTrace: { carer: true, record: 'even closed', test: seesTrace },
  reportAccess: { test: seesTrace },
  manageCarers: {},
  setContact: { holder: true },
  stateWishes: { holder: true },
  download: {},
  oppose: { record: 'any' },
  close: {},
  reopen: { record: 'even closed' },
};

/** The holder's own act; a representative's until the child is of age; a carer's where it manages nothing. */
function isTheirs(policy: Policy, act: Act, { side, record, now }: PatientQuestion): boolean {
  switch (side) {
    case 'patient':
      return true;
    case 'representative':
      return act.holder !== true && isMinor(policy, record, now);
    case 'carer':
      return act.carer ?? false;
  }
}

/** One opposes before there is a record; of a closed one, its traces and the way back are left. */
function recordAllows({ record }: Act, question: PatientQuestion): PatientRefusal {
  if (record === 'any') return undefined;
  return record === 'even closed' ? recordExists(question) : recordIsActive(question);
}

function changesAny(policy: Policy, question: PatientQuestion): PatientRefusal {
  return sees(policy, question) ?? seenVersion(question);
}

function changesOwn(policy: Policy, question: PatientQuestion): PatientRefusal {
  return (
    sees(policy, question) ??
    unless(documentOf(question).byPatient ?? false, 'NOT_AUTHOR') ??
    seenVersion(question)
  );
}

function targetIsNoTreatingDoctor(_: Policy, { change }: PatientQuestion): PatientRefusal {
  return unless(!(change?.targetIsTreatingDoctor ?? false), 'TREATING_DOCTOR_CANNOT_BE_BLOCKED');
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
