import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nirKey } from '../../../../shared/identity/nir.ts';
import { bundleOf, pathOf, refusalOf, sheetOf, told } from './answers.ts';
import type { Resource } from './bodies.ts';
import { EXT, ORG, PDF, publication, TEXT } from './bodies.ts';
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

/** A deposit whose attachment or format was altered. */
function altered(
  change: (content: { attachment: Resource; format: Resource }) => void,
  asked: Asked = {},
): Resource {
  const body = bodyOf(asked);
  const [content] = body['content'] as [{ attachment: Resource; format: Resource }];
  change(content);
  return body;
}

const contentIn = (body: Resource): Resource => (body['content'] as Resource[])[0] ?? {};
const attachmentIn = (body: Resource): Resource => contentIn(body)['attachment'] as Resource;

const cda = (inner = '') =>
  Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><ClinicalDocument xmlns="urn:hl7-org:v3">${inner}</ClinicalDocument>`,
  );

describe('the shape of a deposit', () => {
  it.each<[string, (body: Resource) => void, string]>([
    ['an unknown field', (body) => (body['docStatus'] = 'final'), 'docStatus: unknownField'],
    [
      'an unknown field deep inside',
      (body) => (attachmentIn(body)['pages'] = 2),
      'content[0].attachment.pages: unknownField',
    ],
    ['no identifier of its own', (body) => delete body['masterIdentifier'], 'masterIdentifier: missing'],
    ['no type', (body) => delete body['type'], 'type: missing'],
    ['a date without offset', (body) => (body['date'] = '2026-11-20T10:00:00'), 'date: invalid'],
    ['a day that does not exist', (body) => (body['date'] = '2026-02-30T10:00:00Z'), 'date: invalid'],
    ['another status', (body) => (body['status'] = 'superseded'), 'status: invalid'],
    [
      'two contents',
      (body) => (body['content'] as unknown[]).push((body['content'] as unknown[])[0]),
      'content: invalid',
    ],
    ['no format (ITI-105)', (body) => delete contentIn(body)['format'], 'content[0].format: missing'],
    [
      'bytes that are not base64',
      (body) => (attachmentIn(body)['data'] = 'not*base64'),
      'content[0].attachment.data: invalid',
    ],
    [
      'state that only the service writes',
      (body) => (body['extension'] = [{ url: `${EXT}dmp-masked-by`, valueCode: 'patient' }]),
      'extension: invalid',
    ],
  ])('refuses %s, naming its place', async (_name, change, path) => {
    const body = bodyOf({});
    change(body);
    const answer = await send(body);
    expect(refusalOf(answer)).toBe('400 INVALID');
    expect(pathOf(answer)).toBe(path);
  });

  it('refuses what is no JSON, no FHIR, or a list of resources', async () => {
    for (const body of ['{', '[]', 'null', '{"resourceType":"Patient"}']) {
      expect(refusalOf(await send(body))).toBe('400 INVALID');
    }
  });

  it('refuses what is nested without end, wherever it stands', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const extension = `{"url":"urn:x","valueString":${deep}}`;
    for (const body of [deep, JSON.stringify(bodyOf({})).replace('{', `{"extension":[${extension}],`)]) {
      expect(refusalOf(await send(body))).toBe('400 INVALID');
    }
  });

  it('refuses another kind of body', async () => {
    const token = await service.token('doctor');
    for (const type of ['application/fhir+xml', 'text/plain', 'application/json-patch+json']) {
      const answer = await service.call('POST', '/fhir/DocumentReference', { token, body: '<a/>', type });
      expect(refusalOf(answer)).toBe('415 INVALID');
    }
  });

  it('keeps an extension that it does not know', async () => {
    const own = { url: 'https://example.org/StructureDefinition/room', valueString: 'B12' };
    const answer = await deposit({ more: { extension: [own] } });
    expect(answer.status).toBe(201);
    expect(sheetOf(answer).extension).toContainEqual(own);
  });

  it('reads a subject by reference and by identifier alike', async () => {
    const { system, ins } = service.patient('adult');
    const answer = await deposit({ more: { subject: { identifier: { system, value: ins } } } });
    expect(answer.status).toBe(201);
  });

  it('answers canonical code systems for their OIDs', async () => {
    const answer = await deposit({
      more: {
        type: { coding: [{ system: 'urn:oid:2.16.840.1.113883.6.1', code: '11488-4' }] },
        securityLabel: [{ coding: [{ system: 'urn:oid:2.16.840.1.113883.5.25', code: 'N' }] }],
      },
    });
    expect(answer.status).toBe(201);
    expect(sheetOf(answer).type.coding[0]?.system).toBe('http://loinc.org');
    expect(sheetOf(answer).securityLabel[0]?.coding[0]?.system).toBe(
      'http://terminology.hl7.org/CodeSystem/v3-Confidentiality',
    );
  });

  it('fills in what a simplified publication leaves out', async () => {
    const body = bodyOf({});
    delete body['category'];
    delete body['context'];
    const answer = await send(body);
    expect(told(answer)).toBe('201');
    const sheet = sheetOf(answer);
    expect(sheet.category?.[0]?.coding[0]?.code).toBe('10');
    expect(sheet['custodian']).toEqual({ identifier: { system: ORG, value: expect.any(String) } });
    expect(sheet.identifier[0]?.value).toMatch(/^urn:uuid:/);
  });

  it('keeps the place that a deposit names, where the author has several', async () => {
    const atTheCareHome = {
      identifier: { system: ORG, value: '1990000564' },
      display: 'EHPAD Les Glycines',
    };
    const answer = await deposit({ more: { custodian: atTheCareHome } });
    expect(told(answer)).toBe('201');
    expect(sheetOf(answer)['custodian']).toEqual(atTheCareHome);
  });
});

describe('the rules of a deposit', () => {
  it.each<[string, Asked, string]>([
    ['a profession that is not admitted', { by: 'notAdmitted' }, '403 ROLE_NOT_ADMITTED'],
    ['a closed record', { about: 'closed' }, '403 RECORD_CLOSED'],
    ['an opposed identity', { about: 'opposed' }, '403 RECORD_NONEXISTENT'],
    ['an unknown type', { type: '99999-9' }, '422 INVALID'],
    ['an unknown format', { format: 'urn:example:format' }, '422 FORMAT_REFUSED'],
    ['a detached signature', { format: 'urn:ihe:iti:dsg:detached:2014' }, '422 FORMAT_REFUSED'],
    ['nothing', { bytes: Buffer.alloc(0) }, '422 EMPTY'],
    ['text with a NUL', { bytes: Buffer.from('a\0b') }, '422 CONTENT_MISMATCH'],
    ['text that is not UTF-8', { bytes: Buffer.from([0x41, 0xe9, 0x42]) }, '422 CONTENT_MISMATCH'],
    ['a PDF that is none', { format: PDF, contentType: 'application/pdf' }, '422 CONTENT_MISMATCH'],
    ['a PDF said to be text', { format: PDF, bytes: Buffer.from('%PDF-1.4 …') }, '422 CONTENT_MISMATCH'],
    ['no confidentiality', { labels: [] }, '422 CONFIDENTIALITY_INVALID'],
    ['a confidentiality twice', { labels: ['N', 'N'] }, '422 CONFIDENTIALITY_INVALID'],
    ['an unknown confidentiality', { labels: ['N', 'SECRET'] }, '422 CONFIDENTIALITY_INVALID'],
    ['five codes', { labels: ['N', 'R', 'V', 'MASQUE_PS', 'N'] }, '422 CONFIDENTIALITY_INVALID'],
    [
      'hidden from the patient and from professionals',
      { labels: ['N', 'MASQUE_PS', 'INVISIBLE_PATIENT'] },
      '422 CONFIDENTIALITY_CONFLICT',
    ],
    [
      "hidden from an adult's representatives",
      { labels: ['N', 'INVISIBLE_REPRESENTANTS_LEGAUX'] },
      '422 NOT_A_MINOR',
    ],
  ])('refuses %s', async (_name, asked, refusal) => {
    expect(refusalOf(await deposit(asked))).toBe(refusal);
  });

  it('needs no authorisation, and is open to whoever the patient blocked', async () => {
    expect((await deposit({ by: 'nurse' })).status).toBe(201);
  });

  it('answers the same for an identity that nobody has and one that was opposed', async () => {
    const nobody = { ...service.patient('adult'), ins: `1800199999999${nirKey('1800199999999') ?? ''}` };
    const unknown = await send(publication({ patient: nobody, author: service.card('doctor') }));
    const opposed = await deposit({ about: 'opposed' });
    expect(refusalOf(unknown)).toBe('403 RECORD_NONEXISTENT');
    expect(unknown.bytes).toEqual(opposed.bytes);
  });

  it.each<[string, (person: Resource) => void]>([
    ['another family name', (person) => (person['name'] = [{ family: 'AUTRE' }])],
    ['another given name', (person) => (person['name'] = [{ given: ['Autre'] }])],
    ['another birth date', (person) => (person['birthDate'] = '1980-02-04')],
    [
      'an identity that is not qualified',
      (person) =>
        (person['extension'] = [
          {
            url: 'https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-identity-reliability',
            extension: [{ url: 'identityStatus', valueCoding: { code: 'PROV' } }],
          },
        ]),
    ],
  ])('refuses %s in the source patient', async (_name, change) => {
    const body = bodyOf({});
    change((body['contained'] as Resource[])[0] ?? {});
    expect(refusalOf(await send(body))).toBe('422 IDENTITY_NOT_QUALIFIED');
  });

  it('takes the traits in any writing, and a qualified identity said to be so', async () => {
    const body = bodyOf({});
    const person = (body['contained'] as Resource[])[0] ?? {};
    const { family, given } = service.patient('adult');
    person['name'] = [{ family: family.toLowerCase(), given: [given.toUpperCase()] }];
    person['extension'] = [
      {
        url: 'https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-identity-reliability',
        valueCodeableConcept: { coding: [{ code: 'VALI' }] },
      },
    ];
    expect((await send(body)).status).toBe(201);
  });

  it('refuses an INS with a wrong key before it looks for the record', async () => {
    const wrong = { ...service.patient('adult'), ins: '280024410990011' };
    expect(refusalOf(await send(publication({ patient: wrong, author: service.card('doctor') })))).toBe(
      '422 IDENTITY_NOT_QUALIFIED',
    );
  });

  it('judges 5 000 000 bytes as a document and one more as too many', async () => {
    expect((await deposit({ bytes: Buffer.alloc(5_000_000, 'a') })).status).toBe(201);
    expect(refusalOf(await deposit({ bytes: Buffer.alloc(5_000_001, 'a') }))).toBe('413 TOO_LARGE');
  });
});

describe('a deposit that contradicts itself', () => {
  it.each<[string, (content: { attachment: Resource; format: Resource }) => void]>([
    ['hash', ({ attachment }) => (attachment['hash'] = createHash('sha1').update('other').digest('base64'))],
    ['size', ({ attachment }) => (attachment['size'] = 1)],
  ])('is refused for a %s that is not that of the bytes', async (_name, change) => {
    expect(refusalOf(await send(altered(change)))).toBe('422 CONTENT_MISMATCH');
  });

  it("is refused under another's name", async () => {
    const body = publication({ patient: service.patient('adult'), author: service.card('otherDoctor') });
    expect(refusalOf(await send(body))).toBe('422 NOT_AUTHOR');
  });

  it('is refused for a known code under a system that is not its own', async () => {
    const answer = await deposit({
      more: { securityLabel: [{ coding: [{ system: 'http://loinc.org', code: 'N' }] }] },
    });
    expect(refusalOf(answer)).toBe('422 INVALID');
  });

  it('is refused for two patients', async () => {
    const body = bodyOf({});
    const person = (body['contained'] as Resource[])[0] ?? {};
    person['identifier'] = [
      { system: service.patient('adult2').system, value: service.patient('adult2').ins },
    ];
    expect(refusalOf(await send(body))).toBe('422 INVALID');
  });

  it('is told of the shape first, then of the rules, then of the contradiction', async () => {
    const wrongHash = (content: { attachment: Resource }) => (content.attachment['hash'] = 'AAAA');
    expect(refusalOf(await send({ ...altered(wrongHash, { labels: [] }), extra: 1 }))).toBe('400 INVALID');
    expect(refusalOf(await send(altered(wrongHash, { labels: [] })))).toBe('422 CONFIDENTIALITY_INVALID');
    expect(refusalOf(await send(altered(wrongHash)))).toBe('422 CONTENT_MISMATCH');
  });
});

describe('the format that only names the media type', () => {
  const sufficient = 'urn:ihe:iti:xds:2017:mimeTypeSufficient';
  const level1 = (mediaType: string, body: Buffer) =>
    cda(
      `<component><nonXMLBody><text mediaType="${mediaType}" representation="B64">${body.toString('base64')}</text></nonXMLBody></component>`,
    );

  it.each<[string, Asked]>([
    ['a PDF', { contentType: 'application/pdf', bytes: Buffer.from(`%PDF-1.4 ${randomUUID()}`) }],
    ['a text', { contentType: 'text/plain' }],
    ['an empty CDA document', { contentType: 'application/xml', bytes: cda(`<!-- ${randomUUID()} -->`) }],
    [
      'a CDA of level 1',
      { contentType: 'text/xml', bytes: level1('application/pdf', Buffer.from('%PDF-1.4')) },
    ],
  ])('is read from %s', async (_name, asked) => {
    expect((await deposit({ ...asked, format: sufficient })).status).toBe(201);
  });

  it('is refused where the media type has no format', async () => {
    const png = { contentType: 'image/png', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47]) };
    expect(refusalOf(await deposit({ ...png, format: sufficient }))).toBe('422 FORMAT_REFUSED');
  });

  it('is found under the code that it was read as', async () => {
    await service.consent('midwife', 'adult2');
    const uniqueId = `urn:uuid:${randomUUID()}`;
    await deposit({ by: 'midwife', about: 'adult2', format: sufficient, uniqueId });
    const { system, ins } = service.patient('adult2');
    const token = await service.token('midwife');
    const found = await service.call(
      'GET',
      `/fhir/DocumentReference?patient.identifier=${system}|${ins}&format=${TEXT}&identifier=${uniqueId}`,
      { token },
    );
    expect(bundleOf(found).total).toBe(1);
  });

  it.each([
    ['a DOCTYPE', Buffer.from('<!DOCTYPE ClinicalDocument><ClinicalDocument xmlns="urn:hl7-org:v3"/>')],
    ['another root', Buffer.from('<html xmlns="http://www.w3.org/1999/xhtml"/>')],
    ['another namespace', Buffer.from('<ClinicalDocument/>')],
    ['a stylesheet', Buffer.from('<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>')],
    ['300 levels', cda('<a>'.repeat(300) + '</a>'.repeat(300))],
    ['no end', Buffer.from('<ClinicalDocument xmlns="urn:hl7-org:v3">')],
  ])('refuses XML with %s', async (_name, bytes) => {
    const format = 'urn:asip:ci-sis:vsm:2012';
    expect(refusalOf(await deposit({ contentType: 'text/xml', format, bytes }))).toBe('422 CONTENT_MISMATCH');
  });
});
