import { describe, expect, it } from 'vitest';
import type { Question } from '../../../shared/access/question.ts';
import type { Notice } from '../../../shared/access/vocabulary.ts';
import { foreseenMails, mailsOf } from '../../../shared/notices/mails.ts';
import type { Recipient } from '../../../shared/notices/wording.ts';
import { activationMail, wordingOf } from '../../../shared/notices/wording.ts';
import { policy } from '../../rules/policy.ts';

const NOW = Date.parse('2026-11-21T10:00:00Z');
const adult = { status: 'ACTIVE', birthDate: '1980-02-03' } as const;
const minor = { status: 'ACTIVE', birthDate: '2012-05-01' } as const;
const declaring: Question = {
  action: 'declareConsent',
  now: NOW,
  actor: { id: '899900000017', profession: '10', card: 'CPS' },
  record: adult,
  change: { basis: 'CARE_TEAM', form: 'ORAL' },
};
const NOTICES = [
  'patient:firstAccess',
  'patient:emergency',
  'treatingDoctor:emergency',
  'patient:consultation',
  'patient:deposit',
  'patient:change',
  'patient:vaccination',
  'patient:rights',
] as const satisfies readonly Notice[];
const RECIPIENTS = [
  'holder',
  'representative',
  'minor',
  'treatingDoctors',
] as const satisfies readonly Recipient[];

const recipients = (notices: readonly Notice[], record: typeof adult | typeof minor, minorOnly = false) =>
  mailsOf(policy, { notices, ...(minorOnly ? { suffix: 'minorOnly' as const } : {}) }, record, NOW).map(
    ({ recipient }) => recipient,
  );

describe('whom a notice reaches', () => {
  it('an adult himself, a minor’s representative, and the minor alone for his secret', () => {
    expect(recipients(['patient:deposit'], adult)).toEqual(['holder']);
    expect(recipients(['patient:deposit'], minor)).toEqual(['representative']);
    expect(recipients(['patient:deposit'], minor, true)).toEqual(['minor']);
  });

  it('the médecins traitants of an emergency, beside the patient', () => {
    expect(recipients(['patient:emergency', 'treatingDoctor:emergency'], minor)).toEqual([
      'representative',
      'treatingDoctors',
    ]);
  });

  it('who comes of age reads his notices himself from that day on', () => {
    const at = (instant: string) =>
      mailsOf(policy, { notices: ['patient:deposit'] }, minor, Date.parse(instant))[0]?.recipient;
    expect(at('2030-04-30T23:59:59Z')).toBe('representative');
    expect(at('2030-05-01T00:00:00Z')).toBe('holder');
  });
});

describe('the mails of an act that is only foreseen', () => {
  it('are those of its permit, one a notice', () => {
    const mails = foreseenMails(policy, declaring);
    expect(mails.ok && mails.value.map(({ notice }) => notice)).toEqual(['patient:rights']);
  });

  it('are none where the act would be refused: the reason is told instead', () => {
    expect(foreseenMails(policy, { ...declaring, change: {} })).toEqual({
      ok: false,
      error: 'CONSENT_BASIS_REQUIRED',
    });
  });
});

describe('the words', () => {
  const all = NOTICES.flatMap((notice) => RECIPIENTS.map((recipient) => wordingOf(notice, recipient)));

  it('hold no clinical word, no placeholder, and never the same subject for two notices', () => {
    for (const { subject, text } of all) {
      expect(`${subject} ${text}`).not.toMatch(
        /biologie|ordonnance|compte rendu|diagnosti|traitement\b|undefined|\{|\}/i,
      );
      expect(text).toMatch(/^Bonjour,\n\n[A-ZÉL]/);
    }
    expect(new Set(NOTICES.map((notice) => wordingOf(notice, 'holder').subject)).size).toBe(NOTICES.length);
  });

  it('call a parent’s child his child, and never the record the parent’s own', () => {
    for (const notice of NOTICES.filter((name) => name !== 'treatingDoctor:emergency')) {
      const { subject, text } = wordingOf(notice, 'representative');
      expect(`${subject} ${text}`).toContain('votre enfant');
      expect(`${subject} ${text}`).not.toContain('votre dossier');
      expect(wordingOf(notice, 'minor').text).toContain('votre');
    }
  });

  it('of a change name the thing that was changed: a vaccination is no document', () => {
    for (const recipient of RECIPIENTS) {
      const { subject, text } = wordingOf('patient:change', recipient, 'vaccination');
      expect(`${subject} ${text}`).toContain('vaccination');
      expect(`${subject} ${text}`).not.toContain('document');
    }
    expect(wordingOf('patient:change', 'holder').text).toContain('document');
  });

  it('carry a code of activation that stands alone', () => {
    expect(activationMail('012345').text.match(/\b\d{6}\b/g)).toEqual(['012345']);
  });
});
