import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from '../../../../shared/schema/zod.ts';
import { bundleOf, pathOf, refusalOf, sheetOf, transactionOf } from './answers.ts';
import type { Resource, Sheet } from './bodies.ts';
import { submission, supersede } from './bodies.ts';
import type { HttpAnswer, TestedService } from './service.ts';
import { startTestedService } from './service.ts';

let service: TestedService;
beforeAll(async () => {
  service = await startTestedService();
  await service.consent('doctor', 'adult2');
  await service.consent('otherDoctor', 'adult2');
});
afterAll(() => service.stop());

const sheet = (more: Partial<Sheet> = {}): Sheet => ({
  patient: service.patient('adult2'),
  author: service.card('doctor'),
  ...more,
});

async function submit(
  body: Resource,
  headers: Record<string, string> = {},
  by = 'doctor',
): Promise<HttpAnswer> {
  return service.call('POST', '/fhir', { token: await service.token(by), body, headers });
}

async function get(path: string, by = 'doctor'): Promise<HttpAnswer> {
  return service.call('GET', path, { token: await service.token(by) });
}

const ofRecord = (query: string): string => {
  const { system, ins } = service.patient('adult2');
  return `/fhir/DocumentReference?patient.identifier=${system}|${ins}${query}`;
};

/** Entries of a transaction, to be changed. */
const entriesOf = (body: Resource) =>
  body['entry'] as { fullUrl: string; resource: Resource; request: Resource }[];
const entryOf = (body: Resource, type: string) => {
  const entry = entriesOf(body).find(({ resource }) => resource['resourceType'] === type);
  if (entry === undefined) throw new Error(`no ${type}`);
  return entry;
};

/** Deposits one document; its id, version 1. */
async function first(more: Partial<Sheet> = {}, by = 'doctor') {
  const answer = await submit(submission([sheet({ author: service.card(by), ...more })]), {}, by);
  const location = transactionOf(answer)[1]?.location ?? '';
  return { location, sheet: sheetOf(await get(location, by)) };
}

describe('a submission', () => {
  it('is answered entry by entry, in order', async () => {
    const answer = await submit(submission([sheet(), sheet()]));
    const responses = transactionOf(answer);
    expect(responses.map(({ status, etag }) => [status, etag])).toEqual(
      Array.from({ length: 5 }, () => ['201 Created', 'W/"1"']),
    );
    expect(
      responses.map(({ location }) => location.replace(/[^/]+$/, '').replace(`${service.url}/fhir/`, '')),
    ).toEqual(['List/', 'DocumentReference/', 'DocumentReference/', 'Binary/', 'Binary/']);
    const document = sheetOf(await get(responses[1]?.location ?? ''));
    expect(document.content[0].attachment.url).toBe(responses[3]?.location);
  });

  it('is all or nothing', async () => {
    const before = bundleOf(await get(ofRecord(''))).total;
    const wrong = submission([sheet(), sheet({ labels: ['N', 'N'] })]);
    expect(refusalOf(await submit(wrong))).toBe('422 CONFIDENTIALITY_INVALID');
    expect(bundleOf(await get(ofRecord(''))).total).toBe(before);
    const [, ok] = entriesOf(wrong);
    const identifier = ok?.resource['masterIdentifier'] as { value: string };
    expect(bundleOf(await get(ofRecord(`&identifier=${identifier.value}`))).total).toBe(0);
  });

  it.each<[string, (body: Resource) => void, string]>([
    ['a batch', (body) => (body['type'] = 'batch'), 'type: invalid'],
    ['no entries', (body) => (body['entry'] = []), 'entry: invalid'],
    ['no submission set', (body) => entriesOf(body).splice(0, 1), 'entry: missing'],
    ['two submission sets', (body) => entriesOf(body).push(entryOf(body, 'List')), 'entry[3]: invalid'],
    [
      'a Binary that nothing refers to',
      (body) => entriesOf(body).push({ ...entryOf(body, 'Binary'), fullUrl: `urn:uuid:${randomUUID()}` }),
      'entry[3]: invalid',
    ],
    [
      'a document without its Binary',
      (body) => entriesOf(body).splice(2, 1),
      'entry[1].resource.content[0].attachment.url: invalid',
    ],
    [
      'a set that names what is not there',
      (body) =>
        (entryOf(body, 'List').resource['entry'] as Resource[]).push({ item: { reference: 'urn:uuid:x' } }),
      'entry[0].resource.entry[1].item.reference: invalid',
    ],
    [
      'an unknown field',
      (body) => (entryOf(body, 'List').resource['owner'] = 'x'),
      'entry[0].resource.owner: unknownField',
    ],
    [
      'another method',
      (body) => (entryOf(body, 'Binary').request['method'] = 'PUT'),
      'entry[2].request.method: invalid',
    ],
    [
      'another resource',
      (body) => (entryOf(body, 'Binary').resource['resourceType'] = 'Patient'),
      'entry[2].resource.resourceType: invalid',
    ],
    [
      'a sheet that is not complete',
      (body) => delete entryOf(body, 'DocumentReference').resource['category'],
      'entry[1].resource.category: missing',
    ],
  ])('is refused with %s', async (_name, change, path) => {
    const body = submission([sheet()]);
    change(body);
    const answer = await submit(body);
    expect([refusalOf(answer), pathOf(answer)]).toEqual(['400 INVALID', path]);
  });

  it('is refused for two patients, and for a media type that is not its Binary’s', async () => {
    const mixed = submission([sheet(), sheet({ patient: service.patient('adult') })]);
    expect(refusalOf(await submit(mixed))).toBe('422 INVALID');
    const typed = submission([sheet()]);
    entryOf(typed, 'Binary').resource['contentType'] = 'application/pdf';
    expect(refusalOf(await submit(typed))).toBe('422 CONTENT_MISMATCH');
  });

  it('repeats as a whole, or is a duplicate', async () => {
    const sheets = [
      sheet({ uniqueId: `urn:uuid:${randomUUID()}`, text: randomUUID() }),
      sheet({ text: randomUUID(), uniqueId: `urn:uuid:${randomUUID()}` }),
    ];
    const one = await submit(submission(sheets));
    const again = await submit(submission(sheets));
    expect(again.bytes).toEqual(one.bytes);
    const [known] = sheets;
    if (known === undefined) return;
    expect(refusalOf(await submit(submission([known, sheet()])))).toBe('422 DUPLICATE');
  });
});

describe('a replacement in a submission', () => {
  const replacing = (target: Resource, entries: Resource[], more: Partial<Sheet> = {}) =>
    submission([sheet(more)], { sheet: { relatesTo: [{ code: 'replaces', target }] }, entries });

  it.each(['by id', 'by identifier'])('makes the old one superseded, named %s', async (way) => {
    const old = (await first()).sheet;
    const { system, value } = old.masterIdentifier;
    const byId = way === 'by id';
    const body = replacing(
      byId ? { reference: `DocumentReference/${old.id}` } : { identifier: { system, value } },
      [
        supersede(
          byId ? `DocumentReference/${old.id}` : `DocumentReference?identifier=${system}|${value}`,
          'W/"1"',
        ),
      ],
    );
    const answer = await submit(body);
    const responses = transactionOf(answer);
    expect(responses[3]).toMatchObject({ status: '200 OK', etag: 'W/"2"' });
    const superseded = await get(responses[3]?.location ?? '');
    expect(sheetOf(superseded).status).toBe('superseded');
    expect(superseded.headers.get('x-dmp-warning')).toBe('SUPERSEDED');
    const fresh = sheetOf(await get(responses[1]?.location ?? ''));
    expect(fresh.identifier[0]).toEqual(old.identifier[0]);
    expect(fresh['relatesTo']).toEqual([
      { code: 'replaces', target: { type: 'DocumentReference', identifier: { system, value } } },
    ]);
    const again = await submit(body);
    expect(again.bytes).toEqual(answer.bytes);
  });

  it('comes with its change of status, and the other way round', async () => {
    const { id } = (await first()).sheet;
    expect(refusalOf(await submit(replacing({ reference: `DocumentReference/${id}` }, [])))).toBe(
      '400 INVALID',
    );
    const lone = submission([sheet()], { entries: [supersede(`DocumentReference/${id}`, 'W/"1"')] });
    expect(refusalOf(await submit(lone))).toBe('400 INVALID');
    const other = (await first()).sheet.id;
    const crossed = replacing({ reference: `DocumentReference/${id}` }, [
      supersede(`DocumentReference/${other}`, 'W/"1"'),
    ]);
    expect(refusalOf(await submit(crossed))).toBe('400 INVALID');
  });

  it('names the version that was seen', async () => {
    const { id } = (await first()).sheet;
    for (const seen of [undefined, 'W/"7"']) {
      const answer = await submit(
        replacing({ reference: `DocumentReference/${id}` }, [supersede(`DocumentReference/${id}`, seen)]),
      );
      expect(refusalOf(answer)).toBe('412 STALE_VERSION');
      expect(answer.headers.get('etag')).toBe('W/"1"');
    }
  });

  it('changes nothing else of the old one', async () => {
    const { id } = (await first()).sheet;
    const patch = supersede(`DocumentReference/${id}`, 'W/"1"');
    const parameters = patch['resource'] as {
      parameter: { part: { name: string; valueString?: string; valueCode?: string }[] }[];
    };
    const [, path] = parameters.parameter[0]?.part ?? [];
    if (path !== undefined) path.valueString = 'DocumentReference.description';
    expect(refusalOf(await submit(replacing({ reference: `DocumentReference/${id}` }, [patch])))).toBe(
      '405 INVALID',
    );
  });

  it('is as unknown as any for a masked document', async () => {
    const masked = (await first({ labels: ['N', 'MASQUE_PS'] }, 'otherDoctor')).sheet.id;
    const about = (id: string) =>
      submit(
        replacing({ reference: `DocumentReference/${id}` }, [supersede(`DocumentReference/${id}`, 'W/"1"')]),
      );
    const [hidden, unknown] = [await about(masked), await about(randomUUID())];
    expect([hidden.status, hidden.bytes.toString()]).toEqual([404, unknown.bytes.toString()]);
  });

  it('keeps the mask of the patient', async () => {
    const old = await first();
    const masked = await service.call('PATCH', old.location, {
      token: await service.patientToken('adult2'),
      type: 'application/json-patch+json',
      headers: { 'if-match': 'W/"1"' },
      body: [{ op: 'add', path: '/securityLabel/-', value: { coding: [{ code: 'MASQUE_PS' }] } }],
    });
    const { id } = sheetOf(masked);
    const version = (labels: string[]) =>
      submit(
        replacing({ reference: `DocumentReference/${id}` }, [supersede(`DocumentReference/${id}`, 'W/"2"')], {
          labels,
        }),
      );
    expect(refusalOf(await version(['N']))).toBe('422 MASKED_BY_PATIENT');
    expect((await version(['N', 'MASQUE_PS'])).status).toBe(200);
  });

  it('does not tell of a version before it that the reader may not see', async () => {
    const old = (await first({ labels: ['N', 'MASQUE_PS'] })).sheet.id;
    const answer = await submit(
      replacing({ reference: `DocumentReference/${old}` }, [supersede(`DocumentReference/${old}`, 'W/"1"')]),
    );
    const { location } = transactionOf(answer)[1] ?? {};
    expect(sheetOf(await get(location ?? ''))).toHaveProperty('relatesTo');
    expect(sheetOf(await get(location ?? '', 'otherDoctor'))).not.toHaveProperty('relatesTo');
  });
});

describe('submission sets', () => {
  const List = z.looseObject({
    resourceType: z.literal('List'),
    id: z.string(),
    entry: z.array(z.object({ item: z.object({ reference: z.string(), identifier: z.unknown() }) })),
  });
  const sets = async (query: string, by = 'doctor') => {
    const { system, ins } = service.patient('adult2');
    const answer = await get(`/fhir/List?patient.identifier=${system}|${ins}&code=submissionset${query}`, by);
    const { total, entry, link } = bundleOf(answer);
    return { total, lists: entry.map(({ resource }) => List.parse(resource)), next: link('next') };
  };

  it('are found by their date, newest first, page by page', async () => {
    await submit(submission([sheet({ date: '2030-01-02T10:00:00+01:00' })]));
    await submit(submission([sheet({ date: '2030-01-03T10:00:00+01:00' }), sheet()]));
    const { total, lists, next } = await sets('&date=ge2030-01-02&_count=1');
    expect([total, lists.map(({ entry }) => entry.length)]).toEqual([2, [2]]);
    const second = bundleOf(await get(next ?? ''));
    expect(second.entry.map(({ resource }) => List.parse(resource).entry.length)).toEqual([1]);
    expect(second.link('next')).toBeUndefined();
    expect((await sets('&date=gt2030-01-03')).total).toBe(0);
    const { system, ins } = service.patient('adult2');
    expect(bundleOf(await get(`/fhir/List?patient.identifier=${system}|${ins}&code=other`)).total).toBe(0);
  });

  it('hold what the reader may read, and are not there when that is nothing', async () => {
    const masked = sheet({
      author: service.card('otherDoctor'),
      labels: ['N', 'MASQUE_PS'],
      date: '2031-01-01T00:00:00Z',
    });
    const open = sheet({ author: service.card('otherDoctor'), date: '2031-01-01T00:00:00Z' });
    const mixed = transactionOf(await submit(submission([masked, open]), {}, 'otherDoctor'));
    const all = transactionOf(
      await submit(submission([{ ...masked, text: randomUUID() }]), {}, 'otherDoctor'),
    );
    const theirs = await sets('&date=ge2031', 'otherDoctor');
    expect(theirs.lists.map(({ entry }) => entry.length).toSorted((a, b) => a - b)).toEqual([1, 2]);
    const ours = await sets('&date=ge2031');
    expect([ours.total, ours.lists.map(({ entry }) => entry.length)]).toEqual([1, [1]]);
    const hidden = await get(all[0]?.location ?? '');
    const unknown = await get(`/fhir/List/${randomUUID()}`);
    expect([hidden.status, hidden.bytes.toString()]).toEqual([404, unknown.bytes.toString()]);
    const read = List.parse((await get(mixed[0]?.location ?? '')).json);
    expect(read.entry.map(({ item }) => item.reference)).toEqual(
      ours.lists[0]?.entry.map(({ item }) => item.reference),
    );
  });

  it('stand for simplified publications too', async () => {
    const before = (await sets('&_count=200')).total ?? 0;
    await first();
    expect((await sets('&_count=200')).total).toBe(before + 1);
  });

  it('need a right', async () => {
    const { system, ins } = service.patient('adult2');
    const answer = await get(`/fhir/List?patient.identifier=${system}|${ins}&code=submissionset`, 'nurse');
    expect(refusalOf(answer)).toBe('403 CONSENT_REQUIRED');
    expect(refusalOf(await get('/fhir/List?code=submissionset'))).toBe('400 INVALID');
  });
});

describe('a service that is killed', () => {
  it('shows a deposit whole or not at all, and a repeat makes it whole once', async () => {
    const bodies = Array.from({ length: 30 }, (_, at) =>
      submission([sheet({ uniqueId: `urn:uuid:killed-${at}`, bytes: Buffer.alloc(200_000, `${at} `) })]),
    );
    const token = await service.token('doctor');
    const acknowledged = new Set<number>();
    const sent = bodies.map(async (body, at) => {
      const answer = await service.call('POST', '/fhir', { token, body }).catch(() => undefined);
      if (answer?.status === 200) acknowledged.add(at);
    });
    await new Promise((later) => setTimeout(later, 60));
    await service.kill();
    await Promise.all(sent);
    await service.restart();
    const there = async () => {
      const found = bundleOf(await get(ofRecord('&_count=200'))).sheets.filter(({ masterIdentifier }) =>
        masterIdentifier.value.startsWith('urn:uuid:killed-'),
      );
      return new Map(found.map((document) => [Number(document.masterIdentifier.value.slice(16)), document]));
    };
    const kept = await there();
    for (const at of acknowledged) expect(kept.has(at)).toBe(true);
    for (const [at, document] of kept) {
      const bytes = await get(document.content[0].attachment.url);
      expect(bytes.bytes.equals(Buffer.alloc(200_000, `${at} `))).toBe(true);
    }
    for (const body of bodies) expect((await submit(body)).status).toBe(200);
    expect([...(await there()).keys()].sort((a, b) => a - b)).toEqual(bodies.map((_, at) => at));
    const total = bundleOf(await get(ofRecord('&identifier=urn:uuid:killed-0'))).total;
    expect(total).toBe(1);
  });
});

describe('thirty days later', () => {
  it('the document kept for the announcement is the patient’s to see', async () => {
    const { location } = await first({ labels: ['N', 'INVISIBLE_PATIENT'] });
    const path = location.replace(service.url, '');
    const seen = async () =>
      (await service.call('GET', path, { token: await service.patientToken('adult2') })).status;
    expect(await seen()).toBe(404);
    await service.restart('2026-12-21T09:00:00Z');
    expect(await seen()).toBe(404);
    await service.restart('2026-12-22T11:00:00Z');
    expect(await seen()).toBe(200);
    const read = await get(path);
    expect(read.headers.get('x-dmp-warning')).toBeNull();
    expect(sheetOf(read).securityLabel.map(({ coding }) => coding[0]?.code)).toEqual(['N']);
  });
});
