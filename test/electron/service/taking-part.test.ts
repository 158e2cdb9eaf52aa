import { setTimeout as pause } from 'node:timers/promises';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from '../../../shared/schema/zod.ts';
import { appointment, carer } from '../../blackbox/section-bodies.ts';
import { about, PRO, ORG } from './consent-body.ts';
import { bundleOf, refusalOf, told } from './documents/answers.ts';
import type { HttpAnswer, TestedService } from './documents/service.ts';
import { startTestedService } from './documents/service.ts';
import { follow } from './event-stream.ts';

/** People to call, wishes, messages, appointments, the catalogue: who writes, who reads, who takes part. */

const CS = 'https://interop.esante.gouv.fr/ig/fhir/dmp/CodeSystem/';
const ROLE = 'http://terminology.hl7.org/CodeSystem/v2-0131';
const Token = z.object({ access_token: z.string() });
const Kept = z.looseObject({ id: z.string() });
const UNKNOWN = '9b2b6a4e-0000-4000-8000-000000000000';
const PHARMACY = '1990000218';

let service: TestedService;
beforeAll(async () => {
  service = await startTestedService();
  for (const patient of ['adult', 'minor']) await service.consent('doctor', patient);
  await service.consent('socialWorker', 'adult');
});
afterAll(() => service.stop());

const identifier = (patient: string) => {
  const { system, ins } = service.patient(patient);
  return { system, value: ins };
};
const named = (patient: string): string => {
  const { system, value } = identifier(patient);
  return `patient.identifier=${encodeURIComponent(`${system}|${value}`)}`;
};
const get = (token: string, path: string): Promise<HttpAnswer> =>
  service.call('GET', `/fhir/${path}`, { token });
const post = (token: string, path: string, body: object): Promise<HttpAnswer> =>
  service.call('POST', `/fhir/${path}`, { token, body });
const remove = (token: string, path: string) => service.call('DELETE', `/fhir/${path}`, { token });
const idOf = (answer: HttpAnswer): string => Kept.parse(answer.json).id;
const idsOf = (answer: HttpAnswer): string[] =>
  bundleOf(answer).entry.map(({ resource }) => Kept.parse(resource).id);
const professional = (card: string) => ({ system: PRO, value: service.card(card) });

async function carerOf(patient: string, person: string): Promise<string> {
  const body = carer(service, patient, person);
  const answer = await post(await service.patientToken(patient), 'RelatedPerson', body);
  if (answer.status >= 300) throw new Error(refusalOf(answer));
  return service.patientToken(person, patient);
}

async function secretToken(): Promise<string> {
  const { system, value } = identifier('minor');
  const subject = await service.token('doctor');
  const answer = await service.exchange(subject, { secret: 'true', patient: `${system}|${value}` });
  return Token.parse(answer.json).access_token;
}

const contact = (patient: string, system: string, code: string, family = 'DUVAL') => ({
  resourceType: 'RelatedPerson',
  patient: { identifier: identifier(patient) },
  relationship: [{ coding: [{ system, code }] }],
  name: [{ family, given: ['Paul'] }],
  telecom: [{ system: 'phone', value: '06 39 98 02 00' }],
});
const trusted = (patient: string, family?: string) => contact(patient, `${CS}dmp-related`, 'trusted', family);
const wish = (patient: string, code: 'directives' | 'organs', more: object = {}) => ({
  resourceType: 'Consent',
  status: 'active',
  scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'adr' }] },
  category: [
    {
      coding: [
        code === 'directives'
          ? { system: 'http://loinc.org', code: '42348-3' }
          : { system: `${CS}dmp-consent-category`, code: 'organ-donation' },
      ],
    },
  ],
  patient: { identifier: identifier(patient) },
  ...more,
});
const DIRECTIVES = `category=${encodeURIComponent('http://loinc.org|42348-3')}`;
const ORGANS = `category=${encodeURIComponent(`${CS}dmp-consent-category|organ-donation`)}`;

describe('people to call, and the trusted person', () => {
  it('are written by the patient’s side, one trusted person at a time, and read as wishes are', async () => {
    const token = await service.patientToken('adult');
    const first = await post(token, 'RelatedPerson', trusted('adult', 'UN'));
    const second = await post(token, 'RelatedPerson', trusted('adult', 'DEUX'));
    const kin = await post(token, 'RelatedPerson', contact('adult', ROLE, 'N'));
    expect([first.status, second.status, kin.status]).toEqual([201, 200, 201]);
    const doctor = await get(await service.token('doctor'), `RelatedPerson?${named('adult')}`);
    expect(idsOf(doctor)).toEqual(expect.arrayContaining([idOf(second), idOf(kin)]));
    expect(idsOf(doctor)).not.toContain(idOf(first));
    const refused = await get(await service.token('socialWorker'), `RelatedPerson?${named('adult')}`);
    const cell = await get(await service.token('socialWorker'), `Consent?${named('adult')}&${DIRECTIVES}`);
    expect(told(refused)).toBe(told(cell));
    expect(told(await remove(token, `RelatedPerson/${idOf(kin)}`))).toBe('204');
    expect(told(await remove(token, `RelatedPerson/${idOf(kin)}`))).toBe('404 NOT_FOUND');
  });

  it('a carer adds somebody to call, and names nobody to trust; nobody does for a minor', async () => {
    const helper = await carerOf('adult', 'adult2');
    expect(told(await post(helper, 'RelatedPerson', contact('adult', ROLE, 'C')))).toBe('201');
    const ofAdult = trusted('adult');
    expect(refusalOf(await post(helper, 'RelatedPerson', ofAdult))).toBe('403 RIGHTS_NOT_YOURS');
    const parent = await service.patientToken('adult', 'minor');
    expect(refusalOf(await post(parent, 'RelatedPerson', trusted('minor')))).toBe('422 INVALID');
    expect(refusalOf(await post(await service.token('doctor'), 'RelatedPerson', ofAdult))).toBe(
      '403 RIGHTS_NOT_YOURS',
    );
  });
});

describe('wishes', () => {
  it('are the holder’s to state, one of a kind, and read by the cell of the matrix', async () => {
    const token = await service.patientToken('adult');
    const display = 'Chez Maître Dupont';
    const first = await post(token, 'Consent', wish('adult', 'directives', { sourceReference: { display } }));
    const second = await post(token, 'Consent', wish('adult', 'directives'));
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(refusalOf(await post(token, 'Consent', wish('adult', 'organs')))).toBe('422 INVALID');
    const deny = { provision: { type: 'deny' } };
    expect(told(await post(token, 'Consent', wish('adult', 'organs', deny)))).toBe('201');
    const doctor = await service.token('doctor');
    expect(idsOf(await get(doctor, `Consent?${named('adult')}&${DIRECTIVES}`))).toEqual([idOf(second)]);
    expect(bundleOf(await get(doctor, `Consent?${named('adult')}&${ORGANS}`)).total).toBe(1);
    const other = await get(await service.token('otherDoctor'), `Consent?${named('adult')}&${DIRECTIVES}`);
    expect(refusalOf(other)).toBe('403 CONSENT_REQUIRED');
    // The rights of the record are another question, and hold no wish.
    const rights = JSON.stringify((await get(token, `Consent?${named('adult')}`)).json);
    expect(rights).not.toContain('42348-3');
    expect(told(await remove(token, `Consent/${idOf(second)}`))).toBe('204');
    expect(bundleOf(await get(doctor, `Consent?${named('adult')}&${DIRECTIVES}`)).total).toBe(0);
  });

  it('directives are an adult’s; nobody states another’s wish', async () => {
    const minor = await service.patientToken('minor');
    expect(refusalOf(await post(minor, 'Consent', wish('minor', 'directives')))).toBe('422 INVALID');
    const parent = await service.patientToken('adult', 'minor');
    const permit = wish('minor', 'organs', { provision: { type: 'permit' } });
    expect(refusalOf(await post(parent, 'Consent', permit))).toBe('403 RIGHTS_NOT_YOURS');
    expect(refusalOf(await post(await service.token('doctor'), 'Consent', permit))).toBe(
      '403 RIGHTS_NOT_YOURS',
    );
  });
});

interface Sent {
  readonly to: { readonly system: string; readonly value: string };
  readonly about: string;
  readonly answers?: string;
  readonly payload?: readonly object[];
}
const message = ({ to, about: patient, answers, payload }: Sent) => ({
  resourceType: 'Communication',
  status: 'completed',
  subject: { identifier: identifier(patient) },
  recipient: [{ identifier: to }],
  ...(answers === undefined ? {} : { inResponseTo: [{ reference: `Communication/${answers}` }] }),
  payload: payload ?? [{ contentString: 'Bonjour.' }],
});
const send = (token: string, sent: Sent) => post(token, 'Communication', message(sent));
const threads = (token: string, patient: string) => get(token, `Communication?${named(patient)}`);

describe('messages', () => {
  it('a professional begins, without a right; the patient answers; another reads nothing of it', async () => {
    const doctor = await service.token('otherDoctor');
    const before = service.mails().filter(({ notice }) => notice === 'patient:message').length;
    const first = await send(doctor, { about: 'adult2', to: identifier('adult2') });
    expect(told(first)).toBe('201');
    expect(service.mails().filter(({ notice }) => notice === 'patient:message').length).toBe(before + 1);
    const patient = await service.patientToken('adult2');
    const answer = await send(patient, {
      about: 'adult2',
      to: professional('otherDoctor'),
      answers: idOf(first),
    });
    expect(told(answer)).toBe('201');
    expect(idsOf(await threads(doctor, 'adult2'))).toEqual(
      expect.arrayContaining([idOf(first), idOf(answer)]),
    );
    const stranger = await service.token('doctor');
    expect(bundleOf(await threads(stranger, 'adult2')).total).toBe(0);
    const hiddenOne = await get(stranger, `Communication/${idOf(first)}`);
    expect(hiddenOne.bytes).toEqual((await get(stranger, `Communication/${UNKNOWN}`)).bytes);
    const intruder = await send(stranger, {
      about: 'adult2',
      to: identifier('adult2'),
      answers: idOf(first),
    });
    expect(refusalOf(intruder)).toBe('404 NOT_FOUND');
    // His own threads on any record, without naming one.
    expect(idsOf(await get(doctor, 'Communication'))).toContain(idOf(first));
  });

  it('a patient writes first to pharmacies alone', async () => {
    const patient = await service.patientToken('adult');
    const first = (to: Sent['to']) => send(patient, { about: 'adult', to });
    expect(refusalOf(await first(professional('doctor')))).toBe('403 THREAD_NOT_STARTED');
    expect(refusalOf(await first({ system: PRO, value: '899999999999' }))).toBe('403 THREAD_NOT_STARTED');
    const toPlace = await first({ system: ORG, value: PHARMACY });
    expect([toPlace.status, (await first(professional('pharmacist'))).status]).toEqual([201, 201]);
    const pharmacist = await service.token('pharmacist');
    expect(idsOf(await threads(pharmacist, 'adult'))).toContain(idOf(toPlace));
    const reply = await send(pharmacist, { about: 'adult', to: identifier('adult'), answers: idOf(toPlace) });
    expect(told(reply)).toBe('201');
  });

  it('carry attachments of at most 5 000 000 bytes, whole when the message is read', async () => {
    const doctor = await service.token('doctor');
    const attached = (size: number) => [
      { contentString: 'Ci-joint.' },
      {
        contentAttachment: {
          contentType: 'text/plain',
          title: 'note.txt',
          data: Buffer.alloc(size, 'a').toString('base64'),
        },
      },
    ];
    const sent = (size: number) =>
      send(doctor, { about: 'adult', to: identifier('adult'), payload: attached(size) });
    expect(refusalOf(await sent(5_000_001))).toBe('413 TOO_LARGE');
    const kept = await sent(1_000);
    expect(JSON.stringify(kept.json)).not.toContain('"data"');
    const read = await get(await service.patientToken('adult'), `Communication/${idOf(kept)}`);
    expect(JSON.stringify(read.json)).toContain(Buffer.alloc(1_000, 'a').toString('base64'));
  });

  it('a carer’s message is marked, and a minor’s secret thread is his alone', async () => {
    const helper = await carerOf('adult', 'adult2');
    const marked = await send(helper, { about: 'adult', to: professional('pharmacist') });
    expect(JSON.stringify(marked.json)).toContain('"valueCode":"carer"');
    const secret = await send(await secretToken(), { about: 'minor', to: identifier('minor') });
    const minor = await service.patientToken('minor');
    const parent = await service.patientToken('adult', 'minor');
    const answer = await send(minor, { about: 'minor', to: professional('doctor'), answers: idOf(secret) });
    expect(told(answer)).toBe('201');
    expect(idsOf(await threads(minor, 'minor'))).toHaveLength(2);
    // Answering is no secret session, and its trace is as secret.
    const acts = async (token: string) =>
      JSON.stringify((await get(token, `AuditEvent?${named('minor')}&_count=200`)).json);
    expect((await acts(minor)).split('"code":"writeMessage"').length - 1).toBe(2);
    expect(await acts(parent)).not.toContain('"code":"writeMessage"');
    expect(bundleOf(await threads(parent, 'minor')).total).toBe(0);
    expect(told(await get(parent, `Communication/${idOf(answer)}`))).toBe('404 NOT_FOUND');
    expect(idsOf(await threads(await service.token('doctor'), 'minor'))).toHaveLength(2);
  });

  it('stop with a block, and where there is no record', async () => {
    const midwife = await service.token('midwife');
    expect(told(await send(midwife, { about: 'adult', to: identifier('adult') }))).toBe('201');
    const patient = await service.patientToken('adult');
    await post(patient, 'Consent', about(service, 'adult', 'block', professional('midwife')));
    const refused = await send(midwife, { about: 'adult', to: identifier('adult') });
    expect(refusalOf(refused)).toBe('403 BLOCKED_BY_PATIENT');
    expect(refusalOf(await threads(midwife, 'adult'))).toBe('403 BLOCKED_BY_PATIENT');
    expect(JSON.stringify((await get(midwife, 'Communication')).json)).not.toContain(
      identifier('adult').value,
    );
    const doctor = await service.token('doctor');
    expect(refusalOf(await send(doctor, { about: 'closed', to: identifier('closed') }))).toBe(
      '403 RECORD_CLOSED',
    );
    expect(refusalOf(await send(doctor, { about: 'opposed', to: identifier('opposed') }))).toBe(
      '403 RECORD_NONEXISTENT',
    );
    const secretary = await service.token('secretary');
    expect(refusalOf(await send(secretary, { about: 'adult', to: identifier('adult') }))).toBe(
      '403 CARD_MAY_NOT_READ',
    );
  });
});

const setStatus = (token: string, id: string, version: string, value: string, path = '/status') =>
  service.call('PATCH', `/fhir/Appointment/${id}`, {
    token,
    type: 'application/json-patch+json',
    headers: { 'if-match': `W/"${version}"` },
    body: [{ op: 'replace', path, value }],
  });

describe('appointments', () => {
  it('are seen by those who take part; the status alone changes, in the version that was seen', async () => {
    const nurse = await service.token('nurse');
    const made = await post(nurse, 'Appointment', appointment(service, 'adult', ['nurse', 'doctor']));
    const id = idOf(made);
    const patient = await service.patientToken('adult');
    for (const token of [nurse, await service.token('doctor'), patient]) {
      expect(idsOf(await get(token, `Appointment?${named('adult')}&date=2026-12-01`))).toEqual([id]);
    }
    const stranger = await service.token('pharmacist');
    expect(bundleOf(await get(stranger, `Appointment?${named('adult')}`)).total).toBe(0);
    expect(refusalOf(await setStatus(stranger, id, '1', 'cancelled'))).toBe('404 NOT_FOUND');
    expect(refusalOf(await setStatus(patient, id, '1', '2026-12-02', '/start'))).toBe('405 INVALID');
    expect(refusalOf(await setStatus(patient, id, '9', 'cancelled'))).toBe('412 STALE_VERSION');
    expect(refusalOf(await setStatus(patient, id, '1', 'perhaps'))).toBe('400 INVALID');
    const cancelled = await setStatus(patient, id, '1', 'cancelled');
    expect([cancelled.status, cancelled.headers.get('etag')]).toEqual([200, 'W/"2"']);
    expect(idsOf(await get(nurse, `Appointment?${named('adult')}&status=cancelled`))).toEqual([id]);
  });

  it('are made by who takes part, with people whom the directory knows', async () => {
    const nurse = await service.token('nurse');
    expect(refusalOf(await post(nurse, 'Appointment', appointment(service, 'adult', ['doctor'])))).toBe(
      '422 NOT_AUTHOR',
    );
    const end = { end: '2026-12-01T08:00:00Z' };
    expect(refusalOf(await post(nurse, 'Appointment', appointment(service, 'adult', ['nurse'], end)))).toBe(
      '400 INVALID',
    );
    const patient = await service.patientToken('adult');
    expect(refusalOf(await post(patient, 'Appointment', appointment(service, 'adult2', ['nurse'])))).toBe(
      '403 RECORD_NONEXISTENT',
    );
  });
});

describe('the catalogue', () => {
  it('is read by whoever is signed in, by words and by category', async () => {
    for (const token of [await service.token('doctor'), await service.patientToken('adult')]) {
      const all = bundleOf(await get(token, 'HealthcareService'));
      expect(all.total).toBeGreaterThan(3);
      expect(idsOf(await get(token, 'HealthcareService?name=telesuivi'))).toEqual(['telesuivi-coeur']);
      expect(bundleOf(await get(token, 'HealthcareService?service-category=prevention')).total).toBe(2);
      expect(told(await get(token, 'HealthcareService/telesuivi-coeur'))).toBe('200');
      expect(told(await get(token, 'HealthcareService/none'))).toBe('404 NOT_FOUND');
    }
    expect(refusalOf(await get(await service.token('notAdmitted'), 'HealthcareService'))).toBe(
      '403 ROLE_NOT_ADMITTED',
    );
  });
});

describe('what is drawn from the sections', () => {
  it('a follower is told of what he may read, and of nothing else', async () => {
    const parent = await follow(service, await service.patientToken('adult', 'minor'), 'minor');
    const doctor = await follow(service, await service.token('doctor'), 'minor');
    const stranger = await service.token('treatingDoctor');
    await service.consent('treatingDoctor', 'minor');
    const other = await follow(service, stranger, 'minor');
    await pause(120);
    const events = () =>
      [parent, doctor, other].map((stream) => stream.text().split('event: change').length - 1);
    const before = events();
    // A thread is of those who take part in it.
    await send(await service.token('doctor'), { about: 'minor', to: identifier('minor') });
    await pause(150);
    const after = events();
    expect(after[1]).toBe((before[1] ?? 0) + 1);
    expect(after[2]).toBe(before[2]);
    expect(after[0]).toBeGreaterThan(before[0] ?? 0);
    for (const stream of [parent, doctor, other]) stream.stop();
  });

  it('the archive of a space holds its sections, each as its reader sees them', async () => {
    const archive = async (token: string) =>
      unzipSync((await service.call('GET', '/fhir/Patient/$download', { token })).bytes);
    const adult = await archive(await service.patientToken('adult'));
    const text = (files: Record<string, Uint8Array>, name: string) =>
      strFromU8(files[name] ?? new Uint8Array());
    expect(text(adult, 'vaccinations.json')).toContain('Immunization');
    expect(text(adult, 'soins.json')).toContain('ExplanationOfBenefit');
    expect(text(adult, 'messages.json')).toContain(Buffer.alloc(1_000, 'a').toString('base64'));
    expect(text(adult, 'rendez-vous.json')).toContain('Appointment');
    expect(text(adult, 'entourage.json')).toContain('DUVAL');
    const secret = await send(await secretToken(), {
      about: 'minor',
      to: identifier('minor'),
      payload: [{ contentString: 'Entre nous.' }],
    });
    expect(told(secret)).toBe('201');
    const parent = await archive(await service.patientToken('adult', 'minor'));
    const minor = await archive(await service.patientToken('minor'));
    expect(text(parent, 'messages.json')).not.toContain('Entre nous.');
    expect(text(minor, 'messages.json')).toContain('Entre nous.');
  });

  it('the erasure of a record takes them with it', async () => {
    const token = await service.patientToken('adult2');
    const parameter = [{ name: 'erase', valueBoolean: true }];
    expect((await post(token, 'Patient/$close', { resourceType: 'Parameters', parameter })).status).toBe(200);
    expect((await post(token, 'Patient/$reopen', { resourceType: 'Parameters', parameter: [] })).status).toBe(
      200,
    );
    for (const kind of ['Immunization', 'ExplanationOfBenefit', 'Communication']) {
      expect(bundleOf(await get(token, `${kind}?${named('adult2')}`)).total).toBe(0);
    }
    const threadsOfDoctor = await get(await service.token('otherDoctor'), 'Communication');
    expect(JSON.stringify(threadsOfDoctor.json)).not.toContain(identifier('adult2').value);
  });
});
