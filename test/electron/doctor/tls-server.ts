import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

export interface TlsServer {
  readonly url: string;
  /** The server's certificate, which is its own authority. */
  readonly certificate: string;
  stop(): Promise<void>;
}

/** An HTTPS server of this machine, with a certificate of so many days. */
export async function startTlsServer(days: number): Promise<TlsServer> {
  const dir = mkdtempSync(join(tmpdir(), 'tls-'));
  const certificate = join(dir, 'certificate.pem');
  const key = join(dir, 'key.pem');
  execFileSync(
    'openssl',
    // prettier-ignore
    [
      'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes',
      '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost',
      '-days', String(days), '-keyout', key, '-out', certificate,
    ],
    { stdio: 'ignore' },
  );
  const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://localhost:${port}`,
    certificate,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
