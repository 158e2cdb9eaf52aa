/**
 * `npm start`: opens the application on the embedded service, in Electron where its binary is, else in the
 * system's Chromium; on a machine without a display, runs the guided tour and says what it did.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { installedChromium } from './chromium/browser-process.ts';
import { electronBinary } from './electron-binary.ts';

const root = path.resolve(import.meta.dirname, '../..');

const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

/** The newest change of anything that the build reads. */
function newestChange(folder: string): number {
  let newest = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) newest = Math.max(newest, statSync(path.join(entry.parentPath, entry.name)).mtimeMs);
  }
  return newest;
}

function isBuilt(): boolean {
  const page = path.join(root, 'dist/renderer/index.html');
  const last = path.join(root, 'dist/service/main.js');
  if (!existsSync(page) || !existsSync(last)) return false;
  const sources = ['electron', 'renderer', 'shared', 'resources'].map((name) => path.join(root, name));
  const built = Math.min(statSync(page).mtimeMs, statSync(last).mtimeMs);
  const changed = Math.max(
    ...sources.map(newestChange),
    ...['vite.config.ts', 'package.json'].map((name) => statSync(path.join(root, name)).mtimeMs),
  );
  return changed < built;
}

function build(): void {
  process.stderr.write('Construction de l’application…\n');
  const vite = path.join(root, 'node_modules/vite/bin/vite.js');
  const done = spawnSync(process.execPath, [vite, 'build', '--app', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', process.stderr.fd, process.stderr.fd],
  });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

function run(executable: string, args: readonly string[]): void {
  const child = spawn(executable, [...args, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 0 : 1)));
}

if (!isBuilt()) build();
const electron = process.env.POSTE_SANTE_HOST === 'chromium' ? null : electronBinary();
if (!hasDisplay) run(process.execPath, [path.join(root, 'test/tour/main.ts')]);
else if (electron !== null) run(electron, [root]);
else if (installedChromium() !== null) run(process.execPath, [path.join(root, 'dist/chromium/main.js')]);
else {
  process.stderr.write(
    'Ni Electron ni Chromium n’ont été trouvés sur ce poste.\n' +
      '  – Electron : « npx install-electron --no » télécharge son binaire, puis « npm start » ;\n' +
      '  – ou Chromium : « apt-get install chromium », puis « npm start ».\n',
  );
  process.exit(1);
}
