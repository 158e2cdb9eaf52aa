import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from '../../../shared/schema/zod.ts';
import { bundleOf, refusalOf } from './documents/answers.ts';
import { publication } from './documents/bodies.ts';
import type { HttpAnswer, TestedService } from './documents/service.ts';
import { startTestedService } from './documents/service.ts';

/** What the patient's space adds to documents and rights: notices, reports, carers, the address. */

const DAY = 86_400_000;
const CS = 'https://interop.esante.gouv.fr/ig/fhir/dmp/CodeSystem/';
const Token = z.object({ access_token: z.string() });
const Id = z.object({ id: z.string() });

let service: TestedService;
beforeAll(async () => {
  service = await startTestedService();
  for (const patient of ['adult', 'minor', 'adult2']) await service.consent('doctor', patient);
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
const operate = (token: string, operation: string, parameter: readonly object[] = []) =>
  post(token, `Patient/$${operation}`, { parameter });

const Notice = z.object({ topic: z.object({ coding: z.tuple([z.object({ code: z.string() })]) }) });
const notices = async (token: string, patient: string): Promise<string[]> =>
  bundleOf(await get(token, `Communication?${named(patient)}&category=notification`)).entry.map(
    ({ resource }) => Notice.parse(resource).topic.coding[0].code,
  );

async function secretDeposit(): Promise<void> {
  const { system, value } = identifier('minor');
  const secret = await service.exchange(await service.token('doctor'), {
    secret: 'true',
    patient: `${system}|${value}`,
  });
  const { access_token: token } = Token.parse(secret.json);
  const labels = ['N', 'INVISIBLE_REPRESENTANTS_LEGAUX'];
  const sheet = { patient: service.patient('minor'), author: service.card('doctor'), labels };
  const answer = await service.call('POST', '/fhir/DocumentReference', { token, body: publication(sheet) });
  if (answer.status !== 201) throw new Error(refusalOf(answer));
}

describe('the notices of a record', () => {
  it('hold what was mailed, without a clinical word, until they are read', async () => {
    const token = await service.patientToken('adult');
    const before = (await notices(token, 'adult')).length;
    const sheet = { patient: service.patient('adult'), author: service.card('doctor'), title: 'Hémopathie' };
    await post(await service.token('doctor'), 'DocumentReference', publication(sheet));
    const answer = await get(token, `Communication?${named('adult')}&category=notification&_count=1`);
    const [latest] = bundleOf(answer).entry;
    expect(bundleOf(answer).total).toBe(before + 1);
    expect(latest?.resource).toMatchObject({
      status: 'completed',
      subject: { identifier: identifier('adult') },
    });
    expect(Notice.parse(latest?.resource).topic.coding[0].code).toBe('patient:deposit');
    expect(answer.bytes.toString()).not.toContain('Hémopathie');
    expect(JSON.stringify(latest)).not.toContain('received');
    const read = await post(token, 'Communication/$mark-read', {});
    expect(JSON.stringify(read.json)).toContain('"count"');
    expect(
      (await get(token, `Communication?${named('adult')}&category=notification`)).bytes.toString(),
    ).toContain('"received"');
  });

  it('of a minor’s secret are the minor’s alone', async () => {
    await secretDeposit();
    const minor = await service.patientToken('minor');
    const parent = await service.patientToken('adult', 'minor');
    const own = await notices(minor, 'minor');
    const shown = await notices(parent, 'minor');
    expect(own.filter((notice) => notice === 'patient:deposit')).toHaveLength(1);
    expect(shown).not.toContain('patient:deposit');
    // The control: what is no secret, both are told.
    const sheet = { patient: service.patient('minor'), author: service.card('doctor') };
    await post(await service.token('doctor'), 'DocumentReference', publication(sheet));
    expect(await notices(parent, 'minor')).toContain('patient:deposit');
  });

  it('are nobody else’s, and of a known kind', async () => {
    const token = await service.patientToken('adult');
    const other = `Communication?${named('adult2')}&category=notification`;
    expect(refusalOf(await get(token, other))).toBe('403 RECORD_NONEXISTENT');
    expect(refusalOf(await get(await service.token('doctor'), other))).toBe('403 RIGHTS_NOT_YOURS');
    expect(refusalOf(await get(token, `Communication?${named('adult')}&category=letter`))).toBe(
      '400 INVALID',
    );
  });
});

describe('the holder’s address', () => {
  const mailsOf = () => service.mails().length;
  const deposit = async () => {
    const sheet = { patient: service.patient('adult2'), author: service.card('doctor') };
    await post(await service.token('doctor'), 'DocumentReference', publication(sheet));
  };

  it('is told, changed with a word to the one before, and taken away', async () => {
    const token = await service.patientToken('adult2');
    const old = JSON.stringify((await operate(token, 'contact')).json);
    expect(old).toContain('@patient.example');
    const before = mailsOf();
    await operate(token, 'contact', [{ name: 'email', valueString: 'nouvelle@patient.example' }]);
    expect(
      service
        .mails()
        .slice(before)
        .map(({ notice }) => notice),
    ).toEqual(['patient:address']);
    await deposit();
    expect(service.mails().at(-1)?.to).toBe('nouvelle@patient.example');
    await operate(token, 'contact', [{ name: 'email', valueString: 'none' }]);
    const silent = mailsOf();
    await deposit();
    expect(mailsOf()).toBe(silent);
    // What cannot be mailed waits in the space.
    expect((await notices(token, 'adult2')).filter((notice) => notice === 'patient:deposit')).toHaveLength(2);
    await operate(token, 'contact', [{ name: 'email', valueString: 'encore@patient.example' }]);
  });

  it('may be spared some mails, never those of emergencies and rights', async () => {
    const token = await service.patientToken('adult2');
    const mute = (notice: string) => operate(token, 'contact', [{ name: 'muted', valueString: notice }]);
    for (const notice of ['patient:emergency', 'patient:rights', 'patient:firstAccess', 'anything']) {
      expect(refusalOf(await mute(notice)), notice).toBe('400 INVALID');
    }
    expect((await mute('patient:deposit')).status).toBe(200);
    const before = mailsOf();
    await deposit();
    expect(mailsOf()).toBe(before);
    expect((await mute('none')).status).toBe(200);
    await deposit();
    expect(mailsOf()).toBe(before + 1);
  });

  it('of a minor is no parent’s to read or set: his secrets are told there', async () => {
    const parent = await service.patientToken('adult', 'minor');
    expect(refusalOf(await operate(parent, 'contact'))).toBe('403 RIGHTS_NOT_YOURS');
    const minor = await service.patientToken('minor');
    expect((await operate(minor, 'contact')).status).toBe(200);
    expect(refusalOf(await operate(await service.token('doctor'), 'contact'))).toBe('403 RIGHTS_NOT_YOURS');
  });

  it('reads its parameters strictly', async () => {
    const token = await service.patientToken('adult2');
    for (const valueString of ['', 'nobody', 'a@b', 'a b@c.fr', 'x@y.fr\nBcc: z@y.fr']) {
      const answer = await operate(token, 'contact', [{ name: 'email', valueString }]);
      expect(refusalOf(answer), valueString).toBe('400 INVALID');
    }
  });
});

describe('reporting an access', () => {
  const lastAccess = async (token: string, patient: string): Promise<string> => {
    const { entry } = bundleOf(await get(token, `AuditEvent?${named(patient)}&_count=200`));
    const found = entry.find(({ resource }) => JSON.stringify(resource).includes('"code":"deposit"'));
    return Id.parse(found?.resource).id;
  };
  const report = (patient: string, access: string, text = 'Je ne connais pas ce médecin.') => ({
    resourceType: 'Communication',
    status: 'completed',
    category: [{ coding: [{ system: `${CS}dmp-communication-category`, code: 'report' }] }],
    subject: { identifier: identifier(patient) },
    about: [{ reference: `AuditEvent/${access}` }],
    payload: [{ contentString: text }],
  });

  it('is kept, traced, shown to the reporter, and put before whoever reviews', async () => {
    const token = await service.patientToken('adult');
    const access = await lastAccess(token, 'adult');
    const answer = await post(token, 'Communication', report('adult', access));
    expect(answer.status).toBe(201);
    expect((await post(token, 'Communication', report('adult', access, 'Encore.'))).status).toBe(200);
    const own = bundleOf(await get(token, `Communication?${named('adult')}&category=report`));
    expect(own.entry.map(({ resource }) => Id.parse(resource).id)).toEqual([Id.parse(answer.json).id]);
    expect((await get(token, `AuditEvent?${named('adult')}`)).bytes.toString()).toContain('reportAccess');
    const review = await service.operate('GET', 'reports');
    expect(review.json).toMatchObject({
      reports: [
        {
          patient: identifier('adult').value,
          text: 'Je ne connais pas ce médecin.',
          access: { action: 'deposit', agents: [{ id: service.card('doctor') }] },
        },
      ],
    });
  });

  it('is about an access that the reporter sees, and about no other', async () => {
    const minor = await service.patientToken('minor');
    const parent = await service.patientToken('adult', 'minor');
    const { entry } = bundleOf(await get(minor, `AuditEvent?${named('minor')}&_count=200`));
    const secret = entry.find(({ resource }) => JSON.stringify(resource).includes('securityLabel'));
    const hidden = await post(parent, 'Communication', report('minor', Id.parse(secret?.resource).id));
    const unknown = await post(parent, 'Communication', report('minor', '0'.repeat(32)));
    expect(refusalOf(hidden)).toBe('404 NOT_FOUND');
    expect(hidden.bytes).toEqual(unknown.bytes);
    expect((await post(minor, 'Communication', report('minor', Id.parse(secret?.resource).id))).status).toBe(
      201,
    );
    const foreign = await lastAccess(await service.patientToken('adult'), 'adult');
    expect(refusalOf(await post(minor, 'Communication', report('minor', foreign)))).toBe('404 NOT_FOUND');
    expect(refusalOf(await post(minor, 'Communication', report('adult', foreign)))).toBe(
      '403 RECORD_NONEXISTENT',
    );
  });
});

describe('the history of accesses', () => {
  const Event = z.looseObject({
    outcome: z.string(),
    subtype: z.tuple([z.object({ code: z.string() })]),
    agent: z.array(z.looseObject({ who: z.looseObject({ identifier: z.object({ value: z.string() }) }) })),
  });
  const history = async (token: string, patient: string, filter: string) =>
    bundleOf(await get(token, `AuditEvent?${named(patient)}&_count=200&${filter}`)).entry.map(
      ({ resource }) => Event.parse(resource),
    );

  it('is searched by who, what, when and with which outcome', async () => {
    await get(await service.token('pharmacist'), `DocumentReference?${named('adult')}`);
    const token = await service.patientToken('adult');
    const pharmacist = service.card('pharmacist');
    const by = await history(
      token,
      'adult',
      `agent.identifier=${encodeURIComponent(`urn:oid:1.2.250.1.71.4.2.1|${pharmacist}`)}`,
    );
    expect(new Set(by.map(({ agent }) => agent[0]?.who.identifier.value))).toEqual(new Set([pharmacist]));
    const refused = await history(token, 'adult', 'outcome=8');
    expect(new Set(refused.map(({ outcome }) => outcome))).toEqual(new Set(['8']));
    const deposits = await history(token, 'adult', 'subtype=deposit');
    expect(new Set(deposits.map(({ subtype }) => subtype[0].code))).toEqual(new Set(['deposit']));
    expect(await history(token, 'adult', 'date=lt2026-11-01')).toEqual([]);
    const own = identifier('adult').value;
    const agents = async (filter: string) =>
      (await history(token, 'adult', filter)).map(({ agent }) => agent[0]?.who.identifier.value);
    const others = await agents(
      `agent.identifier:not=${encodeURIComponent(`${identifier('adult').system}|${own}`)}`,
    );
    expect(others).not.toContain(own);
    expect(others).toContain(pharmacist);
    expect(await agents('outcome=0')).toContain(own);
    expect((await history(token, 'adult', 'date=ge2026-11-01')).length).toBeGreaterThan(deposits.length);
  });

  it('shows no search of a parent’s the minor’s secret', async () => {
    const parent = await service.patientToken('adult', 'minor');
    const minor = await service.patientToken('minor');
    const secrets = (events: readonly object[]) =>
      events.filter((event) => JSON.stringify(event).includes('INVISIBLE_REPRESENTANTS_LEGAUX')).length;
    for (const filter of ['subtype=deposit', 'outcome=0', 'date=ge2026-11-01']) {
      expect(secrets(await history(parent, 'minor', filter)), filter).toBe(0);
      expect(secrets(await history(minor, 'minor', filter)), filter).toBeGreaterThan(0);
    }
  });
});

describe('carers', () => {
  const carer = (patient: string, who: string, more: object = {}) => ({
    resourceType: 'RelatedPerson',
    patient: { identifier: identifier(patient) },
    relationship: [{ coding: [{ system: `${CS}dmp-related`, code: 'carer' }] }],
    identifier: [identifier(who)],
    ...more,
  });
  const name = async (patient: string, who: string, more: object = {}) =>
    post(await service.patientToken(patient), 'RelatedPerson', carer(patient, who, more));

  it('are three at most, whoever they are', async () => {
    for (const who of ['adult2', 'twinA', 'twinB']) expect((await name('adult', who)).status).toBe(201);
    expect((await name('adult', 'adult2')).status).toBe(200);
    expect(refusalOf(await name('adult', 'emergencyOff'))).toBe('422 INVALID');
    const listed = await get(await service.patientToken('adult'), `RelatedPerson?${named('adult')}`);
    expect(bundleOf(listed).total).toBe(3);
  });

  it('cannot be oneself, somebody without a space, or another than the one who is named', async () => {
    const faults = [
      await name('twinB', 'twinB'),
      await name('twinB', 'notActivated'),
      await name('twinB', 'adult2', { birthDate: '1950-01-01' }),
      await name('twinB', 'adult2', { name: [{ family: 'AUTRE' }] }),
      await name('twinB', 'adult2', { identifier: [{ ...identifier('adult2'), value: '299999999999934' }] }),
    ];
    for (const answer of faults) {
      expect(refusalOf(answer)).toBe('422 INVALID');
      expect(answer.bytes).toEqual(faults[0]?.bytes);
    }
  });

  it('read and add for the patient, manage nothing, and are nobody once they are removed', async () => {
    const token = await service.patientToken('adult2', 'adult');
    expect((await get(token, `DocumentReference?${named('adult')}`)).status).toBe(200);
    expect((await get(token, `AuditEvent?${named('adult')}`)).status).toBe(200);
    for (const operation of ['close', 'mask-all', 'contact']) {
      const answer = await operate(
        token,
        operation,
        operation === 'mask-all' ? [{ name: 'mask', valueBoolean: true }] : [],
      );
      expect(refusalOf(answer), operation).toBe('403 RIGHTS_NOT_YOURS');
    }
    expect(refusalOf(await post(token, 'RelatedPerson', carer('adult', 'emergencyOff')))).toBe(
      '403 RIGHTS_NOT_YOURS',
    );
    const mine = bundleOf(await get(await service.patientToken('adult2'), 'Patient?my-records=true'));
    expect(mine.entry.map(({ resource }) => JSON.stringify(resource)).join()).toContain(
      identifier('adult').value,
    );

    const patient = await service.patientToken('adult');
    const { entry } = bundleOf(await get(patient, `RelatedPerson?${named('adult')}`));
    const first = entry.find(({ resource }) => JSON.stringify(resource).includes(identifier('adult2').value));
    const { id } = Id.parse(first?.resource);
    const remove = () => service.call('DELETE', `/fhir/RelatedPerson/${id}`, { token: patient });
    expect((await remove()).status).toBe(204);
    expect(refusalOf(await remove())).toBe('404 NOT_FOUND');
    expect(refusalOf(await get(token, `DocumentReference?${named('adult')}`))).toBe('401 UNAUTHENTICATED');
  });

  it('may leave by themselves, and remove nobody else', async () => {
    const token = await service.patientToken('twinA', 'adult');
    const { entry } = bundleOf(await get(token, `RelatedPerson?${named('adult')}`));
    const idOf = (who: string) =>
      Id.parse(
        entry.find(({ resource }) => JSON.stringify(resource).includes(identifier(who).value))?.resource,
      ).id;
    const remove = (who: string) => service.call('DELETE', `/fhir/RelatedPerson/${idOf(who)}`, { token });
    expect(refusalOf(await remove('twinB'))).toBe('403 RIGHTS_NOT_YOURS');
    expect((await remove('twinA')).status).toBe(204);
  });
});

describe('a child who comes of age', () => {
  it('takes over: the parent’s session is worth nothing from that midnight on', async () => {
    const born = Date.parse(`${service.patient('minor').birthdate}T00:00:00Z`);
    const majority = new Date(born).setUTCFullYear(new Date(born).getUTCFullYear() + 18);
    const now = Date.parse(
      z.object({ now: z.string() }).parse((await service.operate('GET', 'status')).json).now,
    );
    await service.advance(majority - now - 60_000);
    const parent = await service.patientToken('adult', 'minor');
    const minor = await service.patientToken('minor');
    expect((await get(parent, `DocumentReference?${named('minor')}`)).status).toBe(200);
    const related = bundleOf(await get(parent, `RelatedPerson?${named('minor')}`));
    expect(JSON.stringify(related.entry)).toContain('"representative"');
    await service.advance(60_000);
    expect(refusalOf(await get(parent, `DocumentReference?${named('minor')}`))).toBe('401 UNAUTHENTICATED');
    const again = await service.call('POST', '/auth/patient', {
      type: 'application/json',
      body: {
        ins: identifier('adult').value,
        password: service.demo.patientPassword,
        actingFor: identifier('minor').value,
      },
    });
    expect(refusalOf(again)).toBe('401 UNAUTHENTICATED');
    // The child finds what was kept from the parents, and nobody represents him any more.
    expect(await notices(minor, 'minor')).toContain('patient:deposit');
    expect(bundleOf(await get(minor, `RelatedPerson?${named('minor')}`)).total).toBe(0);
    await service.advance(DAY);
  });
});
