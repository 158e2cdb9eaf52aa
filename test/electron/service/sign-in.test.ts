import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from '../../../shared/schema/zod.ts';
import { refusalOf } from './documents/answers.ts';
import type { TestedService } from './documents/service.ts';
import { startTestedService } from './documents/service.ts';
import type { Twist } from './forged.ts';
import { assertion, form, present, unsecured } from './forged.ts';

const Token = z.strictObject({
  access_token: z.string().min(32),
  token_type: z.literal('Bearer'),
  expires_in: z.literal(600),
});

let service: TestedService;
beforeAll(async () => {
  service = await startTestedService();
});
afterAll(() => service.stop());

describe('a card that signs in', () => {
  it('gets a token of ten minutes that no cache keeps', async () => {
    const answer = await present(service, await assertion(service, 'doctor'));
    expect(answer.status).toBe(200);
    expect(Token.safeParse(answer.json).success).toBe(true);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it.each<[string, Twist]>([
    ['an audience in a list of one', { claims: { aud: undefined } }],
    ['the identifier of its key', {}],
  ])('may name %s', async (what, twist) => {
    const claims = what.startsWith('an audience') ? { aud: [`${service.url}/auth/token`] } : {};
    const answer = await present(service, await assertion(service, 'nurse', { ...twist, claims }));
    expect(answer.status).toBe(200);
  });

  it('may have a clock that is five seconds ahead', async () => {
    const claims = (now: number) => ({ iat: now + 4, exp: now + 60 });
    expect((await present(service, await assertion(service, 'nurse', { claims }))).status).toBe(200);
  });
});

describe('an assertion that is worth nothing is 401', () => {
  it.each<[string, string, () => Twist]>([
    ['signed by another key', 'pharmacist', () => ({ otherKey: true })],
    ['naming another key', 'pharmacist', () => ({ header: { kid: 'another' } })],
    ['for another audience', 'pharmacist', () => ({ claims: { aud: 'http://127.0.0.1:1/auth/token' } })],
    ['for two audiences', 'pharmacist', () => ({ claims: { aud: [`${service.url}/auth/token`, 'x'] } })],
    ['for the service, not its token address', 'midwife', () => ({ claims: { aud: service.url } })],
    ['that is over', 'midwife', () => ({ claims: (now: number) => ({ iat: now - 120, exp: now - 61 }) })],
    ['that ends this second', 'midwife', () => ({ claims: (now: number) => ({ iat: now - 30, exp: now }) })],
    ['of the future', 'midwife', () => ({ claims: (now: number) => ({ iat: now + 30, exp: now + 60 }) })],
    [
      'that lives 61 seconds',
      'socialWorker',
      () => ({ claims: (now: number) => ({ iat: now, exp: now + 61 }) }),
    ],
    [
      'that ends before it begins',
      'socialWorker',
      () => ({ claims: (now: number) => ({ iat: now + 5, exp: now + 2 }) }),
    ],
    ['without an end', 'socialWorker', () => ({ claims: { exp: undefined } })],
    ['without a beginning', 'socialWorker', () => ({ claims: { iat: undefined } })],
    ['without an identifier of its own', 'careAssistant', () => ({ claims: { jti: undefined } })],
    ['with an empty one', 'careAssistant', () => ({ claims: { jti: '' } })],
    ['with one of 129 characters', 'careAssistant', () => ({ claims: { jti: 'x'.repeat(129) } })],
    ['about somebody else', 'careAssistant', () => ({ claims: { sub: service.card('doctor') } })],
    [
      'in the name of a card that signed for another',
      'nurse',
      () => ({
        claims: { iss: service.card('doctor'), sub: service.card('doctor') },
      }),
    ],
    [
      'of somebody the directory does not know',
      'nurse',
      () => ({
        claims: { iss: '899999999999', sub: '899999999999' },
      }),
    ],
    ['that is no JWT by its type', 'nurse', () => ({ header: { typ: 'at+jwt' } })],
    ['of a revoked card', 'revoked', () => ({})],
    ['of an expired card', 'expired', () => ({})],
  ])('%s', async (_what, card, twist) => {
    const answer = await present(service, await assertion(service, card, twist()));
    expect(refusalOf(answer)).toBe('401 UNAUTHENTICATED');
  });

  it('without a signature (alg none)', async () => {
    expect(refusalOf(await present(service, await unsecured(service, 'nurse')))).toBe('401 UNAUTHENTICATED');
  });

  it('signed with the public key as a secret (HS256)', async () => {
    const right = await assertion(service, 'nurse');
    const [, payload = ''] = right.split('.');
    const header = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');
    const signature = createHmac('sha256', 'public key').update(`${header}.${payload}`).digest('base64url');
    const answer = await present(service, `${header}.${payload}.${signature}`);
    expect(refusalOf(answer)).toBe('401 UNAUTHENTICATED');
  });

  it('whose claims were changed after it was signed', async () => {
    const [header = '', payload = '', signature = ''] = (await assertion(service, 'nurse')).split('.');
    const claims = z.looseObject({}).parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    const changed = Buffer.from(JSON.stringify({ ...claims, jti: 'mine' })).toString('base64url');
    const answer = await present(service, `${header}.${changed}.${signature}`);
    expect(refusalOf(answer)).toBe('401 UNAUTHENTICATED');
  });

  it.each(['', 'x', 'a.b.c', '{"alg":"ES256"}', '..', `${'x'.repeat(100_000)}.y.z`])(
    'that is no assertion at all',
    async (text) => {
      const answer = await present(service, text);
      expect(refusalOf(answer)).toBe(text === '' ? '400 INVALID' : '401 UNAUTHENTICATED');
    },
  );

  it('that was used already', async () => {
    const once = await assertion(service, 'otherDoctor');
    expect((await present(service, once)).status).toBe(200);
    expect(refusalOf(await present(service, once))).toBe('401 UNAUTHENTICATED');
  });
});

describe('the token endpoint', () => {
  it.each([
    [{}],
    [{ grant_type: 'password', username: 'x', password: 'y' }],
    [{ grant_type: 'client_credentials' }],
    [{ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer' }],
    [{ grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange' }],
  ])('does not know %j', async (fields) => {
    const answer = await form(service, '/auth/token', fields);
    expect(refusalOf(answer)).toBe('400 INVALID');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('slows down who tries one and the same forgery again and again, and never the card itself', async () => {
    const tries = [];
    for (let times = 0; times < 6; times += 1) {
      tries.push(await present(service, await assertion(service, 'treatingDoctor', { otherKey: true })));
    }
    expect(tries.slice(0, 5).map(refusalOf)).toEqual(Array(5).fill('401 UNAUTHENTICATED'));
    const last = tries[5];
    if (last === undefined) throw new Error('there was no sixth try');
    expect(refusalOf(last)).toBe('429 RATE_LIMITED');
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await present(service, await assertion(service, 'treatingDoctor'))).status).toBe(200);
  });
});

describe('who has no token', () => {
  it.each([
    ['GET', '/fhir/Patient?identifier=x'],
    ['GET', '/fhir/nothing-of-the-kind'],
    ['PUT', '/fhir/Patient/1'],
    ['POST', '/fhir/DocumentReference'],
    ['GET', '/fhir/%zz'],
    ['GET', '/elsewhere'],
  ])('learns nothing from %s %s', async (method, path) => {
    const answers = await Promise.all(
      [{}, { token: 'not-a-token' }].map((call) => service.call(method, path, call)),
    );
    for (const answer of answers) {
      expect(refusalOf(answer)).toBe('401 UNAUTHENTICATED');
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect(answer.headers.get('content-type')).toBe('application/fhir+json');
    }
    expect(answers[0]?.bytes).toEqual(answers[1]?.bytes);
  });

  it('reads what the service can do', async () => {
    const answer = await service.call('GET', '/fhir/metadata');
    expect(answer.json).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' });
    const xml = await service.call('GET', '/fhir/metadata', { headers: { accept: 'application/fhir+xml' } });
    expect(refusalOf(xml)).toBe('406 INVALID');
  });
});

describe('a session', () => {
  it('outlives the process that opened it', async () => {
    const token = Token.parse((await present(service, await assertion(service, 'doctor'))).json).access_token;
    await service.kill();
    await service.restart();
    expect((await service.call('GET', '/fhir/Patient?my-records=true', { token })).status).toBe(200);
  });

  it('ends when it is revoked, and stays ended after a restart', async () => {
    const token = Token.parse((await present(service, await assertion(service, 'doctor'))).json).access_token;
    expect((await service.call('GET', '/fhir/Patient?my-records=true', { token })).status).toBe(200);
    expect((await form(service, '/auth/revoke', { token })).status).toBe(200);
    const ended = () => service.call('GET', '/fhir/Patient?my-records=true', { token });
    expect(refusalOf(await ended())).toBe('401 UNAUTHENTICATED');
    await service.kill();
    await service.restart();
    expect(refusalOf(await ended())).toBe('401 UNAUTHENTICATED');
  });

  it('that nobody knows is revoked without a word', async () => {
    expect((await form(service, '/auth/revoke', { token: 'unknown' })).status).toBe(200);
  });

  it('answers 405 to a method that an address does not offer', async () => {
    const token = await service.token('doctor');
    const answer = await service.call('PUT', '/fhir/Patient/1', { token });
    expect(refusalOf(answer)).toBe('405 INVALID');
    expect(answer.headers.get('allow')).toBe('GET');
    expect((await service.call('HEAD', '/fhir/Patient', { token })).status).toBe(405);
  });

  it('gets a clean 404 for what the service does not have', async () => {
    const token = await service.token('doctor');
    for (const path of ['/fhir/Medication', '/fhir/nothing', '/elsewhere']) {
      expect(refusalOf(await service.call('GET', path, { token }))).toBe('404 NOT_FOUND');
    }
  });
});
