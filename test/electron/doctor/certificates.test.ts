import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { examineCertificates } from '../../../electron/doctor/certificates.ts';
import { hasOpenssl, startTlsServer } from './tls-server.ts';

if (!hasOpenssl)
  process.stderr.write('certificates not examined: openssl is not installed (Debian package)\n');

const run = promisify(execFile);
const program = join(import.meta.dirname, 'certificate-process.ts');

async function trusting(certificate: string, url: string): Promise<unknown> {
  const { stdout } = await run(process.execPath, [program, url], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate },
  });
  return JSON.parse(stdout);
}

describe.skipIf(!hasOpenssl)('the certificate of the service', () => {
  it('is valid for so many days where its authority is trusted', async () => {
    const server = await startTlsServer(90);
    const finding = await trusting(server.certificate, server.url);
    await server.stop();
    expect(finding).toEqual({ part: 'certificates', code: 'CERTIFICATE_VALID', measure: 89 });
  });

  it('is said to end before it does', async () => {
    const server = await startTlsServer(12);
    const finding = await trusting(server.certificate, server.url);
    await server.stop();
    expect(finding).toEqual({ part: 'certificates', code: 'CERTIFICATE_ENDING', measure: 11 });
  });

  it('is refused where nobody answers for it, or for another name', async () => {
    const server = await startTlsServer(90);
    const unknown = await examineCertificates({ url: server.url }, Date.now());
    const otherName = await trusting(server.certificate, server.url.replace('localhost', '127.0.0.1'));
    await server.stop();
    expect(unknown).toMatchObject({ code: 'CERTIFICATE_REFUSED' });
    expect(otherName).toMatchObject({ code: 'CERTIFICATE_REFUSED' });
  });

  it('was not seen where nobody answers', async () => {
    const server = await startTlsServer(90);
    await server.stop();
    expect(await examineCertificates({ url: server.url }, Date.now())).toMatchObject({
      code: 'CERTIFICATE_UNSEEN',
    });
  });
});

describe('the private way to the embedded service', () => {
  it('is private, unless its folder was opened to others', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'way-')), 'run');
    mkdirSync(folder, { mode: 0o700 });
    const socketPath = join(folder, 'service.sock');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(socketPath, resolve));
    chmodSync(socketPath, 0o600);
    expect(await examineCertificates({ socketPath }, 0)).toMatchObject({ code: 'CERTIFICATE_NOT_NEEDED' });
    chmodSync(folder, 0o755);
    expect(await examineCertificates({ socketPath }, 0)).toMatchObject({ code: 'SOCKET_OPEN_TO_OTHERS' });
    server.close();
  });
});
