import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { failureOf, type Said } from '../disk/post-work.ts';
import { type Answered, serviceFailureOf } from '../disk/service-work.ts';
import { compiledShim, memoryFolder, runShimmed } from '../disk/shim.ts';
import { type Cuts, cutPower } from '../disk/states.ts';
import { type Call, readTrace } from '../disk/trace.ts';
import type { FaultSuite, Measure } from '../suite.ts';

const FAULT = 'synchronous=NORMAL, as the library opens files by itself';

interface Work<S> {
  readonly what: string;
  readonly script: string;
  readonly rounds: number;
  readonly look: (folder: string, said: readonly S[]) => string | undefined;
}

/** Records a run behind the shim. */
async function recorded(library: string, script: string, args: readonly string[]): Promise<readonly Call[]> {
  const place = memoryFolder('power');
  try {
    const trace = join(place.path, 'trace');
    const folder = join(place.path, 'post');
    mkdirSync(folder);
    await runShimmed(library, { script, args: [folder, ...args], folder, trace });
    return readTrace(trace);
  } finally {
    place.remove();
  }
}

async function measured<S>(
  library: string,
  { what, script, rounds, look }: Work<S>,
  {
    states,
    seed,
    log,
  }: { readonly states: number; readonly seed: number; readonly log: (line: string) => void },
): Promise<Measure> {
  const cut = (calls: readonly Call[], more: { states: number; enough?: number }): Cuts =>
    cutPower<S>({ calls, seed, look, log, ...more });
  const calls = await recorded(library, script, [String(rounds), 'FULL']);
  const faulty = await recorded(library, script, [String(rounds), 'NORMAL']);
  const found = cut(calls, { states });
  const control = cut(faulty, { states: 200, enough: 200 });
  log(
    `${what}: ${calls.length} recorded calls; control: ${control.failures.length} of ${control.states} states lose something acknowledged`,
  );
  return {
    what: `power cuts during ${what} that lost or corrupted something acknowledged`,
    cases: found.states,
    failures: found.failures,
    control: { fault: FAULT, seen: control.failures.length > 0 },
  };
}

/** Power cuts by replay: what a disk may hold of a run at each of its calls, opened by the product (G3). */
export const suite: FaultSuite = {
  name: 'power',
  goal: 'G3',
  run: async ({ full, seed, log }) => {
    const shim = compiledShim();
    if ('absent' in shim) return [notMeasured(shim.absent, log)];
    const { library } = shim;
    return [
      await measured<Said>(
        library,
        {
          what: 'deposits, receipts, traces, checkpoints, upgrade and closing of the post',
          script: 'post-process.ts',
          rounds: full ? 40 : 12,
          look: failureOf,
        },
        { states: full ? 85_000 : 500, seed, log },
      ),
      await measured<Answered>(
        library,
        {
          what: 'answers of the service',
          script: 'service-process.ts',
          rounds: full ? 40 : 10,
          look: serviceFailureOf,
        },
        { states: full ? 12_000 : 150, seed, log },
      ),
    ];
  },
};

/** @returns what says plainly that nothing was tried */
function notMeasured(because: string, log: (line: string) => void): Measure {
  log(`not measured: ${because}`);
  return { what: 'power cuts', cases: 0, failures: [], control: { fault: FAULT, seen: false } };
}
