import type Database from 'better-sqlite3';
import packageFile from '../../package.json' with { type: 'json' };
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { troubleOf } from './trouble.ts';

/** One step of a schema: one file, one test; never edited after a release. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly up: (db: Database.Database) => void;
}

export type MigrateError =
  | {
      readonly code: 'FROM_NEWER_VERSION';
      readonly found: number;
      readonly known: number;
      /** Version of the program that made it so: this one or a later one opens it. null: it did not say. */
      readonly needs: string | null;
    }
  | { readonly code: 'MIGRATION_FAILED'; readonly version: number };

/**
 * Version of the program as a number, kept in the file's header with the schema: an older program that meets the
 * file can then say which one is needed.
 */
const THIS_PROGRAM = packageFile.version
  .split('.')
  .slice(0, 3)
  .reduce((number, part) => number * 1_000 + Number.parseInt(part, 10), 0);

function programOf(db: Database.Database): string | null {
  const number = Number(db.pragma('application_id', { simple: true }));
  if (number <= 0) return null;
  return [Math.floor(number / 1_000_000), Math.floor(number / 1_000) % 1_000, number % 1_000].join('.');
}

/**
 * Brings a schema to the newest known version, one transaction a step: a step and its number commit
 * together, so that a crash leaves the store at a version that really describes it.
 */
export function migrate(
  db: Database.Database,
  migrations: readonly Migration[],
): Result<{ from: number; to: number }, MigrateError> {
  const from = Number(db.pragma('user_version', { simple: true }));
  const known = migrations.at(-1)?.version ?? 0;
  if (from > known) return err({ code: 'FROM_NEWER_VERSION', found: from, known, needs: programOf(db) });
  let last = 0;
  for (const migration of migrations) {
    if (migration.version <= last) throw new Error('migrations must be in strictly increasing order');
    last = migration.version;
    if (migration.version <= from) continue;
    try {
      db.transaction(() => {
        migration.up(db);
        db.pragma(`user_version = ${migration.version}`);
        db.pragma(`application_id = ${THIS_PROGRAM}`);
      }).immediate();
    } catch (cause) {
      // A disk that is full or fails says nothing of the step.
      if (troubleOf(cause) !== undefined) throw cause;
      return err({ code: 'MIGRATION_FAILED', version: migration.version });
    }
  }
  return ok({ from, to: known });
}
