import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openDataFolder } from '../../../electron/service/data-folder.ts';
import { z } from '../../../shared/schema/zod.ts';
import { seededData } from '../../fixtures/seeded-data.ts';
import type { Draw } from '../../rules/draw.ts';
import { draws } from '../../rules/draw.ts';
import type { FaultSuite, Measure } from '../suite.ts';

const SHORT = 4;
const FULL = 1_000;
/** A life lasts so long at most after its first deposit, in milliseconds: the kill falls anywhere in it. */
const LIFE_MS = 400;
const DOCTOR = 'doctor';

const Line = z.union([
  z.object({ usable: z.literal(true) }),
  z.object({ begun: z.string(), ins: z.string(), sha256: z.string() }),
  z.object({ written: z.string(), ins: z.string() }),
  z.object({ stored: z.string() }),
  z.object({ received: z.string() }),
  z.object({ drained: z.literal(true) }),
]);

/** What the application said, kept outside of it. */
interface Ledger {
  readonly begun: Map<string, { readonly ins: string; readonly sha256: string }>;
  /** Messages, and to whom they were written. */
  readonly written: Map<string, string>;
  readonly stored: Set<string>;
  readonly usableMs: number[];
}

type Task = 'deposit' | 'early' | 'drain';

interface Life {
  readonly child: ChildProcess;
  readonly acknowledged: Promise<void>;
  readonly ended: Promise<void>;
}

function live(folder: string, first: number, task: Task, ledger: Ledger): Life {
  const script = path.join(import.meta.dirname, '../kills/tree-process.ts');
  const startedAt = performance.now();
  const child = spawn(process.execPath, [script, folder, String(first), task], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own: one signal ends every process of it.
    detached: true,
  });
  let acknowledge: () => void = () => undefined;
  const acknowledged = new Promise<void>((resolve) => {
    acknowledge = resolve;
  });
  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = `${rest}${chunk.toString('utf8')}`.split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      const line = Line.parse(JSON.parse(text));
      if ('usable' in line) ledger.usableMs.push(performance.now() - startedAt);
      if ('begun' in line) ledger.begun.set(line.begun, { ins: line.ins, sha256: line.sha256 });
      if ('written' in line) ledger.written.set(line.written, line.ins);
      if ('stored' in line) {
        ledger.stored.add(line.stored);
        acknowledge();
      }
    }
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return { child, acknowledged, ended };
}

function kill({ child }: Life): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended by itself before.
  }
}

/** Kills the whole tree `kills` times, then lets it finish; what the service has otherwise than it should. */
async function killed(kills: number, draw: Draw, task: Task, log: (line: string) => void): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kills-'));
  const ledger: Ledger = { begun: new Map(), written: new Map(), stored: new Set(), usableMs: [] };
  try {
    mkdirSync(path.join(folder, 'post'), { mode: 0o700 });
    renameSync(await seededData(), path.join(folder, 'service'));
    for (let index = 0; index < kills; index += 1) {
      const life = live(folder, index * 10_000, task, ledger);
      await Promise.race([life.acknowledged, life.ended]);
      // Also in the middle of what comes before any acknowledgement: the next life begins with it.
      await pause(task === 'early' ? 0 : draw.below(LIFE_MS));
      kill(life);
      await life.ended;
      if (index % 50 === 49) log(`kills: ${index + 1}, ${ledger.stored.size} acknowledged`);
    }
    const last = live(folder, 0, 'drain', ledger);
    await last.ended;
    log(
      `kills: usable again after ${median(ledger.usableMs)} ms (median), ${worst(ledger.usableMs)} ms (worst)`,
    );
    return differences(folder, ledger);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const median = (times: readonly number[]): number =>
  Math.round(times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0);
const worst = (times: readonly number[]): number => Math.round(Math.max(0, ...times));

/** The service's own ledger against the one outside. */
function differences(folder: string, ledger: Ledger): string[] {
  const opened = openDataFolder(path.join(folder, 'service'));
  if (!opened.ok) return [`the service's store does not open: ${opened.error}`];
  const db = opened.value;
  const rows = db
    .prepare<[], { title: string; ins: string; sha256: Buffer; author: string; times: number }>(
      `SELECT json_extract(CAST(sheet AS TEXT), '$.content[0].attachment.title') AS title, record.ins,
         document.sha256, document.author, count(*) AS times
       FROM document JOIN record ON record.id = document.record_id
       WHERE title LIKE 'Compte rendu %' GROUP BY title`,
    )
    .all();
  const messages = db
    .prepare<[], { text: string; ins: string; times: number }>(
      `SELECT json_extract(stored, '$.payload[0].contentString') AS text, record.ins, count(*) AS times
       FROM section JOIN record ON record.id = section.record_id
       WHERE section.kind = 'Communication' AND text LIKE 'Message %' GROUP BY text`,
    )
    .all();
  db.close();
  const found = new Map(rows.map((row) => [row.title, row]));
  const failures: string[] = [];
  for (const title of ledger.stored) {
    const row = found.get(title) ?? messages.find(({ text }) => text === title);
    if (row === undefined) failures.push(`${title}: lost`);
  }
  for (const [title, row] of found) {
    const begun = ledger.begun.get(title);
    if (begun === undefined) continue;
    if (row.times !== 1) failures.push(`${title}: ${row.times} times`);
    else if (row.ins !== begun.ins) failures.push(`${title}: in the record of somebody else`);
    else if (row.sha256.toString('hex') !== begun.sha256) failures.push(`${title}: other bytes`);
  }
  for (const { text, ins, times } of messages) {
    if (times !== 1) failures.push(`${text}: ${times} times`);
    else if (ins !== ledger.written.get(text)) failures.push(`${text}: in the record of somebody else`);
  }
  if (new Set(rows.filter(({ title }) => ledger.begun.has(title)).map(({ author }) => author)).size > 1) {
    failures.push(`deposits of more than one author, all made by the ${DOCTOR}`);
  }
  return failures;
}

export const suite: FaultSuite = {
  name: 'kills',
  goal: 'G1',
  run: async ({ full, seed, log }): Promise<readonly Measure[]> => {
    const cases = full ? FULL : SHORT;
    const failures = await killed(cases, draws(seed), 'deposit', log);
    const early = await killed(2, draws(seed), 'early', log);
    return [
      {
        what: 'kills of the whole tree during deposits and messages after which one was lost, doubled, or in the wrong record',
        cases,
        failures,
        control: { fault: 'a deposit is acknowledged before it is committed', seen: early.length > 0 },
      },
    ];
  },
};
