import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from '../../../shared/schema/zod.ts';
import type { Basis } from './consent-body.ts';
import {
  about,
  actorOf,
  authorisation,
  emergencySwitch,
  maskingDefault,
  ORG,
  PRO,
  sharing,
} from './consent-body.ts';
import { bundleOf, pathOf, refusalOf } from './documents/answers.ts';
import type { HttpAnswer, TestedService } from './documents/service.ts';
import { startTestedService } from './documents/service.ts';

const DAY = 86_400_000;
const Coded = z.object({ code: z.string() });
const ConsentAnswer = z.looseObject({
  resourceType: z.literal('Consent'),
  id: z.string(),
  status: z.enum(['active', 'inactive']),
  category: z.tuple([z.object({ coding: z.tuple([Coded]) })]),
  provision: z.object({
    type: z.enum(['permit', 'deny']),
    period: z.object({ start: z.string(), end: z.string().optional() }).optional(),
    purpose: z.tuple([Coded]).optional(),
  }),
});

let service: TestedService;
beforeAll(async () => {
  service = await startTestedService('2026-11-21T10:00:00Z');
});
afterAll(() => service.stop());

const identifier = (patient: string): string => {
  const { system, ins } = service.patient(patient);
  return encodeURIComponent(`${system}|${ins}`);
};
const own = async (card: string, patient: string): Promise<HttpAnswer> =>
  service.call('GET', `/fhir/Consent?patient.identifier=${identifier(patient)}&actor=me`, {
    token: await service.token(card),
  });
const ownRight = async (card: string, patient: string) =>
  bundleOf(await own(card, patient)).entry.map(({ resource }) => ConsentAnswer.parse(resource));
const post = async (card: string, body: object): Promise<HttpAnswer> =>
  service.call('POST', '/fhir/Consent', { token: await service.token(card), body });
const postAs = (token: string, body: object): Promise<HttpAnswer> =>
  service.call('POST', '/fhir/Consent', { token, body });
const remove = async (card: string, id: string): Promise<HttpAnswer> =>
  service.call('DELETE', `/fhir/Consent/${id}`, { token: await service.token(card) });
const idOf = (answer: HttpAnswer): string => ConsentAnswer.parse(answer.json).id;

describe('finding a patient', () => {
  const find = async (card: string, query: string): Promise<HttpAnswer> =>
    service.call('GET', `/fhir/Patient?${query}`, { token: await service.token(card) });
  const traits = (patient: string): string => {
    const { family, given, birthdate, gender } = service.patient(patient);
    return new URLSearchParams({ family, given, birthdate, gender }).toString();
  };

  it('by INS tells the state of the record', async () => {
    const [adult] = bundleOf(await find('doctor', `identifier=${identifier('adult')}`)).entry;
    expect(adult?.resource).toMatchObject({ resourceType: 'Patient', active: true, birthDate: '1980-02-03' });
    const [closed] = bundleOf(await find('doctor', `identifier=${identifier('closed')}`)).entry;
    expect(closed?.resource).toMatchObject({ active: false });
    expect(JSON.stringify(closed?.resource)).toContain('dmp-fermeture');
  });

  it('answers of who opposed as of somebody unknown', async () => {
    const opposed = await find('doctor', `identifier=${identifier('opposed')}`);
    const unknown = await find(
      'doctor',
      `identifier=${encodeURIComponent(`${service.patient('adult').system}|299999999999999`)}`,
    );
    expect(bundleOf(opposed)).toMatchObject({ total: 0, entry: [] });
    expect({ ...z.looseObject({}).parse(opposed.json), link: [] }).toEqual({
      ...z.looseObject({}).parse(unknown.json),
      link: [],
    });
  });

  it('by exact traits, whatever their accents and case', async () => {
    expect(bundleOf(await find('doctor', traits('adult'))).total).toBe(1);
    const { family, given, birthdate, gender } = service.patient('adult');
    const typed = new URLSearchParams({
      family: family.toLowerCase(),
      given: given.toUpperCase(),
      birthdate,
      gender,
    });
    expect(bundleOf(await find('doctor', typed.toString())).total).toBe(1);
    const prefix = new URLSearchParams({ family: family.slice(0, 4), given, birthdate, gender });
    expect(bundleOf(await find('doctor', prefix.toString())).total).toBe(0);
  });

  it('does not choose between two who share their traits', async () => {
    const answer = await find('doctor', traits('twinA'));
    expect(answer.json).toMatchObject({
      total: 0,
      entry: [
        {
          resource: { issue: [{ details: { coding: [{ code: 'MULTIPLE_MATCHES' }] } }] },
          search: { mode: 'outcome' },
        },
      ],
    });
    expect(answer.bytes.toString()).not.toContain(service.patient('twinA').ins);
  });

  it.each([
    ['family=X&given=Y&birthdate=1980-01-01', 'gender'],
    ['identifier=123', 'identifier'],
    ['name=DURAND', 'name'],
    ['identifier=a|b&family=X', 'family'],
    ['family=X&given=Y&birthdate=03/02/1980&gender=female', 'birthdate'],
  ])('refuses %s and names %s', async (query, path) => {
    const answer = await find('doctor', query);
    expect(refusalOf(answer)).toBe('400 INVALID');
    expect(pathOf(answer)).toBe(path);
  });

  it('ignores what it does not know when asked to', async () => {
    const answer = await service.call('GET', `/fhir/Patient?identifier=${identifier('adult')}&x=1`, {
      token: await service.token('doctor'),
      headers: { prefer: 'handling=lenient' },
    });
    expect(bundleOf(answer).total).toBe(1);
  });

  it('is not for a profession that nobody admitted', async () => {
    const answer = await find('notAdmitted', `identifier=${identifier('adult')}`);
    expect(refusalOf(answer)).toBe('403 ROLE_NOT_ADMITTED');
  });

  it('lists the records that one has a right on, last declared first', async () => {
    const before = bundleOf(await find('regulator', 'my-records=true')).total ?? 0;
    await service.consent('regulator', 'twinA');
    await service.consent('regulator', 'twinB');
    const { total, entry } = bundleOf(await find('regulator', 'my-records=true'));
    expect(total).toBe(before + 2);
    expect(JSON.stringify(entry[0])).toContain(service.patient('twinB').ins);
    expect(JSON.stringify(entry[1])).toContain(service.patient('twinA').ins);
  });
});

describe('declaring consent', () => {
  it('makes a right of a year for the care team, and replaces it when declared again', async () => {
    expect(await ownRight('doctor', 'adult')).toEqual([]);
    const first = await post('doctor', authorisation(service, 'adult'));
    expect(first.status).toBe(201);
    expect(first.headers.get('etag')).toBe('W/"1"');
    expect(first.headers.get('location')).toBe(`${service.url}/fhir/Consent/${idOf(first)}`);
    const [right] = await ownRight('doctor', 'adult');
    const { start = '', end = '' } = right?.provision.period ?? {};
    expect(right).toMatchObject({ status: 'active', provision: { type: 'permit' } });
    expect(Date.parse(end) - Date.parse(start)).toBe(365 * DAY);
    const again = await post('doctor', authorisation(service, 'adult'));
    expect(again.status).toBe(200);
    expect(idOf(again)).toBe(idOf(first));
    expect(await ownRight('doctor', 'adult')).toHaveLength(1);
  });

  it('makes a right of a day for one consultation', async () => {
    const explicit = { basis: 'EXPLICIT', form: 'WRITTEN', confirmed: true };
    await post('pharmacist', authorisation(service, 'adult', explicit));
    const [right] = await ownRight('pharmacist', 'adult');
    const { start = '', end = '' } = right?.provision.period ?? {};
    expect(Date.parse(end) - Date.parse(start)).toBe(DAY);
  });

  it.each<[Basis, string]>([
    [{ form: 'ORAL', confirmed: true }, '422 CONSENT_BASIS_REQUIRED'],
    [{ basis: 'CARE_TEAM', confirmed: true }, '422 CONSENT_BASIS_REQUIRED'],
    [{ basis: 'OTHER', form: 'ORAL', confirmed: true }, '422 CONSENT_BASIS_REQUIRED'],
    [{ basis: 'OTHER', form: 'ORAL' }, '422 CONSENT_BASIS_REQUIRED'],
    [{ basis: 'CARE_TEAM', form: 'ORAL' }, '422 CONFIRMATION_REQUIRED'],
    [{ basis: 'CARE_TEAM', form: 'ORAL', confirmed: false }, '422 CONFIRMATION_REQUIRED'],
  ])('with %j is refused: %s', async (basis, refusal) => {
    expect(refusalOf(await post('midwife', authorisation(service, 'adult2', basis)))).toBe(refusal);
    expect(await ownRight('midwife', 'adult2')).toEqual([]);
  });

  it('is not for another, nor for a period of one’s own choice', async () => {
    const complete = { basis: 'CARE_TEAM', form: 'ORAL', confirmed: true };
    const other = { actor: [actorOf({ system: PRO, value: service.card('nurse') })] };
    const body = authorisation(service, 'adult2', complete, other);
    expect(refusalOf(await post('midwife', body))).toBe('422 INVALID');
    const self = { actor: [actorOf({ system: PRO, value: service.card('midwife') })] };
    expect((await post('midwife', authorisation(service, 'adult2', complete, self))).status).toBe(201);
    const period = { period: { start: '2026-01-01T00:00:00Z', end: '2099-01-01T00:00:00Z' } };
    const chosen = await post('midwife', authorisation(service, 'adult2', complete, period));
    expect(refusalOf(chosen)).toBe('400 INVALID');
    expect(pathOf(chosen)).toContain('provision.period');
  });

  it.each([
    ['secretary', 'adult', '403 CARD_MAY_NOT_READ'],
    ['notAdmitted', 'adult', '403 ROLE_NOT_ADMITTED'],
    ['doctor', 'closed', '403 RECORD_CLOSED'],
    ['doctor', 'opposed', '403 RECORD_NONEXISTENT'],
  ])('by %s on %s is refused: %s', async (card, patient, refusal) => {
    expect(refusalOf(await post(card, authorisation(service, patient)))).toBe(refusal);
  });

  it('ends by the clock', async () => {
    await service.consent('nurse', 'twinB');
    await service.restart('2027-11-22T10:00:00Z');
    const [right] = await ownRight('nurse', 'twinB');
    expect(right).toMatchObject({ status: 'inactive', provision: { type: 'permit' } });
    expect((await post('nurse', authorisation(service, 'twinB'))).status).toBe(201);
    expect(await ownRight('nurse', 'twinB')).toMatchObject([{ status: 'active' }]);
    await service.restart('2026-11-21T11:00:00Z');
  });

  it('can be taken back by oneself, twice, and by nobody else', async () => {
    const id = idOf(await post('socialWorker', authorisation(service, 'adult2')));
    expect(refusalOf(await remove('nurse', id))).toBe('404 NOT_FOUND');
    expect((await remove('nurse', id)).bytes).toEqual((await remove('nurse', 'unknown')).bytes);
    expect((await remove('socialWorker', id)).status).toBe(204);
    expect((await remove('socialWorker', id)).status).toBe(204);
    expect(await ownRight('socialWorker', 'adult2')).toEqual([]);
  });
});

describe('reading one’s own right', () => {
  it('needs no right, but says whose', async () => {
    expect(await ownRight('careAssistant', 'adult')).toEqual([]);
    const nobody = await service.call('GET', `/fhir/Consent?patient.identifier=${identifier('adult')}`, {
      token: await service.token('doctor'),
    });
    expect(refusalOf(nobody)).toBe('400 INVALID');
  });

  it('tells a closed record, and one that was opposed as an unknown one', async () => {
    expect(refusalOf(await own('doctor', 'closed'))).toBe('403 RECORD_CLOSED');
    const opposed = await own('doctor', 'opposed');
    const unknown = await service.call('GET', '/fhir/Consent?patient.identifier=urn:x|1&actor=me', {
      token: await service.token('doctor'),
    });
    expect(refusalOf(opposed)).toBe('403 RECORD_NONEXISTENT');
    expect(opposed.bytes).toEqual(unknown.bytes);
  });
});

describe('a block', () => {
  it('by a médecin traitant needs no right, ends the other’s and forbids a new one', async () => {
    const target = { system: PRO, value: service.card('otherDoctor') };
    await service.consent('otherDoctor', 'adult');
    expect(refusalOf(await post('doctor', about(service, 'adult', 'block', target)))).toBe(
      '403 TREATING_DOCTOR_ONLY',
    );
    const block = await post('treatingDoctor', about(service, 'adult', 'block', target));
    expect(block.status).toBe(201);
    const [right] = await ownRight('otherDoctor', 'adult');
    expect(right?.provision.type).toBe('deny');
    expect(refusalOf(await post('otherDoctor', authorisation(service, 'adult')))).toBe(
      '403 BLOCKED_BY_PATIENT',
    );
    expect(refusalOf(await remove('otherDoctor', idOf(block)))).toBe('404 NOT_FOUND');
    expect((await remove('treatingDoctor', idOf(block))).status).toBe(204);
    expect(await ownRight('otherDoctor', 'adult')).toEqual([]);
  });

  it('never reaches a médecin traitant', async () => {
    const treatingDoctor = { system: PRO, value: service.card('treatingDoctor') };
    const adult = await service.patientToken('adult');
    for (const answer of [
      await post('treatingDoctor', about(service, 'adult', 'block', treatingDoctor)),
      await postAs(adult, about(service, 'adult', 'block', treatingDoctor)),
    ]) {
      expect(refusalOf(answer)).toBe('422 TREATING_DOCTOR_CANNOT_BE_BLOCKED');
    }
  });

  it('of an establishment reaches all who work there', async () => {
    const adult2 = await service.patientToken('adult2');
    const practice = { system: ORG, value: '1990000077' };
    const block = await postAs(adult2, about(service, 'adult2', 'block', practice));
    expect(block.status).toBe(201);
    for (const card of ['doctor', 'otherDoctor']) {
      expect((await ownRight(card, 'adult2'))[0]?.provision.type).toBe('deny');
    }
    expect((await ownRight('midwife', 'adult2'))[0]?.provision.type).not.toBe('deny');
    const lifted = await service.call('DELETE', `/fhir/Consent/${idOf(block)}`, { token: adult2 });
    expect(lifted.status).toBe(204);
    expect(await ownRight('doctor', 'adult2')).toEqual([]);
  });

  it('goes when its target is named médecin traitant', async () => {
    const adult2 = await service.patientToken('adult2');
    const regulator = { system: PRO, value: service.card('regulator') };
    await postAs(adult2, about(service, 'adult2', 'block', regulator));
    const named = await postAs(adult2, about(service, 'adult2', 'treating-doctor', regulator));
    expect(named.status).toBe(201);
    expect(await ownRight('regulator', 'adult2')).toEqual([]);
    const nurse = { system: PRO, value: service.card('nurse') };
    const wrong = await postAs(adult2, about(service, 'adult2', 'treating-doctor', nurse));
    expect(refusalOf(wrong)).toBe('422 INVALID');
    const dismissed = await service.call('DELETE', `/fhir/Consent/${idOf(named)}`, { token: adult2 });
    expect(dismissed.status).toBe(204);
  });
});

describe('the patient’s settings', () => {
  it('are all there, the three switches always among them', async () => {
    const token = await service.patientToken('emergencyMasked');
    const all = await service.call(
      'GET',
      `/fhir/Consent?patient.identifier=${identifier('emergencyMasked')}`,
      { token },
    );
    const switches = bundleOf(all)
      .entry.map(({ resource }) => ConsentAnswer.parse(resource))
      .filter(({ category }) => category[0].coding[0].code === 'switch')
      .map(({ provision }) => [provision.purpose?.[0].code, provision.type]);
    expect(Object.fromEntries(switches)).toEqual({ ETREAT: 'permit', BTG: 'permit', MASKED: 'permit' });
  });

  it('are set by the patient, read back by category, and by no professional', async () => {
    const token = await service.patientToken('twinA');
    const bodies = [
      emergencySwitch(service, 'twinA', 'BTG', 'deny'),
      emergencySwitch(service, 'twinA', 'MASKED', 'permit'),
      sharing(service, 'twinA', 'measures', 'permit'),
      maskingDefault(service, 'twinA', 'deny'),
    ];
    for (const body of bodies) {
      expect((await postAs(token, body)).status).toBe(201);
      expect((await postAs(token, body)).status).toBe(200);
      expect(refusalOf(await post('treatingDoctor', body))).toBe('403 RIGHTS_NOT_YOURS');
    }
    const found = await service.call(
      'GET',
      `/fhir/Consent?patient.identifier=${identifier('twinA')}&category=switch`,
      { token },
    );
    expect(
      bundleOf(found).entry.map(({ resource }) => {
        const { provision } = ConsentAnswer.parse(resource);
        return `${provision.purpose?.[0].code ?? ''} ${provision.type}`;
      }),
    ).toEqual(expect.arrayContaining(['ETREAT permit', 'BTG deny', 'MASKED permit']));
  });

  it('of somebody else look like nobody’s', async () => {
    const token = await service.patientToken('twinA');
    const answer = await postAs(token, emergencySwitch(service, 'twinB', 'BTG', 'deny'));
    expect(refusalOf(answer)).toBe('403 RECORD_NONEXISTENT');
  });
});
