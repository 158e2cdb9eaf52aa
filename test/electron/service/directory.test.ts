import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from '../../../shared/schema/zod.ts';
import { PRO } from './documents/bodies.ts';
import type { TestedService } from './documents/service.ts';
import { startTestedService } from './documents/service.ts';

const Role = z.looseObject({
  resourceType: z.literal('PractitionerRole'),
  id: z.string(),
  organization: z.looseObject({ identifier: z.object({ system: z.string(), value: z.string() }) }),
  code: z.array(z.object({ coding: z.array(z.looseObject({ code: z.string() })) })),
});
const Found = z.looseObject({ total: z.int(), entry: z.array(z.object({ resource: Role })).default([]) });

let service: TestedService;
beforeAll(async () => {
  service = await startTestedService();
}, 240_000);
afterAll(() => service.stop());

const read = async (path: string) => service.call('GET', path, { token: await service.token('nurse') });
async function rolesOf(card: string): Promise<z.infer<typeof Role>[]> {
  const who = encodeURIComponent(`${PRO}|${service.card(card)}`);
  const { json } = await read(`/fhir/PractitionerRole?practitioner.identifier=${who}`);
  const { total, entry } = Found.parse(json);
  expect(total).toBe(entry.length);
  return entry.map(({ resource }) => resource);
}
const placeOf = (role: z.infer<typeof Role>) => role.organization.identifier.value;

describe('the directory', () => {
  it('answers one role for each place of practice, the structure of the card first', async () => {
    expect((await rolesOf('doctor')).map(placeOf)).toEqual(['1990000077', '1990000564']);
    expect((await rolesOf('otherDoctor')).map(placeOf)).toEqual(['1990000077']);
  });

  it('reads each role by the name under which it was found, and knows no other', async () => {
    const [own, elsewhere] = await rolesOf('doctor');
    expect(own?.id).toBe(service.card('doctor'));
    for (const role of [own, elsewhere]) {
      expect((await read(`/fhir/PractitionerRole/${String(role?.id)}`)).json).toEqual(role);
    }
    const stranger = `${service.card('otherDoctor')}-${placeOf(elsewhere ?? own ?? Role.parse({}))}`;
    expect((await read(`/fhir/PractitionerRole/${stranger}`)).status).toBe(404);
  });

  it('names the regulation post of who has one', async () => {
    const codes = (await rolesOf('regulator')).flatMap(({ code }) => code.flatMap(({ coding }) => coding));
    expect(codes.map(({ code }) => code)).toContain('regulator');
  });
});
