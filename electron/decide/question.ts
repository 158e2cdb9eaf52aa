import type {
  Actor,
  Change,
  ClaimedTraits,
  DocumentFacts,
  Question,
  RecordFacts,
  Relation,
  Session,
  Switches,
} from '../../shared/access/question.ts';
import { MissingFact } from '../../shared/access/tests.ts';
import {
  ACTIONS,
  CONFIDENTIALITY_CODES,
  MODES,
  type CardKind,
  type ConfidentialityCode,
  type RecordStatus,
} from '../../shared/access/vocabulary.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import {
  calendarDate,
  count,
  flag,
  instant,
  isObject,
  list,
  oneOf,
  part,
  text,
  texts,
  type Json,
  type Part,
} from './json.ts';
import { parseInstant } from './time.ts';

/**
 * One line of `npm run decide` as a question (docs/rules.md 8).
 *
 * The action, the mode, `now`, `actor` and `record.status` are checked here, whatever the rules reach. Any
 * other value that cannot be read is as good as missing: only a rule that reaches it finds fault with it.
 */
export function parseQuestion(line: string): Result<Question, string> {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return err(line.trim() === '' ? 'blank' : 'not JSON');
  }
  return isObject(json) ? readQuestion(json) : err('not a JSON object');
}

function readQuestion(json: Json): Result<Question, string> {
  const whole: Part = { json, path: '', unreadable: [] };
  const action = oneOf(whole, 'action', ACTIONS);
  const now = parseInstant(json.now);
  const actor = part(whole, 'actor');
  const record = part(whole, 'record');
  const status = record && oneOf<RecordStatus>(record, 'status', ['NONEXISTENT', 'ACTIVE', 'CLOSED']);
  const session = part(whole, 'session');
  const mode = session && oneOf(session, 'mode', MODES);

  if (action === undefined) return err('unknown action');
  if (now === undefined) return err('now is not an instant');
  if (actor === undefined) return err('actor is not an object');
  if (record === undefined) return err('record is not an object');
  if (status === undefined) return err('unknown record.status');
  if (whole.unreadable.includes('session')) return err('session is not an object');
  if (whole.unreadable.includes('session.mode')) return err('unknown session.mode');

  const question = {
    action,
    now,
    actor: readActor(actor),
    record: readRecord(record, status),
    relation: ifGiven(part(whole, 'relation'), readRelation),
    session: session && { ...readSession(session), mode },
    document: ifGiven(part(whole, 'document'), readDocument),
    change: ifGiven(part(whole, 'change'), readChange),
  };
  for (const path of whole.unreadable) failWhenReached(question, path);
  return ok(question);
}

const ifGiven = <T>(given: Part | undefined, read: (given: Part) => T): T | undefined => given && read(given);

const CARDS: readonly CardKind[] = ['CPS', 'CPE', 'PSC'];

const readActor = (actor: Part): Actor => ({
  id: text(actor, 'id'),
  profession: text(actor, 'profession'),
  card: oneOf(actor, 'card', CARDS),
  regulator: flag(actor, 'regulator'),
  onBehalfOf: text(actor, 'onBehalfOf'),
});

const readRecord = (record: Part, status: RecordStatus): RecordFacts => ({
  status,
  birthDate: calendarDate(record, 'birthDate'),
  familyName: text(record, 'familyName'),
  givenNames: texts(record, 'givenNames'),
  switches: ifGiven(part(record, 'switches'), readSwitches),
  sharesMeasures: flag(record, 'sharesMeasures'),
  sharesCareHistory: flag(record, 'sharesCareHistory'),
  insQualified: flag(record, 'insQualified'),
  feedingOpposed: flag(record, 'feedingOpposed'),
});

const readSwitches = (switches: Part): Switches => ({
  ETREAT: flag(switches, 'ETREAT'),
  BTG: flag(switches, 'BTG'),
  MASKED: flag(switches, 'MASKED'),
});

const readRelation = (relation: Part): Relation => ({
  authorisation: oneOf(relation, 'authorisation', ['NONE', 'VALID', 'EXPIRED', 'BLOCKED'] as const),
  until: instant(relation, 'until'),
  treatingDoctor: flag(relation, 'treatingDoctor'),
  firstAccess: flag(relation, 'firstAccess'),
});

const readSession = (session: Part): Omit<Session, 'mode'> => ({
  secret: flag(session, 'secret'),
  justification: text(session, 'justification'),
  callId: text(session, 'callId'),
  callOpen: flag(session, 'callOpen'),
  claimedTraits: ifGiven(part(session, 'claimedTraits'), readTraits),
  startedAt: instant(session, 'startedAt'),
});

const readTraits = (traits: Part): ClaimedTraits => ({
  familyName: text(traits, 'familyName'),
  givenName: text(traits, 'givenName'),
  birthDate: text(traits, 'birthDate'),
});

const readDocument = (document: Part): DocumentFacts => ({
  type: text(document, 'type'),
  class: text(document, 'class'),
  authorId: text(document, 'authorId'),
  status: oneOf(document, 'status', ['current', 'superseded', 'deleted'] as const),
  archived: flag(document, 'archived'),
  confidentiality: list(document, 'confidentiality')?.filter(isCode),
  maskedBy: oneOf(document, 'maskedBy', ['patient', 'professional'] as const),
  depositedAt: instant(document, 'depositedAt'),
  version: count(document, 'version'),
  byPatient: flag(document, 'byPatient'),
});

const isCode = (code: unknown): code is ConfidentialityCode =>
  (CONFIDENTIALITY_CODES as readonly unknown[]).includes(code);

const readChange = (change: Part): Change => ({
  seenVersion: count(change, 'seenVersion'),
  confirmed: flag(change, 'confirmed'),
  // What is no text is no code either, and the rules have a word for that.
  confidentiality: list(change, 'confidentiality')?.map((code) => (typeof code === 'string' ? code : '')),
  format: text(change, 'format'),
  size: count(change, 'size'),
  empty: flag(change, 'empty'),
  contentMatches: flag(change, 'contentMatches'),
  duplicate: flag(change, 'duplicate'),
  targetIsTreatingDoctor: flag(change, 'targetIsTreatingDoctor'),
  basis: text(change, 'basis'),
  form: text(change, 'form'),
});

/** Replaces the member at `path` by one that the rules stumble over when, and only when, they look at it. */
function failWhenReached(question: object, path: string): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let holder: object = question;
  for (const key of keys) holder = (holder as Record<string, object>)[key] ?? holder;
  Object.defineProperty(holder, last, {
    enumerable: true,
    get: () => {
      throw new MissingFact(path);
    },
  });
}
