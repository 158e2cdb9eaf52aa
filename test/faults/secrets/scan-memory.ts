import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import type { Needle } from './needles.ts';

const CHUNK = 4 * 1024 * 1024;
const OVERLAP = 512;
const PAGE = 4096;
const PRESENT = 1n << 63n;
const SWAPPED = 1n << 62n;

/** A process that runs: its parent, and how it was started. */
export interface Running {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Every process below `root`, and itself; the dead that nobody has buried have no memory any more. */
export function processesBelow(root: number): readonly Running[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => running(Number(name)) ?? []);
  const below = new Set([root]);
  for (let before = 0; before !== below.size;) {
    before = below.size;
    for (const { pid, parent } of all) if (below.has(parent)) below.add(pid);
  }
  return all.filter(({ pid }) => below.has(pid));
}

function running(pid: number): Running | undefined {
  try {
    const [, state, parent] = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, `${pid} `)
      .split(' ');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ');
    return state === 'Z' ? undefined : { pid, parent: Number(parent), command };
  } catch {
    // It ended while it was looked at.
    return undefined;
  }
}

/** How many times each form is in the memory of a process, where it is there at all. */
export function scanMemory(pid: number, needles: readonly Needle[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  let memory: number;
  let pages: number;
  try {
    memory = openSync(`/proc/${pid}/mem`, 'r');
    pages = openSync(`/proc/${pid}/pagemap`, 'r');
  } catch {
    return counts;
  }
  try {
    for (const [start, end] of regionsOf(pid)) {
      for (const [from, to] of inhabited(pages, start, end)) scanRange(memory, from, to, needles, counts);
    }
  } finally {
    closeSync(memory);
    closeSync(pages);
  }
  return counts;
}

/** What the process may read and has of its own: the pages of a file on the disk are the disk's. */
function regionsOf(pid: number): readonly (readonly [number, number])[] {
  return readFileSync(`/proc/${pid}/maps`, 'latin1')
    .split('\n')
    .flatMap((line) => {
      const match = /^([0-9a-f]+)-([0-9a-f]+) r(w.p|w.s) \S+ \S+ \S+\s*(.*)$/.exec(line);
      if (match === null || match[4]?.startsWith('[v') === true) return [];
      return [[Number.parseInt(match[1] ?? '', 16), Number.parseInt(match[2] ?? '', 16)] as const];
    });
}

/** The runs of pages that hold anything: a heap reserves far more than it ever touches. */
function* inhabited(pages: number, start: number, end: number): Generator<readonly [number, number]> {
  const perRead = 16_384;
  let from: number | undefined;
  for (let page = start; page < end; page += perRead * PAGE) {
    const wanted = Math.min(perRead, Math.ceil((end - page) / PAGE));
    const entries = Buffer.alloc(wanted * 8);
    const read = readSync(pages, entries, 0, entries.length, (page / PAGE) * 8) / 8;
    for (let index = 0; index < read; index += 1) {
      const at = page + index * PAGE;
      const isThere = (entries.readBigUInt64LE(index * 8) & (PRESENT | SWAPPED)) !== 0n;
      if (isThere) from ??= at;
      else if (from !== undefined) {
        yield [from, at];
        from = undefined;
      }
    }
  }
  if (from !== undefined) yield [from, end];
}

function scanRange(
  memory: number,
  from: number,
  to: number,
  needles: readonly Needle[],
  counts: Map<string, number>,
): void {
  const chunk = Buffer.allocUnsafe(CHUNK + OVERLAP);
  for (let at = from; at < to; at += CHUNK) {
    const length = Math.min(CHUNK + OVERLAP, to - at);
    let read: number;
    try {
      read = readSync(memory, chunk, 0, length, at);
    } catch {
      continue;
    }
    const window = chunk.subarray(0, read);
    for (const { form, bytes } of needles) {
      for (let hit = window.indexOf(bytes); hit >= 0 && hit < CHUNK; hit = window.indexOf(bytes, hit + 1)) {
        counts.set(form, (counts.get(form) ?? 0) + 1);
      }
    }
  }
}
