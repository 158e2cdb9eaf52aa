import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { WritableDatabase } from '../../../electron/store/open.ts';
import { openStore } from '../../../electron/store/open.ts';
import { WORKSTATION_SCHEMA } from '../../../electron/store/schema.ts';

export const KEY = new Uint8Array(32).fill(7);

/** A path in a folder that goes with the test. */
export function temporaryPath(name: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'store-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return path.join(folder, name);
}

/** An empty store of the newest schema, in memory. */
export function memoryStore(): WritableDatabase {
  const opened = openStore(':memory:', KEY, WORKSTATION_SCHEMA);
  if (!opened.ok) throw new Error(opened.error.code);
  onTestFinished(() => {
    opened.value.close();
  });
  return opened.value;
}
