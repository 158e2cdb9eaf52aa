import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CryptoKey, JWK } from 'jose';
import { compactDecrypt, importJWK, SignJWT } from 'jose';
import { z } from '../../shared/schema/zod.ts';
import type { Transport, WireAnswer } from './transport.ts';
import { jsonOf } from './transport.ts';

const DemoPatient = z.object({
  ins: z.string(),
  system: z.string(),
  family: z.string(),
  given: z.string(),
  birthdate: z.string(),
  gender: z.string(),
  cardSerial: z.string(),
  representative: z.string().optional(),
});
type DemoPatient = z.infer<typeof DemoPatient>;

const Demo = z.object({
  pin: z.string(),
  patientPassword: z.string(),
  cards: z.record(z.string(), z.string()),
  patients: z.record(z.string(), DemoPatient),
});

const CardFile = z.object({
  id: z.string(),
  profession: z.string(),
  kind: z.enum(['CPS', 'CPE']),
  state: z.string().optional(),
  key: z.string(),
});
export type CardFile = z.infer<typeof CardFile>;
const PrivateJwk = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
  kid: z.string(),
});
const Token = z.object({ access_token: z.string() });
const Outcome = z.object({
  issue: z.tuple([z.object({ details: z.object({ coding: z.tuple([z.object({ code: z.string() })]) }) })]),
});

/** What is sent beside method and path. */
interface Call {
  readonly token?: string | undefined;
  readonly body?: unknown;
  /** Media type of the body. */
  readonly type?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Cards of the demo whose profession has a row in the matrix, and who are no staff. */
export const ADMITTED_CARDS = [
  'doctor',
  'otherDoctor',
  'treatingDoctor',
  'pharmacist',
  'midwife',
  'nurse',
  'careAssistant',
  'socialWorker',
  'regulator',
] as const;

/** A client of the national service that knows its public interface only: demo.json, card files, tokens, FHIR. */
export interface Client {
  readonly url: string;
  readonly cards: readonly string[];
  /** Every card of the folder, also those that `demo.json` does not name: their identifier is their key. */
  readonly cardFiles: readonly CardFile[];
  /** Milliseconds of the service's clock. */
  now(): number;
  patient(key: string): DemoPatient;
  /** A person that the demo does not know, under a key of one's own. */
  know(key: string, person: DemoPatient): void;
  /** National identifier of a card. */
  card(key: string): string;
  /** The private key of a card, opened with its PIN. */
  cardKey(key: string): Promise<{ readonly key: CryptoKey; readonly jwk: JWK }>;
  send(method: string, path: string, call?: Call): Promise<WireAnswer>;
  form(path: string, fields: Readonly<Record<string, string>>): Promise<WireAnswer>;
  /** Presents a card's assertion. */
  present(assertion: string): Promise<WireAnswer>;
  assertion(card: string): Promise<string>;
  /** A session of a card, opened anew. */
  signIn(card: string): Promise<string>;
  /** A live session of a card, the same one as long as it lives. */
  token(card: string): Promise<string>;
  signInPatient(key: string, actingFor?: string): Promise<WireAnswer>;
  patientToken(key: string, actingFor?: string): Promise<string>;
  exchange(token: string, fields: Readonly<Record<string, string>>): Promise<WireAnswer>;
}

/** A token lives ten minutes; it is not used in its last one. */
const TOKEN_USE = 9 * 60_000;

/** @param dataDir where the service wrote `demo.json` and `cards/` */
export function createClient(transport: Transport, dataDir: string, now: () => number): Client {
  const demo = Demo.parse(JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')));
  const known = new Map(Object.entries(demo.patients));
  const keys = new Map<string, Promise<{ key: CryptoKey; jwk: JWK }>>();
  const tokens = new Map<string, { readonly token: Promise<string>; readonly until: number }>();

  const send = ({ url }: Transport, method: string, path: string, call: Call = {}): Promise<WireAnswer> => {
    const { token, body, type = 'application/fhir+json', headers = {} } = call;
    return transport.send({
      method,
      path: path.startsWith(url) ? path.slice(url.length) : path,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': type }),
        ...headers,
      },
      body: bytesOf(body),
    });
  };
  const form = (path: string, fields: Readonly<Record<string, string>>): Promise<WireAnswer> =>
    send(transport, 'POST', path, {
      type: 'application/x-www-form-urlencoded',
      body: new URLSearchParams(fields).toString(),
    });
  const cardFiles = readdirSync(join(dataDir, 'cards')).map((name) =>
    CardFile.parse(JSON.parse(readFileSync(join(dataDir, 'cards', name), 'utf8'))),
  );
  const card = (key: string): string =>
    existing(demo.cards[key] ?? cardFiles.find(({ id }) => id === key)?.id, key);

  async function openCard(key: string): Promise<{ key: CryptoKey; jwk: JWK }> {
    const id = card(key);
    const file = existing(
      cardFiles.find((each) => each.id === id),
      key,
    );
    const { plaintext } = await compactDecrypt(file.key, Buffer.from(demo.pin), {
      keyManagementAlgorithms: ['PBES2-HS512+A256KW'],
    });
    const jwk = PrivateJwk.parse(JSON.parse(Buffer.from(plaintext).toString('utf8')));
    const opened = await importJWK(jwk, 'ES256');
    if (opened instanceof Uint8Array) throw new Error('a card holds no secret');
    return { key: opened, jwk };
  }

  function cardKey(key: string): Promise<{ key: CryptoKey; jwk: JWK }> {
    const opened = keys.get(key) ?? openCard(key);
    keys.set(key, opened);
    return opened;
  }

  async function assertion(key: string): Promise<string> {
    const at = Math.floor(now() / 1_000);
    return new SignJWT({ iss: card(key), sub: card(key), aud: `${transport.url}/auth/token` })
      .setProtectedHeader({ alg: 'ES256', typ: 'JWT' })
      .setIssuedAt(at)
      .setExpirationTime(at + 60)
      .setJti(randomUUID())
      .sign((await cardKey(key)).key);
  }

  const present = (text: string): Promise<WireAnswer> =>
    form('/auth/token', {
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: text,
    });
  const signIn = async (key: string): Promise<string> => tokenOf(await present(await assertion(key)));

  function kept(key: string, open: () => Promise<string>): Promise<string> {
    const held = tokens.get(key);
    if (held !== undefined && held.until > now()) return held.token;
    const token = open();
    tokens.set(key, { token, until: now() + TOKEN_USE });
    return token;
  }

  const patient = (key: string): DemoPatient => existing(known.get(key), key);
  const signInPatient = (key: string, actingFor?: string): Promise<WireAnswer> =>
    send(transport, 'POST', '/auth/patient', {
      type: 'application/json',
      body: {
        ins: patient(key).ins,
        password: demo.patientPassword,
        ...(actingFor === undefined ? {} : { actingFor: patient(actingFor).ins }),
      },
    });

  return {
    url: transport.url,
    cards: Object.keys(demo.cards),
    cardFiles,
    now,
    patient,
    know: (key, person) => void known.set(key, person),
    card,
    cardKey,
    send: (method, path, call) => send(transport, method, path, call),
    form,
    present,
    assertion,
    signIn,
    token: (key) => kept(`card ${key}`, () => signIn(key)),
    signInPatient,
    patientToken: (key, actingFor) =>
      kept(`person ${key} ${actingFor ?? ''}`, async () => tokenOf(await signInPatient(key, actingFor))),
    exchange: (token, fields) =>
      form('/auth/token', {
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token: token,
        subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
        ...fields,
      }),
  };
}

/** The token of an answer that grants one. */
export function tokenOf(answer: WireAnswer): string {
  const granted = Token.safeParse(jsonOf(answer));
  if (!granted.success) throw new Error(`no token: ${told(answer)}`);
  return granted.data.access_token;
}

/** What an answer says in short: its status, with the reason where it is a refusal. */
export function told(answer: WireAnswer): string {
  if (answer.status < 400) return String(answer.status);
  const outcome = Outcome.safeParse(jsonOf(answer));
  return `${answer.status} ${outcome.success ? outcome.data.issue[0].details.coding[0].code : answer.bytes.toString().slice(0, 200)}`;
}

function bytesOf(body: unknown): Buffer | undefined {
  if (body === undefined || Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

function existing<T>(value: T | undefined, key: string): T {
  if (value === undefined) throw new Error(`the demo has no ${key}`);
  return value;
}
