import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from '../../../shared/schema/zod.ts';
import { chanceFrom } from '../../fixtures/random.ts';
import { about, authorisation, ORG, PRO, sharing } from './consent-body.ts';
import { bundleOf, refusalOf, sheetOf } from './documents/answers.ts';
import { labelsOf, publication } from './documents/bodies.ts';
import type { TestedService } from './documents/service.ts';
import { startTestedService } from './documents/service.ts';
import type { Followed } from './event-stream.ts';
import { follow } from './event-stream.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Long enough for an event to come, had there been one. */
const QUIET_MS = 60;

let service: TestedService;
beforeAll(async () => {
  service = await startTestedService();
});
afterAll(() => service.stop());

const followed: Followed[] = [];
afterEach(() => {
  for (const each of followed.splice(0)) each.stop();
});

async function watch(card: string, patient: string, lastId?: string): Promise<Followed> {
  return watchWith(await service.token(card), patient, lastId);
}
async function watchWith(token: string, patient: string, lastId?: string): Promise<Followed> {
  const stream = await follow(service, token, patient, lastId);
  followed.push(stream);
  if (stream.status === 200) while (stream.text() === '') await pause(2);
  return stream;
}

const named = (patient: string): string => {
  const { system, ins } = service.patient(patient);
  return `patient.identifier=${encodeURIComponent(`${system}|${ins}`)}`;
};
const changes = (token: string | undefined, query: string, headers: Record<string, string> = {}) =>
  service.call('GET', `/changes?${query}`, { token, headers });
const declare = (token: string, body: object) => service.call('POST', '/fhir/Consent', { token, body });
const revoke = (token: string) =>
  service.call('POST', '/auth/revoke', {
    type: 'application/x-www-form-urlencoded',
    body: new URLSearchParams({ token }).toString(),
  });

async function deposit(card: string, patient: string, type = '11488-4', labels: readonly string[] = ['N']) {
  const sheet = { patient: service.patient(patient), author: service.card(card), type, labels };
  const token = await service.token(card);
  const answer = await service.call('POST', '/fhir/DocumentReference', { token, body: publication(sheet) });
  if (answer.status !== 201) throw new Error(refusalOf(answer));
  return sheetOf(answer);
}

async function relabel(card: string, id: string, version: string, codes: readonly string[]) {
  const answer = await service.call('PATCH', `/fhir/DocumentReference/${id}`, {
    token: await service.token(card),
    type: 'application/json-patch+json',
    headers: { 'if-match': `W/"${version}"`, 'x-dmp-confirmed': 'true' },
    body: [{ op: 'replace', path: '/securityLabel', value: labelsOf(codes) }],
  });
  if (answer.status !== 200) throw new Error(refusalOf(answer));
  return sheetOf(answer);
}

describe('who may follow a record', () => {
  it('is asked for a token before anything else', async () => {
    for (const query of ['', named('adult'), 'what=ever']) {
      expect(refusalOf(await changes(undefined, query))).toBe('401 UNAUTHENTICATED');
      expect(refusalOf(await changes('a-guess', query))).toBe('401 UNAUTHENTICATED');
    }
  });

  it('is refused as a list is, with the same words', async () => {
    const cases = [
      ['otherDoctor', 'adult', '403 CONSENT_REQUIRED'],
      ['notAdmitted', 'adult', '403 ROLE_NOT_ADMITTED'],
      ['secretary', 'adult', '403 CARD_MAY_NOT_READ'],
      ['doctor', 'closed', '403 RECORD_CLOSED'],
      ['doctor', 'opposed', '403 RECORD_NONEXISTENT'],
    ] as const;
    for (const [card, patient, reason] of cases) {
      const token = await service.token(card);
      const answer = await changes(token, named(patient));
      const list = await service.call('GET', `/fhir/DocumentReference?${named(patient)}`, { token });
      expect(refusalOf(answer), card).toBe(reason);
      expect(answer.bytes).toEqual(list.bytes);
    }
    const unknown = encodeURIComponent(`${service.patient('adult').system}|299999999999934`);
    const nobody = await changes(await service.token('doctor'), `patient.identifier=${unknown}`);
    const opposed = await changes(await service.token('doctor'), named('opposed'));
    expect(nobody.bytes).toEqual(opposed.bytes);
  });

  it('names the patient, once, and nothing that is not known', async () => {
    const token = await service.token('doctor');
    expect(refusalOf(await changes(token, ''))).toBe('400 INVALID');
    expect(refusalOf(await changes(token, `${named('adult')}&since=now`))).toBe('400 INVALID');
    expect(refusalOf(await changes(token, named('adult'), { accept: 'text/html' }))).toBe('406 INVALID');
    const posted = await service.call('POST', `/changes?${named('adult')}`, { token, body: {} });
    expect(refusalOf(posted)).toBe('405 INVALID');
  });

  it('opens four streams with one token and no fifth', async () => {
    await service.consent('doctor', 'twinA');
    const streams = [];
    for (let times = 0; times < 4; times += 1) streams.push(await watch('doctor', 'twinA'));
    const token = await service.token('doctor');
    const fifth = await changes(token, named('twinA'));
    expect([refusalOf(fifth), fifth.headers.get('retry-after')]).toEqual(['429 RATE_LIMITED', '30']);
    streams[0]?.stop();
    await pause(QUIET_MS);
    expect((await watch('doctor', 'twinA')).status).toBe(200);
  });
});

describe('following a record', () => {
  beforeAll(async () => {
    for (const card of ['doctor', 'pharmacist', 'careAssistant', 'treatingDoctor']) {
      await service.consent(card, 'adult');
    }
  });

  it('says that something changed, and not a word of what', async () => {
    const stream = await watch('doctor', 'adult');
    expect([stream.status, stream.contentType]).toEqual([200, 'text/event-stream']);
    const sheet = await deposit('doctor', 'adult');
    expect(await stream.next()).toBe('event');
    await relabel('doctor', sheet.id, sheet.meta.versionId, ['N', 'MASQUE_PS']);
    expect(await stream.next()).toBe('event');
    expect(stream.text()).toMatch(/^(id: [\w-]{22}\n\n|id: [\w-]{22}\nevent: change\ndata:\n\n|:\n\n)+$/);
  });

  it('is told to nobody who reads meanwhile: reading changes nothing for others', async () => {
    const stream = await watch('doctor', 'adult');
    const token = await service.token('pharmacist');
    expect((await service.call('GET', `/fhir/DocumentReference?${named('adult')}`, { token })).status).toBe(
      200,
    );
    await pause(QUIET_MS);
    expect(stream.events).toHaveLength(0);
  });

  it('is traced once, however long it lasts', async () => {
    const token = await service.patientToken('adult');
    const traces = async (): Promise<number> => {
      const answer = await service.call('GET', `/fhir/AuditEvent?${named('adult')}&_count=200`, { token });
      return bundleOf(answer).entry.filter(({ resource }) => JSON.stringify(resource).includes('"watch"'))
        .length;
    };
    const before = await traces();
    const stream = await watch('pharmacist', 'adult');
    await deposit('pharmacist', 'adult');
    expect(await stream.next()).toBe('event');
    expect(await traces()).toBe(before + 1);
  });

  it('tells a client that lost the way what it missed, and nothing if it missed nothing', async () => {
    const first = await watch('doctor', 'adult');
    const known = first.lastId();
    first.stop();
    const again = await watch('doctor', 'adult', known);
    await pause(QUIET_MS);
    expect(again.events).toHaveLength(0);
    again.stop();
    await deposit('doctor', 'adult');
    const late = await watch('doctor', 'adult', known);
    expect(late.events).toHaveLength(1);
  });

  it('never tells of what is hidden from the one who follows, and always of what is not', async () => {
    const cards = ['pharmacist', 'careAssistant'] as const;
    const streams = await Promise.all(cards.map((card) => watch(card, 'adult')));
    const listOf = async (card: string): Promise<string> => {
      const token = await service.token(card);
      const path = `/fhir/DocumentReference?${named('adult')}&status=current,superseded&_count=200`;
      const { entry, total } = bundleOf(await service.call('GET', path, { token }));
      return JSON.stringify([total, entry]);
    };
    const chance = chanceFrom(14);
    const own: { id: string; version: string }[] = [];
    const counts = { told: 0, silent: 0 };
    let lists = await Promise.all(cards.map(listOf));
    for (let act = 0; act < 28; act += 1) {
      const before = streams.map(({ events }) => events.length);
      const known = own.length > 3 && chance.happens(0.5) ? chance.pick(own) : undefined;
      if (known === undefined) {
        const type = chance.pick(['11488-4', '57833-6', '11369-6', 'CERT_DECL', '11502-2', '18748-4']);
        const labels = chance.pick([['N'], ['N', 'MASQUE_PS'], ['N', 'INVISIBLE_PATIENT']]);
        const sheet = await deposit('doctor', 'adult', type, labels);
        own.push({ id: sheet.id, version: sheet.meta.versionId });
      } else {
        const token = await service.token('doctor');
        const now = await service.call('GET', `/fhir/DocumentReference/${known.id}`, { token });
        const isMasked = JSON.stringify(sheetOf(now).securityLabel).includes('MASQUE_PS');
        if (JSON.stringify(sheetOf(now).securityLabel).includes('INVISIBLE_PATIENT')) continue;
        const sheet = await relabel('doctor', known.id, known.version, isMasked ? ['N'] : ['N', 'MASQUE_PS']);
        known.id = sheet.id;
        known.version = sheet.meta.versionId;
      }
      await pause(QUIET_MS);
      const after = await Promise.all(cards.map(listOf));
      streams.forEach(({ events }, index) => {
        const changed = after[index] !== lists[index];
        expect(events.length - (before[index] ?? 0), `${cards[index]}, act ${act}`).toBe(changed ? 1 : 0);
        counts[changed ? 'told' : 'silent'] += 1;
      });
      lists = after;
    }
    // The control: both happened, often.
    expect(Math.min(counts.told, counts.silent)).toBeGreaterThan(5);
  });

  it('tells the patient of whatever his space shows: documents, rights, accesses', async () => {
    const patient = await service.patientToken('adult');
    const stream = await watchWith(patient, 'adult');
    await deposit('doctor', 'adult');
    expect(await stream.next()).toBe('event');
    await declare(patient, sharing(service, 'adult', 'measures', 'permit'));
    expect(await stream.next()).toBe('event');
    await service.call('GET', `/fhir/DocumentReference?${named('adult')}`, {
      token: await service.token('doctor'),
    });
    expect(await stream.next()).toBe('event');
    // His own reading is no news: a page that reads again at each event would never come to rest.
    await service.call('GET', `/fhir/AuditEvent?${named('adult')}`, { token: patient });
    expect(await stream.next(QUIET_MS)).toBe('nothing');
  });

  it('tells a parent nothing of the minor’s secret, and the minor himself everything', async () => {
    await service.consent('doctor', 'minor');
    const secret = await service.exchange(await service.token('doctor'), {
      secret: 'true',
      patient: `${service.patient('minor').system}|${service.patient('minor').ins}`,
    });
    const { access_token: token } = z.object({ access_token: z.string() }).parse(secret.json);
    const parent = await watchWith(await service.patientToken('adult', 'minor'), 'minor');
    const minor = await watchWith(await service.patientToken('minor'), 'minor');
    const own = await watchWith(token, 'minor');
    const sheet = {
      patient: service.patient('minor'),
      author: service.card('doctor'),
      labels: ['N', 'INVISIBLE_REPRESENTANTS_LEGAUX'],
    };
    const done = await service.call('POST', '/fhir/DocumentReference', { token, body: publication(sheet) });
    expect(done.status).toBe(201);
    expect([await minor.next(), await own.next()]).toEqual(['event', 'event']);
    expect(parent.events).toHaveLength(0);
    // The control: what is no secret, the parent is told.
    await deposit('doctor', 'minor');
    expect(await parent.next()).toBe('event');
  });
});

describe('the end of a stream', () => {
  const lastWords = async (stream: Followed) => [await stream.next(), await stream.next()];
  const LAST = ['event', 'end'];

  it('comes with a block, within two seconds of its acknowledgement, and nothing more is served', async () => {
    await service.consent('otherDoctor', 'adult2');
    const stream = await watch('otherDoctor', 'adult2');
    const emergency = await watch('treatingDoctor', 'adult2');
    expect(emergency.status).toBe(403);
    const patient = await service.patientToken('adult2');
    const block = await declare(
      patient,
      about(service, 'adult2', 'block', { system: PRO, value: service.card('otherDoctor') }),
    );
    const acknowledged = Date.now();
    expect(block.status).toBe(201);
    expect(await lastWords(stream)).toEqual(LAST);
    expect((stream.events[0] ?? Infinity) - acknowledged).toBeLessThan(2_000);
    expect(refusalOf(await changes(await service.token('otherDoctor'), named('adult2')))).toBe(
      '403 BLOCKED_BY_PATIENT',
    );
  });

  it('comes with a block of the whole place, and when the right is given back', async () => {
    await service.consent('pharmacist', 'twinB');
    const place = await watch('pharmacist', 'twinB');
    const directory = await service.call(
      'GET',
      `/fhir/PractitionerRole?practitioner.identifier=${encodeURIComponent(`${PRO}|${service.card('pharmacist')}`)}`,
      { token: await service.token('doctor') },
    );
    const structure = new RegExp(`"system":"${ORG}","value":"(\\d+)"`).exec(directory.bytes.toString())?.[1];
    const patient = await service.patientToken('twinB');
    const blocked = await declare(
      patient,
      about(service, 'twinB', 'block', { system: ORG, value: structure ?? '' }),
    );
    expect(blocked.status).toBe(201);
    expect(await lastWords(place)).toEqual(LAST);

    const token = await service.token('doctor');
    const right = await declare(token, authorisation(service, 'twinB'));
    const own = await watch('doctor', 'twinB');
    const { id } = z.object({ id: z.string() }).parse(right.json);
    expect((await service.call('DELETE', `/fhir/Consent/${id}`, { token })).status).toBe(204);
    expect(await lastWords(own)).toEqual(LAST);
  });

  it('comes with the end of a session, an emergency’s with its call too', async () => {
    const regulator = await service.token('regulator');
    const { system, ins } = service.patient('twinA');
    const call = { purpose_of_use: 'ETREAT', patient: `${system}|${ins}`, call_id: 'C-14' };
    const bound = async () =>
      z.object({ access_token: z.string() }).parse((await service.exchange(regulator, call)).json)
        .access_token;
    const first = await bound();
    const second = await bound();
    const streams = [await watchWith(first, 'twinA'), await watchWith(second, 'twinA')];
    await revoke(first);
    for (const stream of streams) expect(await lastWords(stream)).toEqual(LAST);

    const patient = await service.patientToken('twinA');
    const space = await watchWith(patient, 'twinA');
    await revoke(patient);
    expect(await lastWords(space)).toEqual(LAST);
  });

  it('comes by the clock: of the token, of the right', async () => {
    const token = await service.token('doctor');
    await declare(
      token,
      authorisation(service, 'twinA', { basis: 'EXPLICIT', form: 'ORAL', confirmed: true }),
    );
    const byToken = await watch('doctor', 'twinA');
    await service.advance(11 * MINUTE);
    expect(await lastWords(byToken)).toEqual(LAST);
    await service.advance(23 * 60 * MINUTE + 45 * MINUTE);
    const byRight = await watch('doctor', 'twinA');
    expect(byRight.status).toBe(200);
    await service.advance(5 * MINUTE);
    expect(await lastWords(byRight)).toEqual(LAST);
    expect(refusalOf(await changes(await service.token('doctor'), named('twinA')))).toBe(
      '403 CONSENT_EXPIRED',
    );
  });

  it('does not come at day 30 of an announcement: the patient is told that there is something', async () => {
    await service.consent('doctor', 'adult2');
    const patient = await service.patientToken('adult2');
    const silent = await watchWith(patient, 'adult2');
    await deposit('doctor', 'adult2', '11502-2', ['N', 'INVISIBLE_PATIENT']);
    // That a professional deposited something he may know, as the journal tells it without naming it.
    await silent.next(QUIET_MS);
    silent.stop();
    await service.advance(30 * DAY - 2 * MINUTE);
    const stream = await watchWith(await service.patientToken('adult2'), 'adult2');
    await service.advance(MINUTE);
    expect(await stream.next(1_200)).toBe('nothing');
    await service.advance(MINUTE);
    expect(await stream.next()).toBe('event');
    expect(stream.isOver()).toBe(false);
  });

  it('comes with the service’s own, which waits for no follower', async () => {
    await service.consent('nurse', 'twinB');
    const stream = await watch('nurse', 'twinB');
    const asked = Date.now();
    await service.restart();
    expect(await stream.next()).toBe('end');
    expect(Date.now() - asked).toBeLessThan(8_000);
  });
});
