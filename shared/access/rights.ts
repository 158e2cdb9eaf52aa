// docs/rules.md 4, second table: rights, traces and vaccinations.

import { open } from './consulting.ts';
import {
  admitted,
  admittedToRead,
  changeOf,
  isTreatingDoctor,
  notBlocked,
  professionRow,
  recordExists,
  recordIsActive,
} from './facts.ts';
import type { Policy } from './policy.ts';
import type { Question } from './question.ts';
import { unless, type Refusal } from './tests.ts';

/** At the patient's request; the patient's own act is in docs/rules.md 6. */
export const blockProfessional = (policy: Policy, question: Question): Refusal =>
  unblockProfessional(policy, question) ??
  unless(!(changeOf(question).targetIsTreatingDoctor ?? false), 'TREATING_DOCTOR_CANNOT_BE_BLOCKED');

export const unblockProfessional = (policy: Policy, question: Question): Refusal =>
  admitted(professionRow(policy, question.actor)) ?? recordIsActive(question) ?? treatingDoctor(question);

/** One's own traces stay readable on a closed record (R.1111-43). */
export const readOwnTraces = (policy: Policy, question: Question): Refusal =>
  admitted(professionRow(policy, question.actor)) ?? recordExists(question);

/** `readAllTraces` and `filterMasked`. */
export const seeAsTreatingDoctor = (policy: Policy, question: Question): Refusal =>
  open(policy, question) ?? treatingDoctor(question);

const treatingDoctor = (question: Question): Refusal =>
  unless(isTreatingDoctor(question), 'TREATING_DOCTOR_ONLY');

/** Physician, pharmacist, midwife, nurse, psychiatric nurse; no section or specialty of theirs. */
const VACCINATORS: ReadonlySet<string | undefined> = new Set(['10', '21', '50', '60', '69']);

export const addVaccination = (policy: Policy, question: Question): Refusal =>
  open(policy, question) ?? unless(VACCINATORS.has(question.actor.profession), 'TYPE_NOT_PERMITTED');

/** A deliberate act of the professional, never automatic (EX_0.3-1010). */
export const declareConsent = (policy: Policy, question: Question): Refusal =>
  revokeOwnConsent(policy, question) ??
  notBlocked(question) ??
  unless(isConsent(changeOf(question)), 'CONSENT_BASIS_REQUIRED');

const isConsent = ({ basis, form }: NonNullable<Question['change']>): boolean =>
  (basis === 'CARE_TEAM' || basis === 'EXPLICIT') && (form === 'ORAL' || form === 'WRITTEN');

/** In every state of the right: a block stays a block. */
export const revokeOwnConsent = (policy: Policy, question: Question): Refusal =>
  admittedToRead(question.actor, professionRow(policy, question.actor)) ?? recordIsActive(question);
