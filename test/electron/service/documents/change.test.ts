import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundleOf, codesOf, pathOf, refusalOf, sheetOf, told } from './answers.ts';
import type { Resource, Sheet } from './bodies.ts';
import { ARCHIVED, EXT, labelsOf, publication } from './bodies.ts';
import type { HttpAnswer, TestedService } from './service.ts';
import { startTestedService } from './service.ts';

let service: TestedService;
beforeAll(async () => {
  service = await startTestedService();
  await service.consent('doctor', 'adult');
  await service.consent('otherDoctor', 'adult');
  await service.consent('treatingDoctor', 'adult');
});
afterAll(() => service.stop());

/** A fresh document on `adult` by the doctor, at version 1. */
let document: { readonly id: string; readonly condition: string };
beforeEach(async () => {
  document = await deposited();
});

async function deposited(sheet: Partial<Sheet> = {}, by = 'doctor', about = 'adult') {
  const body = publication({ patient: service.patient(about), author: service.card(by), ...sheet });
  const token = await service.token(by);
  const answer = await service.call('POST', '/fhir/DocumentReference', { token, body });
  if (answer.status !== 201) throw new Error(answer.bytes.toString());
  const { id, masterIdentifier } = sheetOf(answer);
  return { id, condition: `identifier=${masterIdentifier.system}|${masterIdentifier.value}` };
}

async function patch(
  body: unknown,
  {
    by = 'doctor',
    seen = 1,
    target = `?${document.condition}`,
    confirmed = false,
    token,
  }: {
    by?: string;
    seen?: number | string | null;
    target?: string;
    confirmed?: boolean;
    token?: string;
  } = {},
): Promise<HttpAnswer> {
  return service.call('PATCH', `/fhir/DocumentReference${target}`, {
    token: token ?? (await service.token(by)),
    type: 'application/json-patch+json',
    headers: {
      ...(seen === null ? {} : { 'if-match': typeof seen === 'number' ? `W/"${seen}"` : seen }),
      ...(confirmed ? { 'x-dmp-confirmed': 'true' } : {}),
    },
    body,
  });
}

const labels = (...codes: string[]) => [{ op: 'replace', path: '/securityLabel', value: labelsOf(codes) }];
const mask = labels('N', 'MASQUE_PS');
const unmask = labels('N');
const remove = [{ op: 'replace', path: '/status', value: 'entered-in-error' }];
const archive = [{ op: 'replace', path: '/extension/0/valueBoolean', value: true }];

async function read(by: string, id: string): Promise<HttpAnswer> {
  return service.call('GET', `/fhir/DocumentReference/${id}`, { token: await service.token(by) });
}

describe('a change of metadata', () => {
  it('answers the new sheet under a new id and the next version; the old id is gone', async () => {
    const answer = await patch(mask);
    expect(told(answer)).toBe('200');
    const sheet = sheetOf(answer);
    expect(answer.headers.get('etag')).toBe('W/"2"');
    expect(sheet.meta.versionId).toBe('2');
    expect(sheet.id).not.toBe(document.id);
    expect(answer.headers.get('location')).toBe(`${service.url}/fhir/DocumentReference/${sheet.id}`);
    expect(refusalOf(await read('doctor', document.id))).toBe('404 NOT_FOUND');
    expect((await read('doctor', sheet.id)).json).toEqual(answer.json);
    expect(refusalOf(await patch(unmask, { target: `/${document.id}`, seen: 2 }))).toBe('404 NOT_FOUND');
  });

  it('finds its document by id, by its own identifier and by the logical one', async () => {
    expect((await patch(mask, { target: `/${document.id}` })).status).toBe(200);
    const masked = await patch(unmask, { seen: 2 });
    const { system, value } = sheetOf(masked).identifier[0] ?? {};
    expect((await patch(mask, { seen: 3, target: `?identifier=${system}|${value}` })).status).toBe(200);
  });

  it.each(['W/"1"', '"1"'])('takes the version as %s', async (seen) => {
    expect((await patch(mask, { seen })).status).toBe(200);
  });

  it.each([null, 2, '*', '1', 'W/"1", W/"2"'])(
    'refuses %s as a stale version, and tells the current one',
    async (seen) => {
      const answer = await patch(mask, { seen });
      expect(refusalOf(answer)).toBe('412 STALE_VERSION');
      expect(answer.headers.get('etag')).toBe('W/"1"');
    },
  );

  it('tells the version to an author who may not read', async () => {
    const own = await deposited({}, 'nurse');
    expect(refusalOf(await read('nurse', own.id))).toBe('403 CONSENT_REQUIRED');
    const asked = await patch(remove, { by: 'nurse', seen: null, target: `?${own.condition}` });
    expect(asked.headers.get('etag')).toBe('W/"1"');
    const seen = asked.headers.get('etag');
    expect((await patch(remove, { by: 'nurse', seen, target: `?${own.condition}` })).status).toBe(200);
  });

  it('is nothing, and answered with the same version, where nothing changes', async () => {
    for (const body of [
      labels('N'),
      [],
      [{ op: 'replace', path: '/extension/0/valueBoolean', value: false }],
    ]) {
      const answer = await patch(body);
      expect(told(answer)).toBe('200');
      expect(sheetOf(answer)).toMatchObject({ id: document.id, meta: { versionId: '1' } });
    }
    expect((await patch(mask)).status).toBe(200);
    expect((await patch(mask, { seen: 2 })).headers.get('etag')).toBe('W/"2"');
  });
});

describe('masking', () => {
  it('keeps the level, whichever way the patch is written', async () => {
    expect(codesOf(await patch(mask)).sort()).toEqual(['MASQUE_PS', 'N']);
    document = await deposited();
    const draft = await patch([
      { op: 'replace', path: '/securityLabel/0', value: labelsOf(['MASQUE_PS'])[0] },
    ]);
    expect(codesOf(draft).sort()).toEqual(['MASQUE_PS', 'N']);
    // The draft unmasks by writing N in the same place.
    const shown = await patch([{ op: 'replace', path: '/securityLabel/0', value: labelsOf(['N'])[0] }], {
      seen: 2,
    });
    expect(codesOf(shown)).toEqual(['N']);
    document = await deposited();
    const added = await patch([{ op: 'add', path: '/securityLabel/-', value: labelsOf(['MASQUE_PS'])[0] }]);
    expect(codesOf(added)).toEqual(['N', 'MASQUE_PS']);
  });

  it('does not need the level', async () => {
    const bare = await deposited({ labels: ['MASQUE_PS'] });
    expect(codesOf(await read('doctor', bare.id))).toEqual(['MASQUE_PS']);
    expect(codesOf(await patch(unmask, { target: `?${bare.condition}` }))).toEqual(['N']);
  });

  it('hides the document from others, and not from its author or a médecin traitant', async () => {
    const { id } = sheetOf(await patch(mask));
    const unknown = await read('otherDoctor', randomUUID());
    const hidden = await read('otherDoctor', id);
    expect(hidden.status).toBe(404);
    expect(hidden.bytes).toEqual(unknown.bytes);
    const maskedBy = { url: `${EXT}dmp-masked-by`, valueCode: 'professional' };
    expect(sheetOf(await read('doctor', id)).extension).toContainEqual(maskedBy);
    expect(sheetOf(await read('treatingDoctor', id)).extension).toContainEqual(maskedBy);
  });

  it("is a médecin traitant's to do on another's document, and nobody else's", async () => {
    expect(refusalOf(await patch(mask, { by: 'otherDoctor' }))).toBe('403 NOT_AUTHOR');
    expect((await patch(mask, { by: 'treatingDoctor' })).status).toBe(200);
    expect((await patch(unmask, { by: 'treatingDoctor', seen: 2 })).status).toBe(200);
  });

  it('is the patient’s to lift where the patient did it', async () => {
    const token = await service.patientToken('adult');
    const masked = await patch(mask, { token });
    expect(told(masked)).toBe('200');
    expect(sheetOf(masked).extension).toContainEqual({ url: `${EXT}dmp-masked-by`, valueCode: 'patient' });
    expect(refusalOf(await patch(unmask, { seen: 2 }))).toBe('422 MASKED_BY_PATIENT');
    expect((await patch(unmask, { seen: 2, token })).status).toBe(200);
  });

  it('may not meet hiding from the patient', async () => {
    const own = await deposited({ labels: ['N', 'INVISIBLE_PATIENT'] });
    const both = labels('N', 'INVISIBLE_PATIENT', 'MASQUE_PS');
    expect(refusalOf(await patch(both, { target: `?${own.condition}` }))).toBe(
      '422 CONFIDENTIALITY_CONFLICT',
    );
  });
});

describe('visibility', () => {
  it('shows to the patient what was kept for the announcement, and never hides again', async () => {
    const own = await deposited({ labels: ['N', 'INVISIBLE_PATIENT'] });
    const target = `?${own.condition}`;
    const patient = await service.patientToken('adult');
    const get = (id: string) => service.call('GET', `/fhir/DocumentReference/${id}`, { token: patient });
    expect((await get(own.id)).bytes).toEqual((await get(randomUUID())).bytes);
    const shown = await patch(labels('N'), { target });
    expect(shown.status).toBe(200);
    expect((await get(sheetOf(shown).id)).status).toBe(200);
    expect(refusalOf(await patch(labels('N', 'INVISIBLE_PATIENT'), { target, seen: 2 }))).toBe(
      '422 IRREVERSIBLE',
    );
  });

  it('shows to representatives once it is confirmed', async () => {
    const own = await deposited({ labels: ['N', 'INVISIBLE_REPRESENTANTS_LEGAUX'] }, 'doctor', 'minor');
    const target = `?${own.condition}`;
    expect(refusalOf(await patch(labels('N'), { target }))).toBe('422 CONFIRMATION_REQUIRED');
    expect((await patch(labels('N'), { target, confirmed: true })).status).toBe(200);
    const again = labels('N', 'INVISIBLE_REPRESENTANTS_LEGAUX');
    expect(refusalOf(await patch(again, { target, seen: 2 }))).toBe('422 IRREVERSIBLE');
  });
});

describe('archiving', () => {
  it('keeps the document current and listed, under its flag', async () => {
    const archived = await patch(archive);
    expect(sheetOf(archived)).toMatchObject({
      status: 'current',
      extension: expect.arrayContaining([{ url: ARCHIVED, valueBoolean: true }]) as unknown,
    });
    const { system, ins } = service.patient('adult');
    const listed = async (flag: boolean) =>
      bundleOf(
        await service.call(
          'GET',
          `/fhir/DocumentReference?patient.identifier=${system}|${ins}&isArchived=${flag}&${document.condition}`,
          { token: await service.token('doctor') },
        ),
      ).total;
    expect([await listed(true), await listed(false)]).toEqual([1, 0]);
    expect((await read('doctor', sheetOf(archived).id)).headers.get('x-dmp-warning')).toBe('ARCHIVED');
    const draft = [{ op: 'replace', path: `/extension[url:'${ARCHIVED}']/valueBoolean`, value: false }];
    expect((await patch(draft, { seen: 2 })).status).toBe(200);
    expect([await listed(true), await listed(false)]).toEqual([0, 1]);
  });
});

describe('deleting', () => {
  it('is the author’s alone, and leaves nothing to find', async () => {
    expect(refusalOf(await patch(remove, { by: 'treatingDoctor' }))).toBe('403 NOT_AUTHOR');
    const deleted = await patch(remove);
    expect(sheetOf(deleted).status).toBe('entered-in-error');
    expect(refusalOf(await read('doctor', sheetOf(deleted).id))).toBe('404 NOT_FOUND');
    expect(refusalOf(await patch(remove, { seen: 2 }))).toBe('404 NOT_FOUND');
    const { system, ins } = service.patient('adult');
    const search = `/fhir/DocumentReference?patient.identifier=${system}|${ins}&status=entered-in-error`;
    const found = bundleOf(await service.call('GET', search, { token: await service.token('doctor') }));
    expect([found.total, found.sheets]).toEqual([0, []]);
  });
});

describe('a patch that is refused', () => {
  it.each<[string, unknown]>([
    ['no list', { op: 'replace', path: '/status', value: 'entered-in-error' }],
    ['an unknown operation', [{ op: 'set', path: '/status', value: 'entered-in-error' }]],
    ['no value', [{ op: 'replace', path: '/status' }]],
    ['a path that is no pointer', [{ op: 'replace', path: 'status', value: 'entered-in-error' }]],
    ['a place that is not there', [{ op: 'replace', path: '/securityLabel/7', value: {} }]],
    ['a test that fails', [{ op: 'test', path: '/status', value: 'superseded' }, ...remove]],
    ['no JSON', '['],
    ['two acts', [...mask, ...archive]],
    ['deleting and masking', [...mask, ...remove]],
    ['superseding without a new version', [{ op: 'replace', path: '/status', value: 'superseded' }]],
    ['a flag that is none', [{ op: 'replace', path: '/extension/0/valueBoolean', value: 'yes' }]],
  ])('for %s is invalid', async (_name, body) => {
    expect(refusalOf(await patch(body))).toBe('400 INVALID');
  });

  it.each([
    [[{ op: 'replace', path: '/description', value: 'x' }]],
    [[{ op: 'replace', path: '/content/0/attachment/title', value: 'x' }]],
    [[{ op: 'add', path: '/extension/-', value: { url: 'https://example.org/x', valueString: 'x' } }]],
    [[{ op: 'remove', path: '/extension/1' }]],
    [[{ op: 'move', from: '/description', path: '/securityLabel/0' }]],
    [[{ op: 'remove', path: '' }]],
    [[...mask, { op: 'replace', path: '/date', value: '2026-01-01T00:00:00Z' }]],
  ])('touches what may not be touched: %j', async (body) => {
    expect(refusalOf(await patch(body))).toBe('405 INVALID');
  });

  it.each<[string, Resource[], string]>([
    ['another level', labels('R'), '422 INVALID'],
    ['an unknown label', labels('N', 'SECRET'), '422 CONFIDENTIALITY_INVALID'],
    [
      'a label under a system that is not its own',
      [
        {
          op: 'replace',
          path: '/securityLabel',
          value: [{ coding: [{ system: 'http://loinc.org', code: 'N' }] }],
        },
      ],
      '422 INVALID',
    ],
  ])('sets %s', async (_name, body, refusal) => {
    expect(refusalOf(await patch(body))).toBe(refusal);
  });

  it('comes without the type of a JSON Patch', async () => {
    const token = await service.token('doctor');
    for (const type of ['application/fhir+json', 'application/json', 'application/xml']) {
      const answer = await service.call('PATCH', `/fhir/DocumentReference/${document.id}`, {
        token,
        type,
        body: '[]',
      });
      expect(refusalOf(answer)).toBe('415 INVALID');
    }
  });

  it('names no document, or not by identifier', async () => {
    expect(
      refusalOf(await patch(mask, { target: `?identifier=urn:ietf:rfc:3986|urn:uuid:${randomUUID()}` })),
    ).toBe('404 NOT_FOUND');
    expect(refusalOf(await patch(mask, { target: `/${randomUUID()}` }))).toBe('404 NOT_FOUND');
    const bySystem = await patch(mask, { target: '?identifier=abc' });
    expect([refusalOf(bySystem), pathOf(bySystem)]).toEqual(['400 INVALID', 'identifier']);
    expect(refusalOf(await patch(mask, { target: '' }))).toBe('400 INVALID');
    expect(refusalOf(await patch(mask, { target: '?status=current' }))).toBe('400 INVALID');
  });

  it('says the same of a masked document as of an unknown one, whatever is wrong with it', async () => {
    const masked = await deposited({ labels: ['N', 'MASQUE_PS'] }, 'otherDoctor');
    const bodies = [
      mask,
      unmask,
      remove,
      [...mask, ...archive],
      labels('N', 'SECRET'),
      [],
      [{ op: 'remove', path: '/date' }],
    ];
    for (const body of bodies) {
      const hidden = await patch(body, { target: `?${masked.condition}`, seen: null });
      const unknown = await patch(body, {
        target: `?identifier=urn:ietf:rfc:3986|urn:uuid:${randomUUID()}`,
        seen: null,
      });
      expect([hidden.status, hidden.bytes.toString(), hidden.headers.get('etag')]).toEqual([
        unknown.status,
        unknown.bytes.toString(),
        null,
      ]);
    }
  });

  it('replaces or deletes by another method', async () => {
    const token = await service.token('doctor');
    for (const method of ['PUT', 'DELETE']) {
      const answer = await service.call(method, `/fhir/DocumentReference/${document.id}`, { token });
      expect(refusalOf(answer)).toBe('405 INVALID');
    }
  });
});
