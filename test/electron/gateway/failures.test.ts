import { afterEach, describe, expect, it } from 'vitest';
import { readBinary } from '../../../electron/gateway/binary.ts';
import { connect } from '../../../electron/gateway/connection.ts';
import { ownRight } from '../../../electron/gateway/consent.ts';
import { findSheets, readPage } from '../../../electron/gateway/document-reference.ts';
import { patientByTraits } from '../../../electron/gateway/patient.ts';
import type { ScriptedService } from './scripted-service.ts';
import { outcome, scriptedService, searchset } from './scripted-service.ts';

const ins = { system: 'urn:oid:1.2.250.1.213.1.4.11', value: '280024410990042' };
const everything = { ins, since: null, includeSuperseded: false };
const traits = {
  family: 'ROUSSEAU',
  given: 'Claire',
  birthDate: '1980-02-03',
  gender: 'female',
  birthPlace: null,
} as const;

let service: ScriptedService | undefined;
afterEach(async () => {
  await service?.close();
  service = undefined;
});

const sheet = (uniqueId: string, subject: object = { identifier: ins }): object => ({
  resourceType: 'DocumentReference',
  id: 'x',
  masterIdentifier: { system: 'urn:ietf:rfc:3986', value: uniqueId },
  status: 'current',
  subject,
  content: [{ attachment: { url: 'http://localhost/fhir/Binary/1' } }],
});

describe('what a refusal of the service means', () => {
  it.each([
    [403, outcome('BLOCKED_BY_PATIENT'), 'BLOCKED_BY_PATIENT'],
    [403, outcome('CONSENT_REQUIRED'), 'CONSENT_REQUIRED'],
    [404, outcome('NOT_FOUND'), 'NOT_FOUND'],
    [412, outcome('STALE_VERSION'), 'STALE_VERSION'],
    [412, 'gateway page', 'STALE_VERSION'],
    [422, outcome('MASKED_BY_PATIENT'), 'MASKED_BY_PATIENT'],
    [429, outcome('RATE_LIMITED'), 'RATE_LIMITED'],
    [400, outcome('INVALID'), 'INVALID'],
    [418, outcome('A_REASON_OF_TOMORROW'), 'INVALID'],
    [403, outcome('A_REASON_OF_TOMORROW'), 'REFUSED'],
    [500, outcome('INTERNAL'), 'INTERNAL'],
    [503, '<html>', 'SERVICE_UNREACHABLE'],
    [200, '<html>a portal that asks to sign in</html>', 'INTERNAL'],
  ])('%i %s → %s', async (status, body, code) => {
    service = await scriptedService((_request, response) => response.writeHead(status).end(body));
    expect(await findSheets(service.client, everything)).toEqual({ ok: false, error: code });
  });

  it('is "unreachable" when nobody answers, and the light says so', async () => {
    service = await scriptedService((request) => request.socket.destroy());
    expect(await ownRight(service.client, ins)).toEqual({ ok: false, error: 'SERVICE_UNREACHABLE' });
    expect(service.lights).toEqual(['unreachable']);
  });

  it('is "unreachable" when the answer breaks off', async () => {
    service = await scriptedService((request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('{"resourceType"');
      setTimeout(() => request.socket.destroy(), 10);
    });
    expect(await ownRight(service.client, ins)).toEqual({ ok: false, error: 'SERVICE_UNREACHABLE' });
  });

  it('is "unreachable" when no socket is there', async () => {
    const connection = connect({ socketPath: '/nowhere/service.sock' });
    expect(await connection.send({ method: 'GET', path: '/fhir/metadata' })).toEqual({
      ok: false,
      error: 'SERVICE_UNREACHABLE',
    });
    await connection.close();
  });

  it('is "unreachable" after the time allowed', async () => {
    service = await scriptedService(() => undefined);
    const answer = await service.connection.send({ method: 'GET', path: '/fhir/metadata', timeoutMs: 50 });
    expect(answer).toEqual({ ok: false, error: 'SERVICE_UNREACHABLE' });
  });
});

describe('a token that the service does not take any more', () => {
  it('is renewed once, silently, and the call is made again', async () => {
    service = await scriptedService((request, response) => {
      const good = request.headers.authorization === 'Bearer token-1';
      response.writeHead(good ? 200 : 401).end(good ? searchset([]) : outcome('UNAUTHENTICATED'));
    });
    expect(await ownRight(service.client, ins)).toEqual({
      ok: true,
      value: { right: { status: 'none' }, consentId: null, declared: null },
    });
    expect(service.renewals()).toBe(1);
  });

  it('ends the session when the renewed one is refused too', async () => {
    service = await scriptedService((_request, response) =>
      response.writeHead(401).end(outcome('UNAUTHENTICATED')),
    );
    expect(await ownRight(service.client, ins)).toEqual({ ok: false, error: 'SESSION_ENDED' });
    expect(service.requests).toHaveLength(2);
  });
});

describe('what is received', () => {
  it('is shown without the entries that make no sense, which are counted', async () => {
    service = await scriptedService((_request, response) =>
      response.end(searchset([sheet('urn:oid:1'), { resourceType: 'DocumentReference', id: 'odd' }])),
    );
    const page = await findSheets(service.client, everything);
    expect(page.ok && page.value.found.map((found) => found.masterIdentifier.value)).toEqual(['urn:oid:1']);
    expect(service.unusual).toEqual([['sheet', 1]]);
  });

  it('is never shown under another patient', async () => {
    const other = { identifier: { system: ins.system, value: '180024410990099' } };
    const byReference = { reference: `Patient?identifier=${ins.system}|180024410990099` };
    service = await scriptedService((_request, response) =>
      response.end(
        searchset([sheet('urn:oid:1', other), sheet('urn:oid:2', byReference), sheet('urn:oid:3')]),
      ),
    );
    const page = await findSheets(service.client, everything);
    expect(page.ok && page.value.found.map((found) => found.masterIdentifier.value)).toEqual(['urn:oid:3']);
  });

  it('tells one match from several and from none', async () => {
    const bodies = [
      searchset([]),
      JSON.stringify({
        resourceType: 'Bundle',
        total: 0,
        entry: [{ resource: JSON.parse(outcome('MULTIPLE_MATCHES')) as object }],
      }),
    ];
    service = await scriptedService((_request, response) => response.end(bodies.shift()));
    expect(await patientByTraits(service.client, traits)).toEqual({ ok: true, value: 'none' });
    expect(await patientByTraits(service.client, traits)).toEqual({ ok: true, value: 'multiple' });
  });
});

describe('the token of the session', () => {
  it('follows no link outside the service', async () => {
    service = await scriptedService((_request, response) =>
      response.end(searchset([sheet('urn:oid:1')], 'http://elsewhere.example/fhir/DocumentReference?page=2')),
    );
    const page = await findSheets(service.client, everything);
    expect(page.ok && page.value.next).toBeUndefined();
    const read = await readBinary(service.client, 'http://elsewhere.example/fhir/Binary/1');
    expect(read).toEqual({ ok: false, error: 'NOT_FOUND' });
    expect(service.requests).toHaveLength(1);
  });

  it('follows the service’s own next page as it stands', async () => {
    const bodies = [
      searchset([sheet('urn:oid:1')], 'http://localhost/fhir/DocumentReference?_page=opaque%7C1'),
      searchset([sheet('urn:oid:2')]),
    ];
    service = await scriptedService((_request, response) => response.end(bodies.shift()));
    const first = await findSheets(service.client, everything);
    await readPage(service.client, (first.ok && first.value.next) || '', ins);
    expect(service.requests[1]?.url).toBe('/fhir/DocumentReference?_page=opaque%7C1');
  });

  it('leaves the post over HTTPS only', () => {
    expect(() => connect({ url: 'http://dmp.example.fr' })).toThrow(RangeError);
  });
});
