import { isMinor } from '../access/clocks.ts';
import { decide } from '../access/decide.ts';
import type { Policy } from '../access/policy.ts';
import type { Permit, Question, RecordFacts } from '../access/question.ts';
import type { DenyReason, Instant, Notice } from '../access/vocabulary.ts';
import type { Result } from '../result.ts';
import { err, ok } from '../result.ts';
import type { ChangedThing, Recipient, Wording } from './wording.ts';
import { wordingOf } from './wording.ts';

/** One mail that an act causes, before anybody's address is known. */
export interface Mail extends Wording {
  readonly notice: Notice;
  readonly recipient: Recipient;
}

/**
 * The mails of one permitted act, in the order of its notices: one a notice (docs/rules.md 7).
 *
 * @param record whose notices they are; a minor's go to a representative, unless they are his secret
 * @param changed what a change was made to
 */
export function mailsOf(
  policy: Policy,
  { notices, suffix }: Pick<Permit, 'notices' | 'suffix'>,
  record: Pick<RecordFacts, 'birthDate' | 'status'>,
  now: Instant,
  changed: ChangedThing = 'document',
): readonly Mail[] {
  return notices.map((notice) => {
    const recipient = recipientOf(notice, isMinor(policy, record, now), suffix === 'minorOnly');
    return { notice, recipient, ...wordingOf(notice, recipient, changed) };
  });
}

function recipientOf(notice: Notice, minor: boolean, minorOnly: boolean): Recipient {
  if (notice === 'treatingDoctor:emergency') return 'treatingDoctors';
  if (minorOnly) return 'minor';
  return minor ? 'representative' : 'holder';
}

/**
 * The mails that an act would cause if it were done now; or why it would be refused. What the service alone
 * knows (an address, a first access) is no part of it.
 */
export function foreseenMails(
  policy: Policy,
  question: Question,
): Result<readonly Mail[], DenyReason | 'INVALID'> {
  const decision = decide(policy, question);
  switch (decision.effect) {
    case 'permit':
      return ok(mailsOf(policy, decision, question.record, question.now));
    case 'deny':
      return err(decision.reason);
    case 'malformed':
      return err('INVALID');
  }
}
