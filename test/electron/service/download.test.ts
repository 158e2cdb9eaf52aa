import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from '../../../shared/schema/zod.ts';
import { bundleOf, refusalOf } from './documents/answers.ts';
import { publication } from './documents/bodies.ts';
import type { HttpAnswer, TestedService } from './documents/service.ts';
import { startTestedService } from './documents/service.ts';

/** Everything of a space to take away, and nothing more. */

const Collection = z.object({
  resourceType: z.literal('Bundle'),
  type: z.literal('collection'),
  entry: z.array(z.object({ resource: z.looseObject({ resourceType: z.string() }) })),
});
const Sheet = z.looseObject({
  masterIdentifier: z.object({ value: z.string() }),
  content: z.tuple([z.looseObject({ attachment: z.looseObject({ hash: z.string() }) })]),
});

let service: TestedService;
beforeAll(async () => {
  service = await startTestedService();
  for (const patient of ['adult', 'minor']) await service.consent('doctor', patient);
});
afterAll(() => service.stop());

const named = (patient: string): string => {
  const { system, ins } = service.patient(patient);
  return `patient.identifier=${encodeURIComponent(`${system}|${ins}`)}`;
};
const download = (token: string, headers: Record<string, string> = {}): Promise<HttpAnswer> =>
  service.call('GET', '/fhir/Patient/$download', { token, headers });

async function deposit(patient: string, labels: readonly string[], text: string): Promise<void> {
  const sheet = { patient: service.patient(patient), author: service.card('doctor'), labels, text };
  const token = await service.token('doctor');
  const answer = await service.call('POST', '/fhir/DocumentReference', { token, body: publication(sheet) });
  if (answer.status !== 201) throw new Error(refusalOf(answer));
}

/** The archive, opened. */
function opened(answer: HttpAnswer) {
  const files = unzipSync(answer.bytes);
  const json = (name: string): unknown => JSON.parse(strFromU8(files[name] ?? new Uint8Array()));
  const sheets = Object.keys(files)
    .filter((name) => /^documents\/\d{4}\.json$/.test(name))
    .map((name) => ({ name, sheet: Sheet.parse(json(name)) }));
  return {
    files,
    sheets,
    collection: (name: string) => Collection.parse(json(name)).entry.map(({ resource }) => resource),
    /** Every byte of every file, as text. */
    everything: Buffer.concat(Object.values(files)).toString('utf8'),
  };
}

describe('the download of a space', () => {
  it('holds each document whole with its sheet, rights, notices and the history', async () => {
    await deposit('adult', ['N', 'MASQUE_PS'], 'Masqué aux professionnels.');
    const token = await service.patientToken('adult');
    const answer = await download(token, { accept: 'application/zip' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="espace-sante-2026-11-21.zip"',
    );
    const archive = opened(answer);
    const list = bundleOf(
      await service.call(
        'GET',
        `/fhir/DocumentReference?${named('adult')}&status=current,superseded&_count=200`,
        {
          token,
        },
      ),
    );
    expect(archive.sheets.map(({ sheet }) => sheet.masterIdentifier.value).sort()).toEqual(
      list.sheets.map(({ masterIdentifier }) => masterIdentifier.value).sort(),
    );
    for (const { name, sheet } of archive.sheets) {
      const stem = name.slice(0, -'.json'.length);
      const content = Object.entries(archive.files).find(
        ([file]) => file.startsWith(`${stem}.`) && file !== name,
      )?.[1];
      const hash = createHash('sha1')
        .update(content ?? new Uint8Array())
        .digest('base64');
      expect(hash).toBe(sheet.content[0].attachment.hash);
    }
    expect(archive.collection('droits.json').some(({ resourceType }) => resourceType === 'Consent')).toBe(
      true,
    );
    expect(archive.collection('notifications.json').length).toBeGreaterThan(0);
    expect(archive.collection('acces.json').length).toBeGreaterThan(3);
    expect(archive.everything).toContain('Masqué aux professionnels.');
    expect(Object.keys(archive.files)).toContain('LISEZMOI.txt');
  });

  it('holds nothing that the patient may not see, nor counts it', async () => {
    const token = await service.patientToken('adult');
    const before = opened(await download(token));
    await deposit('adult', ['N', 'INVISIBLE_PATIENT'], 'À annoncer de vive voix.');
    const after = opened(await download(token));
    expect(after.everything).not.toContain('À annoncer de vive voix.');
    expect(after.sheets.map(({ name }) => name)).toEqual(before.sheets.map(({ name }) => name));
    await deposit('adult', ['N'], 'À lire tout de suite.');
    expect(opened(await download(token)).everything).toContain('À lire tout de suite.');
  });

  it('keeps a minor’s secret from the parent, its traces and notices too, and gives it to the minor', async () => {
    const { system, ins } = service.patient('minor');
    const secret = await service.exchange(await service.token('doctor'), {
      secret: 'true',
      patient: `${system}|${ins}`,
    });
    const { access_token: bound } = z.object({ access_token: z.string() }).parse(secret.json);
    const sheet = {
      patient: service.patient('minor'),
      author: service.card('doctor'),
      labels: ['N', 'INVISIBLE_REPRESENTANTS_LEGAUX'],
      text: 'Le secret de Léa.',
    };
    const body = publication(sheet);
    expect((await service.call('POST', '/fhir/DocumentReference', { token: bound, body })).status).toBe(201);
    const parent = opened(await download(await service.patientToken('adult', 'minor')));
    const minor = opened(await download(await service.patientToken('minor')));
    for (const word of ['Le secret de Léa.', 'INVISIBLE_REPRESENTANTS_LEGAUX']) {
      expect(parent.everything).not.toContain(word);
      expect(minor.everything).toContain(word);
    }
    const id = z.object({ value: z.string() }).parse(body['masterIdentifier']).value;
    expect(parent.everything).not.toContain(id);
    const told = (archive: ReturnType<typeof opened>) =>
      archive.collection('notifications.json').filter((notice) => JSON.stringify(notice).includes('deposit'));
    expect([told(parent).length, told(minor).length]).toEqual([0, 1]);
  });

  it('is the holder’s and his representative’s, and is traced', async () => {
    const professional = await download(await service.token('doctor'));
    expect(refusalOf(professional)).toBe('403 RIGHTS_NOT_YOURS');
    expect(refusalOf(await download('a-guess'))).toBe('401 UNAUTHENTICATED');
    const token = await service.patientToken('adult');
    const CS = 'https://interop.esante.gouv.fr/ig/fhir/dmp/CodeSystem/';
    const { system, ins } = service.patient('adult');
    const named_ = await service.call('POST', '/fhir/RelatedPerson', {
      token,
      body: {
        resourceType: 'RelatedPerson',
        patient: { identifier: { system, value: ins } },
        relationship: [{ coding: [{ system: `${CS}dmp-related`, code: 'carer' }] }],
        identifier: [{ system, value: service.patient('adult2').ins }],
      },
    });
    expect(named_.status).toBe(201);
    const carer = await service.patientToken('adult2', 'adult');
    expect(refusalOf(await download(carer))).toBe('403 RIGHTS_NOT_YOURS');
    const traces = await service.call('GET', `/fhir/AuditEvent?${named('adult')}&_count=200`, { token });
    const downloads = bundleOf(traces).entry.filter(({ resource }) =>
      JSON.stringify(resource).includes('"code":"download"'),
    );
    expect(downloads.length).toBeGreaterThanOrEqual(4);
  });
});
