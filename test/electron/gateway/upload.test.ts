import { createHash, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendAct } from '../../../electron/gateway/act.ts';
import type { ServiceClient } from '../../../electron/gateway/client.ts';
import type { WireAnswer, WireRequest } from '../../../electron/gateway/connection.ts';
import type { NamedRequest } from '../../../electron/gateway/named-request.ts';
import { failureOf } from '../../../electron/gateway/outcome.ts';
import { PARTS } from '../../../electron/gateway/patience.ts';
import type { Pace } from '../../../electron/gateway/upload.ts';
import { cancelUpload, sendInParts } from '../../../electron/gateway/upload.ts';
import { buildApp } from '../../../electron/service/http/app.ts';
import type { Result } from '../../../shared/result.ts';
import { err, ok } from '../../../shared/result.ts';
import { consented } from '../../blackbox/acts.ts';
import type { Client } from '../../blackbox/client.ts';
import type { InProcessService } from '../../faults/in-process.ts';
import { openInProcess } from '../../faults/in-process.ts';
import type { Draw } from '../../rules/draw.ts';
import { draws } from '../../rules/draw.ts';
import { publication } from '../service/documents/bodies.ts';

let service: InProcessService;
let asking: Client;
let token: string;
let app: FastifyInstance;
beforeAll(async () => {
  service = await openInProcess();
  ({ app, client: asking } = service);
  token = await asking.token('doctor');
  await consented(asking, 'doctor', 'adult');
}, 60_000);
afterAll(() => service.close());

/** What happens to one request on its way. */
type Fault = 'none' | 'lost' | 'answer lost' | 'twice' | 'late' | 'restart' | 'unavailable';
const FAULTS: readonly Fault[] = ['lost', 'answer lost', 'twice', 'late', 'restart', 'unavailable'];

interface Line {
  readonly fault: (request: WireRequest) => Fault;
  readonly drops?: string;
}

/** The post's way to the real service, in this process, with what may happen on it. */
function clientBy({ fault, drops }: Line): ServiceClient {
  const late: (() => Promise<unknown>)[] = [];
  async function pass(request: WireRequest, body: Buffer): Promise<WireAnswer> {
    const headers = Object.fromEntries(
      Object.entries({ ...request.headers, authorization: `Bearer ${token}` }).filter(
        ([name]) => name !== drops,
      ),
    );
    const answer = await app.inject({ method: request.method, url: request.path, headers, payload: body });
    return {
      status: answer.statusCode,
      headers: answer.headers as WireAnswer['headers'],
      body: Uint8Array.from(answer.rawPayload),
    };
  }
  async function ask(request: WireRequest): Promise<Result<WireAnswer, 'SERVICE_UNREACHABLE'>> {
    const body = await bodyOf(request);
    const happens = request.signal?.aborted === true ? 'lost' : fault(request);
    if (happens === 'lost') return err('SERVICE_UNREACHABLE');
    if (happens === 'unavailable') return ok({ status: 503, headers: {}, body: new Uint8Array() });
    // Begun anew on the same store: of what it held in memory nothing is left.
    if (happens === 'restart') app = buildApp(service.context);
    if (happens === 'twice') await pass(request, body);
    for (const again of late.splice(0)) await again();
    const answer = await pass(request, body);
    if (happens === 'late') late.push(() => pass(request, body));
    return happens === 'answer lost' ? err('SERVICE_UNREACHABLE') : ok(answer);
  }
  return {
    base: 'http://localhost/fhir',
    ask,
    fhir: async (request) => {
      const answer = await ask({ ...request, path: `/fhir/${request.path}` });
      if (!answer.ok) return answer;
      return answer.value.status < 300 ? answer : err(failureOf(answer.value));
    },
    follow: async () => err('SERVICE_UNREACHABLE'),
    unusual: () => undefined,
  };
}

async function bodyOf({ body }: WireRequest): Promise<Buffer> {
  if (typeof body !== 'function') return Buffer.from(body ?? '');
  const pieces: Buffer[] = [];
  for await (const piece of body()) pieces.push(Buffer.from(piece as Uint8Array));
  return Buffer.concat(pieces);
}

const named = (path: string, resource: object, padding = 0): NamedRequest => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/fhir+json' },
  body: Buffer.from(JSON.stringify(resource).padEnd(padding), 'utf8'),
  key: randomUUID(),
});

/** Of its kind a second one is as good as the first: its name alone makes it one. */
function vaccination(length: number) {
  const { system, ins } = asking.patient('adult');
  const name = `LOT-${randomUUID()}`;
  const resource = {
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: { coding: [{ system: 'http://snomed.info/sct', code: '1119349007' }], text: 'Vaccin' },
    patient: { identifier: { system, value: ins } },
    occurrenceDateTime: '2026-11-20',
    lotNumber: name,
  };
  return { name, request: named('Immunization', resource, length) };
}

const given = (lot: string): number =>
  service.context.db
    .prepare<[string], number>(
      `SELECT count(*) FROM section WHERE kind = 'Immunization' AND json_extract(stored, '$.lotNumber') = ?`,
    )
    .pluck()
    .get(lot) ?? -1;

function deposit(length: number) {
  const name = `urn:uuid:${randomUUID()}`;
  const text = `Compte rendu ${name} `.repeat(Math.ceil(length / 50));
  const resource = publication({
    patient: asking.patient('adult'),
    author: asking.card('doctor'),
    uniqueId: name,
    text,
  });
  const request = named('DocumentReference', resource);
  return { name, request, sha256: createHash('sha256').update(text).digest('hex') };
}

function storedAs(name: string): string[] {
  return service.context.db
    .prepare<[string], { sha256: Buffer }>('SELECT sha256 FROM document WHERE unique_value = ?')
    .all(name)
    .map(({ sha256 }) => sha256.toString('hex'));
}

const partsHeld = (): number =>
  service.context.db.prepare<[], number>('SELECT count(*) FROM upload_part').pluck().get() ?? -1;

const quick = (draw: Draw): Pace => ({
  sizes: {
    fromBytes: 1,
    firstBytes: 100 + draw.below(900),
    leastBytes: 50 + draw.below(300),
    mostBytes: 1_000 + draw.below(4_000),
    growsWithinMs: 5_000,
  },
  pause: async () => undefined,
});

const watched = (signal = new AbortController().signal) => {
  const seen = { left: 0, held: [] as number[], upload: '' };
  return {
    seen,
    sending: {
      signal,
      onLeaving: () => {
        seen.left += 1;
      },
      onSent: () => undefined,
      onHeld: (upload: string, bytes: number) => {
        seen.upload = upload;
        seen.held.push(bytes);
      },
    },
  };
};

describe('an act that goes in parts', () => {
  it('is done once, with the same bytes, whatever is cut, repeated, late or restarted', async () => {
    const different: string[] = [];
    let cuts = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const draw = draws(seed);
      const length = 500 + draw.below(6_000);
      const { name, request, sha256 } =
        seed % 2 === 0 ? deposit(length) : { ...vaccination(length), sha256: null };
      const client = clientBy({
        fault: () => {
          if (!draw.one(3)) return 'none';
          cuts += 1;
          return draw.pick(FAULTS);
        },
      });
      let done = false;
      // Each turn is the post begun anew: of the turn before it knows the act and its name alone.
      for (let turn = 0; turn < 200 && !done; turn += 1) {
        const answer = await sendInParts(client, request, watched().sending, quick(draw));
        done = answer?.ok === true;
        if (answer === undefined) different.push(`seed ${seed}: sent in one`);
      }
      const isOnce = sha256 === null ? given(name) === 1 : isDeepStrictEqual(storedAs(name), [sha256]);
      if (!done || !isOnce)
        different.push(`seed ${seed}: ${done ? 'done' : 'not done'}, otherwise than once`);
    }
    expect(different).toEqual([]);
    expect(cuts).toBeGreaterThan(100);
    expect(partsHeld()).toBe(0);
  });

  it('would be done twice without its name: the control', async () => {
    const { name, request } = vaccination(600_000);
    const line = clientBy({
      drops: 'idempotency-key',
      fault: ({ headers }) => (headers?.['upload-complete'] === undefined ? 'answer lost' : 'none'),
    });
    for (let turn = 0; turn < 2; turn += 1) await sendAct(line, request, watched().sending);
    expect(given(name)).toBe(2);
  });

  it('goes on from what the service holds, and sends no byte of it again', async () => {
    const { request } = deposit(6_000);
    const offsets: string[] = [];
    let parts = 0;
    const client = clientBy({
      fault: ({ method, headers }) => {
        if (method !== 'PATCH') return 'none';
        offsets.push(headers?.['upload-offset'] ?? '');
        parts += 1;
        return parts === 3 ? 'answer lost' : 'none';
      },
    });
    const { sending, seen } = watched();
    const answer = await sendInParts(client, request, sending, {
      sizes: { ...PARTS, firstBytes: 500, leastBytes: 250, mostBytes: 1_000 },
      pause: async () => undefined,
    });
    expect(answer?.ok).toBe(true);
    expect(new Set(offsets).size).toBe(offsets.length);
    expect(seen.held).toEqual([...seen.held].sort((a, b) => a - b));
    expect(seen.held).toContain(2_500);
  });

  it('gets through a line that loses whatever is long, by parts that are short enough', async () => {
    const { name, request, sha256 } = deposit(400_000);
    const client = clientBy({
      fault: ({ headers }) => (Number(headers?.['content-length'] ?? 0) > 100_000 ? 'lost' : 'none'),
    });
    const answer = await sendInParts(client, request, watched().sending, {
      sizes: PARTS,
      pause: async () => undefined,
    });
    expect(answer?.ok).toBe(true);
    expect(storedAs(name)).toEqual([sha256]);
  });

  it('has not left before its last part, and is nowhere once it is taken back', async () => {
    const { name, request } = deposit(6_000);
    const stop = new AbortController();
    const { sending, seen } = watched(stop.signal);
    const client = clientBy({ fault: () => 'none' });
    const sent = await sendInParts(
      client,
      request,
      {
        ...sending,
        onHeld: (upload, bytes) => {
          sending.onHeld(upload, bytes);
          if (bytes > 2_000) stop.abort();
        },
      },
      quick(draws(3)),
    );
    expect(sent).toEqual(err('SERVICE_UNREACHABLE'));
    expect(seen.left).toBe(0);
    expect(partsHeld()).toBeGreaterThan(0);
    await cancelUpload(client, seen.upload);
    expect(partsHeld()).toBe(0);
    expect(storedAs(name)).toEqual([]);
  });

  it('goes in one request to a service that takes no parts, which gets nothing to mistake for it', async () => {
    const { request } = deposit(600_000);
    const seen: { method: string; length: number }[] = [];
    const plain: ServiceClient = {
      ...clientBy({ fault: () => 'none' }),
      ask: async (asked) => {
        seen.push({ method: asked.method, length: (await bodyOf(asked)).length });
        return ok({ status: 400, headers: {}, body: new Uint8Array() });
      },
    };
    const { sending, seen: marks } = watched();
    expect((await sendAct(plain, request, sending)).ok).toBe(true);
    expect(seen).toEqual([{ method: 'POST', length: 0 }]);
    expect(marks.left).toBe(1);
  });

  it('is refused as it would be in one, and nothing of it is kept', async () => {
    const { request } = deposit(1_000);
    const body = Buffer.from(request.body.toString().replaceAll('"current"', '"nonsense"'));
    const client = clientBy({ fault: () => 'none' });
    const answer = await sendInParts(client, { ...request, body }, watched().sending, quick(draws(5)));
    expect(answer).toEqual(err('INVALID'));
    expect(partsHeld()).toBe(0);
  });
});
