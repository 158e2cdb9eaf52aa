import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalOf } from './documents/answers.ts';
import type { Depositing } from './documents/depositing.ts';
import { depositing } from './documents/depositing.ts';
import type { HttpAnswer, TestedService } from './documents/service.ts';
import { startTestedService } from './documents/service.ts';

let service: TestedService;
let asking: Depositing;
beforeAll(async () => {
  service = await startTestedService();
  asking = depositing(service);
  await service.consent('doctor', 'adult');
});
afterAll(() => service.stop());

const vaccination = (lot: string): object => {
  const { system, ins } = service.patient('adult');
  return {
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: { coding: [{ system: 'http://snomed.info/sct', code: '1119349007' }], text: 'Vaccin' },
    patient: { identifier: { system, value: ins } },
    occurrenceDateTime: '2026-11-20',
    lotNumber: lot,
  };
};

const named = (key: string): Record<string, string> => ({ 'idempotency-key': `"${key}"` });

const add = async (body: object, headers: Record<string, string>, by = 'doctor'): Promise<HttpAnswer> =>
  service.call('POST', '/fhir/Immunization', { token: await service.token(by), body, headers });

async function vaccinationsOf(lot: string): Promise<number> {
  const { system, ins } = service.patient('adult');
  const token = await service.token('doctor');
  const { json } = await service.call(
    'GET',
    `/fhir/Immunization?patient.identifier=${encodeURIComponent(`${system}|${ins}`)}&_count=200`,
    { token },
  );
  return (JSON.stringify(json).match(new RegExp(`"lotNumber":"${lot}"`, 'g')) ?? []).length;
}

describe('a write that names itself', () => {
  it('happens once, and is answered as the first time', async () => {
    const key = randomUUID();
    const first = await add(vaccination('ONCE'), named(key));
    const mails = service.mails().length;
    const again = await add(vaccination('ONCE'), named(key));
    expect(first.status).toBe(201);
    expect(again.status).toBe(201);
    expect(again.bytes).toEqual(first.bytes);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect(service.mails()).toHaveLength(mails);
    expect(await vaccinationsOf('ONCE')).toBe(1);
  });

  it('happens twice without a name: the key is what makes it one', async () => {
    await add(vaccination('TWICE'), {});
    await add(vaccination('TWICE'), {});
    expect(await vaccinationsOf('TWICE')).toBe(2);
  });

  it('is refused when its key was given to something else', async () => {
    const key = randomUUID();
    await add(vaccination('FIRST'), named(key));
    const other = await add(vaccination('OTHER'), named(key));
    expect(refusalOf(other)).toBe('422 INVALID');
    expect(await vaccinationsOf('OTHER')).toBe(0);
  });

  it('has its key for itself: another professional may use the same one', async () => {
    const key = randomUUID();
    await service.consent('otherDoctor', 'adult');
    const first = await add(vaccination('MINE'), named(key));
    const second = await add(vaccination('MINE'), named(key), 'otherDoctor');
    expect(second.status).toBe(201);
    expect(second.bytes).not.toEqual(first.bytes);
  });

  it('is judged anew when it was refused: a refusal is not its answer', async () => {
    const key = randomUUID();
    const refused = await add({ ...vaccination('LATER'), pages: 1 }, named(key));
    expect(refused.status).toBe(400);
    expect((await add(vaccination('LATER'), named(key))).status).toBe(201);
  });

  it('is refused with a key that is none', async () => {
    const answer = await add(vaccination('SHORT'), { 'idempotency-key': 'court' });
    expect(answer.status).toBe(400);
    expect(await vaccinationsOf('SHORT')).toBe(0);
  });

  it('changes a document once: the version that it saw is no longer the one there is', async () => {
    const token = await service.token('doctor');
    const location = (await asking.deposit({})).headers.get('location') ?? '';
    const unique = (await service.call('GET', location, { token })).json as {
      masterIdentifier: { system: string; value: string };
    };
    const { system, value } = unique.masterIdentifier;
    const mask = (headers: Record<string, string>): Promise<HttpAnswer> =>
      service.call(
        'PATCH',
        `/fhir/DocumentReference?identifier=${encodeURIComponent(`${system}|${value}`)}`,
        {
          token,
          type: 'application/json-patch+json',
          headers: { 'if-match': 'W/"1"', ...headers },
          body: [{ op: 'replace', path: '/extension/0/valueBoolean', value: true }],
        },
      );
    const key = randomUUID();
    const first = await mask(named(key));
    expect(first.status).toBe(200);
    expect((await mask(named(key))).bytes).toEqual(first.bytes);
    expect((await mask({})).status).toBe(412);
  });

  it('is forgotten with the record that it is about', async () => {
    const body = asking.bodyOf({ about: 'adult2', uniqueId: `urn:uuid:${randomUUID()}` });
    const send = async (): Promise<HttpAnswer> =>
      service.call('POST', '/fhir/DocumentReference', {
        token: await service.token('doctor'),
        body,
        headers: named('erased-with-its-record'),
      });
    expect((await send()).status).toBe(201);
    expect((await send()).status).toBe(201);
    const closed = await service.call('POST', '/fhir/Patient/$close', {
      token: await service.patientToken('adult2'),
      body: { resourceType: 'Parameters', parameter: [{ name: 'erase', valueBoolean: true }] },
    });
    expect(closed.status).toBe(200);
    expect(refusalOf(await send())).toBe('403 RECORD_CLOSED');
  });

  it('is remembered over a kill of the service', async () => {
    const key = randomUUID();
    const first = await add(vaccination('KILLED'), named(key));
    await service.kill();
    await service.restart();
    const again = await add(vaccination('KILLED'), named(key));
    expect(again.status).toBe(201);
    expect(again.bytes).toEqual(first.bytes);
    expect(await vaccinationsOf('KILLED')).toBe(1);
  });
});
