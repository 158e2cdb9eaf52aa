import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleOf, pathOf, refusalOf, sheetOf } from './answers.ts';
import type { Sheet } from './bodies.ts';
import { publication } from './bodies.ts';
import type { Call, HttpAnswer, TestedService } from './service.ts';
import { startTestedService } from './service.ts';

let service: TestedService;
/** How many documents the demo holds of `adult2` for the doctor, before these tests add theirs. */
let before: number;
const titles = new Map<string, string>();

beforeAll(async () => {
  service = await startTestedService();
  for (const card of ['doctor', 'otherDoctor', 'treatingDoctor', 'pharmacist'])
    await service.consent(card, 'adult2');
  before = Number(bundleOf(await search('')).total);
  await add('a', { date: '2026-03-01T08:00:00+01:00', text: 'Créatinine élevée à revoir en néphrologie.' });
  await add('b', { date: '2026-03-15T08:00:00+01:00', type: '11502-2' });
  await add('c', { date: '2026-04-02T08:00:00+02:00', text: 'Œdème des membres inférieurs.' });
  await add('d', { date: '2026-05-10T23:30:00+02:00' }, 'otherDoctor');
  await add(
    'masked',
    { date: '2026-05-11T08:00:00+02:00', labels: ['N', 'MASQUE_PS'], text: 'Créatinine secrète.' },
    'otherDoctor',
  );
});
afterAll(() => service.stop());

async function add(title: string, sheet: Partial<Sheet>, by = 'doctor'): Promise<void> {
  const patient = service.patient('adult2');
  const body = publication({
    patient,
    author: service.card(by),
    title,
    uniqueId: `urn:uuid:${randomUUID()}`,
    ...sheet,
  });
  const answer = await service.call('POST', '/fhir/DocumentReference', {
    token: await service.token(by),
    body,
  });
  if (answer.status !== 201) throw new Error(answer.bytes.toString());
  titles.set(sheetOf(answer).masterIdentifier.value, title);
}

async function search(query: string, by = 'doctor', about = 'adult2', more: Call = {}): Promise<HttpAnswer> {
  const { system, ins } = service.patient(about);
  const token = await service.token(by);
  return service.call('GET', `/fhir/DocumentReference?patient.identifier=${system}|${ins}${query}`, {
    token,
    ...more,
  });
}

/** Titles of what these tests added, in the order of the answer. */
const found = (answer: HttpAnswer): string[] =>
  bundleOf(answer).sheets.flatMap(({ masterIdentifier }) => titles.get(masterIdentifier.value) ?? []);

describe('who may search', () => {
  it.each<[string, string, string, string]>([
    ['nobody without a right', 'nurse', 'adult2', '403 CONSENT_REQUIRED'],
    ['no secretary', 'secretary', 'adult2', '403 CARD_MAY_NOT_READ'],
    ['nobody who is not admitted', 'notAdmitted', 'adult2', '403 ROLE_NOT_ADMITTED'],
    ['nobody on a closed record', 'doctor', 'closed', '403 RECORD_CLOSED'],
    ['nobody on an opposed one', 'doctor', 'opposed', '403 RECORD_NONEXISTENT'],
  ])('%s', async (_name, by, about, refusal) => {
    expect(refusalOf(await search('', by, about))).toBe(refusal);
  });

  it('is refused the same for an identity that nobody has', async () => {
    const token = await service.token('doctor');
    const unknown = await service.call(
      'GET',
      '/fhir/DocumentReference?patient.identifier=urn:oid:1.2.250.1.213.1.4.11|180019999999900',
      { token },
    );
    expect(unknown.bytes).toEqual((await search('', 'doctor', 'opposed')).bytes);
  });
});

describe('what a search must say', () => {
  it.each([
    ['no patient', '?status=current', 'patient.identifier'],
    ['a patient without system', '?patient.identifier=280024410990063', 'patient.identifier'],
    ['two patients', '?patient=Patient/a&patient=Patient/b', 'patient'],
    ['an unknown parameter', '?patient=a&colour=red', 'colour'],
    ['a date that is none', '?patient=a&date=ge2026-13-01', 'date'],
    ['an order that is not offered', '?patient=a&_sort=title', '_sort'],
    ['a count that is none', '?patient=a&_count=-1', '_count'],
    ['a flag that is none', '?patient=a&isArchived=maybe', 'isArchived'],
    ['a page that was never given out', '?_page=abcd', '_page'],
  ])('is refused with %s, naming the parameter', async (_name, query, parameter) => {
    const token = await service.token('doctor');
    const answer = await service.call('GET', `/fhir/DocumentReference${query}`, { token });
    expect([refusalOf(answer), pathOf(answer)]).toEqual(['400 INVALID', parameter]);
  });

  it('may be more than is known, when leniency is asked for', async () => {
    expect(refusalOf(await search('&colour=red'))).toBe('400 INVALID');
    const lenient = await search('&colour=red', 'doctor', 'adult2', {
      headers: { prefer: 'handling=lenient' },
    });
    expect(bundleOf(lenient).total).toBe(before + 4);
  });

  it('names the patient by the id of the resource, too', async () => {
    const { system, ins } = service.patient('adult2');
    const token = await service.token('doctor');
    const person = await service.call('GET', `/fhir/Patient?identifier=${system}|${ins}`, { token });
    const id = bundleOf(person).entry[0]?.resource['id'];
    const answer = await service.call('GET', `/fhir/DocumentReference?patient=Patient/${String(id)}`, {
      token,
    });
    expect(bundleOf(answer).total).toBe(before + 4);
  });
});

describe('criteria', () => {
  it.each([
    ['date=ge2026-03-02&date=lt2026-05', ['c', 'b']],
    ['date=2026-03', ['b', 'a']],
    ['date=eq2026-03-15', ['b']],
    ['date=gt2026-03-15', ['d', 'c']],
    ['date=le2026-03-15', ['b', 'a']],
    ['date=2026-05-10', ['d']],
    ['date=ge2026-05-10T21:30:00Z', ['d']],
    ['date=gt2026-05-10T21:30:00Z', []],
    ['date=2026-03-01,2026-04-02', ['c', 'a']],
    ['period=2026-03-15', ['b']],
    ['period-start=ge2026-04-01', ['d', 'c']],
    ['period-end=ge2026-01-01', []],
    ['type=http://loinc.org|11502-2', ['b']],
    ['type=urn:oid:2.16.840.1.113883.6.1|11502-2', ['b']],
    ['type=11502-2', ['b']],
    ['type=http://example.org|11502-2', []],
    ['category=10', ['d', 'c', 'b', 'a']],
    ['setting=http://snomed.info/sct|394802001', ['d', 'c', 'b', 'a']],
    ['facility=35971002', ['d', 'c', 'b', 'a']],
    ['format=urn:ihe:iti:xds-sd:text:2008', ['d', 'c', 'b', 'a']],
    ['format=urn:ihe:iti:xds-sd:pdf:2008', []],
    ['event=ANY', []],
    ['security-label=N', ['d', 'c', 'b', 'a']],
    ['security-label=http://terminology.hl7.org/CodeSystem/v3-Confidentiality|V', []],
    ['isArchived=true', []],
    ['status=superseded', []],
    ['status=current,superseded', ['d', 'c', 'b', 'a']],
    ['status=entered-in-error', []],
    ['_content=creatinine', ['a']],
    ['_content=CRÉATIN%20revoir', ['a']],
    ['_content=œdème', ['c']],
    ['_content=créatinine%20absente', []],
    ['_sort=date', ['a', 'b', 'c', 'd']],
    ['_sort=-date', ['d', 'c', 'b', 'a']],
  ])('%s', async (query, expected) => {
    expect(found(await search(`&_count=200&${query}`))).toEqual(expected);
  });

  it('finds the author by identifier', async () => {
    for (const name of ['author', 'author.identifier']) {
      const other = service.card('otherDoctor');
      expect(found(await search(`&${name}=urn:oid:1.2.250.1.71.4.2.1|${other}`))).toEqual(['d']);
      expect(found(await search(`&${name}=${other}`))).toEqual(['d']);
    }
  });

  it('finds both identifiers of a document', async () => {
    const [sheet] = bundleOf(await search('&type=11502-2')).sheets;
    const { system, value } = sheet?.identifier[0] ?? {};
    expect(found(await search(`&identifier=${system}|${value}`))).toEqual(['b']);
    expect(found(await search(`&identifier=${sheet?.masterIdentifier.value}`))).toEqual(['b']);
  });
});

describe('a hidden document', () => {
  it('is in no list, no total, no search of words, for whoever may not read it', async () => {
    expect(bundleOf(await search('')).total).toBe(before + 4);
    expect(bundleOf(await search('&_content=secrète')).total).toBe(0);
    expect(bundleOf(await search('', 'treatingDoctor')).total).toBe(before + 5);
    expect(found(await search('&_content=secrète', 'otherDoctor'))).toEqual(['masked']);
  });

  it('may be filtered by a médecin traitant alone', async () => {
    const masked = '&security-label=MASQUE_PS';
    expect(refusalOf(await search(masked))).toBe('403 TREATING_DOCTOR_ONLY');
    expect(found(await search(masked, 'treatingDoctor'))).toEqual(['masked']);
  });

  it('leaves no hole in the pages', async () => {
    const pages: string[] = [];
    let next: string | undefined =
      `/fhir/DocumentReference?patient.identifier=${service.patient('adult2').system}|${service.patient('adult2').ins}&_count=2&date=ge2026-03&date=le2026-05-12`;
    while (next !== undefined) {
      const page = bundleOf(await service.call('GET', next, { token: await service.token('doctor') }));
      expect(page.total).toBe(4);
      expect(page.sheets.length).toBeGreaterThan(0);
      pages.push(...page.sheets.map(({ masterIdentifier }) => titles.get(masterIdentifier.value) ?? '?'));
      next = page.link('next');
    }
    expect(pages).toEqual(['d', 'c', 'b', 'a']);
  });
});

describe('pages', () => {
  it('counts 50 by default, at most 200, and none when nothing is asked', async () => {
    const empty = bundleOf(await search('&_count=0'));
    expect([empty.total, empty.entry.length, empty.link('next')]).toEqual([before + 4, 0, undefined]);
    expect(bundleOf(await search('&_count=100000')).sheets).toHaveLength(before + 4);
    expect(bundleOf(await search('&_total=none')).total).toBeUndefined();
    expect(bundleOf(await search('&_total=estimate')).total).toBe(before + 4);
  });

  it('answers a page without a total as the same page with one, of one type or several, masked ones left out', async () => {
    for (const query of ['', '&type=11502-2', '&type=11488-4,11502-2', '&type=11502-2&type=11488-4']) {
      for (const count of [1, 2, 3, 50]) {
        const counted = bundleOf(await search(`${query}&_count=${count}`));
        const uncounted = bundleOf(await search(`${query}&_count=${count}&_total=none`));
        expect(uncounted.sheets.map(({ id }) => id)).toEqual(counted.sheets.map(({ id }) => id));
        expect(uncounted.link('next') === undefined).toBe(counted.link('next') === undefined);
      }
    }
  });

  it('links to the next page with a link that says nothing and is the bearer’s alone', async () => {
    const first = bundleOf(await search('&_count=1'));
    const next = first.link('next') ?? '';
    expect(next.startsWith(`${service.url}/fhir/DocumentReference?_page=`)).toBe(true);
    expect(next).not.toContain(service.patient('adult2').ins);
    const other = await service.call('GET', next, { token: await service.token('otherDoctor') });
    expect(refusalOf(other)).toBe('400 INVALID');
    const tampered = await service.call('GET', `${next.slice(0, -2)}AA`, {
      token: await service.token('doctor'),
    });
    expect(refusalOf(tampered)).toBe('400 INVALID');
    const second = bundleOf(await service.call('GET', next, { token: await service.token('doctor') }));
    expect(second.sheets[0]?.id).not.toBe(first.sheets[0]?.id);
    expect(first.link('self')).toContain('_count=1');
  });

  it('holds the sheets as they are read one by one', async () => {
    const { entry } = bundleOf(await search('&_count=1'));
    const [only] = entry;
    const read = await service.call('GET', only?.fullUrl ?? '', { token: await service.token('doctor') });
    expect(only?.resource).toEqual(read.json);
  });
});

describe('reading one', () => {
  it('gives bytes, ranges and a FHIR Binary under a strong tag', async () => {
    const token = await service.token('doctor');
    const [sheet] = bundleOf(await search('&_content=creatinine')).sheets;
    const url = sheet?.content[0].attachment.url ?? '';
    const whole = await service.call('GET', url, { token });
    expect(whole.headers.get('etag')).toBe(
      `"${Buffer.from(sheet?.content[0].attachment.hash ?? '', 'base64').toString('hex')}"`,
    );
    expect(whole.headers.get('content-type')).toBe('text/plain');
    const part = await service.call('GET', url, { token, headers: { range: 'bytes=3-9' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([
      206,
      `bytes 3-9/${whole.bytes.length}`,
    ]);
    expect(part.bytes).toEqual(whole.bytes.subarray(3, 10));
    const tail = await service.call('GET', url, { token, headers: { range: 'bytes=-5' } });
    expect(tail.bytes).toEqual(whole.bytes.subarray(-5));
    const beyond = await service.call('GET', url, { token, headers: { range: 'bytes=99999-' } });
    expect(beyond.status).toBe(416);
    const fhir = await service.call('GET', url, { token, headers: { accept: 'application/fhir+json' } });
    expect(fhir.headers.get('content-type')).toBe('application/fhir+json');
    expect(fhir.json).toMatchObject({
      resourceType: 'Binary',
      contentType: 'text/plain',
      data: whole.bytes.toString('base64'),
    });
    const known = await service.call('GET', url, {
      token,
      headers: { 'if-none-match': whole.headers.get('etag') ?? '' },
    });
    expect(known.status).toBe(304);
    const image = await service.call('GET', url, { token, headers: { accept: 'image/png' } });
    expect(refusalOf(image)).toBe('406 INVALID');
  });

  it('answers a hidden Binary as an unknown one', async () => {
    const [hidden] = bundleOf(await search('&_content=secrète', 'otherDoctor')).sheets;
    const token = await service.token('doctor');
    const url = hidden?.content[0].attachment.url ?? '';
    const headers = (answer: HttpAnswer) => [...answer.headers].filter(([name]) => name !== 'date');
    const masked = await service.call('GET', url, { token });
    const unknown = await service.call('GET', `/fhir/Binary/${randomUUID()}`, { token });
    expect([masked.status, masked.bytes.toString(), headers(masked)]).toEqual([
      404,
      unknown.bytes.toString(),
      headers(unknown),
    ]);
  });

  it('tells a patient nothing about another', async () => {
    const token = await service.patientToken('adult');
    const [theirs] = bundleOf(await search('&_count=1')).sheets;
    const read = await service.call('GET', `/fhir/DocumentReference/${theirs?.id}`, { token });
    const unknown = await service.call('GET', `/fhir/DocumentReference/${randomUUID()}`, { token });
    expect([read.status, read.bytes.toString()]).toEqual([404, unknown.bytes.toString()]);
    const { system, ins } = service.patient('adult2');
    const list = await service.call('GET', `/fhir/DocumentReference?patient.identifier=${system}|${ins}`, {
      token,
    });
    expect(refusalOf(list)).toBe('403 RECORD_NONEXISTENT');
  });

  it('warns of what a reader must know', async () => {
    await add('kept', { labels: ['N', 'INVISIBLE_PATIENT'] });
    const [kept] = bundleOf(await search('&security-label=INVISIBLE_PATIENT')).sheets;
    const read = await service.call('GET', `/fhir/DocumentReference/${kept?.id}`, {
      token: await service.token('pharmacist'),
    });
    expect(read.headers.get('x-dmp-warning')).toBe('NOT_VISIBLE_TO_PATIENT');
  });
});
