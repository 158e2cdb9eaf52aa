import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from '../../../shared/schema/zod.ts';
import { refusalOf } from './documents/answers.ts';
import type { TestedService } from './documents/service.ts';
import { startTestedService } from './documents/service.ts';

const root = resolve(import.meta.dirname, '../../..');
const Proof = z.object({
  format: z.string(),
  made: z.string(),
  entries: z.array(
    z.object({
      seq: z.int(),
      entry: z.string().nullable(),
      leaf: z.string(),
      before: z.string(),
      after: z.array(z.string()),
      head: z.string(),
    }),
  ),
});
type Proof = z.infer<typeof Proof>;

let service: TestedService;
beforeAll(async () => {
  service = await startTestedService();
  await service.consent('doctor', 'adult');
  for (let times = 0; times < 60; times += 1) await list('doctor', 'adult');
  await list('nurse', 'adult');
});
afterAll(() => service.stop());

const name = (patient: string): string => {
  const { system, ins } = service.patient(patient);
  return encodeURIComponent(`${system}|${ins}`);
};
const list = async (card: string, patient: string) =>
  service.call('GET', `/fhir/DocumentReference?patient.identifier=${name(patient)}`, {
    token: await service.token(card),
  });
async function proof(token: string, patient: string, more = ''): Promise<Proof> {
  const answer = await service.call(
    'GET',
    `/fhir/AuditEvent/$proof?patient.identifier=${name(patient)}${more}`,
    {
      token,
      headers: { accept: 'application/json' },
    },
  );
  return Proof.parse(answer.json);
}

const dir = mkdtempSync(join(tmpdir(), 'proof-'));
/** What the independent checker says of a proof. */
function check(
  content: unknown,
  ...options: string[]
): { readonly status: number | null; readonly said: string } {
  const file = join(dir, 'proof.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  const { status, stdout, stderr } = spawnSync(process.execPath, [
    join(root, 'electron/journal/check-main.ts'),
    file,
    ...options,
  ]);
  return { status, said: `${stdout.toString()}${stderr.toString()}` };
}

describe('a proof of the acts on a record', () => {
  it('holds for whoever checks it, with nothing but the file', async () => {
    const proven = await proof(await service.token('doctor'), 'adult');
    expect(proven.entries.length).toBeGreaterThan(60);
    const { status, said } = check(proven);
    expect([status, said]).toEqual([0, expect.stringMatching(/^\d+ entries hold \(0 of them/) as string]);
    const thumbprint = /key ([\w-]{43})/.exec(said)?.[1] ?? '';
    expect(check(proven, '--key', thumbprint).status).toBe(0);
    expect(check(proven, '--key', thumbprint.replace(/^./, 'A').replace(/.$/, 'B')).status).toBe(1);
  });

  it('is small: one act stays below 4 KB', async () => {
    const token = await service.token('doctor');
    const found = await service.call('GET', `/fhir/AuditEvent?patient.identifier=${name('adult')}&_count=1`, {
      token,
    });
    const id = z
      .object({ entry: z.array(z.object({ resource: z.object({ id: z.string() }) })) })
      .parse(found.json).entry[0]?.resource.id;
    const one = await proof(token, 'adult', `&_id=${id ?? ''}`);
    expect(one.entries).toHaveLength(1);
    expect(check(one).status).toBe(0);
    const all = await proof(token, 'adult');
    const sizes = all.entries.map((entry) => JSON.stringify(entry).length);
    expect(Math.max(...sizes)).toBeLessThan(4_096);
    expect(
      refusalOf(
        await service.call('GET', `/fhir/AuditEvent/$proof?patient.identifier=${name('adult')}&_id=nothing`, {
          token,
        }),
      ),
    ).toBe('404 NOT_FOUND');
  });

  it('falls with any change of it', async () => {
    const { entries, ...rest } = await proof(await service.token('doctor'), 'adult');
    const index = 3;
    const [entry] = entries.slice(index, index + 1);
    if (entry?.entry == null) throw new Error('the entry has no text');
    const changes: Partial<Proof['entries'][number]>[] = [
      { entry: entry.entry.replace('permit', 'permis') },
      { seq: entry.seq + 1 },
      { leaf: entry.leaf.replace(/^./, (first) => (first === '0' ? '1' : '0')) },
      { before: entry.before.replace(/^./, (first) => (first === '0' ? '1' : '0')) },
      { after: entry.after.slice(1) },
      { after: [...entry.after, entry.leaf] },
      { head: entries.at(-1)?.head ?? '' },
      { head: `${entry.head.slice(0, -2)}AA` },
    ];
    for (const change of changes) {
      const forged = { ...rest, entries: entries.with(index, { ...entry, ...change }) };
      expect(check(forged).status, JSON.stringify(Object.keys(change))).toBe(1);
    }
    expect(check('{}').status).toBe(2);
  });

  it('holds what its reader may see, and no text more', async () => {
    const nurse = await proof(await service.token('nurse'), 'adult');
    expect(nurse.entries.length).toBeGreaterThan(0);
    const agents = nurse.entries.map(
      ({ entry }) =>
        z.object({ agents: z.array(z.object({ id: z.string() })) }).parse(JSON.parse(entry ?? '')).agents[0]
          ?.id,
    );
    expect(new Set(agents)).toEqual(new Set([service.card('nurse')]));
    const patient = await proof(await service.patientToken('adult'), 'adult');
    expect(patient.entries.length).toBeGreaterThan(nurse.entries.length);
    expect(check(patient).status).toBe(0);
    const stranger = await service.call(
      'GET',
      `/fhir/AuditEvent/$proof?patient.identifier=${name('adult')}`,
      {
        token: await service.patientToken('twinA'),
      },
    );
    expect(stranger.status).toBe(403);
  });
});

describe('the head that others keep', () => {
  it('is followed by digests alone, to the head of now', async () => {
    const token = await service.token('doctor');
    const answer = await service.call('GET', '/fhir/AuditEvent/$consistency?from=10', { token });
    const { parameter } = z
      .object({ parameter: z.array(z.looseObject({ name: z.string() })) })
      .parse(answer.json);
    const of = (field: string) => parameter.find((each) => each.name === field);
    const size = z.int().parse(of('size')?.['valueInteger']);
    expect(Buffer.from(z.string().parse(of('leaves')?.['valueBase64Binary']), 'base64')).toHaveLength(
      (size - 10) * 32,
    );
    expect(refusalOf(await service.call('GET', '/fhir/AuditEvent/$consistency', { token }))).toBe(
      '400 INVALID',
    );
  });
});

describe('journal:verify', () => {
  const verify = (...options: string[]) =>
    spawnSync(process.execPath, [
      join(root, 'electron/service/traces/verify-main.ts'),
      '--data',
      service.dataDir,
      ...options,
    ]);

  it('finds the journal whole beside the running service, and a cut against a head that was kept', async () => {
    const whole = verify();
    expect([whole.status, whole.stdout.toString()]).toEqual([
      0,
      expect.stringMatching(/^journal: \d+ entries hold/) as string,
    ]);
    const token = await service.token('doctor');
    const head = (await service.call('GET', '/fhir/AuditEvent/$head', { token })).bytes.toString();
    const signature = /"signature","valueString":"([\w.-]+)"/.exec(head)?.[1] ?? '';
    expect(verify('--head', signature).status).toBe(0);
    expect(verify('--head', 'nonsense').status).toBe(2);
  });
});
