import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { connect } from '../../../electron/gateway/connection.ts';
import { watchService } from '../../../electron/gateway/probe.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function service(): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

describe('a service that is being started', () => {
  it('is asked once it is there: what was asked before waits and is answered', async () => {
    const { url, asked } = await service();
    let begin: () => void = () => undefined;
    const connection = connect({ url }, Date.now, new Promise((resolve) => (begin = resolve)));
    closing.push(() => connection.close());
    const answer = connection.send({ method: 'GET', path: '/fhir/metadata' });
    expect(asked).toEqual([]);
    begin();
    expect(await answer).toMatchObject({ ok: true, value: { status: 200 } });
  });

  it('is not waited for longer than any answer', async () => {
    const { url, asked } = await service();
    const connection = connect({ url }, Date.now, new Promise<void>(() => undefined));
    closing.push(() => connection.close());
    const answer = await connection.send({ method: 'GET', path: '/fhir/metadata', timeoutMs: 20 });
    expect(answer).toEqual({ ok: false, error: 'SERVICE_UNREACHABLE' });
    expect(asked).toEqual([]);
  });

  it('is not said to be away, nor slow, before it had a chance to answer', async () => {
    const { url } = await service();
    let begin: () => void = () => undefined;
    const started = new Promise<void>((resolve) => (begin = resolve));
    const connection = connect({ url }, Date.now, started);
    closing.push(() => connection.close());
    const lights: string[] = [];
    const watch = watchService(
      connection,
      (light) => lights.push(light),
      async () => undefined,
      () => undefined,
      started,
    );
    closing.push(watch.stop);
    await Promise.resolve();
    expect(lights).toEqual([]);
    begin();
    await expect.poll(() => lights).toEqual(['reachable']);
  });
});
