import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What a bad network does to one request and its answer. */
export const LINE_FAULTS = [
  /** Cut before the service has seen any of it. */
  'resetBefore',
  /** Cut after the service did it, before its answer came back. */
  'resetAfter',
  /** Half of the request gets through. */
  'cut',
  /** It arrives twice, one after the other. */
  'repeated',
  /** It arrives again later, behind whatever followed. */
  'late',
  /** The answer does not come for so long that the way is given up. */
  'stalled',
  /** Somebody on the way answers that he cannot, before or after the service did. */
  'refusedBefore',
  'refusedAfter',
] as const;
type LineFault = (typeof LINE_FAULTS)[number];

export interface BadLine {
  readonly url: string;
  /** How often each fault happened. */
  readonly happened: ReadonlyMap<LineFault, number>;
  /** Waits until nothing is on its way any more. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface BadLineOptions {
  /** Address of the service. */
  readonly target: string;
  /** What happens to the next request; undefined: it passes. */
  readonly next: () => LineFault | undefined;
  /** Names of headers that somebody on the way drops. */
  readonly drops?: readonly string[];
  /** How long a stalled answer is held before the way is cut. */
  readonly stallMs?: number;
}

/** A line to the service on which each request may meet a fault; what passes, passes byte for byte. */
export async function openBadLine(options: BadLineOptions): Promise<BadLine> {
  const { target, next, drops = [], stallMs = 60 } = options;
  const happened = new Map<LineFault, number>();
  const late = new Set<Promise<unknown>>();

  async function pass(request: IncomingMessage, body: Buffer) {
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => !drops.includes(name) && name !== 'connection'),
    );
    return new Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }>(
      (resolve, reject) => {
        const way = ask(`${target}${request.url ?? ''}`, { method: request.method, headers }, (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 500,
              headers: answer.headers,
              body: Buffer.concat(parts),
            }),
          );
          answer.on('error', reject);
        });
        way.on('error', reject);
        way.end(body);
      },
    );
  }

  /** The service itself sees a request that breaks off. */
  function passHalf(request: IncomingMessage, body: Buffer): Promise<void> {
    return new Promise((resolve) => {
      const way = ask(`${target}${request.url ?? ''}`, { method: request.method, headers: request.headers });
      way.on('error', () => resolve());
      way.write(body.subarray(0, body.length >> 1), () => {
        way.destroy();
        resolve();
      });
    });
  }

  const refuse = (response: ServerResponse): void => void response.writeHead(503).end('unavailable');

  async function carry(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const fault = request.method === 'GET' ? undefined : next();
    if (fault !== undefined) happened.set(fault, (happened.get(fault) ?? 0) + 1);
    if (fault === 'resetBefore') return void response.destroy();
    if (fault === 'refusedBefore') return refuse(response);
    if (fault === 'cut') {
      await passHalf(request, body);
      return void response.destroy();
    }
    if (fault === 'repeated') await pass(request, body);
    const answer = await pass(request, body);
    if (fault === 'late') {
      const again = pause(20).then(() => pass(request, body));
      late.add(again);
      void again.catch(() => undefined).finally(() => late.delete(again));
    }
    if (fault === 'stalled') await pause(stallMs);
    if (fault === 'stalled' || fault === 'resetAfter') return void response.destroy();
    if (fault === 'refusedAfter') return refuse(response);
    response.writeHead(answer.status, answer.headers);
    response.end(answer.body);
  }

  const server = createServer((request, response) => {
    void carry(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    happened,
    settled: async () => {
      while (late.size > 0) await Promise.allSettled(late);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
