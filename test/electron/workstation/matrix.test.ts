import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { followMatrix } from '../../../electron/workstation/applied-matrix.ts';
import type { Output } from '../../../shared/bridge/contract.ts';
import { MATRIX_EXTENSION } from '../../../shared/fhir/announced-matrix.ts';
import { draws } from '../../rules/draw.ts';
import { resources } from '../../rules/policy.ts';
import { publishedPages } from '../../shared/habilitation/published-pages.ts';
import type { Post } from './post.ts';
import { openPost } from './post.ts';
import type { ServiceProcess } from './service-process.ts';
import { startServiceProcess } from './service-process.ts';

const types = Object.keys(resources.matrix.cells);

describe('the matrix that the post explains by', () => {
  const closed = JSON.stringify({ ...resources.matrix, version: 'nationale', cells: {} });
  const sha256 = createHash('sha256').update(closed).digest('hex');
  const statement = (parts: readonly object[]) => ({
    resourceType: 'CapabilityStatement',
    extension: [{ url: MATRIX_EXTENSION, extension: parts }],
  });
  const told = statement([
    { url: 'version', valueString: 'nationale' },
    { url: 'sha256', valueString: sha256 },
    { url: 'content', valueUrl: 'https://service.example/m' },
  ]);
  const reads = (matrix: ReturnType<typeof followMatrix>): boolean | undefined =>
    matrix.policy().habilitation.rowOf.get('10')?.byType.get('11488-4');

  test('is its own until the service told another, and says so', () => {
    const matrix = followMatrix(resources, async () => closed);
    expect(matrix.source()).toEqual({ status: 'unasked', announced: null });
    expect(reads(matrix)).toBe(true);
  });

  test('is the announced one', async () => {
    const matrix = followMatrix(resources, async () => closed);
    await matrix.hear(told);
    expect(matrix.source()).toEqual({ status: 'known', announced: 'nationale' });
    expect(reads(matrix)).toBe(false);
  });

  test.each([
    ['its text cannot be had', told, undefined, 'unknown'],
    ['its text is no matrix', told, '{"cells":{}}', 'unknown'],
    [
      'only its name is told',
      statement([{ url: 'version', valueString: 'nationale' }]),
      undefined,
      'unknown',
    ],
    ['none is announced', { resourceType: 'CapabilityStatement' }, closed, 'unannounced'],
    ['the answer is garbage', 'garbage', closed, 'unannounced'],
  ] as const)('is its own where %s, and the screen can say so', async (_, said, text, status) => {
    const matrix = followMatrix(resources, async () => text);
    await matrix.hear(said);
    expect(matrix.source().status).toBe(status);
    expect(reads(matrix)).toBe(true);
  });
});

let service: ServiceProcess;
let post: Post;
beforeAll(async () => {
  service = await startServiceProcess();
  post = await openPost(service, { operatorSecret: service.operatorSecret });
  await post.signIn(service.card('doctor'), service.pin);
});
afterAll(async () => {
  await post.close();
  await service.stop();
});

const fileOf = ({ name, content }: { name: string; content: unknown }) => ({
  name,
  bytes: new TextEncoder().encode(JSON.stringify(content)),
});
const propose = (
  cells: readonly { profession: string; type: string; reads: boolean }[],
  version: string,
  validFrom: string,
) =>
  post.call('matrix.propose', {
    source: { kind: 'files', files: publishedPages(cells, 40).map(fileOf) },
    version,
    validFrom,
  });

describe('importing from the post', () => {
  test('a file that is no JSON, and pages that lack one, are refused with what is wrong', async () => {
    const garbage = await post.call('matrix.propose', {
      source: { kind: 'files', files: [{ name: 'a.json', bytes: new Uint8Array([0xff, 0x7b]) }] },
      version: 'v',
      validFrom: '2026-01-01',
    });
    expect(garbage).toEqual({ outcome: 'refused', problem: { code: 'NOT_JSON', file: 'a.json' } });
    const pages = publishedPages(
      types.map((type) => ({ profession: '60', type, reads: true })),
      40,
    );
    const lacking = await post.call('matrix.propose', {
      source: { kind: 'files', files: pages.slice(0, 2).map(fileOf) },
      version: 'v',
      validFrom: '2026-01-01',
    });
    expect(lacking).toMatchObject({
      outcome: 'refused',
      problem: { code: 'INCOMPLETE', file: 'page-2.json' },
    });
  });

  // The property of an import, through post and service: each cell is what the pages say, the others unchanged.
  test('after it each cell that the post shows is what the pages say, every other row is as it was', async () => {
    for (let seed = 1; seed <= 3; seed += 1) {
      const draw = draws(seed);
      const before: Output<'matrix.view'> = await post.call('matrix.view', { id: null });
      const cells = types
        .filter(() => !draw.one(4))
        .map((type) => ({ profession: seed === 2 ? '10' : '70', type, reads: draw.one(2) }));
      const named = seed === 2 ? ['MED', 'MT'] : ['MK'];
      const proposed = await propose(cells, `essai ${String(seed)}`, `2026-01-0${String(seed)}`);
      if (proposed.outcome !== 'proposed') throw new Error(proposed.problem.code);
      expect(await post.call('matrix.view', { id: null })).toEqual(before);
      await post.call('matrix.apply', { proposalId: proposed.proposalId });
      const after: Output<'matrix.view'> = await post.call('matrix.view', { id: null });
      expect(after).toMatchObject({ version: `essai ${String(seed)}`, source: { status: 'known' } });
      for (const type of after.types) {
        const was = before.types.find(({ code }) => code === type.code);
        for (const [index, row] of after.rows.entries()) {
          const is = `${type.rights[index] ?? ''}${type.sources[index] ?? ''}`;
          const said = cells.find((cell) => cell.type === type.code);
          const had = `${was?.rights[index] ?? ''}${was?.sources[index] ?? ''}`;
          const published = said === undefined ? `${is[0] ?? ''}.` : said.reads ? 'RO' : '-O';
          expect(`${row.code} ${type.code} ${is}`).toBe(
            `${row.code} ${type.code} ${named.includes(row.code) ? published : had}`,
          );
        }
      }
      const { version, label, validFrom } = after;
      const applied = { version, label, validFrom, source: 'known' };
      expect((await post.call('system.info', {})).matrix).toEqual(applied);
    }
  });

  test('a version to come can be looked at and withdrawn', async () => {
    const proposed = await propose(
      [{ profession: '80', type: 'REMB', reads: true }],
      'à venir',
      '2099-01-01',
    );
    if (proposed.outcome !== 'proposed') throw new Error(proposed.problem.code);
    const { versions } = await post.call('matrix.apply', { proposalId: proposed.proposalId });
    const pending = versions.find(({ state }) => state === 'pending');
    expect(pending?.version).toBe('à venir');
    expect((await post.call('matrix.view', { id: pending?.id ?? '' })).version).toBe('à venir');
    expect((await post.call('matrix.view', { id: null })).version).not.toBe('à venir');
    const left = await post.call('matrix.withdraw', { id: pending?.id ?? '' });
    expect(left.versions.map(({ state }) => state)).not.toContain('pending');
  });

  test('is refused where the service is somebody else’s', async () => {
    const other = await openPost(service);
    await other.signIn(service.card('doctor'), service.pin);
    expect((await other.call('matrix.view', { id: null })).mayOperate).toBe(false);
    await expect(other.call('matrix.versions', {})).rejects.toThrow('REFUSED');
    await other.close();
  });
});
