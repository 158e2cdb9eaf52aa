import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { keysFailureOf, type KeysSaid } from '../disk/keys-work.ts';
import { failureOf, type Said } from '../disk/post-work.ts';
import { recoveryFailureOf, type RecoverySaid } from '../disk/recovery-work.ts';
import { type Answered, serviceFailureOf } from '../disk/service-work.ts';
import { compiledShim, memoryFolder, runShimmed } from '../disk/shim.ts';
import { cutPower } from '../disk/states.ts';
import { type Call, readTrace } from '../disk/trace.ts';
import type { FaultSuite, Measure } from '../suite.ts';

const FAULT = 'synchronous=NORMAL, as the library opens files by itself';
/** A control needs to see one; a few more say how plainly it does. */
const CONTROL_ENOUGH = 20;

interface Work<S> {
  readonly what: string;
  readonly script: string;
  readonly rounds: number;
  readonly states: number;
  readonly look: Parameters<typeof cutPower<S>>[0]['look'];
  readonly control: {
    readonly fault: string;
    readonly calls: (calls: readonly Call[]) => Promise<readonly Call[]>;
  };
}

interface Run {
  readonly library: string;
  readonly seed: number;
  readonly log: (line: string) => void;
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
  { what, script, rounds, states, look, control }: Work<S>,
  { library, seed, log }: Run,
): Promise<Measure> {
  const calls = await recorded(library, script, [String(rounds), 'FULL']);
  const began = performance.now();
  const found = await cutPower<S>({ calls, seed, look, log, states });
  const each = (performance.now() - began) / found.states;
  const faulty = await control.calls(calls);
  const seen = await cutPower<S>({ calls: faulty, seed, look, states: 200, enough: CONTROL_ENOUGH });
  log(
    `${what}: ${calls.length} recorded calls, ${each.toFixed(1)} ms a state; control: ${seen.failures.length} of ${seen.states} states lose something acknowledged`,
  );
  return {
    what: `power cuts during ${what} that lost or corrupted something acknowledged`,
    cases: found.states,
    failures: found.failures,
    control: { fault: control.fault, seen: seen.failures.length > 0 },
  };
}

/** The same run with another setting of the store. */
const withoutFullSync = (library: string, script: string, rounds: number): Work<never>['control'] => ({
  fault: FAULT,
  calls: () => recorded(library, script, [String(rounds), 'NORMAL']),
});

/** The same run on a program that forgets to flush some of its files. */
const unflushed = (fault: string, forgotten: RegExp): Work<never>['control'] => ({
  fault,
  calls: async (calls) => calls.filter((call) => call.op !== 'flush' || !forgotten.test(call.path)),
});

/** Power cuts by replay: what a disk may hold of a run at each of its calls, opened by the product (G3). */
export const suite: FaultSuite = {
  name: 'power',
  goal: 'G3',
  run: async ({ full, seed, log }) => {
    const shim = compiledShim();
    if ('absent' in shim) return [notMeasured(shim.absent, log)];
    const { library } = shim;
    const run: Run = { library, seed, log };
    const rounds = { post: full ? 40 : 12, service: full ? 40 : 10 };
    return [
      await measured<Said>(
        {
          what: 'deposits, receipts, traces, checkpoints, upgrade and closing of the post',
          script: 'post-process.ts',
          rounds: rounds.post,
          states: full ? 78_000 : 420,
          look: failureOf,
          control: withoutFullSync(library, 'post-process.ts', rounds.post),
        },
        run,
      ),
      await measured<Answered>(
        {
          what: 'answers of the service',
          script: 'service-process.ts',
          rounds: rounds.service,
          states: full ? 12_000 : 120,
          look: serviceFailureOf,
          control: withoutFullSync(library, 'service-process.ts', rounds.service),
        },
        run,
      ),
      await measured<KeysSaid>(
        {
          what: 'changes of the PIN, of the key and of the keychain',
          script: 'keys-process.ts',
          rounds: full ? 6 : 1,
          states: full ? 8_000 : 60,
          look: keysFailureOf,
          control: unflushed('the files of the keys are not flushed', /keys(\.copy)?\.json\.new$/),
        },
        run,
      ),
      await measured<RecoverySaid>(
        {
          what: 'recoveries of a damaged store',
          script: 'recovery-process.ts',
          rounds: full ? 6 : 1,
          states: full ? 4_000 : 50,
          look: recoveryFailureOf,
          control: unflushed('the second copy is not flushed', /undelivered\.log(\.new)?$/),
        },
        run,
      ),
    ];
  },
};

/** @returns what says plainly that nothing was tried */
function notMeasured(because: string, log: (line: string) => void): Measure {
  log(`not measured: ${because}`);
  return { what: 'power cuts', cases: 0, failures: [], control: { fault: FAULT, seen: false } };
}
