import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoDocuments } from '../../../electron/service/demo/documents.ts';
import type { Output } from '../../../shared/bridge/contract.ts';
import type { Viewer } from '../../../shared/bridge/explain.ts';
import type { Post } from './post.ts';
import { openPost } from './post.ts';
import type { ServiceProcess } from './service-process.ts';
import { startServiceProcess } from './service-process.ts';

let service: ServiceProcess;
let post: Post;
beforeAll(async () => {
  service = await startServiceProcess();
  post = await openPost(service);
  await post.signIn(service.card('nurse'), service.pin);
});
afterAll(async () => {
  await post.close();
  await service.stop();
});

async function listed(at: Post, key: string): Promise<Output<'record.documents'>['documents']> {
  const ins = service.ins(key);
  await at.call('record.open', { ins });
  await at.call('consent.declare', { ins, basis: 'EXPLICIT', form: 'WRITTEN', confirmed: true });
  const page = await at.call('record.documents', {
    ins,
    since: null,
    includeSuperseded: false,
    cursor: null,
  });
  return page.documents;
}

test('a document says by what right it is read, what was written down, and the cell that opens it', async () => {
  const documents = await listed(post, 'adult');
  const other = documents.find(({ own }) => !own);
  const told = await post.call('explain.document', {
    ins: service.ins('adult'),
    uniqueId: other?.uniqueId ?? '',
  });
  expect(told).toMatchObject({
    entry: { mode: 'NORMAL', secret: false },
    right: { status: 'valid' },
    declared: { basis: 'EXPLICIT', form: 'WRITTEN' },
    isAuthor: false,
    cell: { row: { code: 'IDE', label: 'Infirmier' }, reads: true },
    agrees: true,
  });
  await expect(
    post.call('explain.document', { ins: service.ins('adult'), uniqueId: 'urn:oid:2.25.1' }),
  ).rejects.toThrow('NOT_FOUND');
});

const viewers: readonly Viewer[] = [
  { kind: 'patient' },
  { kind: 'carer' },
  { kind: 'treatingDoctor' },
  { kind: 'row', row: 'MED' },
  { kind: 'row', row: 'PHA' },
];

test('in the demonstration one looks as another over what one reads oneself, and over nothing else', async () => {
  const documents = await listed(post, 'emergencyMasked');
  const mine = documents.map(({ uniqueId }) => uniqueId);
  // The patient sees one that is masked from the nurse: looking as the patient must not tell her of it.
  const all = [...demoDocuments(Date.now())].filter(({ patient }) => patient === 'emergencyMasked');
  expect(all.length).toBeGreaterThan(mine.length);
  for (const viewer of viewers) {
    const seen = await post.call('explain.seeAs', { ins: service.ins('emergencyMasked'), viewer });
    expect(seen.scope).toBe('read');
    expect(seen.lines.map(({ id }) => id).toSorted()).toEqual(mine.toSorted());
  }
});

test('a call about another record than the open one is refused', async () => {
  await listed(post, 'adult');
  const viewer = { kind: 'patient' } as const;
  await expect(post.call('explain.seeAs', { ins: service.ins('minor'), viewer })).rejects.toThrow('REFUSED');
  await expect(
    post.call('explain.draft', {
      ins: service.ins('adult'),
      draftId: 'none',
      metadata: {
        title: 'x',
        type: '11488-4',
        actDate: '2026-11-20',
        confidentiality: ['N'],
        replaces: null,
        authorId: null,
      },
      viewer,
    }),
  ).rejects.toThrow('NOT_FOUND');
});
