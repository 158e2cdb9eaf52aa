import { decide } from '../../../shared/access/decide.ts';
import type { PatientAction } from '../../../shared/access/patient.ts';
import { decidePatient } from '../../../shared/access/patient.ts';
import type {
  Answer as Decision,
  Change,
  DocumentFacts,
  Permit,
  Question,
  RecordFacts,
} from '../../../shared/access/question.ts';
import { prepareReading } from '../../../shared/access/reading.ts';
import type { Action, DenyReason } from '../../../shared/access/vocabulary.ts';
import type { PatientCaller, ProfessionalCaller } from '../auth/caller.ts';
import type { Exchange } from '../http/exchange.ts';
import type { ChangedThing } from '../../../shared/notices/wording.ts';
import { hidden, refusal } from '../http/refusal.ts';
import { notify } from '../notices/notify.ts';
import type { RecordRow } from '../storage/records.ts';
import type { Agent, TracedAction, TracedDocument } from '../traces/entry.ts';
import { countPatient } from './ceiling.ts';
import { isBoundElsewhere, standingOf } from './facts.ts';

/** Whatever decides needs of an exchange: what is so, and when. */
export type Asking = Pick<Exchange, 'context' | 'now'>;

/** A professional's act, as a route understood it. */
export interface Act {
  readonly action: Action;
  /** How it stands in the journal, where that is not the action itself. */
  readonly as?: TracedAction | undefined;
  /** undefined: the request named an INS that nobody has. */
  readonly record: RecordRow | undefined;
  readonly document?: DocumentFacts | undefined;
  readonly change?: Change | undefined;
  /** What only the route knows of the record: whether the INS of a deposit is qualified. */
  readonly recordFacts?: Partial<RecordFacts> | undefined;
  /** The professional in whose name a secretary deposits. */
  readonly onBehalfOf?: Agent | undefined;
  /** How the document is named in the trace. */
  readonly traced?: TracedDocument | undefined;
  readonly detail?: Readonly<Record<string, string>> | undefined;
  /** Headers that go with a refusal for a stale version: the author gets the current one (K12 of the wire). */
  readonly staleHeaders?: Readonly<Record<string, string>> | undefined;
  /** The request named no patient, only something that is in a record. */
  readonly byIdentifier?: boolean | undefined;
  /** About a minor's secret that is no document. */
  readonly secret?: boolean | undefined;
  /** What a change is made to, for the words of its notice; a document where nothing is said. */
  readonly changed?: ChangedThing | undefined;
  /** Nothing that is told (a deposit that is repeated, a record that is followed): it is decided and traced. */
  readonly unannounced?: boolean | undefined;
}

/**
 * Decides a professional's act, and makes the decision hold: a permit leaves its trace and queues its
 * notices, in the transaction of the exchange; a refusal is thrown with what the caller may know of it.
 *
 * @throws Refusal
 */
export function rule(exchange: Exchange, caller: ProfessionalCaller, act: Act): Permit {
  const { action, record, onBehalfOf, detail } = act;
  exchange.attempt({
    action: act.as ?? action,
    caller,
    record,
    document: act.traced,
    onBehalfOf,
    detail,
    secret: act.secret,
  });
  const decision = decide(exchange.context.policy, questionOf(exchange, caller, act));
  const permit = permitted(decision, act);
  if (isBoundElsewhere(caller.session, record)) throw refusal('CONSENT_REQUIRED');
  if (record !== undefined) countPatient(exchange, caller, action, record);
  if (record !== undefined && act.unannounced !== true) {
    const { stores } = exchange.context;
    notify(exchange.context, record, permit, exchange.now, act.changed);
    if (permit.notices.includes('patient:firstAccess')) {
      stores.records.noteAccess(record.id, caller.professional.id, exchange.now);
    }
  }
  return permit;
}

/** Tells the patient that rights on his record changed by an act that the rules do not judge themselves. */
export function announceRights(exchange: Exchange, caller: ProfessionalCaller, record: RecordRow): void {
  const secret = caller.session.secret === 1;
  const told = { notices: ['patient:rights' as const], ...(secret ? { suffix: 'minorOnly' as const } : {}) };
  notify(exchange.context, record, told, exchange.now);
}

/**
 * The readable documents of a list: the question is built once, each document is asked `read` (docs/rules.md
 * 2). It leaves no trace and no notice of its own: those are the list's.
 */
export function readerOf(
  exchange: Asking,
  caller: ProfessionalCaller,
  record: RecordRow,
): (document: DocumentFacts) => boolean {
  const { policy } = exchange.context;
  return prepareReading(policy, questionOf(exchange, caller, { action: 'read', record })).mayRead;
}

/** Why an act would be refused now; undefined: it would not. It is neither done nor traced. */
export function wouldBeRefused(
  exchange: Asking,
  caller: ProfessionalCaller,
  act: Act,
): DenyReason | undefined {
  const decision = decide(exchange.context.policy, questionOf(exchange, caller, act));
  return decision.effect === 'deny' ? decision.reason : undefined;
}

/** Whether an act would be permitted now: for what depends on it without being it. */
export function wouldPermit(exchange: Asking, caller: ProfessionalCaller, act: Act): boolean {
  return (
    !isBoundElsewhere(caller.session, act.record) &&
    decide(exchange.context.policy, questionOf(exchange, caller, act)).effect === 'permit'
  );
}

function questionOf(exchange: Asking, caller: ProfessionalCaller, act: Act): Question {
  const { actor, record, relation, session } = standingOf(exchange.context, caller, act.record);
  return {
    action: act.action,
    now: exchange.now,
    actor: { ...actor, onBehalfOf: act.onBehalfOf?.id },
    record: { ...record, ...act.recordFacts },
    relation: { authorisation: 'NONE', ...relation },
    session,
    document: act.document,
    change: act.change,
  };
}

function permitted(decision: Decision, act: Act): Permit {
  switch (decision.effect) {
    case 'permit':
      return decision;
    case 'deny':
      throw denied(decision.reason, decision.hidden, act);
    case 'malformed':
      throw new Error(`the question about ${act.action} lacks ${decision.missing}`);
  }
}

function denied(reason: DenyReason, isHidden: boolean, act: Act): Error {
  if (isHidden) return hidden(reason);
  // The same refusal as for an unknown identifier: whose record it is in, his own traces must not tell either.
  if (act.byIdentifier === true && (reason === 'ROLE_NOT_ADMITTED' || reason === 'CARD_MAY_NOT_READ')) {
    return refusal(reason, { hides: true });
  }
  const feeding = act.action === 'deposit' || act.action === 'replace';
  // A fault of the document in a deposit, of the session everywhere else (B1 of the wire).
  if (reason === 'NOT_A_MINOR' && feeding) return refusal(reason, { status: 422 });
  return refusal(reason, reason === 'STALE_VERSION' ? { headers: act.staleHeaders ?? {} } : {});
}

/** An act of the patient's side. The record is that of the session. */
export interface PatientAct {
  readonly action: PatientAction;
  /** How it stands in the journal. */
  readonly as: TracedAction;
  readonly document?: DocumentFacts | undefined;
  /** About a minor's secret that is no document. */
  readonly secret?: boolean | undefined;
  /** For `reportAccess`: the trace of a secret session. */
  readonly secretTrace?: boolean | undefined;
  readonly change?: Pick<Change, 'seenVersion' | 'targetIsTreatingDoctor'> | undefined;
  readonly traced?: TracedDocument | undefined;
  readonly detail?: Readonly<Record<string, string>> | undefined;
  readonly staleHeaders?: Readonly<Record<string, string>> | undefined;
}

/**
 * Decides an act of the holder, a representative or a carer, and traces it.
 *
 * @throws Refusal
 */
export function ruleForPatient(exchange: Exchange, caller: PatientCaller, act: PatientAct): void {
  exchange.attempt({
    action: act.as,
    record: caller.record,
    document: act.traced,
    detail: act.detail,
    secret: act.secret,
  });
  const decision = decidePatient(exchange.context.policy, patientQuestion(exchange, caller, act));
  if (decision.effect === 'permit') return;
  if (decision.effect === 'malformed') {
    throw new Error(`the question about ${act.action} lacks ${decision.missing}`);
  }
  const { reason } = decision;
  if (decision.hidden || reason === 'NOT_VISIBLE_TO_PATIENT' || reason === 'NOT_VISIBLE_TO_REPRESENTATIVES') {
    throw hidden(reason);
  }
  throw refusal(reason, reason === 'STALE_VERSION' ? { headers: act.staleHeaders ?? {} } : {});
}

/** Whether an act of the patient's side would be permitted now. */
export function wouldPermitPatient(exchange: Asking, caller: PatientCaller, act: PatientAct): boolean {
  return decidePatient(exchange.context.policy, patientQuestion(exchange, caller, act)).effect === 'permit';
}

/** What the patient's side sees of a record's documents. */
export function patientReaderOf(
  exchange: Asking,
  caller: PatientCaller,
): (document: DocumentFacts) => boolean {
  const asked = patientQuestion(exchange, caller, { action: 'readDocument', as: 'read' });
  return (document) => decidePatient(exchange.context.policy, { ...asked, document }).effect === 'permit';
}

/** Whether the patient's side sees a trace: those of a minor's secret are his alone (G2 of the wire). */
export function seesTrace(
  exchange: Asking,
  caller: PatientCaller,
  document: DocumentFacts | undefined,
  secretTrace: boolean,
): boolean {
  const asked = patientQuestion(exchange, caller, { action: 'readTrace', as: 'readTraces', document });
  return decidePatient(exchange.context.policy, { ...asked, secretTrace }).effect === 'permit';
}

function patientQuestion(exchange: Asking, caller: PatientCaller, act: PatientAct) {
  return {
    action: act.action,
    now: exchange.now,
    side: caller.role === 'holder' ? ('patient' as const) : caller.role,
    record: { status: caller.record.status, birthDate: caller.record.birth_date },
    secretTrace: act.secretTrace,
    document: act.document,
    change: act.change,
  };
}
