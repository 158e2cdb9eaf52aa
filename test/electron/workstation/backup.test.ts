import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

const PHRASE = 'une phrase assez longue';

async function signedIn(card: string, options: Parameters<typeof openPost>[1] = {}): Promise<Post> {
  const post = await openPost(service, options);
  await post.signIn(service.card(card), service.pin);
  return post;
}

async function backupOf(post: Post): Promise<Uint8Array<ArrayBuffer>> {
  expect(await post.call('backup.save', { passphrase: PHRASE })).toMatchObject({ saved: true });
  const [file] = post.saved.slice(-1);
  if (file === undefined) throw new Error('nothing was saved');
  expect(file.name).toMatch(/^poste-sante-\d{4}-\d{2}-\d{2}\.sauvegarde$/);
  return new Uint8Array(file.bytes);
}

/** A deposit that cannot leave: the service is not there. */
async function depositOffline(post: Post, title: string): Promise<void> {
  const ins = service.ins('adult');
  const draft = await post.call('deposit.prepare', {
    ins,
    fileName: 'cr.pdf',
    bytes: minimalPdf(title),
    text: title,
  });
  if (draft.status !== 'ready') throw new Error(draft.status);
  await service.kill();
  await post.call('deposit.send', {
    draftId: draft.draftId,
    ins,
    metadata: {
      title,
      type: '11488-4',
      actDate: '2026-11-20',
      confidentiality: ['N'],
      replaces: null,
    },
  });
}

describe('moving to another post', () => {
  it('brings settings, and acts that were not received, which wait to be read again and leave once', async () => {
    const old = await signedIn('doctor');
    await old.call('record.open', { ins: service.ins('adult') });
    await depositOffline(old, 'Compte rendu en attente');
    const bytes = await backupOf(old);
    await old.close();
    await service.restart();

    const post = await signedIn('doctor');
    const answer = await post.call('backup.restore', { bytes, passphrase: PHRASE });
    expect(answer).toMatchObject({ outcome: 'restored', counts: { acts: 1, undelivered: 1 } });
    const { entries } = await post.call('outbox.list', {});
    expect(entries.map(({ title, status }) => [title, status.status])).toEqual([
      ['Compte rendu en attente', 'toReview'],
    ]);
    // Twice is once.
    expect(await post.call('backup.restore', { bytes, passphrase: PHRASE })).toMatchObject({
      outcome: 'restored',
      counts: { acts: 0 },
    });
    const [waiting] = entries;
    if (waiting === undefined) throw new Error('nothing waits');
    await post.call('outbox.release', { actIds: [waiting.actId] });
    await expect
      .poll(async () => (await post.call('outbox.list', {})).entries.map(({ status }) => status.status))
      .toEqual(['received']);
    await post.close();
  }, 60_000);

  it('opens to nobody else, with no other phrase, and says what it is not', async () => {
    const doctor = await signedIn('doctor');
    const bytes = await backupOf(doctor);
    expect(await doctor.call('backup.restore', { bytes, passphrase: 'une autre phrase' })).toEqual({
      outcome: 'notOpened',
    });
    expect(
      await doctor.call('backup.restore', { bytes: new Uint8Array([1, 2, 3]), passphrase: PHRASE }),
    ).toEqual({ outcome: 'notABackup' });
    await doctor.close();
    const other = await signedIn('otherDoctor');
    expect(await other.call('backup.restore', { bytes, passphrase: PHRASE })).toEqual({
      outcome: 'notOpened',
    });
    await other.close();
  });
});
