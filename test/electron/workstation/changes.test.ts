import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../../electron/gateway/connection.ts';
import { z } from '../../../shared/schema/zod.ts';
import type { Post } from './post.ts';
import { openPost } from './post.ts';
import type { ServiceProcess } from './service-process.ts';
import { startServiceProcess } from './service-process.ts';

const CATEGORY = 'https://interop.esante.gouv.fr/ig/fhir/dmp/CodeSystem/dmp-consent-category';
const PROFESSIONAL = 'urn:oid:1.2.250.1.71.4.2.1';

let service: ServiceProcess;
let post: Post;
beforeAll(async () => {
  service = await startServiceProcess();
}, 180_000);
afterEach(() => post.close());
afterAll(() => service.stop());

async function openWithRight(role: string, key: string): Promise<void> {
  post = await openPost(service);
  await post.signIn(service.card(role), service.pin);
  await post.call('record.open', { ins: service.ins(key) });
  await post.call('consent.declare', {
    ins: service.ins(key),
    basis: 'CARE_TEAM',
    form: 'ORAL',
    confirmed: true,
  });
  // The stream of the new right is open well before anybody could act.
  await pause(100);
  post.events.length = 0;
}

/** The patient, over the same socket and nothing else in common. */
async function patientBlocks(key: string, professional: string): Promise<void> {
  const connection = connect({ socketPath: service.socketPath });
  const send = async (path: string, body: object, token?: string): Promise<unknown> => {
    const answer = await connection.send({
      method: 'POST',
      path,
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    if (!answer.ok || answer.value.status >= 300) throw new Error(`${path} was refused`);
    return JSON.parse(new TextDecoder().decode(answer.value.body));
  };
  const signedIn = await send('/auth/patient', { ins: service.ins(key).value, password: 'demo-patient' });
  const { access_token: token } = z.object({ access_token: z.string() }).parse(signedIn);
  await send(
    '/fhir/Consent',
    {
      resourceType: 'Consent',
      status: 'active',
      scope: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }],
      },
      category: [{ coding: [{ system: CATEGORY, code: 'block' }] }],
      patient: { identifier: service.ins(key) },
      policyRule: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'OPTIN' }] },
      provision: {
        type: 'deny',
        actor: [
          {
            role: {
              coding: [
                { system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'IRCP' },
              ],
            },
            reference: { identifier: { system: PROFESSIONAL, value: professional } },
          },
        ],
      },
    },
    token,
  );
  await connection.close();
}

async function changed(withinMs: number): Promise<boolean> {
  const until = Date.now() + withinMs;
  while (Date.now() < until) {
    if (post.events.some(({ event }) => event === 'record.changed')) return true;
    await pause(5);
  }
  return false;
}

const listed = (key: string) =>
  post.call('record.documents', {
    ins: service.ins(key),
    since: null,
    includeSuperseded: false,
    cursor: null,
  });

describe('an open record', () => {
  it('is watched: a block is told within two seconds, and nothing is served after it', async () => {
    await openWithRight('doctor', 'adult');
    const [document] = (await listed('adult')).documents;
    expect(document).toBeDefined();
    await patientBlocks('adult', service.card('doctor'));
    expect(await changed(2_000)).toBe(true);
    const view = await post.call('record.refresh', { ins: service.ins('adult') });
    expect(view.right).toEqual({ status: 'blocked' });
    await expect(
      post.call('document.open', { ins: service.ins('adult'), uniqueId: document?.uniqueId ?? '' }),
    ).rejects.toThrow('BLOCKED_BY_PATIENT');
  });

  it('is watched again when the service was away for a moment', async () => {
    await openWithRight('otherDoctor', 'adult2');
    await service.kill();
    await pause(50);
    await service.restart();
    // That it is back is told by itself; what follows is the patient's alone.
    await post.call('record.refresh', { ins: service.ins('adult2') });
    await pause(400);
    post.events.length = 0;
    await patientBlocks('adult2', service.card('otherDoctor'));
    expect(await changed(3_000)).toBe(true);
  });

  it('is watched no longer than it is open', async () => {
    await openWithRight('doctor', 'twinA');
    await post.call('record.close', {});
    await patientBlocks('twinA', service.card('doctor'));
    expect(await changed(300)).toBe(false);
    await expect(post.call('record.refresh', { ins: service.ins('twinA') })).rejects.toThrow('REFUSED');
  });

  it('does not keep the post awake: what it asks by itself is nobody’s act', async () => {
    let clock = 0;
    post = await openPost(service, { sinceBoot: () => clock });
    await post.signIn(service.card('pharmacist'), service.pin);
    const ins = service.ins('twinB');
    await post.call('record.open', { ins });
    await post.call('consent.declare', { ins, basis: 'CARE_TEAM', form: 'ORAL', confirmed: true });
    clock += 4 * 60_000;
    await post.call('record.refresh', { ins });
    await post.call('record.documents', {
      ins,
      since: null,
      includeSuperseded: false,
      cursor: null,
      byItself: true,
    });
    clock += 2 * 60_000;
    expect(await post.call('session.state', {})).toMatchObject({ status: 'locked' });
  });
});
