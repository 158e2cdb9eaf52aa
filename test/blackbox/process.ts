import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from '../../shared/schema/zod.ts';
import type { Client } from './client.ts';
import { createClient } from './client.ts';
import { httpTransport } from './transport.ts';

const Ready = z.object({ url: z.string() });
const Mail = z.object({
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  notice: z.string(),
  patient: z.string(),
});

/** A service that was started as its users start it, and nothing of it but what it shows to anybody. */
export interface BlackBox {
  readonly client: Client;
  /** Puts the service's clock forward, by its operator's interface. */
  advance(milliseconds: number): Promise<void>;
  /** Notices that left for a patient since `from`, oldest first. */
  notices(patient: string, from?: number): readonly string[];
  mails(): readonly z.infer<typeof Mail>[];
  stop(): Promise<void>;
}

const root = path.resolve(import.meta.dirname, '../..');
const START = '2026-11-21T10:00:00Z';

/** `npm run service -- --data DIR --port 0 --seed demo`, with a folder of its own. */
export async function startBlackBox(): Promise<BlackBox> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'black-box-'));
  const child = spawn(
    'npm',
    ['run', '--silent', 'service', '--', '--data', dataDir, '--port', '0', '--seed', 'demo', '--now', START],
    // A group of its own: npm does not pass every signal on.
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], detached: true },
  );
  const { url } = await new Promise<z.infer<typeof Ready>>((resolve, reject) => {
    let text = '';
    child.once('exit', (code) => reject(new Error(`the service ended with ${String(code)}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const end = text.indexOf('\n');
      if (end >= 0) resolve(Ready.parse(JSON.parse(text.slice(0, end))));
    });
  });
  const startedAt = performance.now();
  let forward = 0;
  const transport = httpTransport(url);
  const client = createClient(
    transport,
    dataDir,
    () => Date.parse(START) + forward + performance.now() - startedAt,
  );
  const operator = readFileSync(path.join(dataDir, 'operator.token'), 'utf8').trim();
  const mails = (): readonly z.infer<typeof Mail>[] =>
    readdirSync(path.join(dataDir, 'mail'))
      .filter((name) => /^\d+\.json$/.test(name))
      .toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
      .map((name) => Mail.parse(JSON.parse(readFileSync(path.join(dataDir, 'mail', name), 'utf8'))));
  return {
    client,
    advance: async (milliseconds) => {
      const answer = await client.send('POST', '/operator/clock', {
        token: operator,
        type: 'application/json',
        body: { advanceMs: milliseconds },
      });
      if (answer.status !== 200) throw new Error(`the clock does not move: ${answer.status}`);
      forward += milliseconds;
    },
    mails,
    notices: (patient, from = 0) =>
      mails()
        .slice(from)
        .filter((mail) => mail.patient === client.patient(patient).ins)
        .map(({ notice }) => notice),
    stop: async () => {
      transport.close();
      const ended = once(child, 'exit');
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
      await ended;
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    },
  };
}
