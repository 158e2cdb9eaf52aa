/**
 * `npm run check:types`: two compilers read each project and must agree. The native one comes first, since it
 * finds what there is to find in a tenth of the time; the other keeps what it learnt in node_modules/.cache.
 */
import { spawnSync } from 'node:child_process';

const projects = ['shared', 'electron', 'renderer', 'test'];

function agrees(compiler: string, args: readonly string[]): boolean {
  const run = spawnSync(process.execPath, [compiler, ...args], {
    stdio: 'inherit',
  });
  return run.status === 0;
}

const held =
  projects.map((project) => agrees('node_modules/typescript-7/bin/tsc', ['-p', project])).every(Boolean) &&
  projects
    .map((project) =>
      agrees('node_modules/typescript/bin/tsc', [
        '-p',
        project,
        '--incremental',
        '--tsBuildInfoFile',
        `node_modules/.cache/tsc/${project}.tsbuildinfo`,
      ]),
    )
    .every(Boolean);
process.exitCode = held ? 0 : 1;
