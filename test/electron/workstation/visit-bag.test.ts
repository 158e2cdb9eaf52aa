import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { memoryKeychain, noKeychain } from '../vault/memory-keychain.ts';
import type { Post } from './post.ts';
import { openPost } from './post.ts';
import type { ServiceProcess } from './service-process.ts';
import { startServiceProcess } from './service-process.ts';

const HOUR = 3_600_000;

let service: ServiceProcess;
let post: Post;
let isRunning = false;
let isAway = false;
let dataDir: string;
let keychain = memoryKeychain();
/** How far this machine's clock is ahead of the real one. */
let ahead = 0;

beforeAll(async () => {
  service = await startServiceProcess();
}, 180_000);
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'bag-'));
  keychain = memoryKeychain();
  ahead = 0;
});
/** Switches the post off. */
async function off(): Promise<void> {
  if (isRunning) await post.close();
  isRunning = false;
}
afterEach(async () => {
  await off();
  if (isAway) await service.restart();
  isAway = false;
  rmSync(dataDir, { recursive: true, force: true });
});
afterAll(() => service.stop());

/** The service goes; it is back for the next test. */
async function away(): Promise<void> {
  isAway = true;
  await service.kill();
}

/** The post as it is after a start: nobody is at it. */
async function started(): Promise<void> {
  await off();
  post = await openPost(service, { dataDir, keychain, now: () => Date.now() + ahead });
  isRunning = true;
}
const signIn = () => post.signIn(service.card('doctor'), service.pin);

async function withRight(key: string): Promise<void> {
  const ins = service.ins(key);
  const view = await post.call('record.open', { ins });
  if (view.right.status === 'valid') return;
  await post.call('consent.declare', { ins, basis: 'CARE_TEAM', form: 'ORAL', confirmed: true });
}

async function sealed(...keys: readonly string[]): Promise<void> {
  await started();
  await signIn();
  for (const key of keys) await withRight(key);
  const { state, notTaken } = await post.call('visitBag.seal', {
    patients: keys.map((key) => service.ins(key)),
  });
  expect(notTaken).toEqual([]);
  expect(state.bag?.patients).toHaveLength(keys.length);
}

const listed = (key: string) =>
  post.call('record.documents', {
    ins: service.ins(key),
    since: null,
    includeSuperseded: false,
    cursor: null,
  });
/** Where the bag lies, which is there. */
function bagFolder(): string {
  const stores = join(dataDir, 'stores');
  const found = readdirSync(stores, { recursive: true, encoding: 'utf8' })
    .map((path) => join(stores, path))
    .find((path) => path.endsWith('/bag'));
  if (found === undefined) throw new Error('there is no bag');
  return found;
}

/** Reads every PDF of the bag as the page does; what each says is up to `says`. Answers their names. */
async function readPages(says: (uniqueId: string) => string | null): Promise<string[]> {
  const read: string[] = [];
  for (;;) {
    const next = await post.call('visitBag.nextPages', {});
    if (next === null) return read;
    const { ins, uniqueId, bytes } = next;
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
    await post.call('visitBag.tellPages', { ins, uniqueId, text: says(uniqueId) });
    read.push(uniqueId);
  }
}
async function findable(key: string): Promise<{ unread: number; wordless: number }> {
  const { bag } = await post.call('visitBag.state', {});
  const taken = bag?.patients.find(({ patient }) => patient.ins.value === service.ins(key).value);
  if (taken === undefined) throw new Error(`${key} is not in the bag`);
  return { unread: taken.unread, wordless: taken.wordless };
}
const findsOffline = (key: string, text: string) => post.call('record.find', { ins: service.ins(key), text });

describe('the words of the PDF that were taken along', () => {
  it('find them without the service though none was opened; a scan is told as such', async () => {
    await sealed('diabetic');
    const before = await findable('diabetic');
    expect(before.unread).toBeGreaterThan(2);
    const says = ['Onychomycose\u0000 du gros orteil', '', null];
    const [first, ...others] = await readPages(() => (says.length > 0 ? (says.shift() ?? null) : 'lu'));
    const [scan, unreadable] = others;
    expect(others).toHaveLength(before.unread - 1);
    expect(await findable('diabetic')).toEqual({ unread: 0, wordless: before.wordless + 2 });
    await away();
    await started();
    await signIn();
    await post.call('record.open', { ins: service.ins('diabetic') });
    const { uniqueIds, wordless, source } = await findsOffline('diabetic', 'onychomyc');
    expect([uniqueIds, source]).toEqual([[first], 'post']);
    expect(wordless).toEqual(expect.arrayContaining([scan, unreadable]));
    expect(wordless).not.toContain(first);
  });

  it('are read on after a lock; a file whose reader never came back is handed out once more, and no third time', async () => {
    await sealed('diabetic');
    const { unread, wordless } = await findable('diabetic');
    const lost = await post.call('visitBag.nextPages', {});
    if (lost === null) throw new Error('the bag holds no PDF');
    const { ins, uniqueId } = lost;
    await started();
    await signIn();
    expect(await findable('diabetic')).toEqual({ unread, wordless });
    await expect(post.call('visitBag.tellPages', { ins, uniqueId, text: 'late' })).rejects.toThrow('REFUSED');
    for (let read = 1; read < unread; read += 1) {
      const next = await post.call('visitBag.nextPages', {});
      expect(next?.uniqueId).not.toBe(uniqueId);
      if (next !== null) await post.call('visitBag.tellPages', { ins, uniqueId: next.uniqueId, text: 'lu' });
    }
    expect((await post.call('visitBag.nextPages', {}))?.uniqueId).toBe(uniqueId);
    await started();
    await signIn();
    expect(await post.call('visitBag.nextPages', {})).toBeNull();
    expect(await findable('diabetic')).toEqual({ unread: 0, wordless: wordless + 1 });
  });

  it('are told once, of the file that was handed out last and of no other; with its patient they go', async () => {
    await sealed('diabetic', 'adult');
    const next = await post.call('visitBag.nextPages', {});
    if (next === null) throw new Error('the bag holds no PDF');
    const { ins, uniqueId } = next;
    const tell = (id: string, text: string) => post.call('visitBag.tellPages', { ins, uniqueId: id, text });
    await expect(tell('2.25.1', 'mandibule')).rejects.toThrow('REFUSED');
    await tell(uniqueId, 'onychomycose');
    await expect(tell(uniqueId, 'mandibule')).rejects.toThrow('REFUSED');
    await readPages(() => 'lu');
    await post.call('visitBag.remove', { ins: service.ins('diabetic') });
    expect(await post.call('visitBag.nextPages', {})).toBeNull();
    await away();
    await started();
    await signIn();
    await post.call('record.open', { ins: service.ins('adult') });
    expect((await findsOffline('adult', 'onychomycose')).uniqueIds).toEqual([]);
  });
});

describe('a bag for the home visits of the day', () => {
  it('opens the post and its patients without the service, and nobody else; each opening is told later', async () => {
    await sealed('adult', 'adult2');
    await away();
    await started();
    expect(await signIn()).toMatchObject({ status: 'open', storage: 'encrypted' });
    const view = await post.call('record.open', { ins: service.ins('adult') });
    expect(view.kept?.source).toBe('bag');
    const { documents, readable } = await listed('adult');
    expect(readable).toEqual(documents.map(({ uniqueId }) => uniqueId));
    const [first] = documents;
    const read = await post.call('document.open', {
      ins: service.ins('adult'),
      uniqueId: first?.uniqueId ?? '',
    });
    expect(read.bytes.length).toBeGreaterThan(0);
    expect(read.kept?.source).toBe('bag');
    await expect(post.call('record.open', { ins: service.ins('twinA') })).rejects.toThrow(
      'SERVICE_UNREACHABLE',
    );
    expect((await post.call('visitBag.state', {})).toReport).toBe(2);
    await service.restart();
    isAway = false;
    await expect
      .poll(
        async () => {
          await post.call('record.open', { ins: service.ins('adult') }).catch(() => undefined);
          return (await post.call('visitBag.state', {})).toReport;
        },
        { timeout: 15_000 },
      )
      .toBe(0);
  });

  it('lets one patient go for good, and keeps the others', async () => {
    await sealed('adult', 'adult2');
    const before = await post.call('visitBag.remove', { ins: service.ins('adult') });
    expect(before.bag?.patients.map(({ patient }) => patient.ins.value)).toEqual([
      service.ins('adult2').value,
    ]);
    await away();
    await started();
    await signIn();
    // What was read a moment ago is another matter, for a quarter of an hour.
    expect((await post.call('record.open', { ins: service.ins('adult') })).kept?.source).toBe('cache');
    expect((await post.call('record.open', { ins: service.ins('adult2') })).kept?.source).toBe('bag');
  });

  it('holds the sections too: allergies, treatments, measures, directives; « non partagé » stays what it is', async () => {
    await sealed('diabetic', 'adult');
    await away();
    await started();
    await signIn();
    const ins = service.ins('diabetic');
    await post.call('record.open', { ins });
    const { profile, kept } = await post.call('sections.profile', { ins });
    expect(kept?.source).toBe('bag');
    if (profile.outcome !== 'read') throw new Error(profile.outcome);
    expect(profile.content.allergies.map(({ name }) => name)).toEqual(['Pénicilline']);
    expect(profile.content.treatments).not.toEqual([]);
    const { measures } = await post.call('sections.measures', { ins });
    expect(measures.outcome).toBe('read');
    expect((await post.call('sections.care', { ins })).care.outcome).toBe('read');
    expect((await post.call('sections.entourage', { ins })).entourage.outcome).toBe('read');
    const { vaccinations, hints } = await post.call('sections.vaccinations', { ins });
    expect(vaccinations.outcome).toBe('read');
    expect(hints).not.toEqual([]);
    const facts = await post.call('record.facts', { ins, view: 'vital', part: 'documents' });
    expect(facts.kept?.source).toBe('bag');
    const { toReport } = await post.call('visitBag.state', {});
    expect(toReport).toBeGreaterThanOrEqual(5);
    await post.call('record.open', { ins: service.ins('adult') });
    const closed = await post.call('sections.profile', { ins: service.ins('adult') });
    expect(closed.profile).toEqual({ outcome: 'notShared' });
    // It showed nothing: there is nothing to tell of.
    expect((await post.call('visitBag.state', {})).toReport).toBe(toReport);
  });

  it('gives nothing from midnight on, though the record is open, and its files are gone', async () => {
    await sealed('adult');
    await away();
    await started();
    await signIn();
    await post.call('record.open', { ins: service.ins('adult') });
    const [document] = (await listed('adult')).documents;
    const folder = bagFolder();
    ahead = 24 * HOUR;
    await expect(
      post.call('document.open', { ins: service.ins('adult'), uniqueId: document?.uniqueId ?? '' }),
    ).rejects.toThrow(/LEASE_ENDED|NOT_KEPT/);
    await expect.poll(() => existsSync(folder), { timeout: 5_000 }).toBe(false);
    expect((await post.call('visitBag.state', {})).bag).toBeNull();
    await started();
    await expect(signIn()).rejects.toThrow('SERVICE_UNREACHABLE');
  });

  it('goes at the next start where the post was switched off at midnight, before anybody signs in', async () => {
    await sealed('adult');
    const folder = bagFolder();
    await off();
    ahead = 24 * HOUR;
    await started();
    expect(existsSync(folder)).toBe(false);
  });

  it('stays shut for a clock that was put back', async () => {
    await sealed('adult');
    await off();
    await away();
    ahead = -2 * HOUR;
    await started();
    await expect(signIn()).rejects.toThrow('CLOCK_BEHIND');
    ahead = 0;
    await started();
    expect(await signIn()).toMatchObject({ status: 'open' });
  });

  it('loses a patient whose right is over as soon as the service says so', async () => {
    await sealed('adult', 'adult2');
    await post.call('record.open', { ins: service.ins('adult2') });
    await post.call('consent.revoke', { ins: service.ins('adult2') });
    const { bag } = await post.call('visitBag.state', {});
    expect(bag?.patients.map(({ patient }) => patient.ins.value)).toEqual([service.ins('adult').value]);
    await post.call('visitBag.destroy', {});
    expect((await post.call('visitBag.state', {})).bag).toBeNull();
  });

  it('takes nobody along without a right, and nothing at all where no keychain guards it', async () => {
    await started();
    await signIn();
    const { state, notTaken } = await post.call('visitBag.seal', { patients: [service.ins('twinA')] });
    expect(notTaken).toEqual([{ ins: service.ins('twinA'), code: 'CONSENT_REQUIRED' }]);
    expect(state.bag).toBeNull();
    await off();
    post = await openPost(service, { dataDir: mkdtempSync(join(tmpdir(), 'bag-')), keychain: noKeychain });
    isRunning = true;
    await signIn();
    expect(await post.call('visitBag.state', {})).toMatchObject({ isPossible: false, bag: null });
    await expect(post.call('visitBag.seal', { patients: [service.ins('adult')] })).rejects.toThrow('REFUSED');
  });
});
