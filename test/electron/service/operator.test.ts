import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from '../../../shared/schema/zod.ts';
import { refusalOf } from './documents/answers.ts';
import type { TestedService } from './documents/service.ts';
import { startTestedService } from './documents/service.ts';

const Status = z.strictObject({ now: z.string(), clockOffsetMs: z.int(), demonstration: z.literal(true) });
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let service: TestedService;
beforeAll(async () => {
  service = await startTestedService();
});
afterAll(() => service.stop());

const status = async () => Status.parse((await service.operate('GET', 'status')).json);
const advance = (body: unknown) => service.operate('POST', 'clock', body);

describe('the operator of the embedded service', () => {
  it('is known by a secret that only the owner of the data folder can read', () => {
    expect(statSync(join(service.dataDir, 'operator.token')).mode & 0o777).toBe(0o600);
  });

  it('is let in by it, and nobody is by anything else', async () => {
    expect((await service.operate('GET', 'status')).status).toBe(200);
    const doctor = await service.token('doctor');
    const patient = await service.patientToken('adult');
    const paths = ['/operator/status', '/operator/clock', '/operator/nothing', '/%6Fperator/status'];
    for (const path of paths) {
      for (const token of [undefined, 'a-guess', doctor, patient]) {
        for (const method of ['GET', 'POST', 'DELETE']) {
          const answer = await service.call(method, path, { token, headers: { accept: 'application/json' } });
          // An address that is no route of the operator is nobody's: 404 for whoever is somebody elsewhere.
          expect(refusalOf(answer), `${method} ${path}`).toBe('401 UNAUTHENTICATED');
          expect(answer.headers.get('www-authenticate')).toBe('Bearer');
        }
      }
    }
  });

  it('opens no record, and learns no address that is none', async () => {
    const { system, ins } = service.patient('adult');
    const name = encodeURIComponent(`${system}|${ins}`);
    const asked = await service.operate('GET', `../fhir/Patient?identifier=${name}`);
    expect(refusalOf(asked)).toBe('401 UNAUTHENTICATED');
    expect(refusalOf(await service.operate('GET', 'nothing'))).toBe('404 NOT_FOUND');
    expect(refusalOf(await service.operate('DELETE', 'clock'))).toBe('405 INVALID');
  });
});

describe('the clock of training', () => {
  it('is put forward, and every session and right is judged by it', async () => {
    await service.consent('doctor', 'adult');
    const token = await service.token('doctor');
    const list = (bearer: string) => {
      const { system, ins } = service.patient('adult');
      const name = encodeURIComponent(`${system}|${ins}`);
      return service.call('GET', `/fhir/DocumentReference?patient.identifier=${name}`, { token: bearer });
    };
    expect((await list(token)).status).toBe(200);
    const before = Date.parse((await status()).now);
    await service.advance(11 * MINUTE);
    const after = await status();
    expect(Date.parse(after.now) - before).toBeGreaterThanOrEqual(11 * MINUTE);
    expect(after.clockOffsetMs).toBe(11 * MINUTE);
    expect(refusalOf(await list(token))).toBe('401 UNAUTHENTICATED');
    expect((await list(await service.token('doctor'))).status).toBe(200);
    await service.advance(366 * DAY);
    expect(refusalOf(await list(await service.token('doctor')))).toBe('403 CONSENT_EXPIRED');
  });

  it('is the time that every answer carries', async () => {
    const answer = await service.call('GET', '/fhir/metadata');
    const told = Date.parse(answer.headers.get('date') ?? '');
    expect(Math.abs(Date.parse((await status()).now) - told)).toBeLessThan(2_000);
    expect(told).toBeGreaterThan(Date.parse('2027-11-01T00:00:00Z'));
  });

  it('never goes back: not by asking, not by a restart, not by a kill', async () => {
    for (const body of [
      { advanceMs: -1 },
      { advanceMs: 0.5 },
      { advanceMs: '1' },
      {},
      { advanceMs: 1, x: 1 },
    ]) {
      expect(refusalOf(await advance(body))).toBe('400 INVALID');
    }
    const { clockOffsetMs } = await status();
    await service.kill();
    await service.restart();
    expect((await status()).clockOffsetMs).toBe(clockOffsetMs);
    // Started at another time, it is that time: nobody put this one forward.
    await service.restart('2027-01-01T00:00:00Z');
    const there = await status();
    expect(there.clockOffsetMs).toBe(0);
    expect(Math.abs(Date.parse(there.now) - Date.parse('2027-01-01T00:00:00Z'))).toBeLessThan(60_000);
  });
});
