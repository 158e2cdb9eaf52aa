import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { memoryKeychain } from '../vault/memory-keychain.ts';
import { minimalPdf } from './minimal-pdf.ts';
import type { Post } from './post.ts';
import { openPost } from './post.ts';
import type { ServiceProcess } from './service-process.ts';
import { startServiceProcess } from './service-process.ts';

let service: ServiceProcess;
beforeAll(async () => {
  service = await startServiceProcess();
}, 240_000);
afterAll(() => service.stop());

/** The same post, again and again. */
function samePost(): { open: () => Promise<Post>; storeFile: () => string } {
  const dataDir = mkdtempSync(join(tmpdir(), 'post-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const keychain = memoryKeychain();
  return {
    open: async () => {
      const post = await openPost(service, { dataDir, keychain });
      await post.signIn(service.card('doctor'), service.pin);
      return post;
    },
    storeFile: () => {
      const [owner = ''] = readdirSync(join(dataDir, 'stores'));
      return join(dataDir, 'stores', owner, '1', 'store.db');
    },
  };
}

/** Writes over a part of a file. */
function overwrite(file: string, at: number, bytes: Uint8Array): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, bytes, 0, bytes.length, at);
  closeSync(handle);
}

describe('a post whose store is damaged', () => {
  it('opens all the same, says what it found and what it did not, once, and keeps the damaged file', async () => {
    const { open, storeFile } = samePost();
    const before = await open();
    expect(await before.call('recovery.notice', {})).toEqual({ notice: null });
    const { total } = await before.call('patients.search', { query: 'a', limit: 1 });
    await before.close();
    const size = readFileSync(storeFile()).length;
    overwrite(storeFile(), size - 4_096 * 2 + 700, Buffer.from('damage'));

    const after = await open();
    expect(await after.call('session.state', {})).toMatchObject({ status: 'open', storage: 'encrypted' });
    const { notice } = await after.call('recovery.notice', {});
    expect(notice).toMatchObject({ kind: 'recovered', why: 'damaged', waiting: 0 });
    const setAside = notice?.kind === 'recovered' ? notice.setAside : null;
    expect(readdirSync(join(storeFile(), '..'))).toContain(setAside);
    expect((await after.call('patients.search', { query: 'a', limit: 1 })).total).toBeGreaterThan(total / 2);
    await after.call('recovery.told', {});
    expect(await after.call('recovery.notice', {})).toEqual({ notice: null });
    await after.close();

    const later = await open();
    expect(await later.call('recovery.notice', {})).toEqual({ notice: null });
    await later.close();
  });

  it('finds a deposit that waited in it again, and sends it once its author says so', async () => {
    const { open, storeFile } = samePost();
    const before = await open();
    const ins = service.ins('adult');
    await before.call('record.open', { ins });
    const draft = await before.call('deposit.prepare', {
      ins,
      fileName: 'a.pdf',
      bytes: minimalPdf('Attendu'),
    });
    if (draft.status !== 'ready') throw new Error(draft.problem);
    await service.kill();
    const metadata = {
      title: 'Attendu',
      type: '11488-4',
      actDate: '2026-11-20',
      confidentiality: ['N' as const],
      replaces: null,
    };
    await before.call('deposit.send', { draftId: draft.draftId, ins, metadata });
    await before.close();
    await service.restart();
    overwrite(storeFile(), 4_096 * 3 + 100, Buffer.from('damage'));

    const after = await open();
    expect((await after.call('recovery.notice', {})).notice).toMatchObject({
      kind: 'recovered',
      why: 'damaged',
    });
    // It waits for its author's word: it is of an earlier session.
    const { entries } = await after.call('outbox.list', {});
    expect(entries).toMatchObject([{ actId: draft.draftId, status: { status: 'toReview' } }]);
    expect(await after.call('outbox.release', { actIds: [draft.draftId] })).toMatchObject({
      entries: [{ actId: draft.draftId, status: { status: 'received' } }],
    });
    await after.close();
  });
});
