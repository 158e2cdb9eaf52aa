import type { Chance } from '../../fixtures/random.ts';
import type { Call } from './trace.ts';

/** What may be left of the writes that were not flushed when the power goes. */
export const LOSSES = ['drop', 'prefix', 'subset', 'torn'] as const;
type Loss = (typeof LOSSES)[number];

type Change = Extract<Call, { op: 'write' | 'size' | 'truncate' }>;

interface Pending {
  readonly change: Change;
  /** A flush failed over it: the system takes it for written, and no later flush brings it to the disk. */
  doubtful: boolean;
}

/** One file of the disk, whatever its name is. */
interface DiskFile {
  durable: Buffer;
  pending: Pending[];
}

type NameChange =
  { readonly path: string; readonly file: DiskFile | null } | { readonly path: string; readonly to: string };

const SECTOR = 512;

/**
 * A disk that remembers what was flushed and what was not, and says what could be left of it after a power cut:
 * of each file's unflushed writes any part, torn between sectors; of the unflushed changes of names a beginning.
 * One flush commits all earlier changes of names, as the journal of ext4 does.
 */
export interface Disk {
  apply(call: Call): void;
  /** Files that could be found after a power cut at this moment. */
  cut(loss: Loss, chance: Chance): ReadonlyMap<string, Buffer>;
  /** Files as the system shows them: what the end of the process alone leaves. */
  now(): ReadonlyMap<string, Buffer>;
}

/** @param before files that were there, durably, before the first call */
export function openDisk(before: ReadonlyMap<string, Buffer> = new Map()): Disk {
  const durableNames = new Map<string, DiskFile>();
  for (const [path, bytes] of before) durableNames.set(path, { durable: Buffer.from(bytes), pending: [] });
  const names = new Map(durableNames);
  let pendingNames: NameChange[] = [];

  const named = (path: string): DiskFile => {
    const known = names.get(path);
    if (known !== undefined) return known;
    const file: DiskFile = { durable: Buffer.alloc(0), pending: [] };
    names.set(path, file);
    pendingNames.push({ path, file });
    return file;
  };

  function flush(path: string): void {
    const file = names.get(path);
    if (file !== undefined) {
      const sure = file.pending.filter(({ doubtful }) => !doubtful);
      if (sure.length > 0) file.durable = replayed(file.durable, changesOf(sure));
      file.pending = file.pending.filter(({ doubtful }) => doubtful);
    }
    for (const change of pendingNames) rename(durableNames, change);
    pendingNames = [];
  }

  return {
    apply: (call) => {
      switch (call.op) {
        case 'mark':
          return;
        case 'create':
          named(call.path);
          return;
        case 'write':
        case 'size':
        case 'truncate': {
          const file = named(call.path);
          // What is written again is dirty again: the next flush takes it along.
          if (call.op === 'write') forget(file, call.at, call.at + call.bytes.length);
          file.pending.push({ change: call, doubtful: false });
          return;
        }
        case 'unlink':
          names.delete(call.path);
          pendingNames.push({ path: call.path, file: null });
          return;
        case 'rename':
          rename(names, call);
          pendingNames.push(call);
          return;
        case 'flush':
          flush(call.path);
          return;
        case 'flushFailed':
          // Sizes are the file system's own affair: its journal carries them.
          for (const each of names.get(call.path)?.pending ?? [])
            each.doubtful ||= each.change.op === 'write';
          return;
      }
    },
    cut: (loss, chance) => {
      const left = new Map(durableNames);
      const survived = loss === 'drop' ? 0 : chance.below(pendingNames.length + 1);
      for (const change of pendingNames.slice(0, survived)) rename(left, change);
      return new Map([...left].map(([path, file]) => [path, afterCut(file, loss, chance)]));
    },
    now: () =>
      new Map([...names].map(([path, file]) => [path, replayed(file.durable, changesOf(file.pending))])),
  };
}

function rename(names: Map<string, DiskFile>, change: NameChange): void {
  if ('to' in change) {
    const file = names.get(change.path);
    if (file === undefined) return;
    names.delete(change.path);
    names.set(change.to, file);
  } else if (change.file === null) names.delete(change.path);
  else names.set(change.path, change.file);
}

/** Drops what was doubtful in a range that is now written anew. */
function forget(file: DiskFile, from: number, to: number): void {
  file.pending = file.pending.filter(
    ({ change, doubtful }) =>
      !doubtful || change.op !== 'write' || change.at < from || change.at + change.bytes.length > to,
  );
}

function afterCut(file: DiskFile, loss: Loss, chance: Chance): Buffer {
  const { pending, durable } = file;
  if (loss === 'drop' || pending.length === 0) return durable;
  const chosen =
    loss === 'prefix'
      ? pending.slice(0, chance.below(pending.length + 1))
      : pending.filter(() => chance.happens(0.5));
  const torn = loss === 'torn' ? chance.below(chosen.length || 1) : -1;
  return replayed(
    durable,
    changesOf(chosen).map((change, index) =>
      index === torn && change.op === 'write' ? tornWrite(change, chance) : change,
    ),
  );
}

/** A write of which some sectors arrived. */
function tornWrite(change: Extract<Change, { op: 'write' }>, chance: Chance): Change {
  const sectors = Math.max(1, Math.ceil(change.bytes.length / SECTOR));
  const from = chance.below(sectors) * SECTOR;
  const to = Math.min(change.bytes.length, from + (1 + chance.below(sectors)) * SECTOR);
  return { ...change, at: change.at + from, bytes: change.bytes.subarray(from, to) };
}

const changesOf = (pending: readonly Pending[]): readonly Change[] => pending.map(({ change }) => change);

/** The content after some changes, in room that is taken once. */
function replayed(content: Buffer, changes: readonly Change[]): Buffer {
  const room = Math.max(content.length, ...changes.map(endOf));
  const next = Buffer.alloc(room);
  content.copy(next);
  let length = content.length;
  for (const change of changes) {
    if (change.op === 'write') {
      change.bytes.copy(next, change.at);
      length = Math.max(length, endOf(change));
      continue;
    }
    const size = change.op === 'truncate' ? 0 : change.size;
    next.fill(0, Math.min(size, length), length);
    length = size;
  }
  return next.subarray(0, length);
}

function endOf(change: Change): number {
  switch (change.op) {
    case 'truncate':
      return 0;
    case 'size':
      return change.size;
    case 'write':
      return change.at + change.bytes.length;
  }
}
