import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from '../../../shared/schema/zod.ts';
import { bundleOf, refusalOf, sheetOf } from './documents/answers.ts';
import { publication } from './documents/bodies.ts';
import type { HttpAnswer, TestedService } from './documents/service.ts';
import { startTestedService } from './documents/service.ts';
import { assertion, present } from './forged.ts';

const Identified = z.object({ identifier: z.object({ system: z.string(), value: z.string() }) });
const Event = z.looseObject({
  resourceType: z.literal('AuditEvent'),
  subtype: z.tuple([z.object({ code: z.string() })]),
  outcome: z.enum(['0', '8']),
  outcomeDesc: z.string(),
  purposeOfEvent: z.tuple([z.object({ coding: z.tuple([z.object({ code: z.string() })]) })]),
  agent: z.array(z.looseObject({ requestor: z.boolean(), who: Identified.partial() })).min(1),
  entity: z
    .array(
      z.looseObject({
        what: Identified,
        securityLabel: z.array(z.unknown()).optional(),
        detail: z.array(z.object({ type: z.string(), valueString: z.string() })).optional(),
      }),
    )
    .min(1),
});
type Event = z.infer<typeof Event>;

let service: TestedService;
beforeAll(async () => {
  service = await startTestedService();
});
afterAll(() => service.stop());

const identifier = (patient: string): string => {
  const { system, ins } = service.patient(patient);
  return encodeURIComponent(`${system}|${ins}`);
};
const search = (token: string, patient: string, more = ''): Promise<HttpAnswer> =>
  service.call('GET', `/fhir/AuditEvent?patient.identifier=${identifier(patient)}${more}`, { token });
const traces = async (token: string, patient: string, more = '&_count=200'): Promise<Event[]> =>
  bundleOf(await search(token, patient, more)).entry.map(({ resource }) => Event.parse(resource));
const tried = ({ subtype, outcomeDesc }: Event): string => `${subtype[0].code} ${outcomeDesc}`;
const requestor = ({ agent }: Event): string | undefined => agent[0]?.who.identifier?.value;
const documentOf = ({ entity }: Event): string | undefined => entity[1]?.what.identifier.value;
const list = (token: string, patient: string): Promise<HttpAnswer> =>
  service.call('GET', `/fhir/DocumentReference?patient.identifier=${identifier(patient)}`, { token });
async function deposit(card: string, patient: string): Promise<{ id: string; uniqueId: string }> {
  const answer = await service.call('POST', '/fhir/DocumentReference', {
    token: await service.token(card),
    body: publication({ patient: service.patient(patient), author: service.card(card) }),
  });
  const sheet = sheetOf(answer);
  return { id: sheet.id, uniqueId: sheet.masterIdentifier.value };
}
const read = async (card: string, id: string): Promise<HttpAnswer> =>
  service.call('GET', `/fhir/DocumentReference/${id}`, { token: await service.token(card) });

describe('every attempt leaves its trace', () => {
  it('with who, what, in which mode, with what outcome: refused or permitted', async () => {
    const patient = await service.patientToken('adult');
    const doctor = await service.token('doctor');
    expect(refusalOf(await list(doctor, 'adult'))).toBe('403 CONSENT_REQUIRED');
    await service.consent('doctor', 'adult');
    expect((await list(doctor, 'adult')).status).toBe(200);
    const own = (await traces(patient, 'adult')).filter(
      (event) => requestor(event) === service.card('doctor'),
    );
    expect(own.map(tried).slice(0, 3)).toEqual([
      'list permit',
      'declareConsent permit',
      'list CONSENT_REQUIRED',
    ]);
    expect(own.slice(0, 3).map(({ outcome }) => outcome)).toEqual(['0', '0', '8']);
    expect(own[0]?.entity[0]?.what.identifier.value).toBe(service.patient('adult').ins);
    expect(own[0]?.purposeOfEvent[0].coding[0].code).toBe('TREAT');
  });

  it('before its answer: it is there after the service was killed', async () => {
    const nurse = await service.token('nurse');
    await list(nurse, 'adult2');
    await service.kill();
    await service.restart();
    const patient = await service.patientToken('adult2');
    expect((await traces(patient, 'adult2')).map(tried)).toContain('list CONSENT_REQUIRED');
  });

  it('the emergency with its justification', async () => {
    const { system, ins, family, given, birthdate } = service.patient('twinA');
    await service.exchange(await service.token('pharmacist'), {
      purpose_of_use: 'BTG',
      patient: `${system}|${ins}`,
      family,
      given,
      birthdate,
      justification: 'Patient inconscient',
    });
    const patient = await service.patientToken('twinA');
    const opened = (await traces(patient, 'twinA')).find((event) => tried(event) === 'open permit');
    expect(opened?.purposeOfEvent[0].coding[0].code).toBe('BTG');
    expect(opened?.entity[0]?.detail).toEqual([
      { type: 'justification', valueString: 'Patient inconscient' },
    ]);
  });

  it('reading the traces too', async () => {
    const patient = await service.patientToken('twinB');
    await traces(patient, 'twinB');
    expect((await traces(patient, 'twinB')).map(tried)).toContain('readTraces permit');
  });
});

describe('who reads what', () => {
  it('a professional reads his own, without any right; nothing of a record that is not there', async () => {
    const regulator = await service.token('regulator');
    expect(await traces(regulator, 'adult')).toEqual([]);
    await list(regulator, 'adult');
    const own = await traces(regulator, 'adult');
    expect(own.map(tried)).toEqual(['list CONSENT_REQUIRED', 'readOwnTraces permit']);
    expect(new Set(own.map(requestor))).toEqual(new Set([service.card('regulator')]));
    expect(refusalOf(await search(regulator, 'opposed'))).toBe('403 RECORD_NONEXISTENT');
  });

  it('a médecin traitant reads all with a right, his own without one', async () => {
    const token = await service.token('treatingDoctor');
    expect(await traces(token, 'adult')).toEqual([]);
    await service.consent('treatingDoctor', 'adult');
    expect(new Set((await traces(token, 'adult')).map(requestor)).size).toBeGreaterThan(2);
  });

  it('nobody reads which document was hidden from him, nor that one was', async () => {
    const patient = await service.patientToken('adult');
    const { id, uniqueId } = await deposit('doctor', 'adult');
    await service.consent('midwife', 'adult');
    expect((await read('midwife', id)).status).toBe(200);
    const parameter = [{ name: 'mask', valueBoolean: true }];
    await service.call('POST', '/fhir/Patient/$mask-all', {
      token: patient,
      body: { resourceType: 'Parameters', parameter },
    });
    const sheet = await service.call(
      'GET',
      `/fhir/DocumentReference?patient.identifier=${identifier('adult')}&identifier=${encodeURIComponent(`urn:ietf:rfc:3986|${uniqueId}`)}`,
      { token: patient },
    );
    const current = bundleOf(sheet).sheets[0]?.id ?? '';
    expect(refusalOf(await read('midwife', current))).toBe('404 NOT_FOUND');
    const midwife = await service.token('midwife');
    const own = await search(midwife, 'adult', '&_count=200');
    expect(own.bytes.toString()).not.toContain('MASKED');
    expect(own.bytes.toString()).not.toContain(uniqueId);
    const refused = (await traces(patient, 'adult')).find((event) => tried(event) === 'read MASKED');
    expect(refused && documentOf(refused)).toBe(uniqueId);
    const author = await traces(await service.token('doctor'), 'adult');
    expect(author.some((event) => documentOf(event) === uniqueId)).toBe(true);
  });

  it('a minor’s secret session is hidden from his representative, with all that was done in it', async () => {
    await service.consent('doctor', 'minor');
    const { system, ins } = service.patient('minor');
    const opened = await service.exchange(await service.token('doctor'), {
      secret: 'true',
      patient: `${system}|${ins}`,
    });
    const secret = z.object({ access_token: z.string() }).parse(opened.json).access_token;
    await list(secret, 'minor');
    const child = await traces(await service.patientToken('minor'), 'minor');
    const secretOnes = child.filter(({ entity }) => entity[0]?.securityLabel !== undefined);
    expect(secretOnes.map(tried)).toEqual(['list permit', 'open permit']);
    const parent = await traces(await service.patientToken('adult', 'minor'), 'minor');
    expect(parent.length).toBeGreaterThan(0);
    expect(parent.some(({ entity }) => entity[0]?.securityLabel !== undefined)).toBe(false);
    const answer = await search(await service.patientToken('adult', 'minor'), 'minor', '&_count=200');
    const { total, entry } = bundleOf(answer);
    expect(total).toBe(entry.length);
  });

  it('page by page, none twice, and only for whom the link was made', async () => {
    const patient = await service.patientToken('emergencyMasked');
    for (let times = 0; times < 5; times += 1) await list(patient, 'emergencyMasked');
    const first = await search(patient, 'emergencyMasked', '&_count=2');
    const next = bundleOf(first).link('next') ?? '';
    const second = await service.call('GET', next, { token: patient });
    const ids = [first, second].flatMap((answer) => bundleOf(answer).entry.map(({ fullUrl }) => fullUrl));
    expect(new Set(ids).size).toBe(4);
    const other = await service.call('GET', next, { token: await service.patientToken('twinA') });
    expect(refusalOf(other)).toBe('400 INVALID');
    expect(next).not.toContain(service.patient('emergencyMasked').ins);
  });

  it('by date', async () => {
    const patient = await service.patientToken('emergencyMasked');
    expect(await traces(patient, 'emergencyMasked', '&date=lt2020-01-01')).toEqual([]);
    expect((await traces(patient, 'emergencyMasked', '&date=ge2020-01-01')).length).toBeGreaterThan(0);
    expect(refusalOf(await search(patient, 'emergencyMasked', '&date=yesterday'))).toBe('400 INVALID');
  });
});

describe('the signed head', () => {
  const Head = z.object({
    parameter: z.tuple([
      z.object({ name: z.literal('size'), valueInteger: z.int() }),
      z.object({ name: z.literal('hash'), valueString: z.string().regex(/^[0-9a-f]{64}$/) }),
      z.object({ name: z.literal('time'), valueInstant: z.string() }),
      z.object({ name: z.literal('signature'), valueString: z.string() }),
    ]),
  });
  const head = async () => {
    const token = await service.token('nurse');
    return Head.parse((await service.call('GET', '/fhir/AuditEvent/$head', { token })).json).parameter;
  };

  it('vouches for size and hash, with one key that outlives the process', async () => {
    const { compactVerify, importJWK, decodeProtectedHeader } = await import('jose');
    const [size, hash, time, signature] = await head();
    const { jwk, kid } = decodeProtectedHeader(signature.valueString);
    const key = await importJWK(jwk ?? {}, 'ES256');
    const { payload } = await compactVerify(signature.valueString, key);
    expect(JSON.parse(Buffer.from(payload).toString('utf8'))).toEqual({
      size: size.valueInteger,
      hash: hash.valueString,
      time: time.valueInstant,
    });
    await service.restart();
    const [, , , later] = await head();
    expect(decodeProtectedHeader(later.valueString).kid).toBe(kid);
  });

  it('grows with every attempt, a refused sign-in too', async () => {
    const [before] = await head();
    await present(service, await assertion(service, 'doctor', { otherKey: true }));
    const [after] = await head();
    // The forged sign-in, and the two readings of the head.
    expect(after.valueInteger).toBeGreaterThanOrEqual(before.valueInteger + 2);
  });
});
