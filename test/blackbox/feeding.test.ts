import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { about as rightAbout, authorisation, maskingDefault, PRO } from '../electron/service/consent-body.ts';
import { publication } from '../electron/service/documents/bodies.ts';
import type { DocumentAct, Known } from './acts.ts';
import { block, change, consented, deposit, deposited, knownOf, named, ownSheet, patchOf } from './acts.ts';
import type { Client } from './client.ts';
import { ADMITTED_CARDS, told, tokenOf } from './client.ts';
import type { BlackBox } from './process.ts';
import { startBlackBox } from './process.ts';
import { headerOf } from './transport.ts';

/** docs/rules.md 3 to 7, step by step, with nothing but HTTP, the demo's cards and the mails. */

let box: BlackBox;
let client: Client;
beforeAll(async () => {
  box = await startBlackBox();
  ({ client } = box);
});
afterAll(() => box.stop());

const DAY = 86_400_000;
const HIDDEN = ['N', 'INVISIBLE_PATIENT'];
const SECRET = ['N', 'INVISIBLE_REPRESENTANTS_LEGAUX'];

async function act(
  token: string,
  known: Known,
  which: DocumentAct,
  { seen = known.version, confirmed = true }: { seen?: number | null; confirmed?: boolean } = {},
) {
  return change(client, token, `?identifier=${known.unique}`, patchOf(which, known), { seen, confirmed });
}
const actAs = async (
  card: string,
  known: Known,
  which: DocumentAct,
  more?: { seen?: number | null; confirmed?: boolean },
): Promise<string> => told(await act(await client.token(card), known, which, more));

async function replaceAs(
  card: string,
  patient: string,
  known: Known,
  labels: readonly string[],
  { seen = known.version, confirmed = false } = {},
): Promise<string> {
  const bar = known.unique.indexOf('|');
  const identifier = { system: known.unique.slice(0, bar), value: known.unique.slice(bar + 1) };
  const answer = await client.send('POST', '/fhir/DocumentReference', {
    token: await client.token(card),
    headers: { 'if-match': `W/"${seen}"`, ...(confirmed ? { 'x-dmp-confirmed': 'true' } : {}) },
    body: publication(
      { patient: client.patient(patient), author: client.card(card), labels },
      { relatesTo: [{ code: 'replaces', target: { identifier } }] },
    ),
  });
  return told(answer);
}

const read = async (token: string, known: Known): Promise<string> =>
  told(await client.send('GET', `/fhir/Binary/${known.binary}`, { token }));

describe('3 feeding', () => {
  it.each(ADMITTED_CARDS)('3 the %s deposits without any right', async (card) => {
    expect(told(await deposit(client, { about: 'adult2', by: card }))).toBe('201');
  });
  it('3.1 an unknown profession does not; a secretary only for a professional of her structure', async () => {
    expect(told(await deposit(client, { about: 'adult2', by: 'notAdmitted' }))).toBe('403 ROLE_NOT_ADMITTED');
    const secretary = await client.token('secretary');
    expect(told(await deposit(client, { about: 'adult2', by: 'doctor' }, secretary))).toBe('201');
    expect(told(await deposit(client, { about: 'adult2', by: 'pharmacist' }, secretary))).toBe(
      '422 AUTHOR_REQUIRED',
    );
  });
  it('3.3 no record, or a closed one, is fed', async () => {
    expect(told(await deposit(client, { about: 'opposed', by: 'doctor' }))).toBe('403 RECORD_NONEXISTENT');
    expect(told(await deposit(client, { about: 'closed', by: 'doctor' }))).toBe('403 RECORD_CLOSED');
  });
  it('3.5 only its author replaces a document, and only the version that he saw', async () => {
    const known = await deposited(client, { about: 'adult2', by: 'otherDoctor' });
    await consented(client, 'doctor', 'adult2');
    expect(await replaceAs('doctor', 'adult2', known, ['N'])).toBe('403 NOT_AUTHOR');
    expect(await replaceAs('otherDoctor', 'adult2', known, ['N'], { seen: 5 })).toBe('412 STALE_VERSION');
    expect(await replaceAs('otherDoctor', 'adult2', known, HIDDEN)).toBe('422 IRREVERSIBLE');
    expect(await replaceAs('otherDoctor', 'adult2', known, ['N'])).toBe('201');
  });
  it('3.5 what hides from the parents is dropped only with a confirmation', async () => {
    const known = await deposited(client, { about: 'minor', by: 'doctor', labels: SECRET });
    expect(await replaceAs('doctor', 'minor', known, ['N'])).toBe('422 CONFIRMATION_REQUIRED');
    expect(await replaceAs('doctor', 'minor', known, ['N'], { confirmed: true })).toBe('201');
  });
  it.each([
    ['format that is none', { format: 'urn:ihe:iti:dsg:detached:2014' }, '422 FORMAT_REFUSED'],
    ['empty file', { bytes: Buffer.alloc(0) }, '422 EMPTY'],
    ['file of 5 000 001 bytes', { bytes: Buffer.alloc(5_000_001, 'a') }, '413 TOO_LARGE'],
    ['text that is none', { bytes: Buffer.from([0x61, 0, 0x62]) }, '422 CONTENT_MISMATCH'],
  ])('3.6 refuses a %s', async (_, sheet, refusal) => {
    expect(told(await deposit(client, { about: 'adult2', by: 'doctor', ...sheet }))).toBe(refusal);
  });
  it('3.6 takes 5 000 000 bytes, and the same twice only once', async () => {
    const sheet = { about: 'adult2', by: 'doctor', bytes: Buffer.alloc(5_000_000, 'b') };
    expect(told(await deposit(client, sheet))).toBe('201');
    expect(told(await deposit(client, sheet))).toBe('422 DUPLICATE');
  });
  it.each([
    ['N twice', ['N', 'N'], '422 CONFIDENTIALITY_INVALID'],
    [
      'masked and hidden from the patient',
      ['N', 'MASQUE_PS', 'INVISIBLE_PATIENT'],
      '422 CONFIDENTIALITY_CONFLICT',
    ],
    ['hidden from the parents of an adult', SECRET, '422 NOT_A_MINOR'],
  ])('3.7 refuses %s', async (_, labels, refusal) => {
    expect(told(await deposit(client, { about: 'adult2', by: 'doctor', labels }))).toBe(refusal);
  });
  it('3.7 a secret session takes only what is hidden from the parents', async () => {
    await consented(client, 'doctor', 'minor');
    const { system, ins } = client.patient('minor');
    const token = tokenOf(
      await client.exchange(await client.token('doctor'), { secret: 'true', patient: `${system}|${ins}` }),
    );
    expect(told(await deposit(client, { about: 'minor', by: 'doctor' }, token))).toBe(
      '422 SECRET_SESSION_REQUIRES_HIDDEN',
    );
    expect(told(await deposit(client, { about: 'minor', by: 'doctor', labels: SECRET }, token))).toBe('201');
  });
  it('3 a blocked professional still deposits', async () => {
    const patient = await client.patientToken('adult2');
    await block(client, patient, 'adult2', { system: PRO, value: client.card('midwife') });
    expect(told(await deposit(client, { about: 'adult2', by: 'midwife' }))).toBe('201');
  });
});

describe('4 managing', () => {
  it('4 only the author deletes, without any right, and never another version than the one seen', async () => {
    const known = await deposited(client, { about: 'adult', by: 'nurse' });
    await consented(client, 'doctor', 'adult');
    await consented(client, 'treatingDoctor', 'adult');
    expect(await actAs('doctor', known, 'delete')).toBe('403 NOT_AUTHOR');
    expect(await actAs('treatingDoctor', known, 'delete')).toBe('403 NOT_AUTHOR');
    expect(await actAs('secretary', known, 'delete')).toBe('403 CARD_MAY_NOT_READ');
    expect(await actAs('nurse', known, 'delete', { seen: null })).toBe('412 STALE_VERSION');
    expect(await actAs('nurse', known, 'delete')).toBe('200');
    expect(await actAs('nurse', known, 'archive')).toBe('404 NOT_FOUND');
  });
  it('4 the médecin traitant masks and archives another’s document; what the patient masked he leaves', async () => {
    const known = await deposited(client, { about: 'adult', by: 'nurse' });
    const archived = knownOf(await act(await client.token('treatingDoctor'), known, 'archive'));
    const masked = knownOf(await act(await client.token('treatingDoctor'), archived, 'mask'));
    const shown = knownOf(await act(await client.token('treatingDoctor'), masked, 'unmask'));
    const byPatient = knownOf(await act(await client.patientToken('adult'), shown, 'mask'));
    expect(await actAs('treatingDoctor', byPatient, 'unmask')).toBe('422 MASKED_BY_PATIENT');
    expect(await actAs('nurse', byPatient, 'unmask')).toBe('422 MASKED_BY_PATIENT');
  });
  it('4 hidden from the patient and masked may not meet', async () => {
    const known = await deposited(client, { about: 'adult', by: 'nurse', labels: HIDDEN });
    expect(await actAs('nurse', known, 'mask')).toBe('422 CONFIDENTIALITY_CONFLICT');
    expect(await actAs('treatingDoctor', known, 'showToPatient')).toBe('200');
  });
  it('4 the author alone shows to the parents, and confirms it', async () => {
    const known = await deposited(client, { about: 'minor', by: 'doctor', labels: SECRET });
    await consented(client, 'treatingDoctor', 'minor');
    expect(await actAs('treatingDoctor', known, 'showToRepresentatives')).toBe('403 NOT_AUTHOR');
    expect(await actAs('doctor', known, 'showToRepresentatives', { confirmed: false })).toBe(
      '422 CONFIRMATION_REQUIRED',
    );
    expect(await actAs('doctor', known, 'showToRepresentatives')).toBe('200');
  });
  it('4 only a médecin traitant blocks at the patient’s request, and none of his kind', async () => {
    const blockBy = async (card: string, target: string): Promise<string> =>
      told(
        await block(client, await client.token(card), 'adult', { system: PRO, value: client.card(target) }),
      );
    expect(await blockBy('doctor', 'midwife')).toBe('403 TREATING_DOCTOR_ONLY');
    expect(await blockBy('treatingDoctor', 'treatingDoctor')).toBe('422 TREATING_DOCTOR_CANNOT_BE_BLOCKED');
    expect(await blockBy('treatingDoctor', 'midwife')).toBe('201');
  });
  it('4 consent is declared with its basis and form, confirmed, by nobody’s staff', async () => {
    const declare = async (card: string, basis?: object): Promise<string> =>
      told(
        await client.send('POST', '/fhir/Consent', {
          token: await client.token(card),
          body: authorisation(client, 'twinA', basis),
        }),
      );
    expect(await declare('secretary')).toBe('403 CARD_MAY_NOT_READ');
    expect(await declare('nurse', { form: 'ORAL', confirmed: true })).toBe('422 CONSENT_BASIS_REQUIRED');
    expect(await declare('nurse', { basis: 'CARE_TEAM', confirmed: true })).toBe(
      '422 CONSENT_BASIS_REQUIRED',
    );
    expect(await declare('nurse', { basis: 'CARE_TEAM', form: 'ORAL' })).toBe('422 CONFIRMATION_REQUIRED');
    expect(await declare('nurse')).toBe('201');
  });
  it('4 one’s own traces are read even of a closed record, all of them and the masked filter by the médecin traitant', async () => {
    const traces = async (card: string, patient: string): Promise<string> =>
      told(
        await client.send('GET', `/fhir/AuditEvent?${named(client, patient)}`, {
          token: await client.token(card),
        }),
      );
    const masked = async (card: string): Promise<string> =>
      told(
        await client.send(
          'GET',
          `/fhir/DocumentReference?${named(client, 'adult')}&security-label=MASQUE_PS`,
          {
            token: await client.token(card),
          },
        ),
      );
    expect(await traces('doctor', 'closed')).toBe('200');
    expect(await traces('doctor', 'opposed')).toBe('403 RECORD_NONEXISTENT');
    expect(await masked('doctor')).toBe('403 TREATING_DOCTOR_ONLY');
    expect(await masked('treatingDoctor')).toBe('200');
  });
});

describe('6 the patient’s side', () => {
  it('6 sees what is masked, not what is to be announced; the parents not what the minor keeps', async () => {
    const masked = await deposited(client, { about: 'minor', by: 'doctor', labels: ['N', 'MASQUE_PS'] });
    const announced = await deposited(client, { about: 'minor', by: 'doctor', labels: HIDDEN });
    const secret = await deposited(client, { about: 'minor', by: 'doctor', labels: SECRET });
    const minor = await client.patientToken('minor');
    const parent = await client.patientToken('adult', 'minor');
    expect([await read(minor, masked), await read(minor, announced), await read(minor, secret)]).toEqual([
      '200',
      '404 NOT_FOUND',
      '200',
    ]);
    expect([await read(parent, masked), await read(parent, announced), await read(parent, secret)]).toEqual([
      '200',
      '404 NOT_FOUND',
      '404 NOT_FOUND',
    ]);
  });
  it('6 adds, masks and deletes his own; deletes nobody else’s', async () => {
    const token = await client.patientToken('twinB');
    const own = knownOf(
      await client.send('POST', '/fhir/DocumentReference', { token, body: ownSheet(client, 'twinB') }),
    );
    const theirs = await deposited(client, { about: 'twinB', by: 'doctor' });
    expect(told(await act(token, theirs, 'delete'))).toBe('403 NOT_AUTHOR');
    expect(told(await act(token, theirs, 'mask'))).toBe('200');
    expect(told(await act(token, own, 'delete'))).toBe('200');
  });
  it('6 masks all to come', async () => {
    const token = await client.patientToken('emergencyOff');
    await client.send('POST', '/fhir/Consent', {
      token,
      body: maskingDefault(client, 'emergencyOff', 'deny'),
    });
    expect((await deposited(client, { about: 'emergencyOff', by: 'doctor' })).codes).toEqual([
      'N',
      'MASQUE_PS',
    ]);
  });
  it('6 naming a médecin traitant lifts his block; he is not blocked any more', async () => {
    const token = await client.patientToken('twinB');
    const otherDoctor = { system: PRO, value: client.card('otherDoctor') };
    expect(told(await block(client, token, 'twinB', otherDoctor))).toBe('201');
    const naming = { token, body: rightAbout(client, 'twinB', 'treating-doctor', otherDoctor) };
    expect(told(await client.send('POST', '/fhir/Consent', naming))).toBe('201');
    await consented(client, 'otherDoctor', 'twinB');
    expect(told(await block(client, token, 'twinB', otherDoctor))).toBe(
      '422 TREATING_DOCTOR_CANNOT_BE_BLOCKED',
    );
  });
  it('6 closes at once and reopens, without the rights of before', async () => {
    const token = await client.patientToken('twinA');
    await consented(client, 'doctor', 'twinA');
    const run = (operation: string) =>
      client.send('POST', `/fhir/Patient/$${operation}`, { token, body: { resourceType: 'Parameters' } });
    const list = async (): Promise<string> =>
      told(
        await client.send('GET', `/fhir/DocumentReference?${named(client, 'twinA')}`, {
          token: await client.token('doctor'),
        }),
      );
    expect([told(await run('close')), await list()]).toEqual(['200', '403 RECORD_CLOSED']);
    expect([told(await run('reopen')), await list()]).toEqual(['200', '403 CONSENT_REQUIRED']);
  });
});

describe('7 notices', () => {
  /** What leaves because of one act. */
  async function caused(patient: string, does: () => Promise<unknown>): Promise<readonly string[]> {
    const before = box.mails().length;
    await does();
    return box.notices(patient, before);
  }
  it('7 each act tells once, and never what is hidden from the patient', async () => {
    await consented(client, 'doctor', 'adult');
    const plain = await deposited(client, { about: 'adult', by: 'nurse' });
    const announced = await deposited(client, { about: 'adult', by: 'nurse', labels: HIDDEN });
    const doctor = await client.token('doctor');
    await read(doctor, plain);
    expect(await caused('adult', () => read(doctor, plain))).toEqual(['patient:consultation']);
    expect(await caused('adult', () => read(doctor, announced))).toEqual([]);
    expect(await caused('adult', () => deposited(client, { about: 'adult', by: 'nurse' }))).toEqual([
      'patient:deposit',
    ]);
    expect(
      await caused('adult', () => deposited(client, { about: 'adult', by: 'nurse', labels: HIDDEN })),
    ).toEqual([]);
    expect(await caused('adult', () => actAs('nurse', announced, 'archive'))).toEqual([]);
    expect(await caused('adult', () => actAs('nurse', plain, 'mask'))).toEqual(['patient:change']);
    expect(await caused('adult', () => actAs('nurse', plain, 'unmask', { seen: 9 }))).toEqual([]);
  });
  it('7 the first access and an emergency are told, the latter to the médecin traitant as well', async () => {
    await consented(client, 'pharmacist', 'adult2');
    const list = async () =>
      client.send('GET', `/fhir/DocumentReference?${named(client, 'adult2')}`, {
        token: await client.token('pharmacist'),
      });
    expect(await caused('adult2', list)).toEqual(['patient:firstAccess']);
    expect(await caused('adult2', list)).toEqual([]);
    const { system, ins } = client.patient('adult2');
    const call = async () =>
      client.exchange(await client.token('regulator'), {
        purpose_of_use: 'ETREAT',
        patient: `${system}|${ins}`,
        call_id: 'a call',
      });
    expect(await caused('adult2', call)).toEqual(['patient:emergency', 'treatingDoctor:emergency']);
  });
  it('7 a minor’s secret goes to the minor, everything else to a parent', async () => {
    const toOf = async (labels: readonly string[]): Promise<readonly string[]> => {
      const before = box.mails().length;
      await deposited(client, { about: 'minor', by: 'doctor', labels });
      return box
        .mails()
        .slice(before)
        .map(({ to }) => to);
    };
    const [[secret], [open]] = [await toOf(SECRET), await toOf(['N'])];
    expect(secret).toBe('lea.mercier@patient.example');
    expect(open).not.toBe(secret);
  });
});

describe('5 clocks', () => {
  it('5 what was to be announced is seen by the patient on day 30, without anybody’s act', async () => {
    const known = await deposited(client, { about: 'adult', by: 'nurse', labels: HIDDEN });
    await box.advance(30 * DAY - 60_000);
    expect(await read(await client.patientToken('adult'), known)).toBe('404 NOT_FOUND');
    await box.advance(60_000);
    expect(await read(await client.patientToken('adult'), known)).toBe('200');
  });
  it('5 a right of the care team ends after 365 days', async () => {
    await consented(client, 'pharmacist', 'adult');
    const list = async (): Promise<string> =>
      told(
        await client.send('GET', `/fhir/DocumentReference?${named(client, 'adult')}`, {
          token: await client.token('pharmacist'),
        }),
      );
    await box.advance(365 * DAY - 60_000);
    expect(await list()).toBe('200');
    await box.advance(60_000);
    expect(await list()).toBe('403 CONSENT_EXPIRED');
  });
  it('5 at majority the holder keeps what was his secret, and nobody represents him any more', async () => {
    const known = await deposited(client, { about: 'minor', by: 'doctor', labels: SECRET });
    const { birthdate } = client.patient('minor');
    const majority = Date.parse(`${Number(birthdate.slice(0, 4)) + 18}${birthdate.slice(4)}T00:00:00Z`);
    await box.advance(Math.ceil(majority - client.now()));
    expect(told(await client.signInPatient('adult', 'minor'))).toBe('401 UNAUTHENTICATED');
    expect(await read(await client.patientToken('minor'), known)).toBe('200');
    await consented(client, 'nurse', 'minor');
    const seen = await client.send('GET', `/fhir/Binary/${known.binary}`, {
      token: await client.token('nurse'),
    });
    expect([seen.status, headerOf(seen, 'x-dmp-warning')]).toEqual([200, undefined]);
  });
});
