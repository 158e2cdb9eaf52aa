import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from '../../../shared/schema/zod.ts';
import { authorisation, emergencySwitch } from './consent-body.ts';
import { bundleOf, refusalOf } from './documents/answers.ts';
import type { HttpAnswer, TestedService } from './documents/service.ts';
import { startTestedService } from './documents/service.ts';
import { form } from './forged.ts';

const Exchanged = z.object({
  access_token: z.string(),
  issued_token_type: z.literal('urn:ietf:params:oauth:token-type:access_token'),
  token_type: z.literal('Bearer'),
  expires_in: z.int(),
  patient: z.string(),
  mode: z.string().optional(),
  secret: z.boolean().optional(),
});

let service: TestedService;
beforeAll(async () => {
  service = await startTestedService();
});
afterAll(() => service.stop());

const ins = (patient: string): string => {
  const { system, ins: value } = service.patient(patient);
  return `${system}|${value}`;
};
const traits = (patient: string) => {
  const { family, given, birthdate } = service.patient(patient);
  return { family, given, birthdate };
};
const JUSTIFICATION = 'Patient inconscient';
const exchange = async (card: string, fields: Readonly<Record<string, string>>): Promise<HttpAnswer> =>
  service.exchange(await service.token(card), fields);
const breakGlass = (card: string, patient: string, more: Readonly<Record<string, string>> = {}) =>
  exchange(card, {
    purpose_of_use: 'BTG',
    patient: ins(patient),
    ...traits(patient),
    justification: JUSTIFICATION,
    ...more,
  });
const call15 = (card: string, patient: string, call: string) =>
  exchange(card, { purpose_of_use: 'ETREAT', patient: ins(patient), call_id: call });
const tokenOf = (answer: HttpAnswer): string => Exchanged.parse(answer.json).access_token;
const list = (token: string, patient: string): Promise<HttpAnswer> =>
  service.call('GET', `/fhir/DocumentReference?patient.identifier=${encodeURIComponent(ins(patient))}`, {
    token,
  });

describe('breaking the glass', () => {
  it('opens one record for an hour, and tells the patient and the médecin traitant', async () => {
    const before = service.mails().length;
    const answer = await breakGlass('pharmacist', 'adult');
    expect(Exchanged.parse(answer.json)).toMatchObject({
      expires_in: 3600,
      mode: 'BTG',
      patient: ins('adult'),
    });
    expect(
      service
        .mails()
        .slice(before)
        .map(({ notice }) => notice),
    ).toEqual(['patient:emergency', 'treatingDoctor:emergency']);
    expect((await list(tokenOf(answer), 'adult')).status).toBe(200);
    expect(service.mails()).toHaveLength(before + 2);
  });

  it('finds the record by its traits alone', async () => {
    const answer = await exchange('nurse', {
      purpose_of_use: 'BTG',
      ...traits('adult'),
      justification: JUSTIFICATION,
    });
    expect(Exchanged.parse(answer.json).patient).toBe(ins('adult'));
  });

  it('does not say whether nobody or several have the traits', async () => {
    const several = { purpose_of_use: 'BTG', ...traits('twinA'), justification: JUSTIFICATION };
    const nobody = { ...several, given: 'Zénobie' };
    const [a, b] = [await exchange('nurse', several), await exchange('nurse', nobody)];
    expect(refusalOf(a)).toBe('403 IDENTITY_MISMATCH');
    expect(a.bytes).toEqual(b.bytes);
  });

  it.each<[string, string, Readonly<Record<string, string>>, string]>([
    ['another family name', 'adult', { family: 'INCONNU' }, '403 IDENTITY_MISMATCH'],
    ['another birth date', 'adult', { birthdate: '1980-02-04' }, '403 IDENTITY_MISMATCH'],
    [
      'a justification of nine characters',
      'adult',
      { justification: '123456789' },
      '422 JUSTIFICATION_REQUIRED',
    ],
    ['a justification of spaces', 'adult', { justification: ' '.repeat(30) }, '422 JUSTIFICATION_REQUIRED'],
    ['a patient who refused it', 'emergencyOff', {}, '403 EMERGENCY_OPPOSED'],
    ['a closed record', 'closed', {}, '403 RECORD_CLOSED'],
    ['an opposed record', 'opposed', {}, '403 RECORD_NONEXISTENT'],
    ['a date that is none', 'adult', { birthdate: '03/02/1980' }, '400 INVALID'],
    ['an unknown purpose', 'adult', { purpose_of_use: 'TREAT' }, '400 INVALID'],
  ])('is refused with %s', async (_what, patient, more, refusal) => {
    expect(refusalOf(await breakGlass('nurse', patient, more))).toBe(refusal);
  });

  it.each([
    ['secretary', '403 CARD_MAY_NOT_READ'],
    ['notAdmitted', '403 ROLE_NOT_ADMITTED'],
  ])('is not for %s', async (card, refusal) => {
    expect(refusalOf(await breakGlass(card, 'adult'))).toBe(refusal);
  });

  it('is worth nothing on another patient, even one that one has a right on', async () => {
    const token = tokenOf(await breakGlass('midwife', 'adult'));
    await service.consent('midwife', 'adult2');
    expect((await list(await service.token('midwife'), 'adult2')).status).toBe(200);
    expect(refusalOf(await list(token, 'adult2'))).toBe('403 CONSENT_REQUIRED');
    const consent = await service.call('POST', '/fhir/Consent', {
      token,
      body: authorisation(service, 'adult2'),
    });
    expect(refusalOf(consent)).toBe('403 CONSENT_REQUIRED');
  });

  it('is not exchanged again', async () => {
    const token = tokenOf(await breakGlass('midwife', 'adult'));
    const again = await service.exchange(token, {
      purpose_of_use: 'BTG',
      patient: ins('adult'),
      ...traits('adult'),
      justification: JUSTIFICATION,
    });
    expect(refusalOf(again)).toBe('400 INVALID');
  });

  it('ends at once when the patient turns the switch off', async () => {
    const token = tokenOf(await breakGlass('nurse', 'twinB'));
    expect((await list(token, 'twinB')).status).toBe(200);
    const patient = await service.patientToken('twinB');
    await service.call('POST', '/fhir/Consent', {
      token: patient,
      body: emergencySwitch(service, 'twinB', 'BTG', 'deny'),
    });
    expect(refusalOf(await list(token, 'twinB'))).toBe('403 EMERGENCY_OPPOSED');
  });
});

describe('Centre 15', () => {
  it('opens for a regulator with a call, and nothing to justify', async () => {
    const answer = await call15('regulator', 'adult', 'call-1');
    expect(Exchanged.parse(answer.json)).toMatchObject({ mode: 'ETREAT', expires_in: 3600 });
    expect((await list(tokenOf(answer), 'adult')).status).toBe(200);
  });

  it('is the regulator’s alone, and needs the call', async () => {
    expect(refusalOf(await call15('doctor', 'adult', 'call-2'))).toBe('403 REGULATOR_ONLY');
    expect(refusalOf(await call15('regulator', 'adult', ''))).toBe('422 CALL_REQUIRED');
    const none = await exchange('regulator', { purpose_of_use: 'ETREAT', patient: ins('adult') });
    expect(refusalOf(none)).toBe('422 CALL_REQUIRED');
    expect(refusalOf(await call15('regulator', 'emergencyOff', 'c'))).toBe('403 EMERGENCY_OPPOSED');
  });

  it('says that several persons have the traits, to the regulator and to nobody else', async () => {
    const several = { purpose_of_use: 'ETREAT', ...traits('twinA'), call_id: 'call-3' };
    expect(refusalOf(await exchange('regulator', several))).toBe('403 MULTIPLE_MATCHES');
    expect(refusalOf(await exchange('doctor', several))).toBe('403 REGULATOR_ONLY');
    expect(refusalOf(await exchange('notAdmitted', several))).toBe('403 ROLE_NOT_ADMITTED');
  });

  it('compares traits that are named with the record', async () => {
    const answer = await exchange('regulator', {
      purpose_of_use: 'ETREAT',
      patient: ins('adult'),
      ...traits('adult2'),
      call_id: 'call-4',
    });
    expect(refusalOf(answer)).toBe('403 IDENTITY_MISMATCH');
  });

  it('hands a sheet over for a call alone: the patient reads of it with the call, and is sent nothing more', async () => {
    const handOver = (token: string, patient: string, more: Readonly<Record<string, string>> = {}) => {
      const { system, ins: value } = service.patient(patient);
      const values = { system, patient: value, form: 'print', ...more };
      return service.call('POST', '/fhir/AuditEvent/$report-handover', {
        token,
        body: {
          resourceType: 'Parameters',
          parameter: Object.entries(values).map(([name, valueString]) => ({ name, valueString })),
        },
      });
    };
    const token = tokenOf(await call15('regulator', 'adult', 'call-7'));
    const mails = service.mails().length;
    expect((await handOver(token, 'adult')).status).toBe(200);
    expect(service.mails()).toHaveLength(mails);
    expect(refusalOf(await handOver(token, 'adult2'))).toBe('403 CONSENT_REQUIRED');
    expect(refusalOf(await handOver(token, 'adult', { form: 'mail' }))).toBe('400 INVALID');
    expect(refusalOf(await handOver(await service.token('regulator'), 'adult'))).toBe('403 CONSENT_REQUIRED');
    const broken = tokenOf(await breakGlass('pharmacist', 'adult'));
    expect(refusalOf(await handOver(broken, 'adult'))).toBe('422 CALL_REQUIRED');
    const journal = await service.call(
      'GET',
      `/fhir/AuditEvent?patient.identifier=${encodeURIComponent(ins('adult'))}&_count=200`,
      { token: await service.patientToken('adult') },
    );
    const handed = bundleOf(journal)
      .entry.map(({ resource }) => JSON.stringify(resource))
      .filter((text) => text.includes('"handOver"'));
    // One was handed over; what was refused stands there too, with why.
    expect(handed.filter((text) => text.includes('permit') && text.includes('call-7'))).toHaveLength(1);
    expect(handed.some((text) => text.includes('CALL_REQUIRED'))).toBe(true);
    await form(service, '/auth/revoke', { token });
    expect(refusalOf(await handOver(token, 'adult'))).toBe('401 UNAUTHENTICATED');
  });

  it('is over with its call, for good', async () => {
    const first = tokenOf(await call15('regulator', 'adult', 'call-5'));
    const second = tokenOf(await call15('regulator', 'adult', 'call-5'));
    await form(service, '/auth/revoke', { token: first });
    expect(refusalOf(await list(first, 'adult'))).toBe('401 UNAUTHENTICATED');
    expect(refusalOf(await list(second, 'adult'))).toBe('403 EMERGENCY_SESSION_EXPIRED');
    expect(refusalOf(await call15('regulator', 'adult', 'call-5'))).toBe('403 EMERGENCY_SESSION_EXPIRED');
    await service.kill();
    await service.restart();
    expect(refusalOf(await call15('regulator', 'adult', 'call-5'))).toBe('403 EMERGENCY_SESSION_EXPIRED');
    expect((await call15('regulator', 'adult', 'call-6')).status).toBe(200);
  });
});

describe('a secret session', () => {
  const secret = (card: string, patient: string) => exchange(card, { secret: 'true', patient: ins(patient) });

  it('is for a minor', async () => {
    expect(refusalOf(await secret('doctor', 'adult'))).toBe('403 NOT_A_MINOR');
    await service.consent('doctor', 'minor');
    const answer = Exchanged.parse((await secret('doctor', 'minor')).json);
    expect(answer).toMatchObject({ secret: true, patient: ins('minor') });
    expect(answer.expires_in).toBeLessThanOrEqual(600);
    expect((await list(answer.access_token, 'minor')).status).toBe(200);
    expect(refusalOf(await list(answer.access_token, 'adult'))).toBe('403 NOT_A_MINOR');
  });

  it('names its patient, and nothing else besides', async () => {
    expect(refusalOf(await exchange('doctor', { secret: 'true' }))).toBe('400 INVALID');
    expect(refusalOf(await exchange('doctor', { secret: 'yes', patient: ins('minor') }))).toBe('400 INVALID');
    const both = await exchange('doctor', { secret: 'true', purpose_of_use: 'BTG', patient: ins('minor') });
    expect(refusalOf(both)).toBe('400 INVALID');
  });

  it('ends with the session that it was made from', async () => {
    const parent = await service.token('midwife');
    await service.consent('midwife', 'minor');
    const token = tokenOf(await secret('midwife', 'minor'));
    await form(service, '/auth/revoke', { token: parent });
    expect(refusalOf(await list(token, 'minor'))).toBe('401 UNAUTHENTICATED');
  });
});
