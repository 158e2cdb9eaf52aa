// docs/rules.md 3: feeding. No authorisation is needed to deposit, no cell either (dmp-rules 3.6, 1.11).

import { isHiddenFromPatient, isHiddenFromRepresentatives, isMinor } from './clocks.ts';
import { notDeleted, read } from './consulting.ts';
import {
  admitted,
  changeOf,
  documentOf,
  isSecret,
  isStaff,
  newCodesOf,
  professionRow,
  recordIsActive,
  versionIsSeen,
} from './facts.ts';
import type { Policy } from './policy.ts';
import type { Actor, Question } from './question.ts';
import { given, refuse, unless, type Refusal } from './tests.ts';
import { CONFIDENTIALITY_CODES } from './vocabulary.ts';

export const deposit = (policy: Policy, question: Question): Refusal =>
  feed(policy, question) ?? fileTests(policy, question);

export const replace = (policy: Policy, question: Question): Refusal =>
  feed(policy, question) ?? replaced(policy, question) ?? fileTests(policy, question);

/** Steps 6 and 7 alone: what they ask of a document holds whoever deposits it, the patient's side too. */
export const fileTests = (policy: Policy, question: Question): Refusal =>
  content(policy, question) ?? confidentiality(policy, question);

/** Steps 1 to 4. */
function feed(policy: Policy, question: Question): Refusal {
  const { actor, record } = question;
  const row = professionRow(policy, actor);
  return (
    admitted(row) ??
    unless(!isStaff(actor, row) || (actor.onBehalfOf ?? '') !== '', 'AUTHOR_REQUIRED') ??
    unless(record.insQualified ?? false, 'IDENTITY_NOT_QUALIFIED') ??
    recordIsActive(question) ??
    unless(!(record.feedingOpposed ?? false), 'FEEDING_OPPOSED')
  );
}

/** Staff deposit for a professional who is named, and who is the author. */
const authorOf = (policy: Policy, actor: Actor): string =>
  given(isStaff(actor, professionRow(policy, actor)) ? actor.onBehalfOf : actor.id, 'actor.id');

/** Step 5: the replaced document, and what its new version must keep of it. */
function replaced(policy: Policy, question: Question): Refusal {
  const { now, record } = question;
  const document = documentOf(question);
  const change = changeOf(question);
  const codes = newCodesOf(question);
  const isAuthors = authorOf(policy, question.actor) === given(document.authorId, 'document.authorId');
  const hiddenFromRepresentatives = (): boolean => isHiddenFromRepresentatives(policy, record, document, now);

  return (
    (isAuthors ? notDeleted(document) : (read(policy, question) ?? refuse('NOT_AUTHOR'))) ??
    unless(document.status === 'current' && versionIsSeen(document, change), 'STALE_VERSION') ??
    unless(document.maskedBy !== 'patient' || codes.includes('MASQUE_PS'), 'MASKED_BY_PATIENT') ??
    unless(
      !codes.includes('INVISIBLE_PATIENT') || isHiddenFromPatient(policy, document, now),
      'IRREVERSIBLE',
    ) ??
    unless(
      !codes.includes('INVISIBLE_REPRESENTANTS_LEGAUX') || hiddenFromRepresentatives(),
      'IRREVERSIBLE',
    ) ??
    unless(
      codes.includes('INVISIBLE_REPRESENTANTS_LEGAUX') ||
        (change.confirmed ?? false) ||
        !hiddenFromRepresentatives(),
      'CONFIRMATION_REQUIRED',
    )
  );
}

/** Step 6: what is deposited. */
function content(policy: Policy, question: Question): Refusal {
  const change = changeOf(question);
  const size = (): number => given(change.size, 'change.size');
  return (
    unless(policy.formats.has(given(change.format, 'change.format')), 'FORMAT_REFUSED') ??
    unless(!(change.empty ?? false) && size() !== 0, 'EMPTY') ??
    unless(size() <= policy.parameters.documentMaxBytes, 'TOO_LARGE') ??
    unless(change.contentMatches ?? true, 'CONTENT_MISMATCH') ??
    unless(!(change.duplicate ?? false), 'DUPLICATE')
  );
}

/** Step 7: whom the document is to be hidden from. */
function confidentiality(policy: Policy, question: Question): Refusal {
  const codes = newCodesOf(question);
  const hidden = codes.includes('INVISIBLE_REPRESENTANTS_LEGAUX');
  return (
    unless(isCodeList(policy, codes), 'CONFIDENTIALITY_INVALID') ??
    unless(
      policy.parameters.cumulInvisiblePatientMasquePs ||
        !(codes.includes('INVISIBLE_PATIENT') && codes.includes('MASQUE_PS')),
      'CONFIDENTIALITY_CONFLICT',
    ) ??
    unless(
      !(hidden || isSecret(question)) || isMinor(policy, question.record, question.now),
      'NOT_A_MINOR',
    ) ??
    unless(!isSecret(question) || hidden, 'SECRET_SESSION_REQUIRES_HIDDEN')
  );
}

const KNOWN_CODES: ReadonlySet<string> = new Set(CONFIDENTIALITY_CODES);

const isCodeList = ({ parameters }: Policy, codes: readonly string[]): boolean =>
  codes.length >= 1 &&
  codes.length <= parameters.confidentialityCodesMax &&
  codes.every((code) => KNOWN_CODES.has(code)) &&
  new Set(codes).size === codes.length;
