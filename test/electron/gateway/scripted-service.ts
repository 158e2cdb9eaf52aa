import { mkdtempSync } from 'node:fs';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServiceClient } from '../../../electron/gateway/client.ts';
import { createClient } from '../../../electron/gateway/client.ts';
import type { Connection } from '../../../electron/gateway/connection.ts';
import { connect } from '../../../electron/gateway/connection.ts';
import { keepSession } from '../../../electron/session/national.ts';
import { ok } from '../../../shared/result.ts';

export interface ScriptedService {
  readonly socketPath: string;
  readonly connection: Connection;
  readonly client: ServiceClient;
  readonly requests: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[];
  readonly lights: string[];
  readonly unusual: [string, number][];
  readonly renewals: () => number;
  close(): Promise<void>;
}

/** A service that misbehaves on purpose: what the real one never does, a network or a proxy can. */
export async function scriptedService(listener: RequestListener): Promise<ScriptedService> {
  const socketPath = join(mkdtempSync(join(tmpdir(), 'gw-')), 's');
  const requests: ScriptedService['requests'] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      requests.push({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') });
      listener(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  const connection = connect({ socketPath });
  let renewals = 0;
  const session = keepSession(
    { value: 'token-0', expiresInMs: 600_000 },
    {
      request: async () => {
        renewals += 1;
        return ok({ value: `token-${renewals}`, expiresInMs: 600_000 });
      },
      now: Date.now,
      onLight: () => undefined,
      onStray: () => undefined,
      onRenewal: () => undefined,
    },
  );
  const lights: string[] = [];
  const unusual: [string, number][] = [];
  const client = createClient({
    connection,
    session,
    onLight: (light) => lights.push(light),
    onUnusual: (what, count) => unusual.push([what, count]),
  });
  return {
    socketPath,
    connection,
    client,
    requests,
    lights,
    unusual,
    renewals: () => renewals,
    close: async () => {
      session.end();
      await connection.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

export function outcome(code: string): string {
  return JSON.stringify({
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'forbidden', details: { coding: [{ code }], text: 'Refusé' } }],
  });
}

export function searchset(resources: readonly object[], next?: string): string {
  return JSON.stringify({
    resourceType: 'Bundle',
    type: 'searchset',
    total: resources.length,
    ...(next === undefined ? {} : { link: [{ relation: 'next', url: next }] }),
    entry: resources.map((resource) => ({ resource })),
  });
}
