import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patients } from '../../../electron/service/demo/people.ts';
import { z } from '../../../shared/schema/zod.ts';
import { bundleOf, refusalOf } from './documents/answers.ts';
import type { HttpAnswer, TestedService } from './documents/service.ts';
import { startTestedService } from './documents/service.ts';

/** What happens to records because time passes (R.1111-28, R.1111-36). */

const DAY = 86_400_000;
const Token = z.object({ access_token: z.string() });

let service: TestedService;
beforeAll(async () => {
  service = await startTestedService();
});
afterAll(() => service.stop());

function person(key: string) {
  const found = patients.find((each) => each.key === key);
  if (found === undefined) throw new Error(`no ${key} in the demo`);
  return found;
}
const announced = person('announced');
const opposing = person('announced2');

const signIn = async (ins: string): Promise<string> => {
  const body = { ins, password: service.demo.patientPassword };
  return Token.parse((await service.call('POST', '/auth/patient', { type: 'application/json', body })).json)
    .access_token;
};
const named = ({ ins, system }: { ins: string; system: string }): string =>
  encodeURIComponent(`${system}|${ins}`);
const operate = (token: string, operation: string, parameter: readonly object[] = []): Promise<HttpAnswer> =>
  service.call('POST', `/fhir/Patient/$${operation}`, {
    token,
    body: { resourceType: 'Parameters', ...(parameter.length === 0 ? {} : { parameter }) },
  });
const found = async (identifier: string, token: string): Promise<number | undefined> =>
  bundleOf(await service.call('GET', `/fhir/Patient?identifier=${identifier}`, { token })).total;
const actions = async (token: string, of: { ins: string; system: string }): Promise<string[]> => {
  const answer = await service.call('GET', `/fhir/AuditEvent?patient.identifier=${named(of)}&_count=200`, {
    token,
  });
  const Event = z.object({ subtype: z.tuple([z.object({ code: z.string() })]) });
  return bundleOf(answer).entry.map(({ resource }) => Event.parse(resource).subtype[0].code);
};

describe('a record that is announced', () => {
  it('is nobody’s to find for six weeks, and its holder’s to oppose', async () => {
    const doctor = await service.token('doctor');
    expect(await found(named(announced), doctor)).toBe(0);
    const token = await signIn(announced.ins);
    const own = await service.call('GET', `/fhir/Patient?identifier=${named(announced)}`, { token });
    const [mine] = bundleOf(own).entry;
    expect(mine?.resource).toMatchObject({ active: false });
    expect(JSON.stringify(mine)).toContain('dmp-opposition-jusqu-au');
    const list = await service.call('GET', `/fhir/DocumentReference?patient.identifier=${named(announced)}`, {
      token,
    });
    expect(refusalOf(list)).toBe('403 RECORD_NONEXISTENT');
  });

  it('is opposed by its holder while that is possible, and he sees that he did', async () => {
    const token = await signIn(opposing.ins);
    const answer = await operate(token, 'oppose');
    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer.json)).toContain('dmp-opposition"');
    expect(await found(named(opposing), await service.token('doctor'))).toBe(0);
  });

  it('is created by itself when the six weeks are over, and its holder is told', async () => {
    await service.advance(42 * DAY - 3_600_000);
    expect(await found(named(announced), await service.token('doctor'))).toBe(0);
    const before = service.mails().length;
    await service.advance(3_600_000);
    expect(await found(named(announced), await service.token('doctor'))).toBe(1);
    const created = service.mails().slice(before);
    expect(created.map(({ notice, patient }) => [notice, patient])).toEqual([
      ['patient:creation', announced.ins],
    ]);
    const token = await signIn(announced.ins);
    expect(await actions(token, announced)).toContain('create');
    expect(refusalOf(await operate(token, 'oppose'))).toBe('422 INVALID');
  });

  it('is not created where it was opposed, however much time passes', async () => {
    await service.advance(100 * DAY);
    const doctor = await service.token('doctor');
    for (const who of [service.patient('opposed'), opposing]) expect(await found(named(who), doctor)).toBe(0);
    // Who opposed may say so again.
    expect((await operate(await signIn(opposing.ins), 'oppose')).status).toBe(200);
  });
});

describe('a record that is closed', () => {
  it('is archived for ten years, opens again meanwhile, and is erased by itself with a proof', async () => {
    const adult = service.patient('adult');
    const list = async () =>
      service.call('GET', `/fhir/DocumentReference?patient.identifier=${named(adult)}`, {
        token: await signIn(adult.ins),
      });
    const documents = bundleOf(await list()).total ?? 0;
    expect(documents).toBeGreaterThan(0);
    expect((await operate(await signIn(adult.ins), 'close')).status).toBe(200);
    await service.advance(9 * 365 * DAY);
    expect((await operate(await signIn(adult.ins), 'reopen')).status).toBe(200);
    expect(bundleOf(await list()).total).toBe(documents);

    expect((await operate(await signIn(adult.ins), 'close')).status).toBe(200);
    await service.advance(3_652 * DAY - 2 * DAY);
    expect(await actions(await signIn(adult.ins), adult)).not.toContain('erase');
    await service.advance(3 * DAY);
    expect((await actions(await signIn(adult.ins), adult)).filter((code) => code === 'erase')).toHaveLength(
      1,
    );
    expect((await operate(await signIn(adult.ins), 'reopen')).status).toBe(200);
    expect(bundleOf(await list()).total).toBe(0);
  });
});
