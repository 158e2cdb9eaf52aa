import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import path from 'node:path';
import { compactDecrypt, importJWK, SignJWT } from 'jose';
import { z } from '../../shared/schema/zod.ts';
import { requestBytes } from './measure-http.ts';

/** A plain client of the service, as the benches need it: signs in, declares a consent, deposits. */

export const Ready = z.object({ socket: z.string(), cards: z.string() });
export const Demo = z.object({
  pin: z.string(),
  cards: z.object({ doctor: z.string(), pharmacist: z.string(), regulator: z.string() }),
  patients: z.object({ adult: z.object({ system: z.string(), ins: z.string() }) }),
});
export type Demo = z.infer<typeof Demo>;

/** Starts a script of ours and waits for its first line. */
export function startProcess(
  script: string,
  args: readonly string[],
  input?: Buffer,
): Promise<{ readonly child: ChildProcess; readonly ready: unknown }> {
  const child = spawn(process.execPath, [path.resolve(import.meta.dirname, script), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(input ?? '');
  return new Promise((resolve, reject) => {
    let text = '';
    child.once('exit', (code) => reject(new Error(`${script} ended with ${String(code)}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const end = text.indexOf('\n');
      if (end >= 0) resolve({ child, ready: JSON.parse(text.slice(0, end)) });
    });
  });
}

export async function signIn(socket: string, folder: string, demo: Demo): Promise<string> {
  const id = demo.cards.doctor;
  const card = z
    .object({ key: z.string() })
    .parse(JSON.parse(readFileSync(path.join(folder, 'cards', `${id}.json`), 'utf8')));
  const { plaintext } = await compactDecrypt(card.key, new TextEncoder().encode(demo.pin), {
    keyManagementAlgorithms: ['PBES2-HS512+A256KW'],
    maxPBES2Count: 1_000_000,
  });
  const key = await importJWK(
    z.looseObject({}).parse(JSON.parse(new TextDecoder().decode(plaintext))),
    'ES256',
  );
  const assertion = await new SignJWT({})
    .setProtectedHeader({ alg: 'ES256', typ: 'JWT' })
    .setIssuer(id)
    .setSubject(id)
    .setAudience('http://localhost/auth/token')
    .setIssuedAt()
    .setExpirationTime('50s')
    .setJti(randomUUID())
    .sign(key);
  const grant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
  const answer = await call(
    socket,
    'POST',
    '/auth/token',
    { 'content-type': 'application/x-www-form-urlencoded' },
    Buffer.from(new URLSearchParams({ grant_type: grant, assertion }).toString()),
  );
  return z.object({ access_token: z.string() }).parse(JSON.parse(answer.toString())).access_token;
}

export async function post(socket: string, token: string, target: string, body: object): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' };
  await call(socket, 'POST', target, headers, Buffer.from(JSON.stringify(body)));
}

export function call(
  socketPath: string,
  method: string,
  target: string,
  headers: Record<string, string>,
  body: Buffer = Buffer.alloc(0),
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ socketPath, method, path: target, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const answer = Buffer.concat(chunks);
        if ((response.statusCode ?? 500) < 300) resolve(answer);
        else reject(new Error(`${target}: ${response.statusCode} ${answer.toString().slice(0, 200)}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

export function consent(system: string, ins: string): object {
  const extension = 'https://interop.esante.gouv.fr/ig/fhir/dmp/StructureDefinition/';
  return {
    resourceType: 'Consent',
    status: 'active',
    scope: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }],
    },
    category: [
      {
        coding: [
          {
            system: 'https://interop.esante.gouv.fr/ig/fhir/dmp/CodeSystem/dmp-consent-category',
            code: 'authorisation',
          },
        ],
      },
    ],
    patient: { identifier: { system, value: ins } },
    policyRule: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'OPTIN' }] },
    extension: [
      { url: `${extension}dmp-consent-basis`, valueCode: 'CARE_TEAM' },
      { url: `${extension}dmp-consent-form`, valueCode: 'ORAL' },
      { url: `${extension}dmp-confirmed`, valueBoolean: true },
    ],
    provision: { type: 'permit' },
  };
}

export function deposit(demo: Demo, bytes: Buffer, date: string) {
  const { system, ins } = demo.patients.adult;
  const isPdf = bytes.subarray(0, 5).toString() === '%PDF-';
  const body = {
    resourceType: 'DocumentReference',
    contained: [
      { resourceType: 'Patient', id: 'patient', identifier: [{ system, value: ins }] },
      {
        resourceType: 'Practitioner',
        id: 'author',
        identifier: [{ system: 'urn:oid:1.2.250.1.71.4.2.1', value: demo.cards.doctor }],
      },
    ],
    masterIdentifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${randomUUID()}` },
    status: 'current',
    type: { coding: [{ system: 'http://loinc.org', code: '11488-4' }] },
    subject: { identifier: { system, value: ins } },
    date,
    author: [{ reference: '#author' }],
    securityLabel: [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'N' }] },
    ],
    content: [
      {
        attachment: {
          contentType: isPdf ? 'application/pdf' : 'text/plain',
          title: 'Compte rendu fictif',
          hash: createHash('sha1').update(bytes).digest('base64'),
          size: bytes.length,
          data: bytes.toString('base64'),
        },
        format: { code: isPdf ? 'urn:ihe:iti:xds-sd:pdf:2008' : 'urn:ihe:iti:xds-sd:text:2008' },
      },
    ],
  };
  return {
    body,
    request: (token: string): Buffer =>
      requestBytes(
        'POST',
        '/fhir/DocumentReference',
        { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' },
        Buffer.from(JSON.stringify(body)),
      ),
  };
}
