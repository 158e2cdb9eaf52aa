import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAnnouncedMatrix } from '../../../shared/fhir/announced-matrix.ts';
import { MatrixVersions, ProposalAnswer } from '../../../shared/habilitation/versions.ts';
import { z } from '../../../shared/schema/zod.ts';
import { cell, files, page, publishedPages } from '../../shared/habilitation/published-pages.ts';
import { resources } from '../../rules/policy.ts';
import { refusalOf } from './documents/answers.ts';
import type { TestedService } from './documents/service.ts';
import { startTestedService } from './documents/service.ts';

const DAY = 86_400_000;
const types = Object.keys(resources.matrix.cells);

let service: TestedService;
beforeAll(async () => {
  service = await startTestedService();
  await service.consent('nurse', 'adult');
});
afterAll(() => service.stop());

/** Pages that open every type but some to the nurses, and name nobody else. */
const nursesPages = (...closed: readonly string[]) =>
  publishedPages(
    ['60', '69'].flatMap((profession) =>
      types.map((type) => ({ profession, type, reads: !closed.includes(type) })),
    ),
    50,
  );

const ask = async (body: object): Promise<ProposalAnswer> =>
  ProposalAnswer.parse((await service.operate('POST', 'matrix', body)).json);
const versions = async () =>
  MatrixVersions.parse((await service.operate('GET', 'matrix')).json).versions.map(
    ({ version, state }) => `${version} ${state}`,
  );
async function propose(request: object) {
  const answer = await ask({ ...request, apply: null });
  if (answer.outcome !== 'proposed') throw new Error(JSON.stringify(answer));
  return answer.proposal;
}
async function apply(request: object) {
  const { digest } = await propose(request);
  const answer = await ask({ ...request, apply: digest });
  if (answer.outcome !== 'applied') throw new Error(JSON.stringify(answer));
  return answer.version;
}
const announced = async () => readAnnouncedMatrix((await service.call('GET', '/fhir/metadata')).json);

const Bundle = z.object({
  total: z.int(),
  entry: z.array(
    z.object({ resource: z.object({ type: z.object({ coding: z.array(z.object({ code: z.string() })) }) }) }),
  ),
});
/** Types of the documents that the nurse reads in the record of the demo's adult. */
async function nurseReads(): Promise<ReadonlySet<string | undefined>> {
  const { system, ins } = service.patient('adult');
  const answer = await service.call(
    'GET',
    `/fhir/DocumentReference?patient.identifier=${encodeURIComponent(`${system}|${ins}`)}&_count=200`,
    { token: await service.token('nurse') },
  );
  const bundle = Bundle.parse(answer.json);
  expect(bundle.total).toBe(bundle.entry.length);
  return new Set(bundle.entry.map(({ resource }) => resource.type.coding[0]?.code));
}

describe('the matrix in force', () => {
  it('is announced with the hash of its text, which anybody may have', async () => {
    const told = await announced();
    expect(told).toMatchObject({ version: 'defaut-1', validFrom: '2026-11-21' });
    const text = await service.call('GET', '/fhir/metadata/habilitation-matrix');
    expect(text.status).toBe(200);
    expect(createHash('sha256').update(text.bytes).digest('hex')).toBe(told?.sha256);
    expect(text.json).toEqual(resources.matrix);
  });

  it('is changed by the operator alone', async () => {
    const request = {
      source: { kind: 'pages', files: nursesPages() },
      version: 'x',
      validFrom: '2026-11-21',
    };
    for (const token of [undefined, await service.token('doctor'), await service.patientToken('adult')]) {
      for (const [method, path] of [
        ['GET', '/operator/matrix'],
        ['POST', '/operator/matrix'],
        ['DELETE', '/operator/matrix/1'],
      ] as const) {
        const answer = await service.call(method, path, {
          token,
          type: 'application/json',
          headers: { accept: 'application/json' },
          ...(method === 'POST' ? { body: { ...request, apply: null } } : {}),
        });
        expect(refusalOf(answer)).toBe('401 UNAUTHENTICATED');
      }
    }
    expect(await versions()).toEqual(['defaut-1 inForce']);
  });
});

describe('importing the published matrix', () => {
  const source = { kind: 'pages', files: nursesPages('11488-4') };

  it('is shown cell by cell, and nothing is applied by looking', async () => {
    const { differences, remarks, base, isImmediate } = await propose({
      source,
      version: 'publiée-A',
      validFrom: '2026-11-21',
    });
    expect(base).toMatchObject({ id: 'default', version: 'defaut-1' });
    expect(isImmediate).toBe(true);
    expect(new Set(differences.map(({ after }) => after.row))).toEqual(new Set(['IDE']));
    expect(differences).toContainEqual({
      kind: 'closed',
      before: { row: 'IDE', type: '11488-4', reads: true, provenance: expect.any(String) as string },
      after: { row: 'IDE', type: '11488-4', reads: false, provenance: 'official' },
    });
    expect(remarks.keptRows).toHaveLength(20);
    expect(await versions()).toEqual(['defaut-1 inForce']);
    expect(await nurseReads()).toContain('11488-4');
  });

  it('judges at once every record that was looked at already, on its day and not before', async () => {
    const before = await nurseReads();
    expect(before).toContain('11488-4');
    await apply({ source, version: 'publiée-A', validFrom: '2026-11-23' });
    expect(await versions()).toEqual(['defaut-1 inForce', 'publiée-A pending']);
    expect(await nurseReads()).toEqual(before);
    await service.advance(2 * DAY);
    const after = await nurseReads();
    expect(after).not.toContain('11488-4');
    expect((await announced())?.version).toBe('publiée-A');
    expect(await versions()).toEqual(['defaut-1 past', 'publiée-A inForce']);
  });

  it('is in force after a kill as before', async () => {
    await service.kill();
    await service.restart(new Date(Date.parse('2026-11-23T12:00:00Z')).toISOString());
    expect(await versions()).toEqual(['defaut-1 past', 'publiée-A inForce']);
    expect(await nurseReads()).not.toContain('11488-4');
  });

  it('applies the proposal that was seen, and no other', async () => {
    const request = {
      source: { kind: 'pages', files: nursesPages() },
      version: 'publiée-B',
      validFrom: '2027-01-01',
    };
    const seen = await propose(request);
    const other = { ...request, source: { kind: 'pages', files: nursesPages('REMB') } };
    expect(refusalOf(await service.operate('POST', 'matrix', { ...other, apply: seen.digest }))).toBe(
      '412 STALE_VERSION',
    );
    await apply({
      source: { kind: 'pages', files: nursesPages('SYNTH') },
      version: 'publiée-C',
      validFrom: '2026-12-31',
    });
    expect(refusalOf(await service.operate('POST', 'matrix', { ...request, apply: seen.digest }))).toBe(
      '412 STALE_VERSION',
    );
    expect(await versions()).toEqual(['defaut-1 past', 'publiée-A inForce', 'publiée-C pending']);
  });

  it('is withdrawn as long as it is not in force', async () => {
    const listed = MatrixVersions.parse((await service.operate('GET', 'matrix')).json).versions;
    const id = (version: string): string => listed.find((one) => one.version === version)?.id ?? '';
    expect(refusalOf(await service.operate('DELETE', `matrix/${id('publiée-A')}`))).toBe('422 IRREVERSIBLE');
    expect(refusalOf(await service.operate('DELETE', 'matrix/default'))).toBe('404 NOT_FOUND');
    expect((await service.operate('DELETE', `matrix/${id('publiée-C')}`)).status).toBe(200);
    expect((await service.operate('DELETE', `matrix/${id('publiée-C')}`)).status).toBe(200);
    expect(await versions()).toEqual(['defaut-1 past', 'publiée-A inForce', 'publiée-C withdrawn']);
  });

  it('gives way to a version that is put back in force', async () => {
    const request = {
      source: { kind: 'version', id: 'default' },
      version: 'retour',
      validFrom: '2026-11-23',
    };
    const { differences } = await propose(request);
    expect(differences).toContainEqual(expect.objectContaining({ kind: 'opened' }));
    await apply(request);
    expect(await nurseReads()).toContain('11488-4');
    const again = await service.operate('GET', `matrix/${(await lastId()) ?? ''}`);
    expect(again.json).toMatchObject({ version: 'retour', status: 'default', cells: resources.matrix.cells });
  });

  const lastId = async (): Promise<string | undefined> =>
    MatrixVersions.parse((await service.operate('GET', 'matrix')).json).versions.at(-1)?.id;

  it.each([
    [
      'a page that is none',
      files({ errors: [] }),
      { code: 'NOT_THE_PUBLISHED_SHAPE', file: 'page-1.json', at: 'data' },
    ],
    [
      'a list that lacks a page',
      nursesPages().slice(1),
      { code: 'INCOMPLETE', file: 'page-2.json', missing: expect.stringContaining('offset') as string },
    ],
    [
      'a contradiction',
      files(page([cell('60', 'REMB', true)]), page([cell('60', 'REMB', false)])),
      { code: 'CONTRADICTORY', profession: '60', type: 'REMB' },
    ],
    ['nothing', [], { code: 'EMPTY' }],
  ])('refuses %s whole', async (_, chosen, problem) => {
    const before = await versions();
    const request = { source: { kind: 'pages', files: chosen }, version: 'v', validFrom: '2026-11-23' };
    for (const apply of [null, 'anything']) {
      const answer = await service.operate('POST', 'matrix', { ...request, apply });
      expect(answer.status).toBe(422);
      expect(answer.json).toEqual({ outcome: 'refused', problem });
    }
    expect(await versions()).toEqual(before);
  });

  it('refuses a name that is taken, a day that is none, and what changes nothing', async () => {
    const request = { source, version: 'publiée-A', validFrom: '2026-11-23' };
    expect(await ask({ ...request, apply: null })).toEqual({
      outcome: 'refused',
      problem: { code: 'VERSION_TAKEN' },
    });
    expect(
      await ask({
        source: { kind: 'version', id: 'default' },
        version: 'w',
        validFrom: '2026-11-23',
        apply: null,
      }),
    ).toEqual({
      outcome: 'refused',
      problem: { code: 'NOTHING_CHANGES' },
    });
    for (const wrong of [{ validFrom: '2026-02-30' }, { version: ' ' }, { source: { kind: 'pages' } }]) {
      const answer = await service.operate('POST', 'matrix', { ...request, ...wrong, apply: null });
      expect(refusalOf(answer)).toBe('400 INVALID');
    }
  });
});
