import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { compactDecrypt, importJWK, SignJWT } from 'jose';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verify } from '../../../electron/journal/chain.ts';
import { MIGRATIONS } from '../../../electron/service/storage/schema.ts';
import { traceStore } from '../../../electron/service/storage/traces.ts';
import { openStore } from '../../../electron/store/open.ts';
import { z } from '../../../shared/schema/zod.ts';

const Ready = z.object({
  socket: z.string(),
  data: z.string(),
  cards: z.string(),
  now: z.string().optional(),
});
const Card = z.object({ id: z.string(), key: z.string(), structure: z.string(), state: z.string() });
const Demo = z.object({
  pin: z.literal('1234'),
  patientPassword: z.literal('demo-patient'),
  cards: z.record(z.string(), z.string()),
  patients: z.record(z.string(), z.looseObject({ ins: z.string() })),
});

const main = resolve(import.meta.dirname, '../../../electron/service/main.ts');
const root = mkdtempSync(join(tmpdir(), 'service-'));
const dataDir = join(root, 'data');
let child: ChildProcess;
let ready: z.infer<typeof Ready>;

function launch(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

function firstLine(started: ChildProcess): Promise<string> {
  return new Promise((done, reject) => {
    let text = '';
    started.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      if (text.includes('\n')) done(text.slice(0, text.indexOf('\n')));
    });
    started.once('exit', (code) => reject(new Error(`ended with ${String(code)}`)));
  });
}

function exit(started: ChildProcess): Promise<number | null> {
  if (started.exitCode !== null || started.signalCode !== null) return Promise.resolve(started.exitCode);
  return new Promise((done) => started.once('exit', (code) => done(code)));
}

async function start(now?: string): Promise<void> {
  const clock = now === undefined ? [] : ['--now', now];
  child = launch(['--data', dataDir, '--seed', 'demo', ...clock]);
  ready = Ready.parse(JSON.parse(await firstLine(child)));
}

async function end(signal: NodeJS.Signals): Promise<number | null> {
  const ended = exit(child);
  child.kill(signal);
  return ended;
}

/** One request over the private socket. */
async function post(path: string, fields: Readonly<Record<string, string>>) {
  const dispatcher = new Agent({ connect: { socketPath: ready.socket } });
  try {
    const answer = await request(`http://localhost${path}`, {
      dispatcher,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
    return { status: answer.statusCode, json: await answer.body.json() };
  } finally {
    await dispatcher.close();
  }
}

const demo = () => Demo.parse(JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')));
const cardFile = (id: string) =>
  Card.parse(JSON.parse(readFileSync(join(dataDir, 'cards', `${id}.json`), 'utf8')));

async function assertion(at = Date.now()): Promise<string> {
  const { id, key } = cardFile(demo().cards['doctor'] ?? '');
  const { plaintext } = await compactDecrypt(key, Buffer.from('1234'), {
    keyManagementAlgorithms: ['PBES2-HS512+A256KW'],
  });
  const iat = Math.floor(at / 1_000);
  return new SignJWT({
    iss: id,
    sub: id,
    aud: 'http://localhost/auth/token',
    iat,
    exp: iat + 60,
    jti: randomUUID(),
  })
    .setProtectedHeader({ alg: 'ES256', typ: 'JWT' })
    .sign(await importJWK(JSON.parse(Buffer.from(plaintext).toString('utf8')) as object, 'ES256'));
}

const present = async (text: string): Promise<number> =>
  (
    await post('/auth/token', {
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: text,
    })
  ).status;

/** The journal as the store holds it, opened with its key while no service runs. */
function readJournal<T>(use: (store: ReturnType<typeof traceStore>) => T): T {
  const opened = openStore(
    join(dataDir, 'service.db'),
    readFileSync(join(dataDir, 'service.key')).subarray(0, 32),
    MIGRATIONS,
  );
  if (!opened.ok) throw new Error(opened.error.code);
  try {
    return use(traceStore(opened.value));
  } finally {
    opened.value.close();
  }
}

beforeAll(() => start());
afterAll(async () => {
  await end('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

describe('a service that starts', () => {
  it('says on its first line where it is, and listens to its owner alone', () => {
    expect(ready).toMatchObject({ data: dataDir, cards: join(dataDir, 'cards') });
    expect(statSync(ready.socket).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(ready.socket)).mode & 0o777).toBe(0o700);
    expect(statSync(join(dataDir, 'service.key')).mode & 0o777).toBe(0o600);
  });

  it('keeps nothing readable in its store', () => {
    const plain = new Database(join(dataDir, 'service.db'), { readonly: true });
    expect(() => plain.prepare('SELECT * FROM record').all()).toThrow('file is not a database');
    plain.close();
    const files = readdirSync(dataDir).filter((name) => name.startsWith('service.db'));
    for (const name of files) {
      const bytes = readFileSync(join(dataDir, name));
      for (const { ins } of Object.values(demo().patients)) expect(bytes.includes(ins)).toBe(false);
    }
  });

  it('writes every card that the demo names, each with its own key', () => {
    const ids = Object.values(demo().cards);
    const cards = ids.map(cardFile);
    expect(cards.map(({ id }) => id)).toEqual(ids);
    expect(new Set(cards.map(({ key }) => key)).size).toBe(ids.length);
    for (const { key } of cards) {
      const header: unknown = JSON.parse(Buffer.from(key.split('.')[0] ?? '', 'base64url').toString('utf8'));
      expect(header).toMatchObject({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM' });
      expect(z.object({ p2c: z.int() }).parse(header).p2c).toBeGreaterThanOrEqual(1_000);
    }
    expect(cardFile(demo().cards['revoked'] ?? '').state).toBe('revoked');
    expect(cardFile(demo().cards['secretary'] ?? '').structure).toBe(
      cardFile(demo().cards['doctor'] ?? '').structure,
    );
  });

  it('does not share its folder with a second one', async () => {
    const second = launch(['--data', dataDir, '--port', '0']);
    expect(await exit(second)).not.toBe(0);
    expect(await present(await assertion())).toBe(200);
  });

  it('is not started by a wrong command line', async () => {
    expect(await exit(launch([]))).not.toBe(0);
    const unseeded = launch(['--data', join(root, 'other'), '--now', '2026-01-01T00:00:00Z']);
    expect(await exit(unseeded)).not.toBe(0);
    expect(existsSync(join(root, 'other'))).toBe(false);
  });
});

describe('a service that ends', () => {
  it('stops cleanly when asked, and seeds no second time', async () => {
    const before = readFileSync(join(dataDir, 'demo.json'), 'utf8');
    const cards = readdirSync(join(dataDir, 'cards')).map((name) =>
      readFileSync(join(dataDir, 'cards', name), 'utf8'),
    );
    expect(await end('SIGTERM')).toBe(0);
    await start();
    expect(readFileSync(join(dataDir, 'demo.json'), 'utf8')).toBe(before);
    const after = readdirSync(join(dataDir, 'cards')).map((name) =>
      readFileSync(join(dataDir, 'cards', name), 'utf8'),
    );
    expect(after).toEqual(cards);
    expect(await present(await assertion())).toBe(200);
  });

  it('remembers a used assertion even when it was killed', async () => {
    const once = await assertion();
    expect(await present(once)).toBe(200);
    await end('SIGKILL');
    await start();
    expect(await present(once)).toBe(401);
  });

  it('finds its socket again after it was killed', async () => {
    await end('SIGKILL');
    expect(existsSync(ready.socket)).toBe(true);
    await start();
    expect(await present(await assertion())).toBe(200);
  });

  it('leaves a journal that verifies, whatever killed it', async () => {
    const sent = Array.from({ length: 8 }, async () => present(await assertion()).catch(() => null));
    await sent[0];
    await end('SIGKILL');
    await Promise.all(sent);
    const [verified, count] = readJournal((store) => [verify(store.all()), [...store.all()].length] as const);
    expect(verified.ok && verified.value.size).toBe(count);
    expect(count).toBeGreaterThan(5);
    await start();
  });

  it('writes the mails that it had no time to write', async () => {
    const mail = join(dataDir, 'mail');
    const patient = z
      .object({ ins: z.string(), cardSerial: z.string() })
      .parse(demo().patients['notActivated']);
    const dispatcher = new Agent({ connect: { socketPath: ready.socket } });
    await request('http://localhost/auth/activation/start', {
      dispatcher,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ nir: patient.ins, cardSerial: patient.cardSerial }),
    });
    await dispatcher.close();
    const written = readdirSync(mail);
    expect(written).toHaveLength(1);
    await end('SIGKILL');
    rmSync(mail, { recursive: true });
    mkdirSync(mail, { mode: 0o700 });
    await start();
    expect(readdirSync(mail)).toEqual(written);
  });
});

describe('the demo', () => {
  it('begins as it promises on the patients that it names', async () => {
    // Nothing in this file changes a right: what stands now is what the seeding wrote.
    await end('SIGTERM');
    const { cards, patients } = demo();
    const key = readFileSync(join(dataDir, 'service.key')).subarray(0, 32);
    const opened = openStore(join(dataDir, 'service.db'), key, MIGRATIONS);
    if (!opened.ok) throw new Error(opened.error.code);
    const rights = opened.value.prepare<
      [string],
      { category: string; actor: string; code: string; permit: number }
    >(
      `SELECT category, actor, code, permit FROM consent JOIN record ON record.id = record_id
         WHERE ins = ? AND ended_at IS NULL`,
    );
    for (const [name, { ins }] of Object.entries(patients)) {
      const standing = rights.all(ins);
      const of = (category: string) => standing.filter((right) => right.category === category);
      expect([name, of('authorisation'), of('block')]).toEqual([name, [], []]);
      const hasTreatingDoctor = ['adult', 'adult2', 'minor'].includes(name);
      expect(of('treating-doctor').map(({ actor }) => actor)).toEqual(
        hasTreatingDoctor ? [cards['treatingDoctor']] : [],
      );
      const switches = Object.fromEntries(of('switch').map(({ code, permit }) => [code, permit === 1]));
      expect([name, switches]).toEqual([
        name,
        {
          ETREAT: name !== 'emergencyOff',
          BTG: name !== 'emergencyOff',
          MASKED: name === 'emergencyMasked',
        },
      ]);
    }
    opened.value.close();
    await start();
  });
});

describe('the service’s clock', () => {
  it('starts where it is told, runs on, and judges assertions', async () => {
    await end('SIGTERM');
    await start('2030-01-01T08:00:00Z');
    expect(ready.now).toBe('2030-01-01T08:00:00.000Z');
    expect(await present(await assertion())).toBe(401);
    expect(await present(await assertion(Date.parse('2030-01-01T08:00:02Z')))).toBe(200);
  });
});
