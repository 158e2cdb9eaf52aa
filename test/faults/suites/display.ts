import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openLog } from '../../../electron/log/log.ts';
import { openDataFolder } from '../../../electron/service/data-folder.ts';
import { traceStore } from '../../../electron/service/storage/traces.ts';
import { readEntry } from '../../../electron/service/traces/entry.ts';
import { journalStore } from '../../../electron/store/journal.ts';
import { WORKSTATION_SCHEMA } from '../../../electron/store/schema.ts';
import { openDeskStore } from '../../../electron/workstation/desk-store.ts';
import { fileKeychain } from '../../electron/outbox/file-keychain.ts';
import { CHEAP } from '../../electron/vault/memory-keychain.ts';
import type { ServiceProcess } from '../../electron/workstation/service-process.ts';
import { startServiceProcess } from '../../electron/workstation/service-process.ts';
import { chanceFrom } from '../../fixtures/random.ts';
import type { FaultSuite } from '../suite.ts';

const script = resolve(import.meta.dirname, '../display-process.ts');

/** Durable trace, then display: the workstation is killed while it shows documents, and no display is untraced. */
export const suite: FaultSuite = {
  name: 'display',
  goal: 'G37',
  run: async (options) => {
    const kills = options.full ? 400 : 4;
    const chance = chanceFrom(options.seed);
    const service = await startServiceProcess();
    const dataDir = mkdtempSync(join(tmpdir(), 'display-'));
    const ledger = join(dataDir, 'ledger');
    for (let kill = 0; kill < kills; kill += 1) await showUntilKilled(service, dataDir, chance.below(400));
    const shown = existsSync(ledger) ? readFileSync(ledger, 'utf8').split('\n').filter(Boolean) : [];
    const onPost = await tracesOfPost(service, dataDir);
    const atService = tracesOfService(service);
    await service.stop();
    rmSync(dataDir, { recursive: true, force: true });
    options.log(
      `${kills} kills, ${shown.length} displays, ${onPost.length} traces of the post, ${atService.length} of the service`,
    );
    const oneLess = onPost.slice(0, -Math.max(1, onPost.length - shown.length + 1));
    return [
      {
        what: 'documents shown without a durable trace of the post',
        cases: shown.length,
        failures: untraced(shown, onPost),
        control: { fault: 'the last trace is taken away', seen: untraced(shown, oneLess).length > 0 },
      },
      {
        what: 'documents shown without a durable trace of the service',
        cases: shown.length,
        failures: untraced(shown, atService),
        control: { fault: 'no trace at all', seen: untraced(shown, []).length > 0 },
      },
    ];
  },
};

/** Documents that were shown more often than they were traced. */
function untraced(shown: readonly string[], traces: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const document of traces) left.set(document, (left.get(document) ?? 0) + 1);
  return shown.filter((document) => {
    const count = left.get(document) ?? 0;
    left.set(document, count - 1);
    return count <= 0;
  });
}

async function showUntilKilled(service: ServiceProcess, dataDir: string, afterMs: number): Promise<void> {
  const patient = service.patient('adult');
  const settings = {
    socketPath: service.socketPath,
    cardsDir: service.cardsDir,
    dataDir,
    keychainFile: join(dataDir, 'keychain'),
    ledger: join(dataDir, 'ledger'),
    cardId: service.card('doctor'),
    pin: service.pin,
    ins: { system: patient.system, value: patient.ins },
  };
  const child = spawn(process.execPath, [script, JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((done) => child.once('exit', done));
  await Promise.race([new Promise((done) => child.stdout.once('data', done)), ended]);
  await new Promise((done) => setTimeout(done, afterMs));
  child.kill('SIGKILL');
  await ended;
}

/** The documents of the post's own journal, read from its encrypted store. */
async function tracesOfPost(service: ServiceProcess, dataDir: string): Promise<readonly string[]> {
  const log = openLog(join(dataDir, 'logs'));
  const opened = await openDeskStore(
    {
      dataDir,
      keychain: fileKeychain(join(dataDir, 'keychain')),
      keyCost: CHEAP,
      migrations: WORKSTATION_SCHEMA,
      log,
      now: Date.now,
    },
    service.card('doctor'),
    Buffer.from(service.pin),
  );
  if (!opened.ok || opened.value.storage !== 'encrypted')
    throw new Error('the store of the post did not open');
  const entries = [...journalStore(opened.value.database).all()].map(
    ({ entry }) => JSON.parse(entry) as { what: string; document?: string },
  );
  opened.value.close();
  log.close();
  return entries.filter(({ what }) => what === 'document.open').flatMap(({ document }) => document ?? []);
}

function tracesOfService(service: ServiceProcess): readonly string[] {
  const opened = openDataFolder(join(service.cardsDir, '..'));
  if (!opened.ok) throw new Error(opened.error);
  const documents = [...traceStore(opened.value).all()]
    .map(({ entry }) => readEntry(entry))
    .filter(({ action, outcome }) => action === 'read' && outcome === 'permit')
    .flatMap(({ document }) => document?.value ?? []);
  opened.value.close();
  return documents;
}
