import type { KeyObject } from 'node:crypto';
import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A provider as Pro Santé Connect is one: an issuer that publishes its keys at an address. */
export interface Provider {
  readonly issuer: string;
  readonly audience: string;
  readonly kid: string;
  readonly key: KeyObject;
  /** What the service's `pro-sante-connect.json` says of it. */
  readonly configuration: object;
  /** Signs as the provider does: RS256. */
  sign(input: Buffer): Buffer;
  close(): Promise<void>;
}

/** Starts the provider: its key set is fetched over HTTP, as from the real one. */
export async function startProvider(): Promise<Provider> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = 'psc-1';
  const jwks = JSON.stringify({
    keys: [{ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' }],
  });
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(jwks);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}/auth/realms/esante-wallet`;
  const audience = 'poste-sante';
  return {
    issuer,
    audience,
    kid,
    key: privateKey,
    configuration: { issuer, audience, acr: 'eidas2', jwks: `${issuer}/protocol/openid-connect/certs` },
    sign: (input) => sign('sha256', input, privateKey),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
