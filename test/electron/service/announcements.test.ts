import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from '../../../shared/schema/zod.ts';
import { publication } from './documents/bodies.ts';
import type { TestedService } from './documents/service.ts';
import { startTestedService } from './documents/service.ts';

const Mail = z.object({
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  notice: z.string(),
  patient: z.string(),
});
const Bundle = z.looseObject({ entry: z.array(z.unknown()).default([]) });
const DAY_MS = 86_400_000;
const TITLE = 'Adénocarcinome CANARI';

let service: TestedService;
beforeAll(async () => {
  service = await startTestedService();
}, 240_000);
afterAll(() => service.stop());

const mailsTo = (patient: string, notice: string) =>
  readdirSync(join(service.dataDir, 'mail'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => Mail.parse(JSON.parse(readFileSync(join(service.dataDir, 'mail', name), 'utf8'))))
    .filter((mail) => mail.notice === notice && mail.patient === service.patient(patient).ins);

async function advance(days: number): Promise<void> {
  const secret = readFileSync(join(service.dataDir, 'operator.token'), 'utf8').trim();
  const answer = await service.call('POST', '/operator/clock', {
    body: { advanceMs: days * DAY_MS },
    type: 'application/json',
    headers: { authorization: `Bearer ${secret}` },
  });
  expect(answer.status).toBe(200);
}

const who = (patient: string): string => {
  const { system, ins } = service.patient(patient);
  return encodeURIComponent(`${system}|${ins}`);
};

async function sees(token: string, patient: string): Promise<boolean> {
  const path = `/fhir/DocumentReference?patient.identifier=${who(patient)}&_count=200`;
  const answer = await service.call('GET', path, { token });
  expect(answer.status).toBe(200);
  return Bundle.parse(answer.json).entry.some((entry) => JSON.stringify(entry).includes(TITLE));
}

async function deposit(patient: string, labels: readonly string[]): Promise<void> {
  const answer = await service.call('POST', '/fhir/DocumentReference', {
    token: await service.token('doctor'),
    body: publication({
      patient: service.patient(patient),
      author: service.card('doctor'),
      title: TITLE,
      labels,
    }),
  });
  expect(answer.status).toBe(201);
}

// The days go by in one story: what is due is due once, and in its order.
describe('the clock of an announcement', () => {
  it('tells nobody of the deposit, nor before its day 14', async () => {
    await deposit('adult', ['N', 'INVISIBLE_PATIENT']);
    await deposit('minor', ['N', 'INVISIBLE_PATIENT', 'INVISIBLE_REPRESENTANTS_LEGAUX']);
    await advance(13);
    expect(mailsTo('adult', 'patient:deposit')).toEqual([]);
    expect(mailsTo('adult', 'patient:announcement')).toEqual([]);
    expect(mailsTo('adult', 'author:announcement')).toEqual([]);
  });

  it('day 14: the patient is told to see somebody, of no document; the author is reminded; once', async () => {
    await advance(1);
    await advance(1);
    const [patient, ...others] = mailsTo('adult', 'patient:announcement');
    expect(others).toEqual([]);
    expect(patient?.text).toContain('médecin traitant');
    expect(`${patient?.subject} ${patient?.text}`).not.toMatch(/document|résultat|CANARI|RENAUD|ROUSSEAU/i);
    const author = mailsTo('adult', 'author:announcement');
    expect(author).toHaveLength(1);
    expect(author[0]?.to).not.toBe(patient?.to);
    expect(`${author[0]?.subject} ${author[0]?.text}`).not.toMatch(/CANARI|ROUSSEAU/);
    expect(await sees(await service.patientToken('adult'), 'adult')).toBe(false);
  });

  it('a minor’s secret goes to the minor’s own address, never to his representative', () => {
    const minors = mailsTo('minor', 'patient:announcement');
    expect(minors.map(({ to }) => to)).toEqual(['lea.mercier@patient.example']);
  });

  it('survives a crash without a second mail', async () => {
    await service.kill();
    await service.restart();
    await advance(1);
    expect(mailsTo('adult', 'patient:announcement')).toHaveLength(1);
    expect(mailsTo('adult', 'author:announcement')).toHaveLength(1);
  });

  it('day 30: the patient sees it by himself, and has the notice of the deposit then, once', async () => {
    await advance(14);
    await advance(1);
    expect(await sees(await service.patientToken('adult'), 'adult')).toBe(true);
    expect(mailsTo('adult', 'patient:deposit')).toHaveLength(1);
    expect(mailsTo('minor', 'patient:deposit').map(({ to }) => to)).toEqual(['lea.mercier@patient.example']);
    expect(await sees(await service.patientToken('adult', 'minor'), 'minor')).toBe(false);
    expect(await sees(await service.patientToken('minor'), 'minor')).toBe(true);
  });
});
