import { describe, expect, it } from 'vitest';
import type { JournalAlert, JournalReport, Trainer } from '../../../electron/gateway/trainer.ts';
import { createSpaceReview } from '../../../electron/space/review.ts';
import { err, ok } from '../../../shared/result.ts';

const SYSTEM = 'urn:oid:1.2.250.1.213.1.4.10';
const jeanne = {
  ins: { system: SYSTEM, value: '255069999999934' },
  familyName: 'MARTIN',
  givenName: 'Jeanne',
  birthDate: '1955-06-01',
  gender: 'female',
  cardSerial: '1',
  representatives: [],
} as const;
const alert = (score: number): JournalAlert => ({
  professional: { id: '801234567890', name: 'RENAUD Anne' },
  day: '2026-11-21',
  score,
  reasons: [
    {
      code: 'REPORTED',
      why: 'Signalé par le patient (un accès).',
      patients: [jeanne.ins, { system: SYSTEM, value: '199999999999999' }],
    },
  ],
});
const report: JournalReport = {
  id: 'r1',
  at: '2026-11-21T11:00:00Z',
  patient: jeanne.ins.value,
  text: 'Je ne connais pas ce médecin.',
  access: {
    at: '2026-11-21T10:00:00Z',
    action: 'list',
    outcome: 'CONSENT_REQUIRED',
    agents: [{ name: 'RENAUD Anne' }],
  },
};

const people: Trainer['people'] = async () =>
  ok({ people: [{ ...jeanne, representatives: [] }], password: '' });
const ask = (trainer: Partial<Pick<Trainer, 'alerts' | 'reports'>>, known = people) =>
  createSpaceReview({
    trainer: { alerts: async () => ok([]), reports: async () => ok([]), ...trainer },
    people: known,
  })['trainer.review']({});

describe('the review in the trainer’s tools', () => {
  it('names whose record it is, and keeps the number of one whom the demonstration does not know', async () => {
    const answer = await ask({ alerts: async () => ok([alert(6)]), reports: async () => ok([report]) });
    expect(answer).toMatchObject({
      ok: true,
      value: {
        days: [{ reasons: [{ patients: ['Jeanne MARTIN', '199999999999999'] }] }],
        reports: [{ patient: 'Jeanne MARTIN', access: { who: 'RENAUD Anne', refused: true } }],
      },
    });
  });

  it('puts first what has twice the points of an alert', async () => {
    const answer = await ask({ alerts: async () => ok([alert(8), alert(7)]) });
    expect(answer.ok && answer.value.days.map(({ isUrgent }) => isUrgent)).toEqual([true, false]);
  });

  it('says that it failed when any of it is missing, rather than that there is nothing', async () => {
    const failed = async () => err('SERVICE_UNREACHABLE' as const);
    for (const answer of [
      await ask({ alerts: failed }),
      await ask({ reports: failed }),
      await ask({}, failed),
    ]) {
      expect(answer).toMatchObject({ ok: false });
    }
    expect(await ask({})).toEqual({ ok: true, value: { days: [], reports: [] } });
  });
});
