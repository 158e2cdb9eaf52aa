import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const EXECUTABLE: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
};

/**
 * Where Electron's binary is, or null. Looks at files only: importing `electron` from Node starts a
 * download, and so does running its command.
 */
export function electronBinary(env: NodeJS.ProcessEnv = process.env): string | null {
  const executable = EXECUTABLE[process.platform] ?? 'electron';
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override !== undefined && override !== '') {
    const candidate = path.join(override, executable);
    return existsSync(candidate) ? candidate : null;
  }
  try {
    const folder = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
    const wanted: unknown = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const version =
      typeof wanted === 'object' && wanted !== null && 'version' in wanted ? wanted.version : undefined;
    const present = readFileSync(path.join(folder, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '');
    if (present !== version) return null;
    if (readFileSync(path.join(folder, 'path.txt'), 'utf8') !== executable) return null;
    const candidate = path.join(folder, 'dist', executable);
    return existsSync(candidate) ? candidate : null;
  } catch {
    return null;
  }
}
