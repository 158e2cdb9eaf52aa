import { cpSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkExport } from '../../../electron/journal/check-export.ts';
import { memoryKeychain } from '../vault/memory-keychain.ts';
import { FileNotSaved } from '../../../electron/hosts/host.ts';
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

describe('the journal of the post, exported', () => {
  const all = { from: null, to: null } as const;
  const textOf = (post: Post): string =>
    Buffer.from(post.saved.at(-1)?.bytes ?? new Uint8Array(0)).toString('utf8');

  it('is a file that names nobody in its name, holds its own trace, and was told to the service', async () => {
    const post = await openAgain();
    await post.call('record.open', { ins: service.ins('adult') });
    const { entries, since, isKept } = await post.call('journal.extent', {});
    expect([entries > 0, isKept, since]).toEqual([true, true, expect.stringMatching(/^\d{4}-/)]);
    const saved = await post.call('journal.export', all);
    expect(saved).toMatchObject({ outcome: 'saved', entries: entries + 1, firstBad: null });
    if (saved.outcome !== 'saved') throw new Error(saved.outcome);
    expect(saved.witnessed?.entries).toBe(entries + 1);
    expect(post.saved.at(-1)?.name).toMatch(/^journal-du-poste-\d{4}-\d\d-\d\d\.jsonl$/);
    const { status, said } = checkExport(textOf(post), { post: saved.key });
    expect([status, said]).toEqual([
      0,
      expect.stringContaining(`${String(entries + 1)} entries (1 to`) as string,
    ]);
    const lines = textOf(post).split('\n');
    expect(lines[entries + 1]).toContain('Journal du poste enregistré dans un fichier');
    expect(textOf(post)).toContain(service.ins('adult').value);
    expect(post.events.findLast(({ event }) => event === 'journal.exportProgress')?.payload).toEqual({
      done: entries + 1,
      of: entries + 1,
    });
    await post.close();
  });

  it('holds the professional’s own entries alone, on a post where another one works too', async () => {
    const own = await openAgain();
    await own.call('record.open', { ins: service.ins('adult2') });
    await own.close();
    const other = await openPost(service, { dataDir, keychain });
    await other.signIn(service.card('pharmacist'), service.pin);
    expect((await other.call('journal.extent', {})).entries).toBe(0);
    expect(await other.call('journal.export', all)).toEqual({ outcome: 'empty' });
    expect(other.saved).toEqual([]);
    await other.close();
  });

  it('can be of some days alone, and says where there is nothing', async () => {
    const post = await openAgain();
    await post.call('record.open', { ins: service.ins('adult') });
    const nothing = await post.call('journal.export', { from: null, to: '2001-01-01' });
    expect([nothing, post.saved.length]).toEqual([{ outcome: 'empty' }, 0]);
    const today = new Date().toLocaleDateString('sv-SE');
    const saved = await post.call('journal.export', { from: today, to: today });
    expect(saved.outcome).toBe('saved');
    expect(checkExport(textOf(post), {}).status).toBe(0);
    await post.close();
  });

  it('ends without a file where it is stopped, and can be made again', async () => {
    const post = await openAgain();
    const made = post.call('journal.export', all);
    await post.call('journal.cancelExport', {});
    await expect(made).rejects.toThrow('CANCELLED');
    expect(post.saved).toEqual([]);
    expect(await post.call('journal.export', all)).toMatchObject({ outcome: 'saved' });
    await post.close();
  });

  it('is made without the service too, held to what it signed before', async () => {
    const post = await openAgain();
    await post.call('record.open', { ins: service.ins('adult') });
    const told = await post.call('journal.export', all);
    await service.kill();
    const alone = await post.call('journal.export', all);
    await service.restart();
    if (told.outcome !== 'saved' || alone.outcome !== 'saved') throw new Error('not saved');
    expect(alone.entries).toBe(told.entries + 1);
    expect(alone.witnessed?.entries).toBe(told.entries);
    expect(checkExport(textOf(post), {}).said).toContain(`as far as entry ${String(told.entries)} `);
    await post.close();
  });

  it('says so where the place that was chosen does not take it', async () => {
    const post = await openPost(service, {
      dataDir,
      keychain,
      host: {
        kind: 'chromium',
        saveFile: () => Promise.reject(new FileNotSaved()),
        print: async () => 'printed',
        notify: () => undefined,
        openSpace: async () => 'opened',
        standing: () => undefined,
        restart: () => undefined,
      },
    });
    await post.signIn(service.card('doctor'), service.pin);
    await expect(post.call('journal.export', all)).rejects.toThrow('FILE_NOT_SAVED');
    await post.close();
  });

  it('holds the opening of a record for a call', async () => {
    const post = await openPost(service);
    await post.signIn(service.card('regulator'), service.pin);
    const { id } = await post.call('emergency.openCall', {});
    await post.call('emergency.openForCall', { callId: id, person: service.ins('adult') });
    await post.call('journal.export', all);
    expect(textOf(post)).toContain('Dossier ouvert pour un appel au Centre 15');
    await post.close();
  });
});
