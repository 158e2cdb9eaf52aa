import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chanceFrom } from '../../fixtures/random.ts';
import { openDisk } from '../disk/crash.ts';
import { failureOf, type Said } from '../disk/post-work.ts';
import { compiledShim, memoryFolder, runShimmed } from '../disk/shim.ts';
import { lay } from '../disk/states.ts';
import type { FaultKind } from '../disk/steering.ts';
import { type Call, readTrace } from '../disk/trace.ts';
import type { FaultSuite, Measure } from '../suite.ts';

const KINDS = ['enospc', 'eio', 'eintr', 'short', 'fsync', 'read'] as const;
const IGNORED = 'the result of a flush is ignored';

interface Tried {
  readonly count: number;
  readonly failures: readonly string[];
  /** Record of the run, and the files that each scenario starts from. */
  readonly calls: readonly Call[];
  readonly before: ReadonlyMap<string, Buffer>;
}

/** Fails each call of a kind in turn, or every `step`th. */
async function tried(library: string, kind: FaultKind, step: number, first: number): Promise<Tried> {
  const place = memoryFolder('io');
  const folder = join(place.path, 'post');
  mkdirSync(folder);
  const trace = join(place.path, 'trace');
  try {
    const args = [folder, kind, String(step), String(first)];
    const lines = await runShimmed(library, { script: 'io-process.ts', args, folder, trace });
    const count = Number(/^tried (\d+)$/.exec(lines.at(-1) ?? '')?.[1] ?? 0);
    const template = join(folder, 'template');
    const before = new Map(readdirSync(template).map((name) => [name, readFileSync(join(template, name))]));
    const isFlush = kind === 'fsync' || kind === 'lie';
    return { count, failures: lines.slice(0, -1), calls: isFlush ? readTrace(trace) : [], before };
  } finally {
    place.remove();
  }
}

interface Scenario {
  readonly call: number;
  readonly calls: readonly Call[];
}

/** The record of each scenario by itself, with the names of its own folder. */
function scenariosOf(calls: readonly Call[]): readonly Scenario[] {
  const scenarios = new Map<number, Call[]>();
  const own = (call: number): Call[] => {
    const known = scenarios.get(call) ?? [];
    scenarios.set(call, known);
    return known;
  };
  for (const call of calls) {
    if (call.op === 'mark') {
      const { call: number, said } = JSON.parse(call.said) as { call: number; said?: Said };
      // What came before was the copying of the files that it starts from.
      if (said === undefined) scenarios.set(number, []);
      if (said !== undefined) own(number).push({ op: 'mark', said: JSON.stringify(said) });
      continue;
    }
    const [, number, path = '.'] = /^k(\d+)(?:\/(.*))?$/.exec(call.path) ?? [];
    if (number === undefined) continue;
    const within =
      call.op === 'rename' ? { ...call, path, to: call.to.replace(/^k\d+\//, '') } : { ...call, path };
    own(Number(number)).push(within);
  }
  return [...scenarios].map(([call, each]) => ({ call, calls: each }));
}

/** After a flush that failed the system believes what no disk has: the power goes after each acknowledgement. */
function cutAfterFailedFlush(
  { calls, before }: Tried,
  seed: number,
): { count: number; failures: readonly string[] } {
  const chance = chanceFrom(seed);
  const place = memoryFolder('flush');
  const folder = join(place.path, 'left');
  const failures: string[] = [];
  let count = 0;
  try {
    for (const scenario of scenariosOf(calls)) {
      const disk = openDisk(before);
      const said: Said[] = [];
      for (const call of scenario.calls) {
        disk.apply(call);
        if (call.op !== 'mark') continue;
        said.push(JSON.parse(call.said) as Said);
        for (const loss of ['drop', 'subset'] as const) {
          count += 1;
          lay(folder, disk.cut(loss, chance));
          const wrong = failureOf(folder, said);
          if (wrong !== undefined)
            failures.push(`flush ${scenario.call}, ${said.length} acknowledged, ${loss}: ${wrong}`);
        }
      }
    }
    return { count, failures };
  } finally {
    place.remove();
  }
}

/** Each call to the disk fails once: nothing is corrupt, nothing acknowledged that is not there (G4). */
export const suite: FaultSuite = {
  name: 'io',
  goal: 'G4',
  run: async ({ full, seed, log }) => {
    const shim = compiledShim();
    if ('absent' in shim) {
      log(`not measured: ${shim.absent}`);
      return [{ what: 'failing calls', cases: 0, failures: [], control: { fault: IGNORED, seen: false } }];
    }
    const { library } = shim;
    const step = full ? 1 : 15;
    const first = full ? 1 : 1 + (seed % step);
    const lying = cutAfterFailedFlush(await tried(library, 'lie', full ? 1 : 5, 1), seed);
    const control = { fault: IGNORED, seen: lying.failures.length > 0 };
    log(`control: ${lying.failures.length} of ${lying.count} power cuts lose something acknowledged`);
    const measures: Measure[] = [];
    for (const kind of KINDS) {
      const found = await tried(
        library,
        kind,
        kind === 'fsync' && !full ? 3 : step,
        kind === 'fsync' ? 1 : first,
      );
      measures.push({
        what: `calls that failed once (${kind}) and left something corrupt, lost, or acknowledged too early`,
        cases: found.count,
        failures: found.failures,
        control,
      });
      if (kind !== 'fsync') continue;
      const cut = cutAfterFailedFlush(found, seed);
      measures.push({
        what: 'power cuts after a flush that failed, with something acknowledged lost',
        cases: cut.count,
        failures: cut.failures,
        control,
      });
    }
    return measures;
  },
};
