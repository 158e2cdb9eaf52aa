/**
 * `npm run faults [name…] [-- --full] [--seed=N]`: runs the named suites of faults, or all of them, one after
 * the other. Ends with 1 when a case failed or a control saw nothing, with 2 when it was asked wrongly.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { holds, reportLines } from './report.ts';
import type { FaultSuite, Measure } from './suite.ts';

/** Of the short form, so that the same commit gives the same answer every time. */
const FIXED_SEED = 20261126;

const folder = path.join(import.meta.dirname, 'suites');
const available = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => path.basename(name, '.ts'))
  .toSorted();

const print = (line: string): void => void process.stdout.write(`${line}\n`);

function refuse(sentence: string): never {
  process.stderr.write(`faults: ${sentence}\n`);
  process.exit(2);
}

function asked(): { names: readonly string[]; full: boolean; seed: number | undefined } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { full: { type: 'boolean', default: false }, seed: { type: 'string' } },
    });
    const seed = values.seed === undefined ? undefined : Number(values.seed);
    if (seed !== undefined && !Number.isSafeInteger(seed)) refuse('--seed takes a whole number');
    return { names: positionals, full: values.full, seed };
  } catch (cause) {
    return refuse(cause instanceof Error ? cause.message : 'unreadable options');
  }
}

const { names, full, seed = full ? Date.now() % 2 ** 31 : FIXED_SEED } = asked();
const unknown = names.filter((name) => !available.includes(name));
if (unknown.length > 0) refuse(`no suite ${unknown.join(', ')}; there are: ${available.join(', ')}`);

let passed = true;
print(`faults, ${full ? 'full' : 'short'} form, seed ${seed}`);
for (const name of names.length > 0 ? names : available) {
  const { suite } = (await import(path.join(folder, `${name}.ts`))) as { suite: FaultSuite };
  const reason = suite.missing?.();
  if (reason !== undefined) {
    print(`skip  ${name} [${suite.goal}]  not run on this machine: ${reason}`);
    continue;
  }
  const began = performance.now();
  let measures: readonly Measure[];
  try {
    measures = await suite.run({ full, seed, log: (line) => print(`      ${line}`) });
  } catch (cause) {
    print(
      `FAIL  ${name} [${suite.goal}]  broke off: ${cause instanceof Error ? cause.stack : String(cause)}`,
    );
    passed = false;
    continue;
  }
  for (const measure of measures) reportLines(name, suite.goal, measure).forEach(print);
  print(`      ${name}: ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  passed &&= measures.length > 0 && measures.every(holds);
}
process.exit(passed ? 0 : 1);
