import { cpSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { erasePost, tracesOf } from '../../../electron/post/erase.ts';
import { memoryKeychain, noKeychain } from '../vault/memory-keychain.ts';
import { openPost } from '../workstation/post.ts';
import type { ServiceProcess } from '../workstation/service-process.ts';
import { startServiceProcess } from '../workstation/service-process.ts';

let service: ServiceProcess;
beforeAll(async () => {
  service = await startServiceProcess();
}, 240_000);
afterAll(() => service.stop());

async function usedPost() {
  const data = mkdtempSync(join(tmpdir(), 'erase-'));
  const dataDir = join(data, 'post');
  mkdirSync(dataDir);
  const keychain = memoryKeychain();
  for (const card of ['doctor', 'otherDoctor']) {
    const post = await openPost(service, { dataDir, keychain });
    await post.signIn(service.card(card), service.pin);
    await post.close();
  }
  return { data, dataDir, keychain };
}

describe('erasing a post', () => {
  it('leaves no file and no secret, and a copy of its disk opens no more', async () => {
    const { data, dataDir, keychain } = await usedPost();
    expect(tracesOf(dataDir)).toMatchObject({ accounts: 2 });
    expect(keychain.secrets.size).toBeGreaterThan(0);
    const copy = join(mkdtempSync(join(tmpdir(), 'copy-')), 'post');
    cpSync(dataDir, copy, { recursive: true });

    const whileItLived = await openPost(service, { dataDir: copy, keychain });
    await whileItLived.signIn(service.card('doctor'), service.pin);
    expect((await whileItLived.call('system.status', {})).storage).toBe('encrypted');
    await whileItLived.close();

    expect(await erasePost(data, keychain)).toMatchObject({ ok: true });
    expect(existsSync(data)).toBe(false);
    const left = [...keychain.secrets.keys()].filter((account) => account !== 'probe');
    expect(left).toEqual([]);
    const thief = await openPost(service, { dataDir: copy, keychain });
    const signedIn = await thief.call('session.signIn', { cardId: service.card('doctor'), pin: service.pin });
    expect(signedIn.outcome).not.toBe('signedIn');
    await thief.close();
  });

  it('erases no file while the keychain does not answer: a copy would still open', async () => {
    const { data, dataDir } = await usedPost();
    expect(await erasePost(data, noKeychain)).toEqual({ ok: false, error: 'KEYCHAIN' });
    expect(existsSync(join(dataDir, 'stores'))).toBe(true);
  });
});
