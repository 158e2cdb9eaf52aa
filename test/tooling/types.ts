/**
 * `npm run check:types`: two compilers read each project and must agree. The native one comes first, since it
 * finds what there is to find in a tenth of the time; the other keeps what it learnt in node_modules/.cache.
 */
import { spawnSync } from 'node:child_process';

const projects = ['shared', 'electron', 'renderer', 'test'];
const shown = { stdio: 'inherit' } as const;

const nativeAgrees = (project: string): boolean =>
  spawnSync(process.execPath, ['node_modules/typescript-7/bin/tsc', '-p', project], shown).status === 0;

const agrees = (project: string): boolean => {
  const memory = `node_modules/.cache/tsc/${project}.tsbuildinfo`;
  const args = ['-p', project, '--incremental', '--tsBuildInfoFile', memory];
  return spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', ...args], shown).status === 0;
};

const held = projects.map(nativeAgrees).every(Boolean) && projects.map(agrees).every(Boolean);
process.exitCode = held ? 0 : 1;
