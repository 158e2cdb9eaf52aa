import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { told, tokenOf } from '../../blackbox/client.ts';
import type { WireAnswer } from '../../blackbox/transport.ts';
import type { InProcessService } from '../../faults/in-process.ts';
import { openInProcess } from '../../faults/in-process.ts';
import { policyWith } from '../../rules/policy.ts';
import { authorisation } from './consent-body.ts';

const MINUTE = 60_000;
const PATIENTS = ['adult', 'adult2', 'twinA', 'twinB'] as const;

let service: InProcessService;
beforeEach(async () => {
  service = await openInProcess({
    sabotage: (context) => ({ ...context, policy: policyWith({ newPatientsPerSignIn: 2 }) }),
  });
  for (const patient of PATIENTS) {
    const body = authorisation(service.client, patient);
    const token = await service.client.token('doctor');
    const declared = await service.client.send('POST', '/fhir/Consent', { token, body });
    if (declared.status !== 201) throw new Error(told(declared));
  }
  service.advance(MINUTE);
});
afterEach(() => service.close());

const list = (token: string, patient: string): Promise<WireAnswer> => {
  const { system, ins } = service.client.patient(patient);
  const name = encodeURIComponent(`${system}|${ins}`);
  return service.client.send('GET', `/fhir/DocumentReference?patient.identifier=${name}`, { token });
};
const statuses = async (token: string, patients: readonly string[]): Promise<readonly number[]> => {
  const seen: number[] = [];
  for (const patient of patients) seen.push((await list(token, patient)).status);
  return seen;
};
/** Signs in as an open card does when it renews: the PIN was typed at `openedAt`. */
async function renewed(openedAt: number): Promise<string> {
  const id = service.client.card('doctor');
  const at = Math.floor(service.client.now() / 1_000);
  const assertion = await new SignJWT({ auth_time: Math.floor(openedAt / 1_000) })
    .setProtectedHeader({ alg: 'ES256', typ: 'JWT' })
    .setIssuer(id)
    .setSubject(id)
    .setAudience(`${service.client.url}/auth/token`)
    .setIssuedAt(at)
    .setExpirationTime(at + 55)
    .setJti(randomUUID())
    .sign((await service.client.cardKey('doctor')).key);
  return tokenOf(await service.client.present(assertion));
}

describe('new patients between two sign-ins', () => {
  it('are bounded; the ones consulted already cost nothing more, however often', async () => {
    const token = await service.client.signIn('doctor');
    expect(await statuses(token, ['adult', 'adult2', 'twinA'])).toEqual([200, 200, 429]);
    expect(await statuses(token, ['adult', 'adult2', 'adult', 'adult2'])).toEqual([200, 200, 200, 200]);
    const refused = await list(token, 'twinA');
    expect(told(refused)).toContain('SIGN_IN_AGAIN');
    const challenge = refused.headers.find(([name]) => name === 'www-authenticate')?.[1];
    expect(challenge).toContain('insufficient_user_authentication');
  });

  it('begin anew with a fresh sign-in, not with a renewal by the open card', async () => {
    const opened = service.client.now();
    const token = await renewed(opened);
    expect(await statuses(token, ['adult', 'adult2', 'twinA'])).toEqual([200, 200, 429]);
    service.advance(8 * MINUTE);
    expect(await statuses(await renewed(opened), ['twinA', 'adult'])).toEqual([429, 200]);
    expect(await statuses(await renewed(service.client.now()), ['twinA'])).toEqual([200]);
  });

  it('never hold up an emergency, nor a refusal that has another reason', async () => {
    const token = await service.client.signIn('doctor');
    await statuses(token, ['adult', 'adult2']);
    const { system, ins, family, given, birthdate } = service.client.patient('twinA');
    const emergency = await service.client.exchange(token, {
      purpose_of_use: 'BTG',
      patient: `${system}|${ins}`,
      family,
      given,
      birthdate,
      justification: 'Patient inconscient',
    });
    expect(emergency.status).toBe(200);
    expect((await list(token, 'emergencyOff')).status).toBe(403);
  });

  it('are traced as refused', async () => {
    const token = await service.client.signIn('doctor');
    await statuses(token, ['adult', 'adult2', 'twinA']);
    const last = [...service.context.stores.traces.all()].at(-1);
    expect(JSON.parse(last?.entry ?? '{}')).toMatchObject({ action: 'list', outcome: 'SIGN_IN_AGAIN' });
  });

  it('are not reached by a date of sign-in in the future', async () => {
    await expect(renewed(service.client.now() + MINUTE)).rejects.toThrow('401 UNAUTHENTICATED');
  });
});
