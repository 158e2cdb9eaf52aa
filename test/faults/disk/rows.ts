import { createHash } from 'node:crypto';
import type { WritableDatabase } from '../../../electron/store/open.ts';

type Column = { readonly name: string; readonly type: string; readonly hidden: number };

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function tables(db: WritableDatabase): readonly string[] {
  return (db.pragma('table_list') as { name: string; type: string }[])
    .filter(({ name, type }) => type === 'table' && !name.startsWith('sqlite_'))
    .map(({ name }) => name)
    .toSorted();
}

const columns = (db: WritableDatabase, table: string): readonly string[] =>
  (db.pragma(`table_xinfo(${quoted(table)})`) as Column[])
    .filter(({ hidden }) => hidden === 0)
    .map(({ name }) => name);

/** Values that most columns take, tried until a row of each table stands. */
const TEXTS = ['x', '2026-11-20', '[]', '{}', 'waiting', 'female', '2026-11-20T08:00:00Z'];

/** Puts rows into as many tables as take made-up ones. @returns how many rows there are */
export function fill(db: WritableDatabase): number {
  db.pragma('foreign_keys = OFF');
  for (const table of tables(db)) {
    const known = (db.pragma(`table_xinfo(${quoted(table)})`) as Column[]).filter(
      ({ hidden }) => hidden === 0,
    );
    const names = known.map(({ name }) => quoted(name)).join(', ');
    const insert = db.prepare(
      `INSERT INTO ${quoted(table)} (${names}) VALUES (${known.map(() => '?').join(', ')})`,
    );
    for (const text of TEXTS) {
      try {
        insert.run(
          ...known.map(({ type }) => (type === 'INTEGER' ? 1 : type === 'BLOB' ? Buffer.alloc(32, 5) : text)),
        );
      } catch {
        // Another value may fit.
      }
    }
  }
  db.pragma('foreign_keys = ON');
  return tables(db).reduce(
    (sum, table) =>
      sum +
      Number(
        db
          .prepare(`SELECT count(*) FROM ${quoted(table)}`)
          .pluck()
          .get(),
      ),
    0,
  );
}

/** What a store holds, to be compared: for each table its columns and its rows. */
export interface Holdings {
  readonly tables: readonly {
    readonly table: string;
    readonly columns: readonly string[];
    readonly digest: string;
  }[];
}

export function holdingsOf(db: WritableDatabase): Holdings {
  return {
    tables: tables(db).map((table) => ({
      table,
      columns: columns(db, table),
      digest: digest(db, table, columns(db, table)),
    })),
  };
}

/** Which tables no longer hold what they held; columns that came later do not count. */
export function changedSince(db: WritableDatabase, { tables: before }: Holdings): readonly string[] {
  const now = new Set(tables(db));
  return before.flatMap(({ table, columns: names, digest: was }) => {
    if (!now.has(table)) return [];
    const kept = names.filter((name) => columns(db, table).includes(name));
    return kept.length < names.length || digest(db, table, names) === was ? [] : [table];
  });
}

function digest(db: WritableDatabase, table: string, names: readonly string[]): string {
  const hash = createHash('sha256');
  const rows = db
    .prepare<[], unknown[]>(`SELECT ${names.map(quoted).join(', ')} FROM ${quoted(table)}`)
    .raw()
    .all()
    .map((row) => JSON.stringify(row))
    .toSorted();
  for (const row of rows) hash.update(row);
  return hash.digest('hex');
}
