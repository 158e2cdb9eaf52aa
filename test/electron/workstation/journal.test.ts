import { cpSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryKeychain } from '../vault/memory-keychain.ts';
import type { Post } from './post.ts';
import { openPost } from './post.ts';
import type { ServiceProcess } from './service-process.ts';
import { startServiceProcess } from './service-process.ts';

let service: ServiceProcess;
beforeAll(async () => {
  service = await startServiceProcess();
}, 240_000);
afterAll(() => service.stop());

const keychain = memoryKeychain();
const dataDir = mkdtempSync(join(tmpdir(), 'post-journal-'));
const openAgain = async (): Promise<Post> => {
  const post = await openPost(service, { dataDir, keychain });
  await post.signIn(service.card('doctor'), service.pin);
  return post;
};
const journalOf = async (post: Post) => (await post.call('system.status', {})).journal;

/** The service's data as they lie on the disk. */
const store = (): string => join(service.cardsDir, '..');
function copyStore(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from).filter((file) => file.startsWith('service.db'))) {
    cpSync(join(from, name), join(to, name));
  }
}

describe('the heads that post and service keep of each other', () => {
  it('are compared at sign-in, and the status says so', async () => {
    const post = await openAgain();
    await expect.poll(() => journalOf(post)).toBe('kept');
    await post.close();
  });

  it('go on over a restart of both, with all that happened in between', async () => {
    const first = await openAgain();
    await expect.poll(() => journalOf(first)).toBe('kept');
    await first.call('record.open', { ins: service.ins('adult') });
    await first.close();
    await service.kill();
    await service.restart();
    const second = await openAgain();
    await expect.poll(() => journalOf(second)).toBe('kept');
    await second.close();
  });

  it('show a service that was put back to an older copy of itself, and it stays shown', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'older-'));
    await service.kill();
    copyStore(store(), copy);
    await service.restart();
    const before = await openAgain();
    await expect.poll(() => journalOf(before)).toBe('kept');
    for (let times = 0; times < 3; times += 1)
      await before.call('record.open', { ins: service.ins('adult2') });
    await before.close();
    const between = await openAgain();
    await expect.poll(() => journalOf(between)).toBe('kept');
    await between.close();

    await service.kill();
    copyStore(copy, store());
    await service.restart();
    const after = await openAgain();
    await expect.poll(() => journalOf(after)).toBe('serviceDiffers');
    await after.close();
    const later = await openAgain();
    expect(await journalOf(later)).toBe('serviceDiffers');
    await later.close();
  });
});

describe('a proof', () => {
  it('is saved as a file that names nobody, from the open record alone', async () => {
    const post = await openAgain();
    const ins = service.ins('adult');
    await expect(post.call('journal.saveProof', { ins, actId: null })).rejects.toThrow('REFUSED');
    await post.call('record.open', { ins });
    const { saved, entries } = await post.call('journal.saveProof', { ins, actId: null });
    expect(saved).toBe(true);
    expect(entries).toBeGreaterThan(0);
    expect(post.saved.map(({ name }) => name)).toEqual(['preuve-acces.json']);
    const proof = JSON.parse(Buffer.from(post.saved[0]?.bytes ?? []).toString('utf8')) as {
      entries: unknown[];
    };
    expect(proof.entries).toHaveLength(entries);
    await post.close();
  });
});
