import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compactDecrypt, importJWK, SignJWT } from 'jose';
import { z } from '../../../../shared/schema/zod.ts';

const Ready = z.object({ url: z.string(), data: z.string() });
const Token = z.object({ access_token: z.string() });
const CardFile = z.object({ key: z.string() });
const Mail = z.object({ notice: z.string(), patient: z.string(), to: z.string() });
const DemoPatient = z.object({
  ins: z.string(),
  system: z.string(),
  family: z.string(),
  given: z.string(),
  birthdate: z.string(),
  gender: z.string(),
});
export type DemoPatient = z.infer<typeof DemoPatient>;
const Demo = z.object({
  pin: z.string(),
  patientPassword: z.string(),
  cards: z.record(z.string(), z.string()),
  patients: z.record(z.string(), DemoPatient),
});

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  /** Parsed JSON; undefined where the body is none. */
  readonly json: unknown;
}

export interface Call {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The real service in a process of its own, asked by a plain HTTP client. */
export interface TestedService {
  readonly url: string;
  readonly dataDir: string;
  readonly demo: z.infer<typeof Demo>;
  patient(key: string): DemoPatient;
  card(key: string): string;
  /** Token of a demo card, signed in once. */
  token(card: string): Promise<string>;
  /** Token of a person in the space. */
  patientToken(key: string, actingFor?: string): Promise<string>;
  exchange(token: string, fields: Readonly<Record<string, string>>): Promise<HttpAnswer>;
  call(method: string, path: string, call?: Call): Promise<HttpAnswer>;
  /** Declares consent for a card on a patient. */
  consent(card: string, patient: string): Promise<void>;
  /** As the operator of the service. */
  operate(method: string, path: string, body?: unknown): Promise<HttpAnswer>;
  /** Puts the service's clock forward; tokens that end by it are taken anew. */
  advance(ms: number): Promise<void>;
  mails(): readonly z.infer<typeof Mail>[];
  kill(): Promise<void>;
  restart(now?: string): Promise<void>;
  stop(): Promise<void>;
}

const main = resolve(import.meta.dirname, '../../../../electron/service/main.ts');
const CS = 'https://interop.esante.gouv.fr/ig/fhir/dmp/CodeSystem/';
const EXT = 'https://interop.esante.gouv.fr/ig/fhir/dmp/StructureDefinition/';

/** The demo's documents are dated from the day of its seeding: a fixed day keeps the answers the same. */
const TODAY = '2026-11-21T10:00:00Z';

export async function startTestedService(now = TODAY): Promise<TestedService> {
  const dataDir = mkdtempSync(join(tmpdir(), 'documents-'));
  let child = launch(dataDir, now);
  let ready = await readyLine(child);
  let startedAt = Date.now();
  let clockStart = Date.parse(now);
  const demo = Demo.parse(JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')));
  let tokens = new Map<string, Promise<string>>();
  const clock = (): number => clockStart + Date.now() - startedAt;

  async function call(
    method: string,
    path: string,
    { token, body, type, headers }: Call = {},
  ): Promise<HttpAnswer> {
    const raw = body === undefined || typeof body === 'string' || Buffer.isBuffer(body);
    const sent = await fetch(path.startsWith('http') ? path : `${ready.url}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': type ?? 'application/fhir+json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: (raw ? body : JSON.stringify(body)) as string }),
    });
    const bytes = Buffer.from(await sent.arrayBuffer());
    let json: unknown;
    try {
      json = JSON.parse(bytes.toString('utf8'));
    } catch {
      json = undefined;
    }
    return { status: sent.status, headers: sent.headers, bytes, json };
  }

  async function signIn(card: string): Promise<string> {
    const id = existing(demo.cards[card], card);
    const file = CardFile.parse(JSON.parse(readFileSync(join(dataDir, 'cards', `${id}.json`), 'utf8')));
    const { plaintext } = await compactDecrypt(file.key, new TextEncoder().encode(demo.pin), {
      keyManagementAlgorithms: ['PBES2-HS512+A256KW'],
      maxPBES2Count: 1_000_000,
    });
    const key = await importJWK(JSON.parse(new TextDecoder().decode(plaintext)) as object, 'ES256');
    const at = Math.floor(clock() / 1_000);
    const assertion = await new SignJWT({})
      .setProtectedHeader({ alg: 'ES256', typ: 'JWT' })
      .setIssuer(id)
      .setSubject(id)
      .setAudience(`${ready.url}/auth/token`)
      .setIssuedAt(at)
      .setExpirationTime(at + 60)
      .setJti(randomUUID())
      .sign(key);
    const answer = await call('POST', '/auth/token', {
      type: 'application/x-www-form-urlencoded',
      body: new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        assertion,
      }).toString(),
    });
    return Token.parse(answer.json).access_token;
  }

  const token = (card: string): Promise<string> => {
    const known = tokens.get(card) ?? signIn(card);
    tokens.set(card, known);
    return known;
  };
  const patient = (key: string): DemoPatient => existing(demo.patients[key], key);

  const operate: TestedService['operate'] = (method, path, body) =>
    call(method, `/operator/${path}`, {
      token: readFileSync(join(dataDir, 'operator.token'), 'utf8').trim(),
      body,
      type: 'application/json',
    });

  return {
    get url() {
      return ready.url;
    },
    dataDir,
    demo,
    patient,
    card: (key) => existing(demo.cards[key], key),
    token,
    patientToken: async (key, actingFor) => {
      const answer = await call('POST', '/auth/patient', {
        type: 'application/json',
        body: {
          ins: patient(key).ins,
          password: demo.patientPassword,
          ...(actingFor === undefined ? {} : { actingFor: patient(actingFor).ins }),
        },
      });
      return Token.parse(answer.json).access_token;
    },
    exchange: (subject, fields) =>
      call('POST', '/auth/token', {
        type: 'application/x-www-form-urlencoded',
        body: new URLSearchParams({
          grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
          subject_token: subject,
          subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
          ...fields,
        }).toString(),
      }),
    call,
    operate,
    advance: async (ms) => {
      const answer = await operate('POST', 'clock', { advanceMs: ms });
      if (answer.status !== 200) throw new Error(`the clock was not put forward: ${answer.status}`);
      clockStart += ms;
      tokens = new Map();
    },
    consent: async (card, key) => {
      const { system, ins } = patient(key);
      const answer = await call('POST', '/fhir/Consent', {
        token: await token(card),
        body: {
          resourceType: 'Consent',
          status: 'active',
          scope: {
            coding: [
              { system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' },
            ],
          },
          category: [{ coding: [{ system: `${CS}dmp-consent-category`, code: 'authorisation' }] }],
          patient: { identifier: { system, value: ins } },
          policyRule: {
            coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'OPTIN' }],
          },
          extension: [
            { url: `${EXT}dmp-consent-basis`, valueCode: 'CARE_TEAM' },
            { url: `${EXT}dmp-consent-form`, valueCode: 'ORAL' },
            { url: `${EXT}dmp-confirmed`, valueBoolean: true },
          ],
          provision: { type: 'permit' },
        },
      });
      if (answer.status >= 300) throw new Error(`consent was refused: ${answer.bytes.toString()}`);
    },
    mails: () =>
      readdirSync(join(dataDir, 'mail'))
        .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
        .filter((name) => name.endsWith('.json'))
        .map((name) => Mail.parse(JSON.parse(readFileSync(join(dataDir, 'mail', name), 'utf8')))),
    kill: () => ended(child, 'SIGKILL'),
    restart: async (later = now) => {
      await ended(child, 'SIGTERM');
      tokens = new Map();
      child = launch(dataDir, later);
      ready = await readyLine(child);
      startedAt = Date.now();
      clockStart = Date.parse(later);
    },
    stop: async () => {
      await ended(child, 'SIGTERM');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function launch(dataDir: string, now: string): ChildProcess {
  return spawn(process.execPath, [main, '--data', dataDir, '--port', '0', '--seed', 'demo', '--now', now], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function readyLine(child: ChildProcess): Promise<z.infer<typeof Ready>> {
  return new Promise((done, reject) => {
    let text = '';
    child.once('exit', (code) => reject(new Error(`the service ended with ${String(code)}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const end = text.indexOf('\n');
      if (end >= 0) done(Ready.parse(JSON.parse(text.slice(0, end))));
    });
  });
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once('exit', () => done());
    child.kill(signal);
  });
}

function existing<T>(value: T | undefined, key: string): T {
  if (value === undefined) throw new Error(`the demo has no ${key}`);
  return value;
}
