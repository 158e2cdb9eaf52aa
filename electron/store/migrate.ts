import type Database from 'better-sqlite3';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';

/** One step of a schema: one file, one test; never edited after a release. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly up: (db: Database.Database) => void;
}

export type MigrateError =
  | { readonly code: 'FROM_NEWER_VERSION'; readonly found: number; readonly known: number }
  | { readonly code: 'MIGRATION_FAILED'; readonly version: number };

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
  if (from > known) return err({ code: 'FROM_NEWER_VERSION', found: from, known });
  let last = 0;
  for (const migration of migrations) {
    if (migration.version <= last) throw new Error('migrations must be in strictly increasing order');
    last = migration.version;
    if (migration.version <= from) continue;
    try {
      db.transaction(() => {
        migration.up(db);
        db.pragma(`user_version = ${migration.version}`);
      }).immediate();
    } catch {
      return err({ code: 'MIGRATION_FAILED', version: migration.version });
    }
  }
  return ok({ from, to: known });
}
