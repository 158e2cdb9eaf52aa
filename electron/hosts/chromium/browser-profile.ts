import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const PROFILE = 'poste-sante-chromium-';

/**
 * A throw-away profile in memory: the browser writes what is typed in forms to its profile in clear text, so it
 * may neither be on a disk nor outlive the browser. It is made and removed by the process that outlives it.
 */
export function newProfile(): string {
  return mkdtempSync(path.join(memoryFolder(), `${PROFILE}${process.pid}-`));
}

export function removeProfile(profile: string): void {
  rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

/** A host that was killed could not remove its profiles: the next one does. */
export function removeAbandonedProfiles(): void {
  const folder = memoryFolder();
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(PROFILE)) continue;
    const pid = Number(name.slice(PROFILE.length).split('-')[0]);
    if (!isRunning(pid)) rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

function memoryFolder(): string {
  const candidates = [process.env.XDG_RUNTIME_DIR, '/dev/shm', os.tmpdir()];
  return candidates.find((folder) => folder !== undefined && existsSync(folder)) ?? os.tmpdir();
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}
