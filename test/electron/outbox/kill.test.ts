import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServiceProcess } from '../workstation/service-process.ts';
import { startServiceProcess } from '../workstation/service-process.ts';
import type { Cut } from './held-line.ts';
import { holdLine } from './held-line.ts';

const script = resolve(import.meta.dirname, 'post-process.ts');
let service: ServiceProcess;
beforeAll(async () => {
  service = await startServiceProcess();
}, 240_000);
afterAll(() => service.stop());

function launch(task: 'deposit' | 'recover', settings: object) {
  const child = spawn(process.execPath, [script, task, JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: Record<string, unknown>[] = [];
  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    rest += chunk.toString('utf8');
    const parts = rest.split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts.map((part) => JSON.parse(part) as Record<string, unknown>));
  });
  const ended = new Promise<void>((resolveEnd) => child.once('exit', () => resolveEnd()));
  return { child, lines, ended };
}

describe('a workstation killed while a deposit is on its way', () => {
  it.each<[Cut, string, string, boolean]>([
    ['request', 'before the service saw it', 'adult', true],
    ['answer', 'after the service stored it, before the receipt', 'adult2', true],
    ['part', 'when the service holds the first of its parts', 'adult', false],
  ])(
    'at the %s (%s): the document is there exactly once',
    async (cut, _when, patientKey, mayHaveLeft) => {
      const dataDir = mkdtempSync(join(tmpdir(), 'killed-'));
      const patient = service.patient(patientKey);
      const settings = {
        socketPath: service.socketPath,
        cardsDir: service.cardsDir,
        dataDir,
        keychainFile: join(dataDir, 'keychain'),
        cardId: service.card('doctor'),
        pin: service.pin,
        ins: { system: patient.system, value: patient.ins },
        title: `Une seule fois, ${cut}`,
        unusedBytes: cut === 'part' ? 600_000 : 0,
      };
      const line = await holdLine(service.socketPath, cut);
      const first = launch('deposit', { ...settings, socketPath: line.socketPath });
      await Promise.race([line.reached, first.ended]);
      first.child.kill('SIGKILL');
      await first.ended;
      await line.close();
      expect(first.lines).toContainEqual({ progress: 'stored' });
      expect(first.lines.some((told) => 'entry' in told)).toBe(false);

      const second = launch('recover', settings);
      await second.ended;
      expect(second.lines).toContainEqual({ toReview: [{ status: 'toReview', mayHaveLeft }] });
      expect(second.lines).toContainEqual({ outbox: ['received'] });
      expect(second.lines).toContainEqual({ found: 1 });
    },
    60_000,
  );
});
