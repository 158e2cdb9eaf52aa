import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { connect } from '../../../electron/gateway/connection.ts';
import { operate } from '../../../electron/gateway/operator.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import { z } from '../../../shared/schema/zod.ts';
import { seededData } from '../../fixtures/seeded-data.ts';
import { patients } from '../../../electron/service/demo/people.ts';

const Ready = z.object({ socket: z.string(), cards: z.string(), data: z.string() });
const DemoPatient = z.object({
  ins: z.string(),
  system: z.string(),
  family: z.string(),
  given: z.string(),
  birthdate: z.string(),
  gender: z.enum(['female', 'male']),
});
const Demo = z.object({
  pin: z.string(),
  cards: z.record(z.string(), z.string()),
  patients: z.record(z.string(), DemoPatient),
});
export type DemoPatient = z.infer<typeof DemoPatient>;

/** The real embedded service, in a process of its own, on demo data of its own. */
export interface ServiceProcess {
  readonly socketPath: string;
  readonly cardsDir: string;
  readonly practiceList: string;
  readonly pin: string;
  readonly operatorSecret: string;
  card(role: string): string;
  patient(key: string): DemoPatient;
  /** How a patient is named on the bridge. */
  ins(key: string): InsRef;
  /** Puts its clock forward, by its operator's interface. */
  advance(ms: number): Promise<void>;
  /** Ends it the hard way, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again on the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const main = resolve(import.meta.dirname, '../../../electron/service/main.ts');

export async function startServiceProcess(): Promise<ServiceProcess> {
  const dataDir = await seededData();
  let child = launch(dataDir);
  const ready = await readyLine(child);
  const demo = Demo.parse(JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')));
  const operatorSecret = readFileSync(join(dataDir, 'operator.token'), 'utf8').trim();
  const patient = (key: string): DemoPatient => existing(demo.patients[key], key);
  return {
    socketPath: ready.socket,
    cardsDir: ready.cards,
    practiceList: join(dataDir, 'practice.csv'),
    pin: demo.pin,
    operatorSecret,
    card: (role) => existing(demo.cards[role], role),
    patient,
    ins: (key) => {
      const { system, ins } = existing(
        patients.find((each) => each.key === key),
        key,
      );
      return { system, value: ins };
    },
    advance: (ms) => putForward(ready.socket, operatorSecret, ms),
    kill: () => ended(child, 'SIGKILL'),
    restart: async () => {
      child = launch(dataDir);
      await readyLine(child);
    },
    stop: async () => {
      await ended(child, 'SIGTERM');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function launch(dataDir: string): ChildProcess {
  return spawn(process.execPath, [main, '--data', dataDir, '--seed', 'demo'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function readyLine(child: ChildProcess): Promise<z.infer<typeof Ready>> {
  return new Promise((resolveLine, reject) => {
    let text = '';
    child.once('exit', (code) => reject(new Error(`the service ended with ${String(code)}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const end = text.indexOf('\n');
      if (end >= 0) resolveLine(Ready.parse(JSON.parse(text.slice(0, end))));
    });
  });
}

async function putForward(socketPath: string, secret: string, ms: number): Promise<void> {
  const connection = connect({ socketPath });
  const done = await operate(connection, secret, {
    method: 'POST',
    path: 'clock',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advanceMs: ms }),
  });
  await connection.close();
  if (!done.ok) throw new Error(`the clock does not move: ${done.error}`);
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolveEnd) => {
    child.once('exit', () => resolveEnd());
    child.kill(signal);
  });
}

function existing<T>(value: T | undefined, key: string): T {
  if (value === undefined) throw new Error(`the demo has no ${key}`);
  return value;
}
