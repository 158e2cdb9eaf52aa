import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleOf, codesOf, refusalOf, sheetOf, told } from './answers.ts';
import type { Resource } from './bodies.ts';
import { EXT, labelsOf, PRO } from './bodies.ts';
import type { Asked, Depositing } from './depositing.ts';
import { depositing } from './depositing.ts';
import type { HttpAnswer, TestedService } from './service.ts';
import { startTestedService } from './service.ts';

let service: TestedService;
let asking: Depositing;
beforeAll(async () => {
  service = await startTestedService();
  asking = depositing(service);
});
afterAll(() => service.stop());

const bodyOf = (asked: Asked): Resource => asking.bodyOf(asked);
const deposit = (asked?: Asked): Promise<HttpAnswer> => asking.deposit(asked);
const send = (body: unknown, by?: string): Promise<HttpAnswer> => asking.send(body, by);

describe('a deposit that is repeated', () => {
  it('is answered as the first time, and kept and told once', async () => {
    const body = bodyOf({ about: 'adult2', uniqueId: `urn:uuid:${randomUUID()}` });
    const first = await send(body);
    const mails = service.mails().length;
    const again = await send(body);
    expect(again.status).toBe(201);
    expect(again.bytes).toEqual(first.bytes);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect(again.headers.get('etag')).toBe('W/"1"');
    expect(service.mails()).toHaveLength(mails);
  });

  it('is answered so even after the document was deleted', async () => {
    const token = await service.token('doctor');
    const body = bodyOf({});
    const first = await send(body);
    const location = first.headers.get('location') ?? '';
    const deleted = await service.call('PATCH', location, {
      token,
      type: 'application/json-patch+json',
      headers: { 'if-match': 'W/"1"' },
      body: [{ op: 'replace', path: '/status', value: 'entered-in-error' }],
    });
    expect(deleted.status).toBe(200);
    const again = await send(body);
    expect(again.status).toBe(201);
    expect(again.bytes).toEqual(first.bytes);
    expect((await service.call('GET', location, { token })).status).toBe(404);
  });

  it.each<[string, (first: Asked) => Asked]>([
    ['other bytes', (first) => ({ ...first, text: 'other' })],
    ['another author', (first) => ({ ...first, by: 'otherDoctor' })],
    ['another patient', (first) => ({ ...first, about: 'twinA' })],
  ])('is a duplicate with %s under the same identifier', async (_name, change) => {
    const first: Asked = { uniqueId: `urn:uuid:${randomUUID()}`, text: `Même texte ${randomUUID()}` };
    expect((await deposit(first)).status).toBe(201);
    expect(refusalOf(await deposit(change(first)))).toBe('422 DUPLICATE');
  });

  it("is a duplicate with the same bytes under another identifier, unless it is another author's", async () => {
    const text = `Même texte ${randomUUID()}`;
    expect((await deposit({ text })).status).toBe(201);
    expect(refusalOf(await deposit({ text }))).toBe('422 DUPLICATE');
    expect((await deposit({ text, by: 'otherDoctor' })).status).toBe(201);
    expect((await deposit({ text, about: 'adult2' })).status).toBe(201);
  });
});

describe('a new version (ITI-105)', () => {
  const relating = (reference: string) => ({ relatesTo: [{ code: 'replaces', target: { reference } }] });

  it('supersedes the one that was seen, and inherits its logical identifier', async () => {
    await service.consent('doctor', 'adult');
    const first = sheetOf(await deposit());
    const headers = { 'if-match': 'W/"1"' };
    const second = await deposit({ more: relating(`DocumentReference/${first.id}`), headers });
    expect(told(second)).toBe('201');
    expect(sheetOf(second).identifier[0]).toEqual(first.identifier[0]);
    const { system, value } = first.masterIdentifier;
    const { ins } = service.patient('adult');
    const old = await service.call(
      'GET',
      `/fhir/DocumentReference?patient.identifier=${service.patient('adult').system}|${ins}&status=superseded&identifier=${system}|${value}`,
      { token: await service.token('doctor') },
    );
    expect(bundleOf(old).sheets.map(({ meta }) => meta.versionId)).toEqual(['2']);
  });

  it('needs the version that is replaced', async () => {
    const first = sheetOf(await deposit());
    const more = relating(`DocumentReference/${first.id}`);
    for (const headers of [{}, { 'if-match': 'W/"2"' }, { 'if-match': '*' }]) {
      const answer = await deposit({ more, headers });
      expect(refusalOf(answer)).toBe('412 STALE_VERSION');
      expect(answer.headers.get('etag')).toBe('W/"1"');
    }
  });

  it('is as unknown as any for a document that nobody may know', async () => {
    const more = relating(`DocumentReference/${randomUUID()}`);
    const unknown = await deposit({ more, headers: { 'if-match': 'W/"1"' } });
    expect(refusalOf(unknown)).toBe('404 NOT_FOUND');
    const masked = sheetOf(await deposit({ by: 'otherDoctor', labels: ['N', 'MASQUE_PS'] }));
    await service.consent('doctor', 'adult');
    const hidden = await deposit({
      more: relating(`DocumentReference/${masked.id}`),
      headers: { 'if-match': 'W/"1"' },
    });
    expect(hidden.status).toBe(404);
    expect(hidden.bytes).toEqual(unknown.bytes);
  });

  it("is not for another's document", async () => {
    await service.consent('doctor', 'adult');
    const theirs = sheetOf(await deposit({ by: 'otherDoctor' }));
    const answer = await deposit({
      more: relating(`DocumentReference/${theirs.id}`),
      headers: { 'if-match': 'W/"1"' },
    });
    expect(refusalOf(answer)).toBe('403 NOT_AUTHOR');
  });
});

describe("a secretary's deposit", () => {
  const author = (id: string) => ({
    resourceType: 'Practitioner',
    id: 'author',
    identifier: [{ system: PRO, value: id }],
  });
  const named = (id: string): Resource => {
    const body = bodyOf({});
    body['contained'] = [(body['contained'] as Resource[])[0], author(id)];
    return body;
  };

  it('is the named professional of the same structure', async () => {
    const answer = await send(named(service.card('doctor')), 'secretary');
    expect(told(answer)).toBe('201');
    // The doctor, without any authorisation, may act on it as its author.
    const deleted = await service.call('PATCH', answer.headers.get('location') ?? '', {
      token: await service.token('doctor'),
      type: 'application/json-patch+json',
      headers: { 'if-match': 'W/"1"' },
      body: [{ op: 'replace', path: '/status', value: 'entered-in-error' }],
    });
    expect(deleted.status).toBe(200);
  });

  it.each([
    ['himself', 'secretary'],
    ['one of another structure', 'pharmacist'],
  ])('is refused for %s', async (_name, card) => {
    expect(refusalOf(await send(named(service.card(card)), 'secretary'))).toBe('422 AUTHOR_REQUIRED');
  });
});

describe('a deposit without an author', () => {
  const anonymous = (): Resource => {
    const body = bodyOf({});
    delete body['author'];
    return body;
  };

  it('is incomplete for a professional, and lacks him for whom it is made for a secretary', async () => {
    expect(refusalOf(await send(anonymous()))).toBe('400 INVALID');
    expect(refusalOf(await send(anonymous(), 'secretary'))).toBe('422 AUTHOR_REQUIRED');
  });
});

describe('the notices of a deposit', () => {
  it('goes to the patient, unless the document is kept from him', async () => {
    const count = () =>
      service.mails().filter(({ patient }) => patient === service.patient('twinB').ins).length;
    const before = count();
    await deposit({ about: 'twinB', labels: ['N', 'INVISIBLE_PATIENT'] });
    expect(count()).toBe(before);
    await deposit({ about: 'twinB', labels: ['N', 'MASQUE_PS'] });
    expect(count()).toBe(before + 1);
    expect(service.mails().at(-1)).toMatchObject({ notice: 'patient:deposit' });
  });
});

describe('codes that were sent', () => {
  it('are answered as they were', async () => {
    const answer = await deposit({ more: { securityLabel: labelsOf(['R', 'MASQUE_PS']) } });
    expect(codesOf(answer)).toEqual(['R', 'MASQUE_PS']);
    expect(sheetOf(answer).extension).toContainEqual({
      url: `${EXT}dmp-masked-by`,
      valueCode: 'professional',
    });
  });
});
