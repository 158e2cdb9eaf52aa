import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sharing } from '../service/consent-body.ts';
import { patientSide } from './patient-side.ts';
import type { Post } from './post.ts';
import { openPost } from './post.ts';
import type { ServiceProcess } from './service-process.ts';
import { startServiceProcess } from './service-process.ts';

const MINUTE = 60_000;

let service: ServiceProcess;
let post: Post;
let machine: { now: number };
beforeAll(async () => {
  service = await startServiceProcess();
}, 180_000);
afterEach(() => post.close());
afterAll(() => service.stop());

async function opened(
  role: string,
  key: string,
  options: Parameters<typeof openPost>[1] = {},
): Promise<void> {
  const ahead = { now: 0 };
  machine = ahead;
  post = await openPost(service, { ...options, now: () => Date.now() + ahead.now });
  await post.signIn(service.card(role), service.pin);
  const view = await post.call('record.open', { ins: service.ins(key) });
  if (view.right.status === 'valid') return;
  await post.call('consent.declare', {
    ins: service.ins(key),
    basis: 'CARE_TEAM',
    form: 'ORAL',
    confirmed: true,
  });
}

const listed = (key: string) =>
  post.call('record.documents', {
    ins: service.ins(key),
    since: null,
    includeSuperseded: false,
    cursor: null,
  });
const open = (key: string, uniqueId: string) =>
  post.call('document.open', { ins: service.ins(key), uniqueId });
/** What is kept after an answer is there when the post says so. */
async function kept(key: string, uniqueId: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = await post.call('record.kept', { ins: service.ins(key), since: null });
    if (found?.documents.readable?.includes(uniqueId) === true) return;
    await pause(10);
  }
  throw new Error('the document is not kept');
}
async function breakGlass(key: string): Promise<void> {
  const { family, given, birthdate } = service.patient(key);
  await post.call('emergency.breakGlass', {
    traits: { family, given, birthDate: birthdate },
    ins: null,
    justification: 'Patient inconscient, traitement inconnu',
    confirmed: true,
  });
}
async function readOne(key: string): Promise<{ uniqueId: string; other: string; bytes: Uint8Array }> {
  const [first, second] = (await listed(key)).documents;
  if (first === undefined || second === undefined) throw new Error('too few documents');
  const { bytes } = await open(key, first.uniqueId);
  await kept(key, first.uniqueId);
  return { uniqueId: first.uniqueId, other: second.uniqueId, bytes };
}

describe('where the service does not answer', () => {
  it('what was read is read again within the lease, marked; what was not is not; and the service is told of it', async () => {
    await opened('doctor', 'adult');
    const { uniqueId, other, bytes } = await readOne('adult');
    const online = await listed('adult');
    await service.kill();
    const view = await post.call('record.open', { ins: service.ins('adult') });
    expect(view.kept?.source).toBe('cache');
    expect(Date.parse(view.kept?.until ?? '') - Date.parse(view.kept?.at ?? '')).toBeGreaterThan(14 * MINUTE);
    const list = await listed('adult');
    expect(list.documents).toEqual(online.documents);
    expect(list.kept?.at).toBeDefined();
    expect(list.readable).toContain(uniqueId);
    expect(list.readable).not.toContain(other);
    const again = await open('adult', uniqueId);
    expect(again.bytes).toEqual(bytes);
    expect(again.kept).toMatchObject({ source: 'cache' });
    await expect(open('adult', other)).rejects.toThrow('NOT_KEPT');
    const word = list.documents.find((document) => document.uniqueId === uniqueId)?.title.split(' ')[0] ?? '';
    const found = await post.call('record.find', { ins: service.ins('adult'), text: word });
    expect(found).toMatchObject({ source: 'post' });
    expect(found.uniqueIds).toContain(uniqueId);

    await service.restart();
    const entries = await accesses('adult', 2);
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['listOffline', 'readOffline']),
    );
    const read = entries.filter(({ action }) => action === 'readOffline');
    expect(read).toHaveLength(1);
    expect(read[0]?.document?.uniqueId).toBe(uniqueId);
    expect(read[0]?.openedAt).toBeDefined();
  });

  it('nothing is shown once the lease is over, though the record was open', async () => {
    await opened('doctor', 'adult2');
    const { uniqueId } = await readOne('adult2');
    await service.kill();
    machine.now += 15 * MINUTE + 1_000;
    await expect(open('adult2', uniqueId)).rejects.toThrow(/LEASE_ENDED|NOT_KEPT/);
    // The page asks at each change it is told of: whichever answer it waits for says the same.
    const refresh = () => post.call('record.refresh', { ins: service.ins('adult2') });
    const answers = await Promise.allSettled([refresh(), refresh(), refresh()]);
    for (const answer of answers) {
      expect(answer).toMatchObject({
        reason: expect.objectContaining({ message: expect.stringContaining('LEASE_ENDED') }),
      });
    }
    await expect(listed('adult2')).rejects.toThrow('REFUSED');
    // Putting the clock back gives nothing back.
    machine.now = 0;
    await expect(post.call('record.open', { ins: service.ins('adult2') })).rejects.toThrow(
      'SERVICE_UNREACHABLE',
    );
    await service.restart();
  });
});

describe('a section of the record, where the service does not answer', () => {
  const ins = () => service.ins('diabetic');
  /** Kept is for later: once the post says that it is. */
  const keptOf = (place: 'profile' | 'care') =>
    expect
      .poll(() => post.call(`sections.${place}`, { ins: ins(), kept: true }).catch(() => undefined))
      .toMatchObject({ kept: { source: 'cache' } });

  it('is read again as it was, marked with its hour; one that was not read is not; the service is told', async () => {
    await opened('doctor', 'diabetic');
    await post.call('sections.profile', { ins: ins() });
    const { care } = await post.call('sections.care', { ins: ins() });
    await keptOf('profile');
    await keptOf('care');
    const online = await post.call('record.facts', { ins: ins(), view: 'vital', part: 'sections' });
    expect(online.kept).toBeUndefined();
    const { profile } = await post.call('sections.profile', { ins: ins(), kept: true });
    await service.kill();

    const again = await post.call('sections.profile', { ins: ins() });
    expect(again.profile).toEqual(profile);
    expect(again.kept).toMatchObject({
      source: 'cache',
      at: profile.outcome === 'read' ? profile.asOf : 'nothing was read',
    });
    await expect(post.call('sections.vaccinations', { ins: ins() })).rejects.toThrow('NOT_KEPT');
    const facts = await post.call('record.facts', { ins: ins(), view: 'vital', part: 'sections' });
    expect(facts.facts).toEqual(online.facts);
    expect(facts.kept?.source).toBe('cache');
    expect((await post.call('sections.care', { ins: ins() })).care).toEqual(care);

    await service.restart();
    // The profile twice, by its own screen and with the measures and the wishes for the facts.
    const told = (await accesses('diabetic', 5)).map(({ action }) => action).toSorted();
    expect(told).toEqual([
      'readCareHistoryOffline',
      'readMeasuresOffline',
      'readMeasuresOffline',
      'readMeasuresOffline',
      'readWishesOffline',
    ]);
  });

  it('goes once the service tells of a change and nobody reads it again, and with the sharing of the patient', async () => {
    await opened('doctor', 'diabetic');
    await post.call('sections.care', { ins: ins() });
    await keptOf('care');
    await asPatient('deny');
    await expect
      .poll(() =>
        post.call('sections.care', { ins: ins(), kept: true }).catch(({ message }: Error) => message),
      )
      .toBe('NOTHING_KEPT_YET');
    expect((await post.call('sections.care', { ins: ins() })).care).toEqual({ outcome: 'notShared' });
    await expect
      .poll(() => post.call('sections.care', { ins: ins(), kept: true }).catch(() => undefined))
      .toMatchObject({ care: { outcome: 'notShared' } });
    await service.kill();
    // « Non partagé » never becomes « aucun ».
    expect((await post.call('sections.care', { ins: ins() })).care).toEqual({ outcome: 'notShared' });
    await service.restart();
    await asPatient('permit');
  });

  it('is closed by the end of the lease', async () => {
    await opened('doctor', 'diabetic');
    await post.call('sections.profile', { ins: ins() });
    await keptOf('profile');
    await service.kill();
    machine.now += 15 * MINUTE + 1_000;
    await expect(post.call('sections.profile', { ins: ins() })).rejects.toThrow('LEASE_ENDED');
    await expect(post.call('sections.profile', { ins: ins(), kept: true })).rejects.toThrow(
      'NOTHING_KEPT_YET',
    );
    await service.restart();
  });

  it('of an emergency is never kept', async () => {
    await opened('doctor', 'adult');
    await breakGlass('emergencyMasked');
    const asked = { ins: service.ins('emergencyMasked') };
    await post.call('sections.vaccinations', asked);
    await service.kill();
    await expect(post.call('sections.vaccinations', { ...asked, kept: true })).rejects.toThrow(
      'NOTHING_KEPT_YET',
    );
    await expect(post.call('sections.vaccinations', asked)).rejects.toThrow('SERVICE_UNREACHABLE');
    await service.restart();
  });
});

describe('the words of the pages of a document', () => {
  const found = async (text: string) =>
    (await post.call('record.find', { ins: service.ins('adult'), text })).uniqueIds;

  it('find it offline, once, where this window has it open, and no other document', async () => {
    await opened('doctor', 'adult');
    const { uniqueId, other } = await readOne('adult');
    const tell = (id: string, text: string) =>
      post.call('document.pages', { ins: service.ins('adult'), uniqueId: id, text });
    await expect(tell(other, 'zygomatique')).rejects.toThrow('REFUSED');
    await tell(uniqueId, 'Fracture\u0000 zygomatique,\u200bdroite\n');
    await expect(tell(uniqueId, 'mandibule')).rejects.toThrow('REFUSED');
    await service.kill();
    expect(await found('zygomat')).toEqual([uniqueId]);
    expect(await found('mandibule')).toEqual([]);
    await service.restart();
  });
});

describe('what the post keeps goes', () => {
  it('with the right that the professional gives up', async () => {
    await opened('doctor', 'twinA');
    await listed('twinA');
    await post.call('consent.revoke', { ins: service.ins('twinA') });
    expect(await post.call('record.kept', { ins: service.ins('twinA'), since: null })).toBeNull();
  });

  it('and is never there of an emergency', async () => {
    await opened('doctor', 'adult');
    await breakGlass('emergencyMasked');
    await listed('emergencyMasked');
    expect(await post.call('record.kept', { ins: service.ins('emergencyMasked'), since: null })).toBeNull();
    await service.kill();
    await expect(post.call('record.refresh', { ins: service.ins('emergencyMasked') })).rejects.toThrow(
      'LEASE_ENDED',
    );
    await service.restart();
  });
});

it('a lock keeps it for the return, a sign-out does not', async () => {
  await opened('doctor', 'adult');
  await listed('adult');
  const { dataDir } = post;
  const keychain = (await import('../vault/memory-keychain.ts')).memoryKeychain();
  await post.close();
  await opened('doctor', 'adult', { dataDir: `${dataDir}-2`, keychain });
  await listed('adult');
  await post.call('session.lock', {});
  await opened2(`${dataDir}-2`, keychain);
  expect(await post.call('record.kept', { ins: service.ins('adult'), since: null })).not.toBeNull();
  await post.call('session.signOut', {});
  await opened2(`${dataDir}-2`, keychain);
  expect(await post.call('record.kept', { ins: service.ins('adult'), since: null })).toBeNull();
});

async function opened2(
  dataDir: string,
  keychain: NonNullable<NonNullable<Parameters<typeof openPost>[1]>['keychain']>,
): Promise<void> {
  await post.close();
  post = await openPost(service, { dataDir, keychain });
  await post.signIn(service.card('doctor'), service.pin);
}

/** The patient closes his care history, or opens it, from his own space. */
async function asPatient(sharesCare: 'permit' | 'deny'): Promise<void> {
  const patient = await patientSide(service, 'diabetic');
  const { system, value: ins } = service.ins('diabetic');
  const known = { patient: () => ({ system, ins }) };
  await patient.send('POST', '/fhir/Consent', sharing(known, 'diabetic', 'care-history', sharesCare));
  await patient.close();
}

/** The professional's own accesses, once the service knows of that many offline ones. */
async function accesses(key: string, offline: number) {
  for (let tries = 0; tries < 100; tries += 1) {
    await post.call('record.open', { ins: service.ins(key) }).catch(() => undefined);
    const page = await post
      .call('access.list', {
        ins: service.ins(key),
        filter: { person: '', group: null, mode: null, outcome: null, from: null, to: null },
        cursor: null,
      })
      .catch(() => undefined);
    const found = page?.entries.filter(({ action }) => action.endsWith('Offline')) ?? [];
    if (found.length >= offline) return found;
    await pause(50);
  }
  throw new Error('the service was not told');
}
