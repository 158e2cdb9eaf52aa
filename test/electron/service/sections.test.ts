import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from '../../../shared/schema/zod.ts';
import { chanceFrom } from '../../fixtures/random.ts';
import { about, PRO, sharing } from './consent-body.ts';
import { bundleOf, pathOf, refusalOf, told } from './documents/answers.ts';
import type { HttpAnswer, TestedService } from './documents/service.ts';
import { startTestedService } from './documents/service.ts';

/** Vaccinations, care history, measures and profile: who reads and who writes (docs/rules.md 2, 4, 6, 7). */

const Token = z.object({ access_token: z.string() });
const Kept = z.looseObject({ id: z.string() });

let service: TestedService;
beforeAll(async () => {
  service = await startTestedService();
  for (const card of ['doctor', 'pharmacist', 'midwife', 'nurse', 'careAssistant', 'socialWorker']) {
    for (const patient of ['adult', 'minor']) await service.consent(card, patient);
  }
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
const get = (token: string | undefined, path: string): Promise<HttpAnswer> =>
  service.call('GET', `/fhir/${path}`, { token });
const post = (token: string, path: string, body: object): Promise<HttpAnswer> =>
  service.call('POST', `/fhir/${path}`, { token, body });
const list = (token: string, kind: string, patient: string, more = '') =>
  get(token, `${kind}?${named(patient)}${more}`);
const listAs = async (card: string, kind: string, patient: string) =>
  told(await list(await service.token(card), kind, patient));
const idOf = (answer: HttpAnswer): string => Kept.parse(answer.json).id;
const correct = (token: string, path: string, element: string, value: unknown, version = '1') =>
  service.call('PATCH', `/fhir/${path}`, {
    token,
    type: 'application/json-patch+json',
    headers: { 'if-match': `W/"${version}"` },
    body: [{ op: 'add', path: `/${element}`, value }],
  });

const vaccination = (patient: string, more: object = {}) => ({
  resourceType: 'Immunization',
  status: 'completed',
  vaccineCode: {
    coding: [{ system: 'http://phast.fr/fhir/CodeSystem/CIOdc', code: 'GRIPPE' }],
    text: 'Vaccin contre la grippe',
  },
  patient: { identifier: identifier(patient) },
  occurrenceDateTime: '2026-11-20',
  lotNumber: 'A1',
  ...more,
});
const weight = (patient: string, more: object = {}) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
  subject: { identifier: identifier(patient) },
  effectiveDateTime: '2026-11-20',
  valueQuantity: { value: 64, unit: 'kg' },
  ...more,
});

describe('vaccinations', () => {
  it.each([
    ['doctor', '201'],
    ['pharmacist', '201'],
    ['midwife', '201'],
    ['nurse', '201'],
    ['careAssistant', '403 TYPE_NOT_PERMITTED'],
    ['socialWorker', '403 TYPE_NOT_PERMITTED'],
    ['secretary', '403 CARD_MAY_NOT_READ'],
    ['notAdmitted', '403 ROLE_NOT_ADMITTED'],
    ['otherDoctor', '403 CONSENT_REQUIRED'],
  ])('the %s adds one: %s', async (card, expected) => {
    const answer = await post(await service.token(card), 'Immunization', vaccination('adult'));
    expect(told(answer)).toBe(expected);
    if (answer.status !== 201) return;
    expect(answer.headers.get('etag')).toBe('W/"1"');
    expect(answer.headers.get('location')).toBe(`${service.url}/fhir/Immunization/${idOf(answer)}`);
    expect(JSON.stringify(answer.json)).toContain(service.card(card));
  });

  it('are told to the patient, and a refusal is not', async () => {
    const count = () => service.mails().filter(({ notice }) => notice === 'patient:vaccination').length;
    const before = count();
    await post(await service.token('careAssistant'), 'Immunization', vaccination('adult'));
    expect(count()).toBe(before);
    await post(await service.token('nurse'), 'Immunization', vaccination('adult'));
    expect(count()).toBe(before + 1);
  });

  it('say where a body is wrong, and contradict nothing', async () => {
    const token = await service.token('doctor');
    const tried = async (more: object) => post(token, 'Immunization', vaccination('adult', more));
    const unknown = await tried({ colour: 'red' });
    expect([refusalOf(unknown), pathOf(unknown)]).toEqual(['400 INVALID', 'colour: unknownField']);
    expect(refusalOf(await tried({ occurrenceDateTime: '2026-11-22' }))).toBe('422 INVALID');
    expect(refusalOf(await tried({ occurrenceDateTime: '1979-01-01' }))).toBe('422 INVALID');
    const actor = { identifier: { system: PRO, value: service.card('nurse') } };
    expect(refusalOf(await tried({ performer: [{ actor }] }))).toBe('422 NOT_AUTHOR');
    const nobody = { patient: { identifier: { ...identifier('adult'), value: '299999999999934' } } };
    expect(refusalOf(await tried(nobody))).toBe('403 RECORD_NONEXISTENT');
    expect(refusalOf(await post(token, 'Immunization', vaccination('closed')))).toBe('403 RECORD_CLOSED');
  });

  it('are read by the cell of the matrix', async () => {
    expect(await listAs('doctor', 'Immunization', 'adult')).toBe('200');
    expect(await listAs('socialWorker', 'Immunization', 'adult')).toBe('403 TYPE_NOT_PERMITTED');
    expect(await listAs('otherDoctor', 'Immunization', 'adult')).toBe('403 CONSENT_REQUIRED');
  });

  it('are taken back by whoever added them, in the version that he saw, and are gone', async () => {
    const nurse = await service.token('nurse');
    const id = idOf(await post(nurse, 'Immunization', vaccination('adult')));
    const path = `Immunization/${id}`;
    const doctor = await service.token('doctor');
    expect(told(await get(doctor, path))).toBe('200');
    expect(refusalOf(await correct(doctor, path, 'status', 'entered-in-error'))).toBe('403 NOT_AUTHOR');
    expect(refusalOf(await correct(nurse, path, 'lotNumber', 'B2'))).toBe('405 INVALID');
    expect(refusalOf(await correct(nurse, path, 'status', 'not-done'))).toBe('400 INVALID');
    const stale = await correct(nurse, path, 'status', 'entered-in-error', '7');
    expect([refusalOf(stale), stale.headers.get('etag')]).toEqual(['412 STALE_VERSION', 'W/"1"']);
    const done = await correct(nurse, path, 'status', 'entered-in-error');
    expect([done.status, done.headers.get('etag')]).toEqual([200, 'W/"2"']);
    const gone = await get(doctor, path);
    const unknown = await get(doctor, 'Immunization/9b2b6a4e-0000-4000-8000-000000000000');
    expect([gone.status, gone.bytes]).toEqual([404, unknown.bytes]);
    expect(JSON.stringify((await list(doctor, 'Immunization', 'adult')).json)).not.toContain(id);
  });

  it('of a secret session are the minor’s: no representative sees them, nor is told', async () => {
    const { system, value } = identifier('minor');
    const exchanged = await service.exchange(await service.token('doctor'), {
      secret: 'true',
      patient: `${system}|${value}`,
    });
    const secret = Token.parse(exchanged.json).access_token;
    const before = service.mails().filter(({ notice }) => notice === 'patient:vaccination');
    const id = idOf(await post(secret, 'Immunization', vaccination('minor')));
    const after = service.mails().filter(({ notice }) => notice === 'patient:vaccination');
    expect(after.slice(before.length).map(({ to }) => to)).toEqual(['lea.mercier@patient.example']);
    const own = await service.patientToken('minor');
    const parent = await service.patientToken('adult', 'minor');
    const ids = async (token: string) =>
      bundleOf(await list(token, 'Immunization', 'minor')).entry.map(
        ({ resource }) => Kept.parse(resource).id,
      );
    const [seenByMinor, seenByParent] = [await ids(own), await ids(parent)];
    expect(seenByMinor).toContain(id);
    expect(seenByParent).toEqual(seenByMinor.filter((each) => each !== id));
    const hiddenOne = await get(parent, `Immunization/${id}`);
    const unknown = await get(parent, 'Immunization/9b2b6a4e-0000-4000-8000-000000000000');
    expect([hiddenOne.status, hiddenOne.bytes]).toEqual([404, unknown.bytes]);
    expect(told(await get(own, `Immunization/${id}`))).toBe('200');
  });

  it('are not written by the patient’s side', async () => {
    const token = await service.patientToken('adult');
    expect(refusalOf(await post(token, 'Immunization', vaccination('adult')))).toBe('403 TYPE_NOT_PERMITTED');
    expect(refusalOf(await list(token, 'Immunization', 'adult2'))).toBe('403 RECORD_NONEXISTENT');
  });
});

describe('care history', () => {
  it('is read by cell, told to the patient, and follows his masking of the section', async () => {
    const count = () => service.mails().filter(({ notice }) => notice === 'patient:consultation').length;
    const before = count();
    expect(await listAs('doctor', 'ExplanationOfBenefit', 'adult')).toBe('200');
    expect(count()).toBe(before + 1);
    expect(await listAs('socialWorker', 'ExplanationOfBenefit', 'adult')).toBe('403 TYPE_NOT_PERMITTED');
    const patient = await service.patientToken('adult');
    const masked = sharing(service, 'adult', 'care-history', 'deny');
    expect((await post(patient, 'Consent', masked)).status).toBeLessThan(300);
    expect(await listAs('doctor', 'ExplanationOfBenefit', 'adult')).toBe('403 NOT_SHARED');
    expect(bundleOf(await list(patient, 'ExplanationOfBenefit', 'adult')).total).toBe(2);
    await post(patient, 'Consent', sharing(service, 'adult', 'care-history', 'permit'));
    expect(await listAs('doctor', 'ExplanationOfBenefit', 'adult')).toBe('200');
    const drug = await list(patient, 'ExplanationOfBenefit', 'adult', '&sub-type=dental');
    expect(bundleOf(drug).total).toBe(1);
  });

  it('is written by nobody', async () => {
    const answer = await post(await service.token('doctor'), 'ExplanationOfBenefit', {});
    expect(refusalOf(answer)).toBe('405 INVALID');
  });
});

describe('measures and profile', () => {
  const KINDS = ['Observation', 'AllergyIntolerance', 'Condition', 'MedicationStatement'];

  it.each(KINDS)('%s: refused while not shared, never an empty list', async (kind) => {
    expect(await listAs('doctor', kind, 'minor')).toBe('403 NOT_SHARED');
    expect(await listAs('otherDoctor', kind, 'minor')).toBe('403 CONSENT_REQUIRED');
  });

  it('are written by the patient’s side, marked where somebody acts for him, and read once shared', async () => {
    const own = await service.patientToken('minor');
    const parent = await service.patientToken('adult', 'minor');
    const subject = { identifier: identifier('minor') };
    const written = [
      await post(own, 'Observation', weight('minor')),
      await post(parent, 'Observation', weight('minor', { effectiveDateTime: '2026-11-19' })),
      await post(own, 'AllergyIntolerance', {
        resourceType: 'AllergyIntolerance',
        subject,
        code: { text: 'Arachide' },
      }),
      await post(own, 'Condition', { resourceType: 'Condition', subject, code: { text: 'Asthme' } }),
      await post(own, 'MedicationStatement', {
        resourceType: 'MedicationStatement',
        status: 'active',
        subject,
        medicationCodeableConcept: { text: 'Salbutamol' },
      }),
    ];
    expect(written.map(told)).toEqual(['201', '201', '201', '201', '201']);
    expect(JSON.stringify(written.map(({ json }) => json)).split('"representative"').length).toBe(2);
    await post(parent, 'Consent', sharing(service, 'minor', 'measures', 'permit'));
    for (const kind of KINDS) expect(await listAs('doctor', kind, 'minor')).toBe('200');
    const found = bundleOf(
      await list(await service.token('doctor'), 'Observation', 'minor', '&date=2026-11-19'),
    );
    expect(found.total).toBe(1);
    expect(refusalOf(await post(await service.token('doctor'), 'Observation', weight('minor')))).toBe(
      '403 RIGHTS_NOT_YOURS',
    );
  });

  it('are taken back by the patient’s side; what has no value, or two, is no measure', async () => {
    const token = await service.patientToken('adult');
    const allergy = await post(token, 'AllergyIntolerance', {
      resourceType: 'AllergyIntolerance',
      patient: { identifier: identifier('adult') },
      code: { text: 'Latex' },
    });
    const value = {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification',
          code: 'entered-in-error',
        },
      ],
    };
    const path = `AllergyIntolerance/${idOf(allergy)}`;
    expect(told(await correct(token, path, 'verificationStatus', value))).toBe('200');
    expect(told(await get(token, path))).toBe('404 NOT_FOUND');
    const bare = weight('adult', { valueQuantity: undefined });
    expect(pathOf(await post(token, 'Observation', bare))).toBe('valueQuantity: missing');
    expect(refusalOf(await post(token, 'Observation', weight('adult', { valueString: '64' })))).toBe(
      '400 INVALID',
    );
    expect(refusalOf(await post(token, 'Observation', weight('adult2')))).toBe('403 RECORD_NONEXISTENT');
  });
});

describe('all sections alike', () => {
  const KINDS = ['Immunization', 'ExplanationOfBenefit', 'Observation', 'Appointment', 'HealthcareService'];

  it.each(KINDS)('%s asks for a token before anything else', async (kind) => {
    for (const path of [kind, `${kind}/x`, `${kind}?what=ever`]) {
      expect(refusalOf(await get(undefined, path))).toBe('401 UNAUTHENTICATED');
    }
  });

  it('refuse a bare patient, an unknown parameter, and go page by page', async () => {
    const token = await service.token('doctor');
    expect(refusalOf(await get(token, 'Immunization'))).toBe('400 INVALID');
    expect(refusalOf(await list(token, 'Immunization', 'adult', '&colour=red'))).toBe('400 INVALID');
    const all = bundleOf(await list(token, 'Immunization', 'adult'));
    let next: string | undefined = `${service.url}/fhir/Immunization?${named('adult')}&_count=2`;
    const seen: string[] = [];
    while (next !== undefined) {
      const page: ReturnType<typeof bundleOf> = bundleOf(await service.call('GET', next, { token }));
      expect(page.total).toBe(all.total);
      seen.push(...page.entry.map(({ resource }) => Kept.parse(resource).id));
      next = page.link('next');
    }
    expect(seen).toEqual(all.entry.map(({ resource }) => Kept.parse(resource).id));
    expect(all.total).toBeGreaterThan(4);
  });

  it('a block closes them, for reading and for adding', async () => {
    const patient = await service.patientToken('adult');
    await post(
      patient,
      'Consent',
      about(service, 'adult', 'block', { system: PRO, value: service.card('midwife') }),
    );
    expect(await listAs('midwife', 'Immunization', 'adult')).toBe('403 BLOCKED_BY_PATIENT');
    const answer = await post(await service.token('midwife'), 'Immunization', vaccination('adult'));
    expect(refusalOf(answer)).toBe('403 BLOCKED_BY_PATIENT');
  });

  it('count only what may be read, whatever is written by whom', async () => {
    const chance = chanceFrom(70);
    const { system, value } = identifier('minor');
    const exchanged = await service.exchange(await service.token('doctor'), {
      secret: 'true',
      patient: `${system}|${value}`,
    });
    const writers = {
      open: await service.token('doctor'),
      secret: Token.parse(exchanged.json).access_token,
    };
    const readers = {
      minor: await service.patientToken('minor'),
      parent: await service.patientToken('adult', 'minor'),
      nurse: await service.token('nurse'),
    };
    const totals = async () => ({
      minor: bundleOf(await list(readers.minor, 'Immunization', 'minor', '&_count=0')).total ?? 0,
      parent: bundleOf(await list(readers.parent, 'Immunization', 'minor', '&_count=0')).total ?? 0,
      nurse: bundleOf(await list(readers.nurse, 'Immunization', 'minor', '&_count=0')).total ?? 0,
    });
    const standing: { id: string; isSecret: boolean }[] = [];
    const start = await totals();
    for (let times = 0; times < 24; times += 1) {
      const isSecret = chance.below(2) === 0;
      const token = isSecret ? writers.secret : writers.open;
      const taken = standing.length > 0 && chance.below(3) === 0 ? standing.pop() : undefined;
      if (taken === undefined) {
        standing.push({ id: idOf(await post(token, 'Immunization', vaccination('minor'))), isSecret });
      } else {
        const path = `Immunization/${taken.id}`;
        const answer = await correct(writers.open, path, 'status', 'entered-in-error');
        if (answer.status !== 200) throw new Error(refusalOf(answer));
      }
      const all = standing.length;
      const open = standing.filter((each) => !each.isSecret).length;
      expect(await totals()).toEqual({
        minor: start.minor + all,
        parent: start.parent + open,
        nurse: start.nurse + all,
      });
    }
    expect(standing.some(({ isSecret }) => isSecret)).toBe(true);
  });

  it('are traced', async () => {
    const token = await service.patientToken('adult');
    const traces = JSON.stringify((await get(token, `AuditEvent?${named('adult')}&_count=200`)).json);
    for (const act of ['addVaccination', 'correct', 'readVaccinations', 'readCareHistory', 'writeMeasures']) {
      expect(traces).toContain(`"code":"${act}"`);
    }
  });
});
