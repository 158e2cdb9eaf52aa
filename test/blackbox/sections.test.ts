import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharing } from '../electron/service/consent-body.ts';
import { consented, named } from './acts.ts';
import type { Client } from './client.ts';
import { told } from './client.ts';
import type { BlackBox } from './process.ts';
import { startBlackBox } from './process.ts';
import { bare, idOf, idsOf, totalOf } from './section-answers.ts';
import {
  appointment,
  carer,
  link,
  listOf,
  message,
  ownEntries,
  trustedPerson,
  vaccination,
  wish,
} from './section-bodies.ts';
import type { Reader } from './section-readers.ts';
import { done, isUsable, readersFor, RECORDS, share, SHARED, sideOf } from './section-readers.ts';
import type { Section, Sharing } from './sections-expected.ts';
import { expectedList, expectedMessage, expectedVaccination, SECTIONS } from './sections-expected.ts';
import type { WireAnswer } from './transport.ts';

/**
 * Matrix and sharing rules of the sections, with nothing but HTTP: every card of the demo, in every way of standing
 * towards a record, and every side of the patient, over every section. What is expected is written down by hand.
 */

let box: BlackBox;
let client: Client;
let readers: readonly Reader[];

const post = (token: string, path: string, body: object, headers = {}): Promise<WireAnswer> =>
  client.send('POST', `/fhir/${path}`, { token, body, headers });
const get = (token: string, path: string): Promise<WireAnswer> => client.send('GET', path, { token });
beforeAll(async () => {
  box = await startBlackBox();
  ({ client } = box);
  client.know('nobody', { ...client.patient('adult'), ins: '299999999999934' });
  for (const patient of SHARED) {
    const token = await sideOf(client, patient);
    for (const [path, body] of ownEntries(client, patient)) done(await post(token, path, body));
    if (patient === 'minor') continue;
    done(await post(token, 'RelatedPerson', trustedPerson(client, patient)));
    for (const which of ['directives', 'organ-donation'] as const) {
      done(await post(token, 'Consent', wish(client, patient, which)));
    }
  }
  readers = await readersFor(client);
}, 60_000);
afterAll(() => box.stop());

const answers = async (
  section: Section,
  of: readonly Reader[],
): Promise<readonly (readonly [Reader, WireAnswer])[]> =>
  Promise.all(
    of.map(async (reader) => [reader, await get(reader.token, listOf(client, section, reader.patient))]),
  );

it('the cards are those of the demo, and each stands in every way that it can', () => {
  expect(client.cardFiles.filter(isUsable)).toHaveLength(22);
  expect(new Set(client.cardFiles.map(({ profession }) => profession)).size).toBe(13);
  expect(new Set(readers.map(({ standing }) => standing)).size).toBe(Object.keys(RECORDS).length);
  expect(readers.filter(({ standing }) => standing === 'Centre 15')).toHaveLength(1);
});

/** To whoever asks, this entry is as one that never was. */
async function expectUnknown(token: string, kind: Section, id: string): Promise<void> {
  const none = await get(token, `/fhir/${kind}/${randomUUID()}`);
  expect(bare(await get(token, `/fhir/${kind}/${id}`))).toEqual(bare(none));
}

/** Where somebody was answered otherwise than the rules say. */
async function deviations(section: Section, shares: Sharing, of: readonly Reader[]) {
  const found = (await answers(section, of)).map(([{ name, profession, standing }, answer]) => ({
    name,
    standing,
    told: told(answer),
    expected: expectedList(section, profession, standing, shares),
  }));
  return {
    wrong: found.filter((each) => each.told !== each.expected),
    permitted: found.filter((each) => each.told === '200').length,
  };
}

const OWN = [
  { person: 'adult2', child: undefined },
  { person: 'minor', child: undefined },
  { person: 'adult', child: 'minor' },
] as const;

describe('care history shared, measures not, as at the start', () => {
  const shares = { measures: false, careHistory: true };

  it.each(SECTIONS)('%s is for whom the rules say, and openly refused to the others', async (section) => {
    const { wrong, permitted } = await deviations(section, shares, readers);
    expect(wrong).toEqual([]);
    const isShut = expectedList(section, '10', 'a right', shares) === '403 NOT_SHARED';
    expect(permitted > 0).toBe(!isShut);
  });
});

describe('measures shared, care history not', () => {
  const shares = { measures: true, careHistory: false };
  beforeAll(() => share(client, shares));

  it.each([
    'Observation',
    'AllergyIntolerance',
    'Condition',
    'MedicationStatement',
    'ExplanationOfBenefit',
    'Immunization',
  ] as const)('%s follows the switch of the patient, in emergencies too', async (section) => {
    const within = readers.filter(({ standing }) => !/blocked|record|INS/.test(standing));
    const { wrong, permitted } = await deviations(section, shares, within);
    expect(wrong).toEqual([]);
    expect(permitted > 0).toBe(section !== 'ExplanationOfBenefit');
  });

  it.each(OWN)(
    'what is shared with nobody is read by the patient’s own side: $person $child',
    async ({ person, child }) => {
      const token = await client.patientToken(person, child);
      const found = await Promise.all(
        SECTIONS.map(async (section) => told(await get(token, listOf(client, section, child ?? person)))),
      );
      expect(found).toEqual(SECTIONS.map(() => '200'));
    },
  );
});

describe('what is read is the patient’s own list', () => {
  const TAKING_PART = new Set<Section>(['Communication', 'Appointment', 'HealthcareService']);
  const WHOLE = SECTIONS.filter((section) => !TAKING_PART.has(section));
  beforeAll(() => share(client, { measures: true, careHistory: true }));

  it.each(WHOLE)('%s: entry for entry, whoever may read it', async (section) => {
    const own = await get(await client.patientToken('adult2'), listOf(client, section, 'adult2'));
    expect(totalOf(own)).toBeGreaterThan(0);
    const withRight = readers.filter(({ standing }) => standing === 'a right');
    const seen = (await answers(section, withRight)).filter(([, { status }]) => status === 200);
    expect(seen.length).toBeGreaterThan(0);
    for (const [, answer] of seen) {
      expect([totalOf(answer), idsOf(answer)]).toEqual([totalOf(own), idsOf(own)]);
    }
  });

  it('of another patient nothing is read, whatever it holds', async () => {
    const token = await client.patientToken('adult2');
    for (const section of SECTIONS) {
      const others = await get(token, listOf(client, section, 'adult'));
      const nobodys = await get(token, listOf(client, section, 'nobody'));
      expect([section, told(others)]).toEqual([section, '403 RECORD_NONEXISTENT']);
      expect(bare(others)).toEqual(bare(nobodys));
    }
  });
});

describe('nothing tells what is there from what is not', () => {
  it('who opposed a record is nobody, in every section', async () => {
    const asking = readers.filter(({ standing }) => standing === 'record opposed');
    for (const section of SECTIONS) {
      const seen = (patient: string) =>
        Promise.all(
          asking.map(async ({ token }) => bare(await get(token, listOf(client, section, patient)))),
        );
      expect(await seen('opposed')).toEqual(await seen('nobody'));
    }
  });

  it('a refusal is the same for a full section and an empty one', async () => {
    await share(client, { measures: false, careHistory: false });
    await consented(client, 'doctor', 'twinB');
    const empty = await client.patientToken('twinB');
    done(await post(empty, 'Consent', sharing(client, 'twinB', 'care-history', 'deny')));
    expect(totalOf(await get(empty, listOf(client, 'Observation', 'twinB')))).toBe(0);
    const doctor = await client.token('doctor');
    const stranger = await client.token('nurse');
    const judged = SECTIONS.filter((section) => section !== 'Communication' && section !== 'Appointment');
    let refused = 0;
    for (const section of judged) {
      const full = await get(doctor, listOf(client, section, 'adult2'));
      if (full.status === 200) continue;
      refused += 1;
      expect(bare(full)).toEqual(bare(await get(doctor, listOf(client, section, 'twinB'))));
    }
    // Measures, the three of the profile, care history.
    expect(refused).toBe(5);
    for (const section of judged) {
      const [full, none] = [listOf(client, section, 'adult'), listOf(client, section, 'twinB')];
      expect(bare(await get(stranger, full))).toEqual(bare(await get(stranger, none)));
    }
  });

  it('a link that the patient keeps to himself is no link', async () => {
    const patient = await client.patientToken('adult2');
    const doctor = await client.token('doctor');
    const seen = async () => bare(await get(doctor, listOf(client, 'HealthcareService', 'adult2'))).bytes;
    const none = await seen();
    done(await post(patient, 'HealthcareService/$link', link('vaccins-rappels', 'vaccinations', false)));
    expect(await seen()).toBe(none);
    expect(
      bare(await get(patient, listOf(client, 'HealthcareService', 'adult2'))).bytes.includes('dmp-linked'),
    ).toBe(true);
    done(await post(patient, 'HealthcareService/$link', link('telesuivi-coeur', 'measures', true)));
    expect(await seen()).toContain('dmp-linked');
  });
});

describe('one entry by its identifier', () => {
  const KINDS = ['Immunization', 'ExplanationOfBenefit', 'Observation', 'AllergyIntolerance'] as const;
  const shares = { measures: true, careHistory: true };
  beforeAll(() => share(client, shares));

  it.each(KINDS)('%s: the decision of its section, and an unknown one is nobody’s', async (kind) => {
    const [id = ''] = idsOf(await get(await client.patientToken('adult2'), listOf(client, kind, 'adult2')));
    const everybody = readers.filter(({ standing }) => standing === 'a right');
    const asked = await Promise.all(
      everybody.map(async ({ profession, token }) => {
        const known = await get(token, `/fhir/${kind}/${id}`);
        const unknown = await get(token, `/fhir/${kind}/${randomUUID()}`);
        return { profession, known, unknown };
      }),
    );
    for (const { profession, known, unknown } of asked) {
      const expected = expectedList(kind, profession, 'a right', shares);
      expect([profession, told(known)]).toEqual([profession, expected]);
      const door = expectedList('HealthcareService', profession, 'a right', shares);
      expect([profession, told(unknown)]).toEqual([profession, door === '200' ? '404 NOT_FOUND' : door]);
    }
    const other = await client.patientToken('twinA');
    await expectUnknown(other, kind, id);
  });

  it('a thread or an appointment of others is as unknown as none', async () => {
    const doctor = await client.token('doctor');
    const written = [
      ['Communication', idOf(done(await post(doctor, 'Communication', message(client, 'adult2'))))],
      ['Appointment', idOf(done(await post(doctor, 'Appointment', appointment(client, 'adult2'))))],
    ] as const;
    for (const [kind, id] of written) {
      for (const token of [doctor, await client.patientToken('adult2')]) {
        expect(told(await get(token, `/fhir/${kind}/${id}`))).toBe('200');
        expect(idsOf(await get(token, listOf(client, kind, 'adult2')))).toContain(id);
      }
      const strangers = readers.filter(
        ({ standing, profession }) => standing === 'a right' && profession !== '10',
      );
      for (const { token } of [...strangers, { token: await client.patientToken('twinA') }]) {
        await expectUnknown(token, kind, id);
      }
      const lists = (await answers(kind, strangers)).filter(([, { status }]) => status === 200);
      expect(lists.flatMap(([, answer]) => idsOf(answer))).toEqual([]);
    }
  });

  it('what was taken back is as what never was, in lists and totals too', async () => {
    const nurse = await client.token('nurse');
    const list = listOf(client, 'Immunization', 'adult2');
    const before = await get(nurse, list);
    const id = idOf(done(await post(nurse, 'Immunization', vaccination(client, 'adult2'))));
    expect(totalOf(await get(nurse, list))).toBe(totalOf(before) + 1);
    const patch = await client.send('PATCH', `/fhir/Immunization/${id}`, {
      token: nurse,
      type: 'application/json-patch+json',
      headers: { 'if-match': 'W/"1"' },
      body: [{ op: 'replace', path: '/status', value: 'entered-in-error' }],
    });
    expect(told(patch)).toBe('200');
    expect(bare(await get(nurse, list))).toEqual(bare(before));
    for (const card of ['nurse', 'doctor', 'pharmacist']) {
      const token = await client.token(card);
      await expectUnknown(token, 'Immunization', id);
    }
  });
});

describe('a minor’s secret', () => {
  it('is hers and the professionals’: to her mother and to a carer it is not there', async () => {
    const mother = await client.patientToken('adult', 'minor');
    done(await post(mother, 'RelatedPerson', carer(client, 'minor', 'twinA')));
    const helper = await client.patientToken('twinA', 'minor');
    const minor = await client.patientToken('minor');
    const secret = readers.find(
      ({ standing, name }) => standing === 'secret session' && name.endsWith(client.card('doctor')),
    );
    const token = secret?.token ?? '';
    const kinds = [
      ['Immunization', vaccination(client, 'minor')],
      ['Communication', message(client, 'minor')],
      ['Appointment', appointment(client, 'minor')],
    ] as const;
    for (const [kind, body] of kinds) {
      const list = listOf(client, kind, 'minor');
      const before = { mother: bare(await get(mother, list)), helper: bare(await get(helper, list)) };
      const own = totalOf(await get(minor, list));
      const id = idOf(done(await post(token, kind, body)));
      expect(totalOf(await get(minor, list))).toBe(own + 1);
      expect(told(await get(minor, `/fhir/${kind}/${id}`))).toBe('200');
      expect({ mother: bare(await get(mother, list)), helper: bare(await get(helper, list)) }).toEqual(
        before,
      );
      for (const other of [mother, helper]) {
        await expectUnknown(other, kind, id);
      }
    }
  });
});

describe('writing', () => {
  /** What everybody is answered who writes that of his record, and what the rules say. */
  const written = (path: string, bodyOf: typeof vaccination, expected: typeof expectedMessage) =>
    Promise.all(
      readers.map(async ({ name, profession, standing, patient, token }) => ({
        name,
        standing,
        told: told(await post(token, path, bodyOf(client, patient))),
        expected: expected(profession, standing),
      })),
    );

  it('vaccinations are added by those who vaccinate, with a right or in an emergency', async () => {
    const found = await written('Immunization', vaccination, expectedVaccination);
    expect(found.filter((each) => each.told !== each.expected)).toEqual([]);
    expect(found.filter((each) => each.told === '201').length).toBeGreaterThan(20);
  });

  it('messages need no right, and a block forbids them', async () => {
    const found = await written('Communication', message, expectedMessage);
    expect(found.filter((each) => each.told !== each.expected)).toEqual([]);
  });

  it('measures, profile, people and wishes are the patient’s side’s; nobody writes care history', async () => {
    const ownSide: readonly (readonly [string, object])[] = [
      ...ownEntries(client, 'adult2'),
      ['Consent', wish(client, 'adult2', 'directives')],
      ['HealthcareService/$link', link('telesuivi-coeur', 'measures', true)],
    ];
    for (const card of ['doctor', 'treatingDoctor', 'nurse', 'secretary', 'notAdmitted']) {
      const token = await client.token(card);
      for (const [path, body] of ownSide) {
        expect([card, path, (await post(token, path, body)).status]).toEqual([card, path, 403]);
      }
    }
    for (const token of [await client.token('doctor'), await client.patientToken('adult2')]) {
      expect(told(await post(token, 'ExplanationOfBenefit', {}))).toBe('405 INVALID');
    }
    const own = await client.patientToken('adult2');
    expect(told(await post(own, 'Immunization', vaccination(client, 'adult2')))).toBe(
      '403 TYPE_NOT_PERMITTED',
    );
  });

  it('a carer reads and adds, and manages nothing; only the holder states a wish, and an adult directives', async () => {
    const holder = await client.patientToken('adult2');
    done(await post(holder, 'RelatedPerson', carer(client, 'adult2', 'twinB')));
    const helper = await client.patientToken('twinB', 'adult2');
    for (const section of SECTIONS) {
      const whole = await get(holder, listOf(client, section, 'adult2'));
      const seen = await get(helper, listOf(client, section, 'adult2'));
      expect([section, seen.status, totalOf(seen)]).toEqual([section, 200, totalOf(whole)]);
    }
    for (const [path, body] of ownEntries(client, 'adult2')) {
      expect([path, told(await post(helper, path, body))]).toEqual([path, '201']);
    }
    const refused: readonly (readonly [string, string, object])[] = [
      [helper, 'RelatedPerson', trustedPerson(client, 'adult2')],
      [helper, 'RelatedPerson', carer(client, 'adult2', 'adult')],
      [helper, 'Consent', wish(client, 'adult2', 'directives')],
      [helper, 'Consent', wish(client, 'adult2', 'organ-donation')],
      [helper, 'Consent', sharing(client, 'adult2', 'measures', 'permit')],
      [helper, 'HealthcareService/$link', link('telesuivi-coeur', 'measures', true)],
      [await client.patientToken('adult', 'minor'), 'Consent', wish(client, 'minor', 'organ-donation')],
    ];
    for (const [token, path, body] of refused) {
      expect([path, told(await post(token, path, body))]).toEqual([path, '403 RIGHTS_NOT_YOURS']);
    }
    const minor = await client.patientToken('minor');
    expect(told(await post(minor, 'Consent', wish(client, 'minor', 'directives')))).toBe('422 INVALID');
    expect(told(await post(minor, 'RelatedPerson', trustedPerson(client, 'minor')))).toBe('422 INVALID');
    expect(told(await post(minor, 'Consent', wish(client, 'minor', 'organ-donation')))).toBe('201');
  });

  it('a closed record is closed to its holder’s sections too', async () => {
    const token = await client.patientToken('closed');
    for (const section of SECTIONS) {
      if (section === 'HealthcareService') continue;
      const answer = await get(token, listOf(client, section, 'closed'));
      expect([section, told(answer)]).toEqual([section, '403 RECORD_CLOSED']);
    }
    expect(told(await get(token, `/fhir/AuditEvent?${named(client, 'closed')}`))).toBe('200');
  });
});
