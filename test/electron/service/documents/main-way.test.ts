import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publication, submission } from './bodies.ts';
import { bundleOf, codesOf, sheetOf, transactionOf, told } from './answers.ts';
import type { TestedService } from './service.ts';
import { startTestedService } from './service.ts';

let service: TestedService;
beforeAll(async () => {
  service = await startTestedService();
  await service.consent('doctor', 'adult');
});
afterAll(() => service.stop());

const search = (key: string): string => {
  const { system, ins } = service.patient(key);
  return `/fhir/DocumentReference?patient.identifier=${system}|${ins}`;
};

describe('the main way', () => {
  it('deposits, lists, reads and deletes a document', async () => {
    const token = await service.token('doctor');
    const before = await service.call('GET', search('adult'), { token });
    expect(before.status).toBe(200);

    const text = 'Bonjour, compte rendu fictif de la consultation.';
    const body = publication({ patient: service.patient('adult'), author: service.card('doctor'), text });
    const created = await service.call('POST', '/fhir/DocumentReference', { token, body });
    expect(told(created)).toBe('201');
    const sheet = sheetOf(created);
    expect(created.headers.get('etag')).toBe('W/"1"');
    expect(created.headers.get('location')).toBe(`${service.url}/fhir/DocumentReference/${sheet.id}`);

    const listed = bundleOf(await service.call('GET', search('adult'), { token }));
    expect(listed.total).toBe(Number(bundleOf(before).total) + 1);
    expect(listed.sheets.find(({ id }) => id === sheet.id)).toEqual(created.json);

    const read = await service.call('GET', created.headers.get('location') ?? '', { token });
    expect(read.json).toEqual(created.json);
    const { url } = sheet.content[0].attachment;
    expect(url.startsWith(`${service.url}/fhir/Binary/`)).toBe(true);
    const bytes = await service.call('GET', url, { token });
    expect(bytes.status).toBe(200);
    expect(bytes.headers.get('content-type')).toBe('text/plain');
    expect(bytes.bytes.toString()).toBe(text);

    const { system, value } = sheet.masterIdentifier;
    const deleted = await service.call('PATCH', `/fhir/DocumentReference?identifier=${system}|${value}`, {
      token,
      type: 'application/json-patch+json',
      headers: { 'if-match': 'W/"1"' },
      body: [{ op: 'replace', path: '/status', value: 'entered-in-error' }],
    });
    expect(told(deleted)).toBe('200');
    expect(sheetOf(deleted).status).toBe('entered-in-error');
    expect((await service.call('GET', url, { token })).status).toBe(404);
    expect(bundleOf(await service.call('GET', search('adult'), { token })).total).toBe(
      bundleOf(before).total,
    );
  });

  it('takes a submission set with its documents', async () => {
    const token = await service.token('doctor');
    const sheets = [1, 2].map(() => ({ patient: service.patient('adult'), author: service.card('doctor') }));
    const answer = await service.call('POST', '/fhir', { token, body: submission(sheets) });
    expect(told(answer)).toBe('200');
    const responses = transactionOf(answer);
    expect(responses.map(({ status }) => status)).toEqual(Array(5).fill('201 Created'));
    const read = await service.call('GET', responses[1]?.location ?? '', { token });
    expect(read.status).toBe(200);
    expect(codesOf(read)).toEqual(['N']);
  });
});
