// What the rules mean by the words of docs/rules.md 1, read from the question. An absent flag is false, an
// absent switch has its default; anything else that is absent is reached with `given`.

import { STAFF_ROW, type Row } from '../habilitation/habilitation.ts';
import type { Policy } from './policy.ts';
import type { Actor, Change, DocumentFacts, Question, RecordFacts } from './question.ts';
import { given, unless, type Refusal } from './tests.ts';
import type { AuthorisationStatus, Instant, Mode } from './vocabulary.ts';

const NO_CHANGE: Change = {};

export const documentOf = (question: Question): DocumentFacts => given(question.document, 'document');
export const changeOf = (question: Question): Change => question.change ?? NO_CHANGE;

export const modeOf = (question: Question): Mode => question.session?.mode ?? 'NORMAL';
export const isSecret = (question: Question): boolean => question.session?.secret ?? false;
export const isTreatingDoctor = (question: Question): boolean => question.relation?.treatingDoctor ?? false;

export const authorisationOf = ({ relation }: Question): AuthorisationStatus =>
  relation === undefined ? 'NONE' : given(relation.authorisation, 'relation.authorisation');

export const switchIsOn = (policy: Policy, question: Question, name: 'ETREAT' | 'BTG' | 'MASKED'): boolean =>
  question.record.switches?.[name] ?? policy.parameters.switchDefaults[name];

/** The row of the actor's profession; undefined: a profession that nobody admitted. */
export const professionRow = (policy: Policy, actor: Actor): Row | undefined =>
  policy.habilitation.rowOf.get(given(actor.profession, 'actor.profession'));

/** A CPE card or a profession of the staff's row: he works under a professional, and reads nothing. */
export const isStaff = (actor: Actor, row: Row | undefined): boolean =>
  given(actor.card, 'actor.card') === 'CPE' || row?.code === STAFF_ROW;

export const isAuthor = (actor: Actor, document: DocumentFacts): boolean =>
  given(actor.id, 'actor.id') === given(document.authorId, 'document.authorId');

export const admitted = (row: Row | undefined): Refusal => unless(row !== undefined, 'ROLE_NOT_ADMITTED');

/** Admitted, and with a card and a profession that may read. */
export const admittedToRead = (actor: Actor, row: Row | undefined): Refusal =>
  unless(row !== undefined, 'ROLE_NOT_ADMITTED') ?? unless(!isStaff(actor, row), 'CARD_MAY_NOT_READ');

interface StatusKnown {
  readonly record: Pick<RecordFacts, 'status'>;
}

export const recordExists = ({ record }: StatusKnown): Refusal =>
  unless(record.status !== 'NONEXISTENT', 'RECORD_NONEXISTENT');

export const recordIsActive = (question: StatusKnown): Refusal =>
  recordExists(question) ?? unless(question.record.status !== 'CLOSED', 'RECORD_CLOSED');

export const notBlocked = (question: Question): Refusal =>
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
