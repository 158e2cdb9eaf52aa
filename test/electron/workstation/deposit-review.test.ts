import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../electron/workstation/draft.ts';
import type { Depositing } from '../../../electron/workstation/deposit-review.ts';
import { reviewDeposit } from '../../../electron/workstation/deposit-review.ts';
import { readReference } from '../../../electron/workstation/reference.ts';
import type { DepositMetadata } from '../../../shared/bridge/deposit.ts';
import { fakeProfessional } from '../../fixtures/fake-professionals.ts';
import { fakePatients } from '../../fixtures/fake-patients.ts';
import { policy } from '../../rules/policy.ts';

const ofRules = () => policy;
const reference = readReference(ofRules, ofRules);
const NOW = Date.parse('2026-11-26T10:00:00Z');
const [adult] = fakePatients.map(({ identity }) => identity);
if (adult === undefined) throw new Error('fixtures are missing');
const minor = { ...adult, birthDate: '2010-09-21' };

const depositing: Depositing = {
  professional: fakeProfessional,
  onBehalfOf: null,
  secret: false,
  feedingOpposed: false,
  firstDepositedAt: null,
};
const draft = (patient = adult, text = ''): Draft => ({
  draftId: 'd',
  patient,
  fileName: 'a.pdf',
  bytes: new Uint8Array(100),
  file: {
    kind: 'pdf',
    format: { code: 'urn:ihe:iti:xds-sd:pdf:2008', mediaType: 'application/pdf' },
    header: null,
  },
  text,
});
const metadata = (change: Partial<DepositMetadata> = {}): DepositMetadata => ({
  title: 'Compte rendu',
  type: '60568-3',
  actDate: '2026-11-26',
  confidentiality: ['N'],
  replaces: null,
  ...change,
});
const review = (more: Partial<Depositing>, of: Draft, change: Partial<DepositMetadata> = {}) =>
  reviewDeposit(reference, { ...depositing, ...more }, of, metadata(change), NOW);

describe('the review of a deposit', () => {
  it('recognises bad news in the text, and gives the days of its clock', () => {
    expect(review({}, draft(adult, 'Conclusion : carcinome infiltrant.'))).toMatchObject({
      ok: true,
      value: {
        vigilance: { contentRead: true, announcement: [{ topic: 'cancer', where: 'content' }] },
        announcementClock: {
          reminderAt: '2026-12-10T10:00:00.000Z',
          visibleAt: '2026-12-26T10:00:00.000Z',
        },
      },
    });
  });

  it('says that a scan could not be read, and invents nothing', () => {
    expect(review({}, draft())).toMatchObject({
      value: { vigilance: { contentRead: false, announcement: [], secrets: [], otherLeaks: [] } },
    });
  });

  it('hidden from the patient: the clock of a new version goes on', () => {
    const hidden = { confidentiality: ['N', 'INVISIBLE_PATIENT'] } as const;
    const first = Date.parse('2026-11-01T00:00:00Z');
    const replaces = { uniqueId: 'u', version: 1 };
    const change = { confidentiality: [...hidden.confidentiality], replaces };
    expect(review({ firstDepositedAt: first }, draft(adult, 'carcinome'), change)).toMatchObject({
      value: {
        patientSees: false,
        announcementClock: { visibleAt: '2026-12-01T00:00:00.000Z' },
        // Whether to hide was decided with the first version.
        vigilance: { announcement: [] },
      },
    });
  });

  it('a minor: what would tell his parents, and what he finds at 18', () => {
    const text = 'Première contraception orale.';
    expect(review({}, draft(minor, text), { type: '11488-4' })).toMatchObject({
      value: {
        representativesSee: true,
        majorityOn: null,
        vigilance: {
          secrets: [{ topic: 'contraception' }],
          otherLeaks: ['careHistory', 'sameVisit', 'appointment', 'message'],
        },
      },
    });
    const hidden = { confidentiality: ['N' as const, 'INVISIBLE_REPRESENTANTS_LEGAUX' as const] };
    expect(review({}, draft(minor, text), hidden)).toMatchObject({
      value: { representativesSee: false, majorityOn: '2028-09-21' },
    });
  });

  it('refuses what the service would refuse, with its reason', () => {
    expect(review({ feedingOpposed: true }, draft())).toEqual({ ok: false, error: 'FEEDING_OPPOSED' });
    expect(review({ secret: true }, draft(minor))).toEqual({
      ok: false,
      error: 'SECRET_SESSION_REQUIRES_HIDDEN',
    });
    const secretary = { ...fakeProfessional, profession: 'SECRETARIAT_MEDICAL', card: 'CPE' as const };
    expect(review({ professional: secretary }, draft())).toEqual({ ok: false, error: 'AUTHOR_REQUIRED' });
    expect(review({ professional: secretary, onBehalfOf: fakeProfessional.id }, draft()).ok).toBe(true);
  });
});
