import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

/**
 * The Chromium that comes with the npm packages. Its package unpacks into a fixed folder name and reuses
 * whatever it finds there, so the temporary folder carries its version.
 */
export async function testChromium(): Promise<string> {
  const named = process.env.POSTE_SANTE_TEST_CHROMIUM;
  if (named !== undefined && named !== '') return named;
  const require = createRequire(import.meta.url);
  const entry = require.resolve('@sparticuz/chromium');
  const version = /sparticuz[\\/]chromium/.test(entry) ? packageVersion(entry) : 'unknown';
  const uid = process.getuid?.() ?? 0;
  const folder = path.join(os.tmpdir(), `poste-sante-test-chromium-${version}-${uid}`);
  mkdirSync(folder, { recursive: true });
  process.env.TMPDIR = folder;
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    return await chromium.executablePath();
  } finally {
    delete process.env.TMPDIR;
  }
}

function packageVersion(entry: string): string {
  const require = createRequire(entry);
  for (let folder = path.dirname(entry); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    try {
      const found: unknown = require(path.join(folder, 'package.json'));
      if (typeof found === 'object' && found !== null && 'version' in found) return String(found.version);
    } catch {
      continue;
    }
  }
  return 'unknown';
}
