import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type * as Open from '../../../electron/store/open.ts';
import { openStore } from '../../../electron/store/open.ts';
import type { Holdings } from '../disk/rows.ts';
import { fill, holdingsOf } from '../disk/rows.ts';
import { compiledShim, memoryFolder, runShimmed } from '../disk/shim.ts';
import { cutPower } from '../disk/states.ts';
import { stepByStep } from '../disk/statements.ts';
import { readTrace } from '../disk/trace.ts';
import { KEY, schemaOf, SIDES, upgradeFailureOf } from '../disk/upgrade-work.ts';
import { importWithFault } from '../mutant.ts';
import type { FaultSuite, Measure } from '../suite.ts';

const FAULT = 'a step of the schema is not one transaction';

/** A store as it was before one step of the schema, with rows in it, and what it must hold afterwards. */
interface Start {
  readonly side: (typeof SIDES)[number];
  /** Number of the step, from 1. */
  readonly step: number;
  readonly files: ReadonlyMap<string, Buffer>;
  /** After the whole upgrade on a quiet day. */
  readonly wanted: Holdings;
}

const filesOf = (folder: string): ReadonlyMap<string, Buffer> =>
  new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));

function opened(folder: string, migrations: Parameters<typeof openStore>[2]) {
  const store = openStore(join(folder, 'store.db'), KEY, migrations);
  if (!store.ok) throw new Error(store.error.code);
  return store.value;
}

function startOf(side: Start['side'], step: number, place: string): Start {
  const folder = join(place, `${side}-${step}`);
  mkdirSync(folder);
  const before = opened(folder, schemaOf(side).slice(0, step - 1));
  fill(before);
  before.close();
  const files = filesOf(folder);
  const after = opened(folder, schemaOf(side));
  const wanted = holdingsOf(after);
  after.close();
  return { side, step, files, wanted };
}

function put(folder: string, files: ReadonlyMap<string, Buffer>): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
}

/**
 * Upgrades, and at each statement looks at the files as they are at that moment: it is what a process that is killed
 * there leaves, since what it wrote is the system's.
 */
function killedAtEachStatement(
  start: Start,
  place: string,
  open: typeof openStore,
): { count: number; failures: string[] } {
  const folder = join(place, 'upgrading');
  const killed = join(place, 'killed');
  put(folder, start.files);
  const failures: string[] = [];
  let count = 0;
  const look = (): void => {
    count += 1;
    rmSync(killed, { recursive: true, force: true });
    cpSync(folder, killed, { recursive: true });
    const wrong = upgradeFailureOf(killed, start.side, start.wanted);
    if (wrong !== undefined) failures.push(`${start.side} step ${start.step}, statement ${count}: ${wrong}`);
  };
  const migrations = stepByStep(schemaOf(start.side).slice(0, start.step), look);
  const store = open(join(folder, 'store.db'), KEY, migrations);
  if (!store.ok) throw new Error(store.error.code);
  look();
  store.value.close();
  look();
  return { count, failures };
}

/** The older program meets what the newer one made. */
function refusedByOlder({ side, step, files }: Start, place: string): string | undefined {
  const folder = join(place, 'older');
  put(folder, files);
  opened(folder, schemaOf(side).slice(0, step)).close();
  const before = filesOf(folder);
  const met = openStore(join(folder, 'store.db'), KEY, schemaOf(side).slice(0, step - 1));
  const name = `${side} step ${step}`;
  if (met.ok) {
    met.value.close();
    return `${name}: the older program opens it`;
  }
  if (met.error.code !== 'FROM_NEWER_VERSION') return `${name}: refused as ${met.error.code}`;
  if (met.error.needs === null) return `${name}: does not say which version is needed`;
  const isSame = [...before].every(([file, bytes]) => filesOf(folder).get(file)?.equals(bytes) === true);
  return isSame ? undefined : `${name}: the older program changed its files`;
}

/** Really killed: the way of `killedAtEachStatement` holds only if this says the same. */
function reallyKilled(start: Start, statement: number, place: string): string | undefined {
  const folder = join(place, 'really');
  put(folder, start.files);
  const script = resolve(import.meta.dirname, '../disk/upgrade-process.ts');
  const args = [script, folder, start.side, String(start.step), String(statement)];
  const { signal, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const name = `${start.side} step ${start.step} killed at statement ${statement}`;
  if (signal !== 'SIGKILL') return status === 0 ? undefined : `${name}: ended with ${String(status)}`;
  const wrong = upgradeFailureOf(folder, start.side, start.wanted);
  return wrong === undefined ? undefined : `${name}: ${wrong}`;
}

async function cutDuring(library: string, start: Start, place: string, states: number, seed: number) {
  const folder = join(place, 'cut');
  put(folder, start.files);
  const trace = join(place, 'trace');
  const args = [folder, start.side, String(start.step)];
  await runShimmed(library, { script: 'upgrade-process.ts', args, folder, trace });
  return cutPower<never>({
    calls: readTrace(trace),
    before: start.files,
    states,
    seed,
    look: (left) => upgradeFailureOf(left, start.side, start.wanted),
  });
}

/** Upgrades that are killed, or lose their power, at every statement (G7). */
export const suite: FaultSuite = {
  name: 'upgrades',
  goal: 'G7',
  run: async ({ full, seed, log }) => {
    const place = memoryFolder('upgrades');
    try {
      const all = SIDES.flatMap((side) =>
        schemaOf(side).map((_, index) => startOf(side, index + 1, place.path)),
      );
      const faulty = await importWithFault<typeof Open>('electron/store/open.ts', {
        fault: FAULT,
        file: 'electron/store/migrate.ts',
        find: 'db.transaction(() => {',
        put: '((run) => ({ immediate: run }))(() => {',
      });
      const seen = all.some((start) => {
        try {
          return killedAtEachStatement(start, place.path, faulty.openStore).failures.length > 0;
        } catch {
          return false;
        }
      });
      const control = { fault: FAULT, seen };
      // Every step in full; else some of each side, others at each seed.
      const chosen = full ? all : all.filter((_, index) => (index + seed) % 4 === 0);
      const killed = chosen.map((start) => killedAtEachStatement(start, place.path, openStore));
      const measures: Measure[] = [
        {
          what: 'statements of upgrades at which a kill lost or changed something',
          cases: killed.reduce((sum, { count }) => sum + count, 0),
          failures: killed.flatMap(({ failures }) => failures),
          control,
        },
        {
          what: 'steps whose store an older program does not refuse cleanly',
          cases: all.length,
          failures: all.flatMap((start) => refusedByOlder(start, place.path) ?? []),
          control,
        },
      ];
      const kills = chosen
        .slice(0, full ? undefined : 2)
        .flatMap((start) => [1, 2, 3].map((at) => ({ start, at })));
      measures.push({
        what: 'processes really killed in an upgrade that lost or changed something',
        cases: kills.length,
        failures: kills.flatMap(({ start, at }) => reallyKilled(start, at, place.path) ?? []),
        control,
      });
      const shim = compiledShim();
      if ('absent' in shim) log(`power cuts not measured: ${shim.absent}`);
      else {
        const cuts = [];
        for (const start of full ? all : chosen.slice(0, 4)) {
          cuts.push(await cutDuring(shim.library, start, place.path, full ? 400 : 40, seed));
        }
        measures.push({
          what: 'power cuts during an upgrade that lost or changed something',
          cases: cuts.reduce((sum, { states }) => sum + states, 0),
          failures: cuts.flatMap(({ failures }) => failures),
          control,
        });
      }
      return measures;
    } finally {
      place.remove();
    }
  },
};
