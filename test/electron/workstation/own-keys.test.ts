import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DraftCode, KeysWay } from '../../../shared/bridge/keys.ts';
import { readKeyFile } from '../../../electron/vault/key-file.ts';
import type { MemoryKeychain } from '../vault/memory-keychain.ts';
import { memoryKeychain } from '../vault/memory-keychain.ts';
import type { Post } from './post.ts';
import { openPost } from './post.ts';
import type { ServiceProcess } from './service-process.ts';
import { startServiceProcess } from './service-process.ts';

let service: ServiceProcess;
let keychain: MemoryKeychain;
let dataDir: string;
let cardsDir: string;
let post: Post;
let pin: string;

beforeAll(async () => {
  service = await startServiceProcess();
}, 240_000);
afterAll(() => service.stop());
beforeEach(async () => {
  keychain = memoryKeychain();
  dataDir = mkdtempSync(join(tmpdir(), 'post-'));
  cardsDir = mkdtempSync(join(tmpdir(), 'cards-'));
  cpSync(service.cardsDir, cardsDir, { recursive: true });
  ({ pin } = service);
  post = await openPost({ ...service, cardsDir }, { dataDir, keychain });
  await signIn();
});
afterEach(() => post.close());

const signIn = (way?: KeysWay) =>
  post.call('session.signIn', {
    cardId: service.card('treatingDoctor'),
    pin,
    ...(way === undefined ? {} : { way }),
  });
const patientsKept = async (): Promise<number> => (await post.call('patients.recent', { limit: 1 })).total;

/** The next morning: a fresh process on the same files, without the practice's list to fill them again. */
async function nextMorning(): Promise<void> {
  await post.close();
  post = await openPost({ ...service, cardsDir }, { dataDir, keychain, practiceList: null });
}

const groupsAsked = ({ groups, asked }: DraftCode): string[] => asked.map((group) => groups[group] ?? '');

async function printedCode(): Promise<string> {
  const draft = await post.call('keys.draftCode', {});
  const answer = await post.call('keys.confirmCode', { typed: groupsAsked(draft) });
  expect(answer.confirmed).toBe(true);
  return draft.groups.join('-');
}

describe('the recovery code', () => {
  it('counts only once it was typed back from the paper', async () => {
    const draft = await post.call('keys.draftCode', {});
    expect(draft.groups).toHaveLength(7);
    expect(await post.call('keys.confirmCode', { typed: ['00000', '11111'] })).toMatchObject({
      confirmed: false,
      keys: { kept: true, codeMadeAt: null },
    });
    expect(await post.call('keys.confirmCode', { typed: groupsAsked(draft) })).toMatchObject({
      confirmed: true,
      keys: { codeMadeAt: expect.any(String) as unknown },
    });
    // Once: what was confirmed cannot be confirmed again.
    expect(await post.call('keys.confirmCode', { typed: groupsAsked(draft) })).toMatchObject({
      confirmed: false,
    });
  });

  it('opens the data after the keychain was emptied, and puts the key back into it', async () => {
    const code = await printedCode();
    const kept = await patientsKept();
    keychain.secrets.clear();
    await nextMorning();
    expect(await signIn()).toMatchObject({
      outcome: 'keysNeeded',
      keys: { trouble: 'emptied', codeMadeAt: expect.any(String) as unknown },
    });
    expect(
      await signIn({ kind: 'recoveryCode', code: code.toLowerCase().replaceAll('-', ' ') }),
    ).toMatchObject({
      outcome: 'signedIn',
      state: { storage: 'encrypted' },
    });
    expect(await patientsKept()).toBe(kept);
    await nextMorning();
    expect(await signIn()).toMatchObject({ outcome: 'signedIn' });
    expect(await patientsKept()).toBe(kept);
  });

  it('opens them without any keychain, for this session alone, and says so', async () => {
    const code = await printedCode();
    keychain.trouble = 'absent';
    await nextMorning();
    expect(await signIn({ kind: 'recoveryCode', code })).toMatchObject({ state: { storage: 'encrypted' } });
    expect(await post.call('system.status', {})).toMatchObject({ keychain: 'absent' });
    await nextMorning();
    expect(await signIn()).toMatchObject({ outcome: 'keysNeeded', keys: { trouble: 'absent' } });
  });

  it('is told to be another one, whichever way it is wrong', async () => {
    const code = await printedCode();
    keychain.secrets.clear();
    await nextMorning();
    const other = `${code.startsWith('0') ? '1' : '0'}${code.slice(1)}`;
    expect(await signIn({ kind: 'recoveryCode', code: other })).toMatchObject({
      outcome: 'keysNeeded',
      keys: { trouble: 'emptied', refused: 'wrongCode' },
    });
  });

  it('takes back an older copy of the files, on purpose', async () => {
    const code = await printedCode();
    await post.close();
    const yesterday = mkdtempSync(join(tmpdir(), 'yesterday-'));
    cpSync(join(dataDir, 'stores'), yesterday, { recursive: true });
    post = await openPost({ ...service, cardsDir }, { dataDir, keychain, practiceList: null });
    await signIn();
    await post.close();
    rmSync(join(dataDir, 'stores'), { recursive: true });
    cpSync(yesterday, join(dataDir, 'stores'), { recursive: true });
    post = await openPost({ ...service, cardsDir }, { dataDir, keychain, practiceList: null });
    expect(await signIn()).toMatchObject({ keys: { trouble: 'restored' } });
    expect(await signIn({ kind: 'recoveryCode', code })).toMatchObject({ outcome: 'signedIn' });
    await nextMorning();
    expect(await signIn()).toMatchObject({ outcome: 'signedIn' });
  });
});

describe('changing the code of the card', () => {
  it('changes it on the card and for the data, at once', async () => {
    const kept = await patientsKept();
    expect(await post.call('keys.changePin', { pin, newPin: '4827' })).toEqual({
      outcome: 'changed',
      asksFormer: false,
    });
    await nextMorning();
    expect(await signIn()).toMatchObject({ outcome: 'wrongPin' });
    pin = '4827';
    expect(await signIn()).toMatchObject({ outcome: 'signedIn' });
    expect(await patientsKept()).toBe(kept);
  });

  it('asks once for the former code where the keychain did not answer meanwhile', async () => {
    keychain.trouble = 'locked';
    expect(await post.call('keys.changePin', { pin, newPin: '4827' })).toMatchObject({ asksFormer: true });
    keychain.trouble = null;
    await nextMorning();
    pin = '4827';
    expect(await signIn()).toMatchObject({
      outcome: 'keysNeeded',
      keys: { trouble: 'otherPin', formerPinTries: 5 },
    });
    expect(await signIn({ kind: 'formerPin', pin: '9999' })).toMatchObject({
      keys: { trouble: 'otherPin', formerPinTries: 4, refused: 'wrongPin' },
    });
    expect(await signIn({ kind: 'formerPin', pin: service.pin })).toMatchObject({ outcome: 'signedIn' });
    await nextMorning();
    expect(await signIn()).toMatchObject({ outcome: 'signedIn' });
  });

  it('counts a wrong one as the card does, and refuses codes that are tried first', async () => {
    expect(await post.call('keys.changePin', { pin: '0000', newPin: '4827' })).toEqual({
      outcome: 'wrongPin',
      triesLeft: 2,
    });
    for (const newPin of ['1111', '2345', '9876', pin]) {
      expect(await post.call('keys.changePin', { pin, newPin })).toEqual({ outcome: 'tooSimple' });
    }
  });
});

describe('a new key for the data', () => {
  const ownFolder = (): string => {
    const [owner = ''] = readdirSync(join(dataDir, 'stores'));
    return join(dataDir, 'stores', owner);
  };
  async function renewalAsked(): Promise<string> {
    const draft = await post.call('keys.draftCode', {});
    expect(await post.call('keys.renew', { typed: groupsAsked(draft), pin })).toMatchObject({
      outcome: 'laidDown',
      keys: { isRenewalDue: true },
    });
    return draft.groups.join('-');
  }

  it('takes the place of the old one at the next opening: every row is there, and the old files are gone', async () => {
    const kept = await patientsKept();
    const oldCode = await printedCode();
    const code = await renewalAsked();
    await nextMorning();
    expect(await signIn()).toMatchObject({ outcome: 'signedIn', state: { storage: 'encrypted' } });
    expect(await patientsKept()).toBe(kept);
    expect(await post.call('keys.state', {})).toMatchObject({ isRenewalDue: false });
    expect(readdirSync(ownFolder()).toSorted((a, b) => a.localeCompare(b))).toEqual([
      '2',
      'keys.copy.json',
      'keys.json',
    ]);
    keychain.secrets.clear();
    await nextMorning();
    expect(await signIn({ kind: 'recoveryCode', code: oldCode })).toMatchObject({
      keys: { refused: 'wrongCode' },
    });
    expect(await signIn({ kind: 'recoveryCode', code })).toMatchObject({ outcome: 'signedIn' });
    expect(await patientsKept()).toBe(kept);
  });

  it('leaves everything under the old one while the new one cannot be opened', async () => {
    const kept = await patientsKept();
    await renewalAsked();
    const file = readKeyFile(ownFolder());
    keychain.secrets.delete((file.ok ? file.value?.next?.pin.account : undefined) ?? '');
    await nextMorning();
    expect(await signIn()).toMatchObject({ state: { storage: 'encrypted' } });
    expect(await patientsKept()).toBe(kept);
    expect(await post.call('keys.state', {})).toMatchObject({ isRenewalDue: true });
    expect(existsSync(join(ownFolder(), '1', 'store.db'))).toBe(true);
  });

  it('needs the code of the card: an open post is not enough', async () => {
    const draft = await post.call('keys.draftCode', {});
    expect(await post.call('keys.renew', { typed: groupsAsked(draft), pin: '0000' })).toEqual({
      outcome: 'wrongPin',
      triesLeft: 2,
    });
    expect(await post.call('keys.state', {})).toMatchObject({ isRenewalDue: false });
  });
});

describe('the name of the post, by which files are found', () => {
  const copies = (): string[] => ['post.id', 'post.copy.id'].map((name) => join(dataDir, name));

  it('is found again where one of its copies is damaged, and both are good afterwards', async () => {
    const kept = await patientsKept();
    const [first = '', second = ''] = copies();
    writeFileSync(first, '0'.repeat(32).replace('0', '!'));
    await nextMorning();
    expect(await signIn()).toMatchObject({ outcome: 'signedIn' });
    writeFileSync(second, 'damaged');
    await nextMorning();
    expect(await signIn()).toMatchObject({ outcome: 'signedIn' });
    expect(await patientsKept()).toBe(kept);
  });

  it('is told to be lost where neither can be read: what lies there is not found, and not deleted', async () => {
    const before = readdirSync(join(dataDir, 'stores'));
    for (const copy of copies()) writeFileSync(copy, 'damaged');
    await nextMorning();
    expect(await signIn()).toMatchObject({ outcome: 'keysNeeded', keys: { trouble: 'missing' } });
    expect(await signIn({ kind: 'fresh' })).toMatchObject({ outcome: 'signedIn' });
    expect(readdirSync(join(dataDir, 'stores'))).toEqual(expect.arrayContaining(before));
    await nextMorning();
    expect(await signIn()).toMatchObject({ outcome: 'signedIn' });
  });
});

describe('a session that keeps nothing', () => {
  it('has no keys to take care of', async () => {
    await post.close();
    keychain.trouble = 'absent';
    dataDir = mkdtempSync(join(tmpdir(), 'post-'));
    post = await openPost({ ...service, cardsDir }, { dataDir, keychain });
    await signIn();
    expect(await post.call('keys.state', {})).toEqual({ kept: false, keychain: 'absent' });
    await expect(post.call('keys.draftCode', {})).rejects.toThrow('REFUSED');
  });
});
