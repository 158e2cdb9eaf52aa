import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalOf } from './documents/answers.ts';
import type { Depositing } from './documents/depositing.ts';
import { depositing } from './documents/depositing.ts';
import type { HttpAnswer, TestedService } from './documents/service.ts';
import { startTestedService } from './documents/service.ts';

let service: TestedService;
let asking: Depositing;
beforeAll(async () => {
  service = await startTestedService();
  asking = depositing(service);
  await service.consent('doctor', 'adult');
});
afterAll(() => service.stop());

/** A deposit as the bytes of its body, under its own name. */
function deposit() {
  const uniqueId = `urn:uuid:${randomUUID()}`;
  const text = `Compte rendu en parties, ${uniqueId} `.repeat(20);
  return {
    uniqueId,
    key: randomUUID(),
    body: Buffer.from(JSON.stringify(asking.bodyOf({ uniqueId, text })), 'utf8'),
  };
}
type Deposit = ReturnType<typeof deposit>;

const digest = (bytes: Uint8Array): string =>
  `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;

interface Begun {
  readonly by?: string;
  readonly first?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

const begin = async (
  { body, key }: Deposit,
  { by = 'doctor', first = new Uint8Array(), headers = {} }: Begun = {},
): Promise<HttpAnswer> =>
  service.call('POST', '/fhir/DocumentReference', {
    token: await service.token(by),
    body: Buffer.from(first),
    headers: {
      'idempotency-key': `"${key}"`,
      'upload-complete': '?0',
      'upload-length': String(body.length),
      'repr-digest': digest(body),
      ...headers,
    },
  });

async function begun(asked: Deposit, more?: Begun): Promise<string> {
  const answer = await begin(asked, more);
  expect(answer.status).toBe(201);
  return answer.headers.get('location') ?? '';
}

const append = async (
  upload: string,
  bytes: Uint8Array,
  offset: number,
  isLast = false,
  by = 'doctor',
): Promise<HttpAnswer> =>
  service.call('PATCH', upload, {
    token: await service.token(by),
    type: 'application/partial-upload',
    body: Buffer.from(bytes),
    headers: { 'upload-offset': String(offset), 'upload-complete': isLast ? '?1' : '?0' },
  });

const head = async (upload: string, by = 'doctor'): Promise<HttpAnswer> =>
  service.call('HEAD', upload, { token: await service.token(by) });

const offsetOf = ({ headers }: HttpAnswer): number => Number(headers.get('upload-offset'));

async function copiesOf({ uniqueId }: Deposit): Promise<number> {
  const { system, ins } = service.patient('adult');
  const patient = encodeURIComponent(`${system}|${ins}`);
  const { json } = await service.call(
    'GET',
    `/fhir/DocumentReference?patient.identifier=${patient}&status=current&_count=200`,
    { token: await service.token('doctor') },
  );
  return JSON.stringify(json).split(`"value":"${uniqueId}"`).length - 1;
}

describe('a write that arrives in parts', () => {
  it('is nothing until its last part, then what it would have been in one', async () => {
    const asked = deposit();
    const upload = await begun(asked, { first: asked.body.subarray(0, 100) });
    const part = await append(upload, asked.body.subarray(100, 300), 100);
    expect(part.status).toBe(204);
    expect(offsetOf(part)).toBe(300);
    expect(part.headers.get('upload-complete')).toBe('?0');
    expect(await copiesOf(asked)).toBe(0);
    const mails = service.mails().length;
    const last = await append(upload, asked.body.subarray(300), 300, true);
    expect(last.status).toBe(201);
    expect(last.headers.get('upload-complete')).toBe('?1');
    expect(await copiesOf(asked)).toBe(1);
    expect(service.mails().length).toBeGreaterThan(mails);

    const whole = await service.call('POST', '/fhir/DocumentReference', {
      token: await service.token('doctor'),
      body: asked.body,
      headers: { 'idempotency-key': `"${asked.key}"` },
    });
    expect(whole.bytes).toEqual(last.bytes);
    expect(whole.headers.get('location')).toBe(last.headers.get('location'));
    expect(await copiesOf(asked)).toBe(1);
  });

  it('tells how far it is, to whoever asks for the offset and to whoever begins it again', async () => {
    const asked = deposit();
    const upload = await begun(asked, { first: asked.body.subarray(0, 50) });
    const told = await head(upload);
    expect(told.status).toBe(204);
    expect(offsetOf(told)).toBe(50);
    expect(told.headers.get('upload-length')).toBe(String(asked.body.length));
    expect(told.headers.get('upload-limit')).toMatch(/^max-size=\d+, max-age=86\d{3}$/);
    expect(told.headers.get('cache-control')).toBe('no-store');
    const again = await begin(asked, { first: asked.body.subarray(0, 50) });
    expect(again.headers.get('location')).toBe(upload);
    expect(offsetOf(again)).toBe(50);
  });

  it('takes each byte once: a part at another offset is told the one to go on from', async () => {
    const asked = deposit();
    const upload = await begun(asked);
    await append(upload, asked.body.subarray(0, 80), 0);
    const repeated = await append(upload, asked.body.subarray(0, 80), 0);
    expect(refusalOf(repeated)).toBe('409 INVALID');
    expect(offsetOf(repeated)).toBe(80);
    expect((await append(upload, asked.body.subarray(90), 90, true)).status).toBe(409);
    expect((await append(upload, asked.body.subarray(80), 80, true)).status).toBe(201);
  });

  it('answers a lost last answer again, to whoever begins it again', async () => {
    const asked = deposit();
    const upload = await begun(asked);
    const last = await append(upload, asked.body, 0, true);
    const again = await begin(asked);
    expect(again.status).toBe(201);
    expect(again.headers.get('upload-complete')).toBe('?1');
    expect(again.bytes).toEqual(last.bytes);
    expect((await append(upload, asked.body, 0, true)).status).toBe(409);
    expect((await append(upload, new Uint8Array(), asked.body.length, true)).status).toBe(410);
    expect(await copiesOf(asked)).toBe(1);
  });

  it('is held over a kill of the service, byte for byte as it was acknowledged', async () => {
    const asked = deposit();
    const upload = await begun(asked);
    const part = await append(upload, asked.body.subarray(0, 200), 0);
    expect(part.status).toBe(204);
    await service.kill();
    await service.restart();
    expect(offsetOf(await head(upload))).toBe(200);
    expect((await append(upload, asked.body.subarray(200), 200, true)).status).toBe(201);
    expect(await copiesOf(asked)).toBe(1);
  });

  it('is gone when it is cancelled, and nothing was done', async () => {
    const asked = deposit();
    const upload = await begun(asked, { first: asked.body.subarray(0, -1) });
    const token = await service.token('doctor');
    expect((await service.call('DELETE', upload, { token })).status).toBe(204);
    expect((await head(upload)).status).toBe(404);
    expect((await append(upload, asked.body.subarray(-1), asked.body.length - 1, true)).status).toBe(404);
    expect((await service.call('DELETE', upload, { token })).status).toBe(404);
    expect(await copiesOf(asked)).toBe(0);
  });

  it('is there for its caller alone', async () => {
    const asked = deposit();
    const upload = await begun(asked);
    const token = await service.token('otherDoctor');
    const guessed = await head(`/upload/${'0'.repeat(64)}`, 'otherDoctor');
    for (const answer of [
      await head(upload, 'otherDoctor'),
      await append(upload, asked.body, 0, true, 'otherDoctor'),
      await service.call('DELETE', upload, { token }),
    ]) {
      expect(answer.status).toBe(404);
    }
    expect(guessed.status).toBe(404);
    expect((await service.call('HEAD', upload)).status).toBe(401);
    const secret = await service.exchange(await service.token('doctor'), {
      purpose_of_use: 'BTG',
      family: service.patient('adult').family,
      given: service.patient('adult').given,
      birthdate: service.patient('adult').birthdate,
      justification: 'Perte de connaissance au cabinet',
    });
    const bound = (secret.json as { access_token: string }).access_token;
    expect((await service.call('HEAD', upload, { token: bound })).status).toBe(404);
    expect((await append(upload, asked.body, 0, true)).status).toBe(201);
  });

  it('is no other write than the one that was begun', async () => {
    const asked = deposit();
    await begun(asked);
    const other = deposit();
    expect(refusalOf(await begin({ ...other, key: asked.key }))).toBe('422 INVALID');
    const moved = await service.call('POST', '/fhir/Immunization', {
      token: await service.token('doctor'),
      body: Buffer.alloc(0),
      headers: {
        'idempotency-key': `"${asked.key}"`,
        'upload-complete': '?0',
        'upload-length': String(asked.body.length),
        'repr-digest': digest(asked.body),
      },
    });
    expect(refusalOf(moved)).toBe('422 INVALID');
  });

  it('is refused where its bytes are not those that were told, and nothing of it is kept', async () => {
    const asked = deposit();
    const upload = await begun(asked);
    const altered = Buffer.from(asked.body);
    altered[200] = (altered[200] ?? 0) ^ 1;
    const answer = await append(upload, altered, 0, true);
    expect(refusalOf(answer)).toBe('400 INVALID');
    expect(answer.headers.get('upload-complete')).toBeNull();
    expect((await head(upload)).status).toBe(404);
    expect(await copiesOf(asked)).toBe(0);
  });

  it('is judged as a write in one, when its last part is there, and its refusal leaves no part', async () => {
    const asked = deposit();
    const refused = {
      ...asked,
      body: Buffer.from(JSON.stringify(asking.bodyOf({ uniqueId: asked.uniqueId, about: 'closed' }))),
    };
    const direct = await service.call('POST', '/fhir/DocumentReference', {
      token: await service.token('doctor'),
      body: refused.body,
    });
    const upload = await begun(refused);
    const answer = await append(upload, refused.body, 0, true);
    expect(direct.status).toBe(403);
    expect(answer.bytes).toEqual(direct.bytes);
    expect(answer.headers.get('upload-complete')).toBe('?1');
    expect((await head(upload)).status).toBe(404);
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['a name', { 'idempotency-key': '' }, '400 INVALID'],
    ['a length', { 'upload-length': 'long' }, '400 INVALID'],
    ['a digest', { 'repr-digest': 'sha-256=:court:' }, '400 INVALID'],
    ['a size that a write may have', { 'upload-length': String(24 * 1024 * 1024 + 1) }, '413 TOO_LARGE'],
  ])('needs %s', async (_what, headers, refusal) => {
    expect(refusalOf(await begin(deposit(), { headers }))).toBe(refusal);
  });

  it('is no more than was told', async () => {
    const asked = deposit();
    const upload = await begun(asked);
    const more = Buffer.concat([asked.body, Buffer.from(' ')]);
    expect(refusalOf(await append(upload, more, 0, true))).toBe('400 INVALID');
    expect(refusalOf(await append(upload, more, 0))).toBe('400 INVALID');
    expect(refusalOf(await append(upload, asked.body.subarray(1), 0, true))).toBe('400 INVALID');
    expect(
      refusalOf(await begin(deposit(), { first: more.subarray(0, 1), headers: { 'upload-length': '0' } })),
    ).toBe('400 INVALID');
  });

  it('begins at an address that takes writes, and at no other', async () => {
    const token = await service.token('doctor');
    const headers = {
      'idempotency-key': `"${randomUUID()}"`,
      'upload-complete': '?0',
      'upload-length': '1',
      'repr-digest': digest(Buffer.from('x')),
    };
    const unknown = await service.call('POST', '/fhir/Unknown', { token, headers, body: Buffer.alloc(0) });
    const readOnly = await service.call('POST', '/fhir/Binary/x', { token, headers, body: Buffer.alloc(0) });
    expect([unknown.status, readOnly.status]).toEqual([404, 405]);
  });

  it('does not lock anybody out: beyond the number that one person may have, the one left longest goes', async () => {
    const started: string[] = [];
    for (let index = 0; index < 9; index += 1) started.push(await begun(deposit(), { by: 'nurse' }));
    const there = await Promise.all(started.map(async (upload) => (await head(upload, 'nurse')).status));
    expect(there).toEqual([404, ...Array<number>(8).fill(204)]);
  });

  it('is forgotten a day after it was begun', async () => {
    const asked = deposit();
    const upload = await begun(asked, { first: asked.body.subarray(0, 10) });
    await service.advance(23 * 3_600_000);
    expect((await head(upload)).status).toBe(204);
    await service.advance(3_600_000);
    expect((await head(upload)).status).toBe(404);
    const again = await begin(asked);
    expect(offsetOf(again)).toBe(0);
    expect(again.headers.get('location')).not.toBe(upload);
  });
});
