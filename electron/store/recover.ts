import { copyFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import { flushFolder, writeDurably } from './durable-file.ts';
import type { Migration } from './migrate.ts';
import type { OpenError, WritableDatabase } from './open.ts';
import { keyed, openStore, refusalOf } from './open.ts';
import type { Salvaged } from './salvage.ts';
import { salvage } from './salvage.ts';

const RecoverySchema = z.strictObject({
  /** ISO instant. */
  at: z.iso.datetime(),
  why: z.enum(['damaged', 'missing', 'replaced']),
  /** Name of the file that was set aside, in the folder of the store; null: there was none. */
  setAside: z.string().nullable(),
  tables: z.array(z.strictObject({ table: z.string(), rows: z.int(), isPartial: z.boolean() })),
});
/** What happened to a store that was not found as it was left. It holds counts and names of files, nothing else. */
export type Recovery = z.infer<typeof RecoverySchema>;

const SUFFIXES = ['-wal', '-shm', ''] as const;

const reportOf = (file: string): string => `${file}.recovery`;
const pendingOf = (file: string): string => `${file}.setting-aside`;
const freshOf = (file: string): string => `${file}.fresh`;
const workOf = (file: string): string => `${file}.work`;

/**
 * Puts a fresh store in the place of a damaged one, with every row that can still be read. The damaged files are
 * renamed, never deleted. Killed anywhere, `finishSettingAside` goes on from there at the next opening.
 */
export function recoverStore(
  file: string,
  key: Uint8Array,
  migrations: readonly Migration[],
  now: number,
): Result<Recovery, OpenError> {
  const at = new Date(now).toISOString();
  const aside = asideName(file, at);
  const fresh = freshOf(file);
  try {
    remove(fresh);
    const made = openStore(fresh, key, migrations);
    if (!made.ok) return made;
    const tables = readCopy(file, key, made.value);
    made.value.close();
    const recovery: Recovery = { at, why: 'damaged', setAside: basename(aside), tables: [...tables] };
    writeDurably(pendingOf(file), JSON.stringify(recovery));
    finishSettingAside(file);
    return ok(recovery);
  } catch (cause) {
    return err(refusalOf(cause));
  } finally {
    remove(workOf(file));
  }
}

/** Carries to its end what a recovery had begun: nothing is left to do where none had. */
export function finishSettingAside(file: string): void {
  const pending = pendingOf(file);
  if (!existsSync(pending)) return;
  const recovery = read(pending);
  if (recovery?.setAside != null) {
    const aside = join(dirname(file), recovery.setAside);
    // The database goes last: while it stands in its place, its log still has a place beside it.
    if (existsSync(freshOf(file))) {
      for (const suffix of SUFFIXES) move(`${file}${suffix}`, `${aside}${suffix}`);
      flushFolder(dirname(file));
      renameSync(freshOf(file), file);
      flushFolder(dirname(file));
    }
    // It vouches for what was set aside.
    move(`${file}.witness`, `${aside}.witness`);
    renameSync(pending, reportOf(file));
  } else renameSync(pending, `${pending}.unreadable`);
  flushFolder(dirname(file));
}

/** What was recovered and was not told to anybody yet. */
export function untoldRecovery(file: string): Recovery | null {
  return existsSync(reportOf(file)) ? (read(reportOf(file)) ?? null) : null;
}

/** Keeps a report until somebody has read it. */
export function keepRecovery(file: string, recovery: Recovery): void {
  writeDurably(reportOf(file), JSON.stringify(recovery));
}

/** Somebody has read it: it stays, under the date of what it tells. */
export function recoveryTold(file: string): void {
  const told = untoldRecovery(file);
  if (told === null) return;
  const name = told.setAside === null ? asideName(file, told.at) : join(dirname(file), told.setAside);
  renameSync(reportOf(file), `${name}.report`);
  flushFolder(dirname(file));
}

/** Reads a copy: what is damaged is left as it was found, to the byte. */
function readCopy(file: string, key: Uint8Array, into: WritableDatabase): readonly Salvaged[] {
  const work = workOf(file);
  remove(work);
  copyFileSync(file, work);
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${work}-wal`);
  let from: WritableDatabase | undefined;
  try {
    from = keyed(work, key);
    return salvage(from, into);
  } finally {
    try {
      from?.close();
    } catch {
      // A damaged copy may not close cleanly, and nobody needs it any more.
    }
  }
}

function remove(path: string): void {
  for (const suffix of SUFFIXES) rmSync(`${path}${suffix}`, { force: true });
}

/** Does nothing where it was done already. */
function move(from: string, to: string): void {
  if (existsSync(from) && !existsSync(to)) renameSync(from, to);
}

function read(path: string): Recovery | undefined {
  try {
    return RecoverySchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Two of a second would be two names: the first keeps its own. */
function asideName(file: string, at: string): string {
  const name = `${file}.${at.slice(0, 19).replaceAll(':', '-')}`;
  let aside = name;
  for (let count = 2; existsSync(aside); count += 1) aside = `${name}-${count}`;
  return aside;
}
