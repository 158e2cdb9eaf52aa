import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from '../../../shared/schema/zod.ts';
import { bundleOf, refusalOf, sheetOf } from './documents/answers.ts';
import { publication } from './documents/bodies.ts';
import type { HttpAnswer, TestedService } from './documents/service.ts';
import { startTestedService } from './documents/service.ts';

const Event = z.looseObject({
  subtype: z.tuple([z.object({ code: z.string() })]),
  entity: z.array(
    z.looseObject({
      what: z.object({ identifier: z.object({ value: z.string() }) }),
      detail: z.array(z.object({ type: z.string(), valueString: z.string() })).optional(),
    }),
  ),
});
type Event = z.infer<typeof Event>;

let service: TestedService;
beforeAll(async () => {
  service = await startTestedService();
});
afterAll(() => service.stop());

const AT = '2026-11-26T10:00:00Z';

async function report(over: Readonly<Record<string, string>>): Promise<HttpAnswer> {
  const { system, ins } = service.patient('adult');
  const values = { id: randomUUID(), at: AT, act: 'read', source: 'bag', system, patient: ins, ...over };
  return service.call('POST', '/fhir/AuditEvent/$report-opening', {
    token: await service.token('doctor'),
    body: {
      resourceType: 'Parameters',
      parameter: Object.entries(values).map(([name, valueString]) => ({ name, valueString })),
    },
  });
}

async function reported(): Promise<Event[]> {
  const { system, ins } = service.patient('adult');
  const answer = await service.call(
    'GET',
    `/fhir/AuditEvent?patient.identifier=${encodeURIComponent(`${system}|${ins}`)}&_count=200`,
    { token: await service.token('doctor') },
  );
  return bundleOf(answer)
    .entry.map(({ resource }) => Event.parse(resource))
    .filter(({ subtype }) => subtype[0].code.endsWith('Offline'));
}

async function own(): Promise<string> {
  const answer = await service.call('POST', '/fhir/DocumentReference', {
    token: await service.token('doctor'),
    body: publication({ patient: service.patient('adult'), author: service.card('doctor') }),
  });
  return sheetOf(answer).masterIdentifier.value;
}

describe('a post that showed something without the service', () => {
  it('tells of it later: it stands in the journal with its own time, and once however often it is told', async () => {
    const document = await own();
    const id = randomUUID();
    expect((await report({ id, document })).status).toBe(200);
    expect((await report({ id, document })).status).toBe(200);
    const events = await reported();
    const first = events.filter(
      ({ entity }) => entity[0]?.detail?.some(({ type }) => type === 'again') !== true,
    );
    expect(first).toHaveLength(1);
    expect(first[0]?.entity[1]?.what.identifier.value).toBe(document);
    expect(first[0]?.entity[0]?.detail).toContainEqual({ type: 'openedAt', valueString: AT });
  });

  it('is answered alike about a document that is there and about one that nobody has', async () => {
    const there = await report({ document: await own() });
    const nowhere = await report({ document: '2.25.99999' });
    expect(nowhere.status).toBe(there.status);
    expect(Object.keys(nowhere.headers).toSorted()).toEqual(Object.keys(there.headers).toSorted());
    const unnamed = (await reported()).filter(({ entity }) => entity.length === 1);
    expect(unnamed.length).toBeGreaterThan(0);
  });

  it('tells of a section, as the decision that it hangs on, and the patient hears of what he is told of', async () => {
    for (const section of ['care', 'wishes', 'measures', 'vaccinations']) {
      expect((await report({ act: 'section', section })).status).toBe(200);
    }
    const told = (await reported()).map(({ subtype }) => subtype[0].code);
    for (const action of ['readCareHistory', 'readWishes', 'readMeasures', 'readVaccinations']) {
      expect(told).toContain(`${action}Offline`);
    }
  });

  it('says what it does not understand', async () => {
    for (const over of [
      { at: 'yesterday' },
      { act: 'delete' },
      { id: 'one' },
      { other: 'x' },
      { act: 'section' },
    ]) {
      expect(refusalOf(await report(over))).toBe('400 INVALID');
    }
  });
});
