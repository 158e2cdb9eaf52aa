import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { ServiceContext } from '../../electron/service/context.ts';
import { buildApp } from '../../electron/service/http/app.ts';
import { seedDemo } from '../../electron/service/seeding/seed.ts';
import { createContext } from '../../electron/service/service.ts';
import { MIGRATIONS } from '../../electron/service/storage/schema.ts';
import type { WritableDatabase } from '../../electron/store/open.ts';
import { openStore } from '../../electron/store/open.ts';
import type { Client } from '../blackbox/client.ts';
import { createClient } from '../blackbox/client.ts';
import type { Transport } from '../blackbox/transport.ts';
import { httpTransport } from '../blackbox/transport.ts';

/** Where the clock of a fresh service stands. */
const START = Date.parse('2026-11-21T10:00:00Z');

/** Memory that behaves as a disk, where there is such a thing: what is proved here is not durability. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

const options = (dataDir: string) => ({ dataDir, port: null, seed: 'demo' as const, now: START });

/**
 * The demo, seeded once a process: writing its documents takes a whole PDF library. It is found by its name, so
 * that a copy of these modules with a fault planted in them starts from the same data.
 */
async function seededFolder(): Promise<string> {
  const folder = join(MEMORY, `service-seed-${process.pid}`);
  if (existsSync(folder)) return folder;
  mkdirSync(folder, { mode: 0o700 });
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const db = open(folder);
  await seedDemo(
    contextOn(db, folder, () => START),
    folder,
  );
  db.close();
  return folder;
}

/** On a clock that only the harness moves. */
const contextOn = (db: WritableDatabase, dataDir: string, now: () => number): ServiceContext =>
  createContext(db, options(dataDir), undefined, () => ({
    now,
    offset: () => 0,
    advance: () => undefined,
    reload: () => undefined,
  }));

function open(dataDir: string) {
  const opened = openStore(join(dataDir, 'service.db'), new Uint8Array(32), MIGRATIONS);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

/**
 * The real service in this process, with its real encrypted store, on a clock that only moves when it is told
 * to: what a process of its own cannot give is a seeded fault, and a schedule that can be had again.
 */
export interface InProcessService {
  readonly app: FastifyInstance;
  readonly context: ServiceContext;
  /** Asks the handlers without a socket. */
  readonly client: Client;
  /** Lets the service's clock run on by so many milliseconds. */
  advance(milliseconds: number): void;
  /** Opens a port on the loopback; answers then have every byte that a network sees. */
  listen(): Promise<Client>;
  close(): Promise<void>;
}

export interface InProcessOptions {
  /** Plants a fault, where a control needs one. */
  readonly sabotage?: (context: ServiceContext) => ServiceContext;
  /** Puts further files into the data folder before the service reads it. */
  readonly prepare?: (dataDir: string) => void;
  /** The service's clock, where the one that only `advance` moves will not do. */
  readonly clock?: (start: number) => () => number;
}

/** Opens a service of its own on a copy of the seeded demo. */
export async function openInProcess({
  sabotage = (context) => context,
  prepare = () => undefined,
  clock,
}: InProcessOptions = {}): Promise<InProcessService> {
  const dataDir = mkdtempSync(join(MEMORY, 'service-'));
  cpSync(await seededFolder(), dataDir, { recursive: true });
  prepare(dataDir);
  const db = open(dataDir);
  let now = START;
  const read = clock?.(START) ?? (() => now);
  const context = sabotage(contextOn(db, dataDir, read));
  const app = buildApp(context);
  const closing: (() => void)[] = [];
  const inject: Transport = {
    url: context.address.url,
    send: async ({ method, path, headers = {}, body }) => {
      const answer = await app.inject({
        method: method as 'GET',
        url: path,
        headers: { ...headers },
        ...(body === undefined ? {} : { payload: body }),
      });
      return {
        status: answer.statusCode,
        headers: Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as const),
        bytes: answer.rawPayload,
      };
    },
  };
  return {
    app,
    context,
    client: createClient(inject, dataDir, read),
    advance: (milliseconds) => {
      now += milliseconds;
    },
    listen: async () => {
      const url = await app.listen({ port: 0, host: '127.0.0.1' });
      context.address.url = url;
      const transport = httpTransport(url);
      closing.push(() => transport.close());
      return createClient(transport, dataDir, read);
    },
    close: async () => {
      for (const close of closing) close();
      await app.close();
      db.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
