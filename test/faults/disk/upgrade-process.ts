/**
 * One step of an upgrade, in a process of its own: behind the shim, or killed after one of its statements.
 *
 *     node upgrade-process.ts FOLDER post|service STEP [KILL-AT]
 */
import { join } from 'node:path';
import { openStore } from '../../../electron/store/open.ts';
import { KEY, schemaOf } from './upgrade-work.ts';
import { stepByStep } from './statements.ts';

const [, , folder = '', side = 'post', step = '1', killAt = '0'] = process.argv;
let statements = 0;
const migrations = stepByStep(schemaOf(side).slice(0, Number(step)), () => {
  statements += 1;
  if (statements === Number(killAt)) process.kill(process.pid, 'SIGKILL');
});
const opened = openStore(join(folder, 'store.db'), KEY, migrations);
if (!opened.ok) throw new Error(opened.error.code);
opened.value.close();
