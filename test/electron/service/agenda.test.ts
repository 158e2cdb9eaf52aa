import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from '../../../shared/schema/zod.ts';
import { about, PRO } from './consent-body.ts';
import { bundleOf, refusalOf, told } from './documents/answers.ts';
import type { HttpAnswer, TestedService } from './documents/service.ts';
import { startTestedService } from './documents/service.ts';

/** Appointments: who proposes, accepts, moves and cancels what; reminders; links with the catalogue's services. */

const EXT = 'https://interop.esante.gouv.fr/ig/fhir/dmp/StructureDefinition/';
const MOVES = `${EXT}dmp-moves`;
const REMINDER = `${EXT}dmp-reminder`;
const LINKED = `${EXT}dmp-linked`;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const Kept = z.looseObject({
  id: z.string(),
  status: z.string(),
  meta: z.object({ versionId: z.string() }),
  extension: z.array(z.looseObject({ url: z.string(), valueInteger: z.int().optional() })).optional(),
});

let service: TestedService;
beforeAll(async () => {
  service = await startTestedService();
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
const get = (token: string, path: string) => service.call('GET', `/fhir/${path}`, { token });
const post = (token: string, path: string, body: object, version?: string) =>
  service.call('POST', `/fhir/${path}`, {
    token,
    body,
    ...(version === undefined ? {} : { headers: { 'if-match': `W/"${version}"` } }),
  });
const kept = (answer: HttpAnswer) => Kept.parse(answer.json);

const START = '2026-12-01T09:00:00Z';
const appointment = (patient: string, cards: readonly string[], more: object = {}) => ({
  resourceType: 'Appointment',
  status: 'booked',
  description: 'Consultation',
  start: START,
  end: '2026-12-01T09:20:00Z',
  participant: [
    { actor: { identifier: identifier(patient) }, status: 'accepted' },
    ...cards.map((card) => ({
      actor: { identifier: { system: PRO, value: service.card(card) } },
      status: 'accepted',
    })),
  ],
  ...more,
});
const moving = (id: string, start: string, end: string) => ({
  start,
  end,
  extension: [{ url: MOVES, valueReference: { reference: `Appointment/${id}` } }],
});
const setStatus = (token: string, id: string, version: string, value: string) =>
  service.call('PATCH', `/fhir/Appointment/${id}`, {
    token,
    type: 'application/json-patch+json',
    headers: { 'if-match': `W/"${version}"` },
    body: [{ op: 'replace', path: '/status', value }],
  });
const make = async (token: string, patient: string, cards: readonly string[], more: object = {}) =>
  kept(await post(token, 'Appointment', appointment(patient, cards, more)));
const notices = (notice: string, patient = 'adult') =>
  service.mails().filter((mail) => mail.notice === notice && mail.patient === service.patient(patient).ins)
    .length;

describe('an appointment', () => {
  it('that a professional proposes is the patient’s to accept, not his own', async () => {
    const doctor = await service.token('doctor');
    const patient = await service.patientToken('adult');
    const before = notices('patient:appointment');
    const proposed = await make(doctor, 'adult', ['doctor'], { status: 'proposed' });
    expect(notices('patient:appointment')).toBe(before + 1);
    expect(refusalOf(await setStatus(doctor, proposed.id, '1', 'booked'))).toBe('422 INVALID');
    expect(kept(await setStatus(patient, proposed.id, '1', 'booked')).status).toBe('booked');
    // That the patient did it himself is no news to him.
    expect(notices('patient:appointment')).toBe(before + 1);
    expect(refusalOf(await setStatus(patient, proposed.id, '2', 'fulfilled'))).toBe('422 INVALID');
    expect(kept(await setStatus(doctor, proposed.id, '2', 'fulfilled')).status).toBe('fulfilled');
    // What is over stays over.
    expect(refusalOf(await setStatus(doctor, proposed.id, '3', 'booked'))).toBe('422 INVALID');
  });

  it('moves in one act: the new one and the end of the old one, both or neither', async () => {
    const doctor = await service.token('doctor');
    const patient = await service.patientToken('adult');
    const old = await make(doctor, 'adult', ['doctor']);
    const later = appointment(
      'adult',
      ['doctor'],
      moving(old.id, '2026-12-02T09:00:00Z', '2026-12-02T09:20:00Z'),
    );
    expect(refusalOf(await post(doctor, 'Appointment', later))).toBe('412 STALE_VERSION');
    expect(refusalOf(await post(await service.token('nurse'), 'Appointment', later, '1'))).toBe(
      '422 NOT_AUTHOR',
    );
    const notHers = appointment(
      'adult',
      ['nurse'],
      moving(old.id, '2026-12-02T09:00:00Z', '2026-12-02T09:20:00Z'),
    );
    expect(refusalOf(await post(await service.token('nurse'), 'Appointment', notHers, '1'))).toBe(
      '404 NOT_FOUND',
    );
    const elsewhere = appointment(
      'adult2',
      ['doctor'],
      moving(old.id, '2026-12-02T09:00:00Z', '2026-12-02T09:20:00Z'),
    );
    expect(refusalOf(await post(doctor, 'Appointment', elsewhere, '1'))).toBe('404 NOT_FOUND');
    expect(kept(await get(patient, `Appointment/${old.id}`)).status).toBe('booked');

    const moved = kept(await post(doctor, 'Appointment', later, '1'));
    const before = kept(await get(patient, `Appointment/${old.id}`));
    expect(before.status).toBe('cancelled');
    expect(JSON.stringify(before)).toContain(`Appointment/${moved.id}`);
    expect(refusalOf(await post(doctor, 'Appointment', later, '2'))).toBe('422 INVALID');
  });

  it('of the patient’s own names nobody: the space does not book', async () => {
    const patient = await service.patientToken('adult');
    const doctor = await service.token('doctor');
    expect(refusalOf(await post(patient, 'Appointment', appointment('adult', ['doctor'])))).toBe(
      '422 INVALID',
    );
    const own = await make(patient, 'adult', [], { description: 'Ophtalmologue, rue Crébillon' });
    const seen = await get(doctor, `Appointment?${named('adult')}&_count=200`);
    expect(JSON.stringify(seen.json)).not.toContain('Crébillon');
    expect(refusalOf(await setStatus(patient, own.id, '1', 'noshow'))).toBe('422 INVALID');
    expect(kept(await setStatus(patient, own.id, '1', 'cancelled')).status).toBe('cancelled');
  });

  it('is booked by staff for professionals of their own place, whom the patient has not blocked', async () => {
    const secretary = await service.token('secretary');
    const booked = await post(secretary, 'Appointment', appointment('adult', ['doctor']));
    expect(told(booked)).toBe('201');
    const { id } = kept(booked);
    expect(refusalOf(await post(secretary, 'Appointment', appointment('adult', ['nurse'])))).toBe(
      '422 AUTHOR_REQUIRED',
    );
    expect(refusalOf(await post(secretary, 'Appointment', appointment('adult', [])))).toBe(
      '422 AUTHOR_REQUIRED',
    );
    expect(refusalOf(await get(secretary, `Appointment?${named('adult')}`))).toBe('403 CARD_MAY_NOT_READ');
    expect(refusalOf(await get(secretary, `Appointment/${id}`))).toBe('403 CARD_MAY_NOT_READ');
    // She moves and cancels what she booked, and nothing else.
    const doctors = await make(await service.token('doctor'), 'adult', ['doctor']);
    const anothers = await setStatus(secretary, doctors.id, '1', 'cancelled');
    const none = await setStatus(secretary, '9b2b6a4e-0000-4000-8000-000000000000', '1', 'cancelled');
    expect(refusalOf(anothers)).toBe('403 CARD_MAY_NOT_READ');
    expect(anothers.bytes).toEqual(none.bytes);
    expect(kept(await setStatus(secretary, id, '1', 'cancelled')).status).toBe('cancelled');
    const patient = await service.patientToken('adult');
    await post(
      patient,
      'Consent',
      about(service, 'adult', 'block', { system: PRO, value: service.card('otherDoctor') }),
    );
    expect(refusalOf(await post(secretary, 'Appointment', appointment('adult', ['otherDoctor'])))).toBe(
      '403 BLOCKED_BY_PATIENT',
    );
    expect(refusalOf(await post(secretary, 'Appointment', appointment('closed', ['doctor'])))).toBe(
      '403 RECORD_CLOSED',
    );
    expect(
      refusalOf(
        await post(await service.token('notAdmitted'), 'Appointment', appointment('adult', ['notAdmitted'])),
      ),
    ).toBe('403 ROLE_NOT_ADMITTED');
  });

  it('of a minor’s secret is his alone, moved or not, and so is its announcement', async () => {
    const { system, value } = identifier('minor');
    await service.consent('doctor', 'minor');
    const exchanged = await service.exchange(await service.token('doctor'), {
      secret: 'true',
      patient: `${system}|${value}`,
    });
    const secret = z.object({ access_token: z.string() }).parse(exchanged.json).access_token;
    const made = await make(secret, 'minor', ['doctor']);
    const minor = await service.patientToken('minor');
    const parent = await service.patientToken('adult', 'minor');
    const idsOf = async (token: string) =>
      bundleOf(await get(token, `Appointment?${named('minor')}`)).entry.map(
        ({ resource }) => Kept.parse(resource).id,
      );
    expect([await idsOf(minor), await idsOf(parent)]).toEqual([[made.id], []]);
    // Moved outside of the secret session, it stays a secret.
    const later = appointment(
      'minor',
      ['doctor'],
      moving(made.id, '2026-12-03T09:00:00Z', '2026-12-03T09:20:00Z'),
    );
    const moved = kept(await post(await service.token('doctor'), 'Appointment', later, '1'));
    expect(await idsOf(parent)).toEqual([]);
    expect(await idsOf(minor)).toContain(moved.id);
    const told = JSON.stringify(
      (await get(parent, `Communication?${named('minor')}&category=notification`)).json,
    );
    expect(told).not.toContain('patient:appointment');
    const own = JSON.stringify(
      (await get(minor, `Communication?${named('minor')}&category=notification`)).json,
    );
    expect(own).toContain('patient:appointment');
  });
});

describe('reminders', () => {
  const remind = (token: string, id: string, before: string) =>
    post(token, 'Appointment/$remind', {
      parameter: [
        { name: 'appointment', valueString: id },
        { name: 'before', valueString: before },
      ],
    });
  const minutes = async (token: string, id: string) =>
    (kept(await get(token, `Appointment/${id}`)).extension ?? []).flatMap(({ url, valueInteger }) =>
      url === REMINDER && valueInteger !== undefined ? [valueInteger] : [],
    );

  it('are the patient’s to choose, ten at most, and no professional’s to know', async () => {
    const doctor = await service.token('doctor');
    const patient = await service.patientToken('adult2');
    const { id } = await make(doctor, 'adult2', ['doctor']);
    expect(await minutes(patient, id)).toEqual([1_440]);
    expect(await minutes(doctor, id)).toEqual([]);
    expect(told(await remind(patient, id, '120 10080 1440'))).toBe('200');
    expect(await minutes(patient, id)).toEqual([10_080, 1_440, 120]);
    const eleven = Array.from({ length: 11 }, (_, at) => String(at + 1)).join(' ');
    expect(refusalOf(await remind(patient, id, eleven))).toBe('422 INVALID');
    expect(refusalOf(await remind(patient, id, '0'))).toBe('400 INVALID');
    expect(refusalOf(await remind(doctor, id, '60'))).toBe('403 RIGHTS_NOT_YOURS');
    const stranger = await service.patientToken('adult');
    const hidden = await remind(stranger, id, '60');
    expect(hidden.status).toBeGreaterThanOrEqual(400);
    expect(hidden.bytes).toEqual(
      (await remind(stranger, '9b2b6a4e-0000-4000-8000-000000000000', '60')).bytes,
    );
  });

  it('leave when their hour has come, once, and not for what was cancelled', async () => {
    const doctor = await service.token('doctor');
    const patient = await service.patientToken('adult');
    const kept1 = await make(doctor, 'adult', ['doctor']);
    const kept2 = await make(doctor, 'adult', ['doctor'], {
      start: '2026-12-01T15:00:00Z',
      end: '2026-12-01T15:20:00Z',
    });
    await remind(patient, kept1.id, '10080');
    await remind(patient, kept2.id, '10080');
    expect(told(await setStatus(patient, kept2.id, '1', 'cancelled'))).toBe('200');
    const before = notices('patient:reminder');
    const at = (iso: string) => Date.parse(iso) - Date.parse('2026-11-21T10:00:00Z');
    await service.advance(at('2026-11-24T08:00:00Z'));
    expect(notices('patient:reminder')).toBe(before);
    await service.advance(2 * HOUR);
    expect(notices('patient:reminder')).toBe(before + 1);
    await service.advance(HOUR);
    expect(notices('patient:reminder')).toBe(before + 1);
    // Late is better than never, while it is ahead; after it nobody is told.
    await service.advance(20 * DAY);
    expect(notices('patient:reminder')).toBe(before + 1);
  });
});

describe('services of the catalogue', () => {
  const link = (token: string, service_: string, exchanges: string, shown: boolean) =>
    post(token, 'HealthcareService/$link', {
      parameter: [
        { name: 'service', valueString: service_ },
        { name: 'exchanges', valueString: exchanges },
        { name: 'shown', valueBoolean: shown },
      ],
    });
  const linked = async (token: string, patient: string) =>
    bundleOf(await get(token, `HealthcareService?${named(patient)}`)).entry.flatMap(({ resource }) => {
      const { id, extension = [] } = z
        .looseObject({ id: z.string(), extension: z.array(z.looseObject({ url: z.string() })).optional() })
        .parse(resource);
      return extension.some(({ url }) => url === LINKED) ? [id] : [];
    });

  it('are linked by the patient, for what they exchange; a professional sees what he is shown', async () => {
    const patient = await service.patientToken('adult2');
    expect(told(await link(patient, 'telesuivi-coeur', 'measures documents', true))).toBe('200');
    expect(told(await link(patient, 'vaccins-rappels', 'vaccinations', false))).toBe('200');
    expect(refusalOf(await link(patient, 'vaccins-rappels', 'documents', true))).toBe('422 INVALID');
    expect(refusalOf(await link(patient, 'nobody', 'documents', true))).toBe('404 NOT_FOUND');
    expect(await linked(patient, 'adult2')).toEqual(['vaccins-rappels', 'telesuivi-coeur']);

    const doctor = await service.token('doctor');
    expect(refusalOf(await get(doctor, `HealthcareService?${named('adult2')}`))).toBe('403 CONSENT_REQUIRED');
    await service.consent('doctor', 'adult2');
    expect(await linked(doctor, 'adult2')).toEqual(['telesuivi-coeur']);
    // Without a record it is the catalogue alone.
    expect(JSON.stringify((await get(doctor, 'HealthcareService')).json)).not.toContain(LINKED);
    expect(refusalOf(await link(doctor, 'telesuivi-coeur', 'measures', true))).toBe('403 RIGHTS_NOT_YOURS');

    const unlink = { parameter: [{ name: 'service', valueString: 'telesuivi-coeur' }] };
    expect(told(await post(patient, 'HealthcareService/$unlink', unlink))).toBe('200');
    expect(await linked(doctor, 'adult2')).toEqual([]);
  });

  it('say what they ask for beyond what was approved', async () => {
    const patient = await service.patientToken('adult2');
    await link(patient, 'telesuivi-coeur', 'measures', true);
    const answer = JSON.stringify((await get(patient, 'HealthcareService?name=telesuivi')).json);
    expect(answer).toContain('"url":"more","valueBoolean":true');
    await link(patient, 'telesuivi-coeur', 'measures documents', true);
    expect(JSON.stringify((await get(patient, 'HealthcareService?name=telesuivi')).json)).not.toContain(
      '"more"',
    );
  });
});
