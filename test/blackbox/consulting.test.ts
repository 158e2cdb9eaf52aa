import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emergencySwitch, PRO } from '../electron/service/consent-body.ts';
import type { DocumentAct, Known } from './acts.ts';
import { block, change, consented, deposited, named, patchOf } from './acts.ts';
import type { Client } from './client.ts';
import { ADMITTED_CARDS, told, tokenOf } from './client.ts';
import type { BlackBox } from './process.ts';
import { startBlackBox } from './process.ts';
import { headerOf, jsonOf } from './transport.ts';

/** docs/rules.md 2, step by step, with nothing but HTTP and the demo's cards. */

let box: BlackBox;
let client: Client;
beforeAll(async () => {
  box = await startBlackBox();
  ({ client } = box);
});
afterAll(() => box.stop());

const DAY = 86_400_000;

const list = async (token: string, patient: string): Promise<string> =>
  told(await client.send('GET', `/fhir/DocumentReference?${named(client, patient)}`, { token }));
const read = async (token: string, { id }: Known): Promise<string> =>
  told(await client.send('GET', `/fhir/DocumentReference/${id}`, { token }));
const listAs = async (card: string, patient: string): Promise<string> =>
  list(await client.token(card), patient);
const readAs = async (card: string, known: Known): Promise<string> => read(await client.token(card), known);

async function done(card: string, known: Known, act: DocumentAct): Promise<void> {
  const answer = await change(client, await client.token(card), `/${known.id}`, patchOf(act, known), {
    seen: known.version,
    confirmed: true,
  });
  expect(told(answer)).toBe('200');
}

async function breakGlass(
  card: string,
  patient: string,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { system, ins, family, given, birthdate } = client.patient(patient);
  const answer = await client.exchange(await client.token(card), {
    purpose_of_use: 'BTG',
    patient: `${system}|${ins}`,
    family,
    given,
    birthdate,
    justification: 'Patient inconscient, seul',
    ...more,
  });
  return answer.status === 200 ? tokenOf(answer) : told(answer);
}

async function answerCall(card: string, patient: string, call: string): Promise<string> {
  const { system, ins } = client.patient(patient);
  const answer = await client.exchange(await client.token(card), {
    purpose_of_use: 'ETREAT',
    patient: `${system}|${ins}`,
    call_id: call,
  });
  return answer.status === 200 ? tokenOf(answer) : told(answer);
}

const isToken = /^[\w-]{43}$/;

describe('2.1 who is admitted', () => {
  it('an unknown profession is not', async () => {
    expect(await listAs('notAdmitted', 'adult')).toBe('403 ROLE_NOT_ADMITTED');
  });
  it('a staff card reads nothing', async () => {
    expect(await listAs('secretary', 'adult')).toBe('403 CARD_MAY_NOT_READ');
  });
  it.each(['revoked', 'expired'])('a %s card does not even sign in', async (card) => {
    expect(told(await client.present(await client.assertion(card)))).toBe('401 UNAUTHENTICATED');
  });
});

describe('2.2 the record', () => {
  it.each(ADMITTED_CARDS)('that was opposed does not exist for the %s', async (card) => {
    expect(await listAs(card, 'opposed')).toBe('403 RECORD_NONEXISTENT');
  });
  it('that was closed is closed, in an emergency too', async () => {
    expect(await listAs('doctor', 'closed')).toBe('403 RECORD_CLOSED');
    expect(await breakGlass('doctor', 'closed')).toBe('403 RECORD_CLOSED');
  });
});

describe('2.3 a block', () => {
  it('outweighs the right, and every emergency', async () => {
    await consented(client, 'midwife', 'twinA');
    expect(await listAs('midwife', 'twinA')).toBe('200');
    const emergency = await breakGlass('midwife', 'twinA');
    expect(emergency).toMatch(isToken);
    const patient = await client.patientToken('twinA');
    await block(client, patient, 'twinA', { system: PRO, value: client.card('midwife') });
    expect(await listAs('midwife', 'twinA')).toBe('403 BLOCKED_BY_PATIENT');
    expect(await list(emergency, 'twinA')).toBe('403 BLOCKED_BY_PATIENT');
    expect(await breakGlass('midwife', 'twinA')).toBe('403 BLOCKED_BY_PATIENT');
  });
});

describe('2.4 the right of an ordinary session', () => {
  it.each(ADMITTED_CARDS)('the %s needs one, and has it once it is declared', async (card) => {
    expect(await listAs(card, 'adult2')).toBe('403 CONSENT_REQUIRED');
    await consented(client, card, 'adult2');
    expect(await listAs(card, 'adult2')).toBe('200');
  });
  it('ends with the consultation where consent was explicit, and not before', async () => {
    await consented(client, 'nurse', 'twinB', 'EXPLICIT');
    await box.advance(DAY - 60_000);
    expect(await listAs('nurse', 'twinB')).toBe('200');
    await box.advance(60_000);
    expect(await listAs('nurse', 'twinB')).toBe('403 CONSENT_EXPIRED');
  });
});

describe('2.4 a secret session', () => {
  it('opens on a minor only', async () => {
    const { system, ins } = client.patient('adult');
    await consented(client, 'doctor', 'adult');
    const answer = await client.exchange(await client.token('doctor'), {
      secret: 'true',
      patient: `${system}|${ins}`,
    });
    expect(told(answer)).toBe('403 NOT_A_MINOR');
  });
  it('needs the same right as any other', async () => {
    const { system, ins } = client.patient('minor');
    const fields = { secret: 'true', patient: `${system}|${ins}` };
    expect(told(await client.exchange(await client.token('nurse'), fields))).toBe('403 CONSENT_REQUIRED');
    await consented(client, 'nurse', 'minor');
    expect(told(await client.exchange(await client.token('nurse'), fields))).toBe('200');
  });
});

describe('2.4 break-glass', () => {
  it.each(ADMITTED_CARDS)('the %s opens with identity and reason, without any right', async (card) => {
    const token = await breakGlass(card, 'emergencyMasked');
    expect(token).toMatch(isToken);
    expect(await list(token, 'emergencyMasked')).toBe('200');
  });
  it('not where the patient opposed it, whatever else is wrong', async () => {
    expect(await breakGlass('doctor', 'emergencyOff', { family: 'AUTRE' })).toBe('403 EMERGENCY_OPPOSED');
  });
  it('not for another identity, nor without a real reason', async () => {
    expect(await breakGlass('doctor', 'adult', { birthdate: '1980-02-04' })).toBe('403 IDENTITY_MISMATCH');
    expect(await breakGlass('doctor', 'adult', { justification: ' neuf    9 ' })).toBe(
      '422 JUSTIFICATION_REQUIRED',
    );
  });
  it('accents, case and hyphens do not matter', async () => {
    const { family, given } = client.patient('adult');
    const plain = given.normalize('NFD').replaceAll(/\p{Mark}/gu, '');
    expect(await breakGlass('doctor', 'adult', { family: family.toLowerCase(), given: plain })).toMatch(
      isToken,
    );
  });
  it('is over after an hour, and only of its patient', async () => {
    const token = await breakGlass('pharmacist', 'adult');
    expect(await list(token, 'adult2')).toBe('403 CONSENT_REQUIRED');
    await box.advance(59 * 60_000);
    expect(await list(token, 'adult')).toBe('200');
    await box.advance(60_000);
    expect(await list(token, 'adult')).toMatch(/^(401 UNAUTHENTICATED|403 EMERGENCY_SESSION_EXPIRED)$/);
  });
});

describe('2.4 the Centre 15', () => {
  it.each(ADMITTED_CARDS.filter((card) => card !== 'regulator'))('is not for the %s', async (card) => {
    expect(await answerCall(card, 'adult', randomUUID())).toBe('403 REGULATOR_ONLY');
  });
  it('needs a call, and asks for no reason', async () => {
    expect(await answerCall('regulator', 'adult', '')).toBe('422 CALL_REQUIRED');
    expect(await answerCall('regulator', 'adult', randomUUID())).toMatch(isToken);
    expect(await answerCall('regulator', 'emergencyOff', randomUUID())).toBe('403 EMERGENCY_OPPOSED');
  });
  it('ends with its call', async () => {
    const call = randomUUID();
    const token = await answerCall('regulator', 'adult', call);
    expect(await list(token, 'adult')).toBe('200');
    await client.form('/auth/revoke', { token });
    expect(await list(token, 'adult')).toBe('401 UNAUTHENTICATED');
    expect(await answerCall('regulator', 'adult', call)).toBe('403 EMERGENCY_SESSION_EXPIRED');
  });
});

describe('2.5 to 2.8 a document', () => {
  beforeAll(async () => {
    for (const card of ADMITTED_CARDS) await consented(client, card, 'adult');
  });

  it('2.5 that was deleted is gone for everybody, its author too', async () => {
    const known = await deposited(client, { about: 'adult', by: 'otherDoctor' });
    await done('otherDoctor', known, 'delete');
    for (const card of ADMITTED_CARDS) expect(await readAs(card, known)).toBe('404 NOT_FOUND');
  });
  it.each([
    ['ATTEST-RESID', ['socialWorker'], ['doctor', 'treatingDoctor', 'pharmacist', 'midwife', 'nurse']],
    ['34842-5', ['doctor', 'treatingDoctor'], ['pharmacist']],
  ])('2.6 of type %s is for whom the matrix lets read it', async (type, readers, others) => {
    const known = await deposited(client, { about: 'adult', by: 'otherDoctor', type });
    for (const card of readers) expect(await readAs(card, known)).toBe('200');
    for (const card of others) expect(await readAs(card, known)).toBe('404 NOT_FOUND');
    expect(await readAs('otherDoctor', known)).toBe('200');
  });
  it('2.7 that is masked is for its author and the médecin traitant, who are told so', async () => {
    const known = await deposited(client, { about: 'adult', by: 'otherDoctor', labels: ['N', 'MASQUE_PS'] });
    for (const card of ['otherDoctor', 'treatingDoctor']) expect(await readAs(card, known)).toBe('200');
    for (const card of ['doctor', 'pharmacist', 'midwife', 'nurse', 'regulator']) {
      expect(await readAs(card, known)).toBe('404 NOT_FOUND');
    }
  });
  it('2.7 an emergency sees what is masked only where the patient lets it', async () => {
    const open = await deposited(client, {
      about: 'emergencyMasked',
      by: 'otherDoctor',
      labels: ['N', 'MASQUE_PS'],
    });
    const shut = await deposited(client, { about: 'twinB', by: 'otherDoctor', labels: ['N', 'MASQUE_PS'] });
    expect(await read(await breakGlass('pharmacist', 'emergencyMasked'), open)).toBe('200');
    expect(await read(await breakGlass('pharmacist', 'twinB'), shut)).toBe('404 NOT_FOUND');
    const token = await client.patientToken('twinB');
    await client.send('POST', '/fhir/Consent', {
      token,
      body: emergencySwitch(client, 'twinB', 'MASKED', 'permit'),
    });
    expect(await read(await breakGlass('pharmacist', 'twinB'), shut)).toBe('200');
  });
  it('2.8 tells what is not seen by the patient, what is old and what is archived', async () => {
    const known = await deposited(client, {
      about: 'adult',
      by: 'otherDoctor',
      labels: ['N', 'INVISIBLE_PATIENT'],
    });
    await done('otherDoctor', known, 'archive');
    const sheets = await client.send('GET', `/fhir/Binary/${known.binary}`, {
      token: await client.token('doctor'),
    });
    expect(headerOf(sheets, 'x-dmp-warning')).toBe('NOT_VISIBLE_TO_PATIENT, ARCHIVED');
  });
});

describe('2 the sections say so openly', () => {
  const section = async (card: string, path: string): Promise<string> =>
    told(
      await client.send('GET', `/fhir/${path}${named(client, 'twinB')}`, { token: await client.token(card) }),
    );
  const DIRECTIVES = `Consent?category=${encodeURIComponent('http://loinc.org|42348-3')}&`;

  it.each([
    ['Immunization?', '200', '403 TYPE_NOT_PERMITTED'],
    ['ExplanationOfBenefit?', '200', '403 TYPE_NOT_PERMITTED'],
    ['Observation?', '403 NOT_SHARED', '403 NOT_SHARED'],
    [DIRECTIVES, '200', '200'],
    ['RelatedPerson?', '200', '200'],
    ['Communication?', '200', '200'],
    ['Appointment?', '200', '200'],
  ])('%s', async (path, doctors, socialWorkers) => {
    await consented(client, 'doctor', 'twinB');
    await consented(client, 'socialWorker', 'twinB');
    expect(await section('doctor', path)).toBe(doctors);
    expect(await section('socialWorker', path)).toBe(socialWorkers);
    expect(await section('secretary', path)).toBe('403 CARD_MAY_NOT_READ');
    expect(await section('notAdmitted', path)).toBe('403 ROLE_NOT_ADMITTED');
  });
});

describe('hidden', () => {
  it('is as unknown: same status, same headers, same bytes, no total', async () => {
    const token = await client.token('pharmacist');
    const count = async (): Promise<unknown> =>
      jsonOf(
        await client.send('GET', `/fhir/DocumentReference?${named(client, 'adult')}&_count=0`, { token }),
      );
    const before = await count();
    const known = await deposited(client, { about: 'adult', by: 'otherDoctor', labels: ['N', 'MASQUE_PS'] });
    expect(await count()).toEqual(before);
    for (const [route, id] of [
      ['DocumentReference', known.id],
      ['Binary', known.binary],
    ] as const) {
      const hidden = await client.send('GET', `/fhir/${route}/${id}`, { token });
      const unknown = await client.send('GET', `/fhir/${route}/${randomUUID()}`, { token });
      const bare = hidden.headers.filter(([name]) => name.toLowerCase() !== 'date');
      expect([hidden.status, bare, hidden.bytes]).toEqual([
        unknown.status,
        unknown.headers.filter(([name]) => name.toLowerCase() !== 'date'),
        unknown.bytes,
      ]);
    }
  });
  it('is asked after the tests that need no document', async () => {
    const unknown: Known = {
      id: randomUUID(),
      version: 1,
      binary: '',
      unique: '',
      logical: '',
      codes: [],
      hash: '',
      archivedAt: 0,
    };
    expect(await readAs('secretary', unknown)).toBe('403 CARD_MAY_NOT_READ');
    expect(await readAs('notAdmitted', unknown)).toBe('403 ROLE_NOT_ADMITTED');
    expect(await readAs('doctor', unknown)).toBe('404 NOT_FOUND');
  });
});
