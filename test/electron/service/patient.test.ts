import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from '../../../shared/schema/zod.ts';
import { about, authorisation, PRO } from './consent-body.ts';
import { bundleOf, refusalOf } from './documents/answers.ts';
import type { HttpAnswer, TestedService } from './documents/service.ts';
import { startTestedService } from './documents/service.ts';

const Token = z.strictObject({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.literal(600),
});
const Mail = z.object({ to: z.string(), subject: z.string(), text: z.string(), notice: z.string() });

let service: TestedService;
beforeAll(async () => {
  service = await startTestedService();
});
afterAll(() => service.stop());

const auth = (path: string, body: object): Promise<HttpAnswer> =>
  service.call('POST', `/auth/${path}`, { type: 'application/json', body });
const signIn = (patient: string, more: object = {}): Promise<HttpAnswer> =>
  auth('patient', { ins: service.patient(patient).ins, password: service.demo.patientPassword, ...more });
const actingFor = (patient: string) => ({ actingFor: service.patient(patient).ins });
const identifier = (patient: string): string => {
  const { system, ins } = service.patient(patient);
  return encodeURIComponent(`${system}|${ins}`);
};
const list = (token: string, patient: string): Promise<HttpAnswer> =>
  service.call('GET', `/fhir/DocumentReference?patient.identifier=${identifier(patient)}`, { token });
const operate = (token: string, operation: string, parameter: readonly object[] = []): Promise<HttpAnswer> =>
  service.call('POST', `/fhir/Patient/$${operation}`, {
    token,
    body: { resourceType: 'Parameters', ...(parameter.length === 0 ? {} : { parameter }) },
  });

/** The last code that was mailed. */
function mailedCode(): string {
  const folder = join(service.dataDir, 'mail');
  const sequences = readdirSync(folder).map((name) => Number.parseInt(name, 10));
  const path = join(folder, `${Math.max(...sequences)}.json`);
  const { text, notice } = Mail.parse(JSON.parse(readFileSync(path, 'utf8')));
  expect(notice).toBe('patient:activation');
  const [code] = /\b\d{6}\b/.exec(text) ?? [];
  if (code === undefined) throw new Error('the mail carries no code');
  return code;
}

describe('signing in to the space', () => {
  it('takes the INS and the password', async () => {
    const answer = await signIn('adult');
    expect(answer.status).toBe(200);
    expect(Token.safeParse(answer.json).success).toBe(true);
    expect((await list(Token.parse(answer.json).access_token, 'adult')).status).toBe(200);
  });

  it('answers alike to a wrong password, an unknown INS and a space that was never opened', async () => {
    const answers = [
      await auth('patient', { ins: service.patient('adult2').ins, password: 'wrong' }),
      await auth('patient', { ins: '299999999999999', password: 'demo-patient' }),
      await signIn('notActivated'),
    ];
    for (const answer of answers) {
      expect(refusalOf(answer)).toBe('401 UNAUTHENTICATED');
      expect(answer.bytes).toEqual(answers[0]?.bytes);
    }
  });

  it('lets who opposed in again, and shows no record', async () => {
    const token = Token.parse((await signIn('opposed')).json).access_token;
    expect(refusalOf(await list(token, 'opposed'))).toBe('403 RECORD_NONEXISTENT');
  });

  it('acts for one’s own child, and for nobody else’s', async () => {
    const token = Token.parse((await signIn('adult', actingFor('minor'))).json).access_token;
    expect((await list(token, 'minor')).status).toBe(200);
    expect(refusalOf(await list(token, 'adult'))).toBe('403 RECORD_NONEXISTENT');
    expect(refusalOf(await signIn('adult2', actingFor('minor')))).toBe('401 UNAUTHENTICATED');
    expect(refusalOf(await signIn('adult', actingFor('adult2')))).toBe('401 UNAUTHENTICATED');
  });

  it('is slowed down after five wrong passwords, the right one too', async () => {
    const { ins } = service.patient('twinA');
    for (let times = 0; times < 5; times += 1) {
      expect(refusalOf(await auth('patient', { ins, password: 'guess' }))).toBe('401 UNAUTHENTICATED');
    }
    const answer = await signIn('twinA');
    expect(refusalOf(answer)).toBe('429 RATE_LIMITED');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('reads its body strictly', async () => {
    expect(refusalOf(await auth('patient', { ins: '1' }))).toBe('400 INVALID');
    expect(refusalOf(await signIn('adult', { role: 'admin' }))).toBe('400 INVALID');
    const form = await service.call('POST', '/auth/patient', {
      type: 'application/x-www-form-urlencoded',
      body: 'ins=1&password=2',
    });
    expect(refusalOf(form)).toBe('415 INVALID');
  });
});

describe('activating the space with the Vitale card', () => {
  const start = (nir: string, cardSerial: string) => auth('activation/start', { nir, cardSerial });
  const confirm = (code: string, password = 'un mot de passe') =>
    auth('activation/confirm', { nir: service.patient('notActivated').ins, code, password });
  const serial = (): string => {
    const demo = z
      .object({ patients: z.record(z.string(), z.object({ cardSerial: z.string() })) })
      .parse(JSON.parse(readFileSync(join(service.dataDir, 'demo.json'), 'utf8')));
    return demo.patients['notActivated']?.cardSerial ?? '';
  };

  it('answers the same whoever asks, and writes to the holder of the card alone', async () => {
    const before = service.mails().length;
    for (const [nir, card] of [
      [service.patient('notActivated').ins, 'another card'],
      ['299999999999999', serial()],
      [service.patient('adult').ins, serial()],
    ] as const) {
      const answer = await start(nir, card);
      expect([answer.status, answer.json]).toEqual([202, {}]);
    }
    expect(service.mails()).toHaveLength(before);
    expect((await start(service.patient('notActivated').ins, serial())).status).toBe(202);
    expect(service.mails()).toHaveLength(before + 1);
  });

  it('allows five wrong codes, then not even the right one, killed or not', async () => {
    const code = mailedCode();
    const wrong = code === '000000' ? '000001' : '000000';
    for (let times = 0; times < 5; times += 1) {
      expect(refusalOf(await confirm(wrong))).toBe('400 INVALID');
      if (times === 2) {
        await service.kill();
        await service.restart();
      }
    }
    expect(refusalOf(await confirm(code))).toBe('400 INVALID');
  });

  it('opens the space with the right code, once', async () => {
    await start(service.patient('notActivated').ins, serial());
    const code = mailedCode();
    const answer = await confirm(code);
    const token = Token.parse(answer.json).access_token;
    expect((await list(token, 'notActivated')).status).toBe(200);
    expect(refusalOf(await confirm(code))).toBe('400 INVALID');
    expect((await signIn('notActivated', { password: 'un mot de passe' })).status).toBe(200);
  });

  it('can still oppose the record then; who has used his for long cannot', async () => {
    const adult = await service.patientToken('adult');
    expect(refusalOf(await operate(adult, 'oppose'))).toBe('422 INVALID');
    const signedIn = await signIn('notActivated', { password: 'un mot de passe' });
    const token = Token.parse(signedIn.json).access_token;
    expect((await operate(token, 'oppose')).status).toBe(200);
    const found = await service.call('GET', `/fhir/Patient?identifier=${identifier('notActivated')}`, {
      token: await service.token('doctor'),
    });
    expect(bundleOf(found).total).toBe(0);
  });
});

describe('closing the record', () => {
  it('shuts everybody out at once but the holder, who may open it again without its rights', async () => {
    await service.consent('doctor', 'adult2');
    const doctor = await service.token('doctor');
    const holder = await service.patientToken('adult2');
    expect((await list(doctor, 'adult2')).status).toBe(200);
    const motive = { name: 'motive', valueString: 'Je ne m’en sers pas' };
    const closed = await operate(holder, 'close', [{ name: 'erase', valueBoolean: false }, motive]);
    expect(closed.json).toMatchObject({ resourceType: 'Patient', active: false });
    expect(refusalOf(await list(doctor, 'adult2'))).toBe('403 RECORD_CLOSED');
    expect(refusalOf(await list(holder, 'adult2'))).toBe('403 RECORD_CLOSED');
    const again = await service.patientToken('adult2');
    const traces = await service.call('GET', `/fhir/AuditEvent?patient.identifier=${identifier('adult2')}`, {
      token: again,
    });
    expect(traces.status).toBe(200);
    expect((await operate(again, 'reopen')).json).toMatchObject({ active: true });
    expect(refusalOf(await list(doctor, 'adult2'))).toBe('403 CONSENT_REQUIRED');
    expect(bundleOf(await list(again, 'adult2')).total).toBeGreaterThan(0);
  });

  it('and erasing it leaves nothing to come back to', async () => {
    const holder = await service.patientToken('emergencyOff');
    await operate(holder, 'close', [{ name: 'erase', valueBoolean: true }]);
    await operate(holder, 'reopen');
    expect(bundleOf(await list(holder, 'emergencyOff')).total).toBe(0);
  });

  it('is not for a professional, nor with what it does not understand', async () => {
    expect(refusalOf(await operate(await service.token('doctor'), 'close'))).toBe('403 RIGHTS_NOT_YOURS');
    const holder = await service.patientToken('twinB');
    const unknown = await operate(holder, 'close', [{ name: 'delay', valueString: '1' }]);
    expect(refusalOf(unknown)).toBe('400 INVALID');
    const typed = await operate(holder, 'close', [{ name: 'erase', valueString: 'yes' }]);
    expect(refusalOf(typed)).toBe('400 INVALID');
  });
});

describe('masking everything', () => {
  it('hides all from professionals, and shows it again', async () => {
    await service.consent('pharmacist', 'adult');
    const pharmacist = await service.token('pharmacist');
    const holder = await service.patientToken('adult');
    const before = bundleOf(await list(pharmacist, 'adult')).total ?? 0;
    expect(before).toBeGreaterThan(0);
    const mask = (masked: boolean) => operate(holder, 'mask-all', [{ name: 'mask', valueBoolean: masked }]);
    const count = z.object({
      parameter: z.tuple([z.object({ name: z.literal('count'), valueInteger: z.int() })]),
    });
    const masked = count.parse((await mask(true)).json).parameter[0].valueInteger;
    expect(masked).toBeGreaterThanOrEqual(before);
    expect(bundleOf(await list(pharmacist, 'adult')).total).toBe(0);
    expect(count.parse((await mask(true)).json).parameter[0].valueInteger).toBe(0);
    // As the wire writes the body: an operation's can be nothing but Parameters.
    const bare = await service.call('POST', '/fhir/Patient/$mask-all', {
      token: holder,
      body: { parameter: [{ name: 'mask', valueBoolean: false }] },
    });
    expect(bare.status).toBe(200);
    expect(bundleOf(await list(pharmacist, 'adult')).total).toBe(before);
    expect(refusalOf(await operate(holder, 'mask-all'))).toBe('400 INVALID');
  });
});

describe('a representative', () => {
  it('manages the child’s rights', async () => {
    const token = Token.parse((await signIn('adult', actingFor('minor'))).json).access_token;
    const nurse = { system: PRO, value: service.card('nurse') };
    const block = await service.call('POST', '/fhir/Consent', {
      token,
      body: about(service, 'minor', 'block', nurse),
    });
    expect(block.status).toBe(201);
    const answer = await service.call('POST', '/fhir/Consent', {
      token: await service.token('nurse'),
      body: authorisation(service, 'minor'),
    });
    expect(refusalOf(answer)).toBe('403 BLOCKED_BY_PATIENT');
  });
});
