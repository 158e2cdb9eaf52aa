import { readFileSync } from 'node:fs';
import { processesBelow } from '../faults/secrets/scan-memory.ts';

/** Linux counts in hundredths of a second. */
const TICK_MS = 10;

/** Milliseconds of processor time that each kind of process below this one has used, itself included. */
export function processorTimeBelow(root: number): ReadonlyMap<string, number> {
  const used = new Map<string, number>();
  for (const { pid, command } of processesBelow(root)) {
    const kind = /(front|service|workstation|chromium)\/[\w-]+\.js/.exec(command)?.[1];
    const name = kind === undefined ? kindOfBrowser(command) : kind === 'chromium' ? 'host' : kind;
    used.set(name, (used.get(name) ?? 0) + processorTime(pid));
  }
  return used;
}

function kindOfBrowser(command: string): string {
  if (command.includes('--type=renderer')) return 'page';
  return /--type=|--user-data-dir/.test(command) ? 'browser' : 'others';
}

function processorTime(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return 0;
  }
}
