import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { about, PRO } from '../service/consent-body.ts';
import { patientSide } from './patient-side.ts';
import type { Post } from './post.ts';
import { openPost } from './post.ts';
import type { ServiceProcess } from './service-process.ts';
import { startServiceProcess } from './service-process.ts';

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

async function patientBlocks(key: string, professional: string): Promise<void> {
  const patient = await patientSide(service, key);
  const block = about(service, key, 'block', { system: PRO, value: professional });
  await patient.send('POST', '/fhir/Consent', block);
  await patient.close();
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
