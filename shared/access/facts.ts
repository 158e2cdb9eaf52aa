// What the rules mean by the words of docs/rules.md 1, read from the question. An absent flag is false, an
// absent switch has its default; anything else that is absent is reached with `given`.

import { NOBODY, STAFF_ROW, type Row } from '../habilitation/habilitation.ts';
import type { Policy } from './policy.ts';
import type {
  Actor,
  Change,
  Circumstances,
  DocumentFacts,
  Question,
  RecordFacts,
  Relation,
  Session,
  Switches,
} from './question.ts';
import { given, unless, type Refusal } from './tests.ts';
import type { AuthorisationStatus, Instant, Mode } from './vocabulary.ts';

const NO_RELATION: Relation = { authorisation: 'NONE' };
const NO_SESSION: Session = {};
const NO_CHANGE: Change = {};
const NO_CODES: readonly string[] = [];

export const documentOf = (question: Question): DocumentFacts => given(question.document, 'document');
export const relationOf = (asked: Circumstances): Relation => asked.relation ?? NO_RELATION;
export const sessionOf = (asked: Circumstances): Session => asked.session ?? NO_SESSION;
export const changeOf = (question: Question): Change => question.change ?? NO_CHANGE;
/** The codes that an act asks for. */
export const newCodesOf = (question: Question): readonly string[] =>
  changeOf(question).confidentiality ?? NO_CODES;

export const modeOf = (asked: Circumstances): Mode => sessionOf(asked).mode ?? 'NORMAL';
export const isSecret = (asked: Circumstances): boolean => sessionOf(asked).secret ?? false;
export const isTreatingDoctor = (asked: Circumstances): boolean => relationOf(asked).treatingDoctor ?? false;

export const authorisationOf = (asked: Circumstances): AuthorisationStatus =>
  given(relationOf(asked).authorisation, 'relation.authorisation');

export const switchIsOn = (policy: Policy, { record }: Circumstances, name: keyof Switches): boolean =>
  record.switches?.[name] ?? policy.parameters.switchDefaults[name];

/** The row of the actor's profession; NOBODY's for one that is not admitted. */
export const professionRow = ({ habilitation }: Policy, actor: Actor): Row =>
  habilitation.rowOf.get(given(actor.profession, 'actor.profession')) ?? NOBODY;

/** A CPE card or a profession of the staff's row: he works under a professional, and reads nothing. */
export const isStaff = (actor: Actor, row: Row): boolean =>
  given(actor.card, 'actor.card') === 'CPE' || row.code === STAFF_ROW;

export const isAuthor = (actor: Actor, document: DocumentFacts): boolean =>
  given(actor.id, 'actor.id') === given(document.authorId, 'document.authorId');

export const admitted = (row: Row): Refusal => unless(row !== NOBODY, 'ROLE_NOT_ADMITTED');

/** Admitted, and with a card and a profession that may read. */
export const admittedToRead = (actor: Actor, row: Row): Refusal =>
  admitted(row) ?? unless(!isStaff(actor, row), 'CARD_MAY_NOT_READ');

interface StatusKnown {
  readonly record: Pick<RecordFacts, 'status'>;
}

export const recordExists = ({ record }: StatusKnown): Refusal =>
  unless(record.status !== 'NONEXISTENT', 'RECORD_NONEXISTENT');

export const recordIsActive = (question: StatusKnown): Refusal =>
  recordExists(question) ?? unless(question.record.status !== 'CLOSED', 'RECORD_CLOSED');

export const notBlocked = (question: Circumstances): Refusal =>
  unless(authorisationOf(question) !== 'BLOCKED', 'BLOCKED_BY_PATIENT');

/** The version is the one seen: any other, or none, is stale (dmp-rules 3.24). */
export const versionIsSeen = (document: DocumentFacts, change: Change): boolean =>
  given(document.version, 'document.version') === change.seenVersion;

const WHITE_SPACE = /^\p{White_Space}$/u;

/** How many Unicode code points a text has without the white space around it; one walk, however long it is. */
export function codePoints(text: string): number {
  let seen = 0;
  let upToLast = 0;
  for (const point of text) {
    const blank = WHITE_SPACE.test(point);
    if (blank && seen === 0) continue;
    seen += 1;
    if (!blank) upToLast = seen;
  }
  return upToLast;
}

export const isAfter = (instant: Instant | undefined, now: Instant): boolean =>
  instant === undefined || instant > now;
