import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { readBinary } from '../../../electron/gateway/binary.ts';
import { createClient } from '../../../electron/gateway/client.ts';
import { connect } from '../../../electron/gateway/connection.ts';
import { err, ok } from '../../../shared/result.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A service of one document, and a line to it that breaks as the test says. */
async function serviceOf(answer: (request: IncomingMessage, response: ServerResponse, turn: number) => void) {
  const asked: (string | undefined)[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request.headers.range);
    answer(request, response, asked.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const connection = connect({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  closing.push(async () => {
    await connection.close();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  });
  const lights: string[] = [];
  const client = createClient({
    connection,
    session: { token: async () => ok('t'), renewAfter: async () => err('SESSION_ENDED') },
    onLight: (light) => lights.push(light),
    onUnusual: () => undefined,
  });
  return { client, asked, lights };
}

const whole = randomBytes(400_000);

/** Sends from the byte that is asked for, with the headers of the service, and breaks off after `length`. */
function part(request: IncomingMessage, response: ServerResponse, length: number, etag = '"a"'): void {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const isRange = from > 0 && request.headers['if-range'] === etag;
  const bytes = whole.subarray(isRange ? from : 0);
  response.writeHead(isRange ? 206 : 200, {
    etag,
    'content-type': 'application/pdf',
    'content-length': bytes.length,
    ...(isRange ? { 'content-range': `bytes ${from}-${whole.length - 1}/${whole.length}` } : {}),
  });
  if (length >= bytes.length) response.end(bytes);
  else response.write(bytes.subarray(0, length), () => setTimeout(() => response.destroy(), 20));
}

describe('a document over a line that breaks', () => {
  it('is taken up where it broke, and comes whole', async () => {
    const { client, asked } = await serviceOf((request, response, turn) =>
      part(request, response, turn < 3 ? 150_000 : whole.length),
    );
    const seen: number[] = [];
    const read = await readBinary(client, 'Binary/1', {
      signal: new AbortController().signal,
      onReceived: (received, total) => {
        seen.push(received);
        expect(total).toBe(whole.length);
      },
    });
    expect(read.ok && Buffer.from(read.value.bytes).equals(whole)).toBe(true);
    expect(asked).toEqual([undefined, 'bytes=150000-', 'bytes=300000-']);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  it('comes from its beginning when it changed meanwhile', async () => {
    const { client } = await serviceOf((request, response, turn) =>
      part(request, response, turn === 1 ? 150_000 : whole.length, turn === 1 ? '"a"' : '"b"'),
    );
    const read = await readBinary(client, 'Binary/1');
    expect(read.ok && Buffer.from(read.value.bytes).equals(whole)).toBe(true);
  });

  it('is given up by whoever waits for it, at once', async () => {
    const stop = new AbortController();
    const { client, lights } = await serviceOf((request, response) => {
      part(request, response, 10_000);
    });
    const read = await readBinary(client, 'Binary/1', {
      signal: stop.signal,
      onReceived: () => stop.abort(),
    });
    expect(read).toEqual(err('CANCELLED'));
    expect(lights).not.toContain('unreachable');
  });

  it('is given up by itself when nothing comes any more', async () => {
    const { client, asked } = await serviceOf((_request, response) => void response.destroy());
    expect(await readBinary(client, 'Binary/1')).toEqual(err('SERVICE_UNREACHABLE'));
    expect(asked).toHaveLength(3);
  });
});

describe('a reading over a line that loses packets', () => {
  it('is asked again before anybody is told', async () => {
    const { client, asked, lights } = await serviceOf((_request, response, turn) => {
      if (turn < 3) response.destroy();
      else response.writeHead(200, { 'content-type': 'application/fhir+json' }).end('{}');
    });
    expect((await client.fhir({ method: 'GET', path: 'Patient' })).ok).toBe(true);
    expect(asked).toHaveLength(3);
    expect(lights).toEqual(['reachable']);
  });

  it('is not, where it is a write: its author’s outbox repeats it by its name', async () => {
    const { client, asked } = await serviceOf((_request, response) => void response.destroy());
    const body = Buffer.from('{}');
    expect((await client.fhir({ method: 'POST', path: '', body })).ok).toBe(false);
    expect(asked).toHaveLength(1);
  });
});
