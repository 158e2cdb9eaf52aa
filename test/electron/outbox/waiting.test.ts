import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minimalPdf } from '../workstation/minimal-pdf.ts';
import type { Post } from '../workstation/post.ts';
import { openPost } from '../workstation/post.ts';
import type { ServiceProcess } from '../workstation/service-process.ts';
import { startServiceProcess } from '../workstation/service-process.ts';

let service: ServiceProcess;
let post: Post;
beforeAll(async () => {
  service = await startServiceProcess();
  post = await openPost(service);
  await post.signIn(service.card('doctor'), service.pin);
}, 240_000);
afterAll(async () => {
  await post.close();
  await service.stop();
});

const metadata = {
  title: 'Pendant la panne',
  type: '11488-4',
  actDate: '2026-11-20',
  confidentiality: ['N' as const],
  replaces: null,
};

describe('a deposit while the national service is down', () => {
  it('waits, says so, and leaves by itself once the service is back: once', async () => {
    const ins = service.ins('adult');
    await post.call('record.open', { ins });
    const bytes = minimalPdf('Pendant la panne');
    const draft = await post.call('deposit.prepare', { ins, fileName: 'panne.pdf', bytes });
    if (draft.status !== 'ready') throw new Error(draft.problem);

    await service.kill();
    const entry = await post.call('deposit.send', { draftId: draft.draftId, ins, metadata });
    expect(entry).toMatchObject({
      status: { status: 'waiting', leavesAt: null, because: 'SERVICE_UNREACHABLE' },
      canUndo: true,
    });
    expect(await post.call('system.status', {})).toMatchObject({
      service: 'unreachable',
      outbox: { toReview: 0, waiting: 1, refused: 0 },
    });

    await service.restart();
    // Any call finds the service back; nobody has to send again.
    await post.call('consent.declare', { ins, basis: 'CARE_TEAM', form: 'ORAL', confirmed: true });
    await expect
      .poll(() => post.call('outbox.list', {}), { timeout: 10_000 })
      .toMatchObject({ entries: [{ actId: draft.draftId, status: { status: 'received' } }] });
    expect(await post.call('system.status', {})).toMatchObject({
      service: 'reachable',
      outbox: { waiting: 0 },
    });

    const page = await post.call('record.documents', {
      ins,
      since: null,
      includeSuperseded: true,
      cursor: null,
    });
    expect(page.documents.filter(({ title }) => title === metadata.title)).toHaveLength(1);
  }, 30_000);

  it('does not send a draft a second time', async () => {
    const ins = service.ins('adult');
    const bytes = minimalPdf('Deux fois');
    const draft = await post.call('deposit.prepare', { ins, fileName: 'deux.pdf', bytes });
    if (draft.status !== 'ready') throw new Error(draft.problem);
    const once = { draftId: draft.draftId, ins, metadata: { ...metadata, title: 'Deux fois' } };
    const outcomes = await Promise.allSettled([
      post.call('deposit.send', once),
      post.call('deposit.send', once),
    ]);
    expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true);
    await expect(post.call('deposit.send', once)).rejects.toThrow('NOT_FOUND');
    const page = await post.call('record.documents', {
      ins,
      since: null,
      includeSuperseded: true,
      cursor: null,
    });
    expect(page.documents.filter(({ title }) => title === 'Deux fois')).toHaveLength(1);
  });
});
