/** `npm run check:types`, second half: the native compiler reads the same projects and must agree. */
import { spawnSync } from 'node:child_process';

let failed = false;
for (const project of ['shared', 'electron', 'renderer', 'test']) {
  const run = spawnSync(process.execPath, ['node_modules/typescript-7/bin/tsc', '-p', project], {
    stdio: 'inherit',
  });
  failed ||= run.status !== 0;
}
process.exitCode = failed ? 1 : 0;
