import type { WritableDatabase } from './open.ts';
import { troubleOf } from './trouble.ts';

/** What could be read of one table of a damaged store. */
export interface Salvaged {
  readonly table: string;
  readonly rows: number;
  /** A part of it could not be read, or did not fit any more. */
  readonly isPartial: boolean;
}

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly hasRowid: boolean;
}

/**
 * Copies every row that can still be read of a damaged store into a fresh one of the newest schema. Around a
 * damaged page the rows before and after it are found.
 *
 * @param from the damaged store, or a copy of it; it is only read
 * @param to empty but for what its schema puts in
 */
export function salvage(from: WritableDatabase, to: WritableDatabase): readonly Salvaged[] {
  const known = new Map(tablesOf(from).map((table) => [table.name, table]));
  to.pragma('foreign_keys = OFF');
  const found = tablesOf(to).map((table) => {
    const source = known.get(table.name);
    return source === undefined
      ? { table: table.name, rows: 0, isPartial: !canList(from) }
      : copyTable(from, to, source, table);
  });
  const orphans = new Set(dropOrphans(to));
  to.pragma('foreign_keys = ON');
  return found.map((each) => (orphans.has(each.table) ? { ...each, isPartial: true } : each));
}

function canList(db: WritableDatabase): boolean {
  return attempt(() => db.prepare('SELECT count(*) FROM sqlite_schema').get()) !== undefined;
}

/** Ordinary tables; those behind a virtual one are its own affair. */
function tablesOf(db: WritableDatabase): readonly Table[] {
  type Listed = { name: string; type: string; wr: 0 | 1 };
  const listed = attempt(() => db.pragma('table_list') as Listed[]) ?? [];
  return listed
    .filter(({ name, type }) => type === 'table' && !name.startsWith('sqlite_'))
    .flatMap(({ name, wr }) => {
      const columns = attempt(
        () => db.pragma(`table_xinfo(${quoted(name)})`) as { name: string; hidden: number }[],
      );
      if (columns === undefined) return [];
      const own = columns.filter(({ hidden }) => hidden === 0).map((column) => column.name);
      return [{ name, columns: own, hasRowid: wr === 0 }];
    });
}

function copyTable(from: WritableDatabase, to: WritableDatabase, source: Table, target: Table): Salvaged {
  const columns = source.columns.filter((column) => target.columns.includes(column));
  const names = columns.map(quoted).join(', ');
  const insert = to.prepare(
    `INSERT OR REPLACE INTO ${quoted(target.name)} (${names}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  let rows = 0;
  let isPartial = false;
  const keep = (values: readonly unknown[]): void => {
    try {
      insert.run(...values);
      rows += 1;
    } catch (cause) {
      if (troubleOf(cause) !== undefined) throw cause;
      isPartial = true;
    }
  };
  to.transaction(() => {
    const read = source.hasRowid
      ? readByRowid(from, source.name, names, keep)
      : readBothWays(from, source, names, keep);
    isPartial ||= !read;
  })();
  return { table: target.name, rows, isPartial };
}

/** @returns whether every row could be read */
function readByRowid(
  from: WritableDatabase,
  table: string,
  names: string,
  keep: (values: readonly unknown[]) => void,
): boolean {
  const rows = attempt(() =>
    from
      .prepare<[bigint], unknown[]>(
        `SELECT rowid, ${names} FROM ${quoted(table)} WHERE rowid >= ? ORDER BY rowid`,
      )
      .safeIntegers()
      .raw(),
  );
  if (rows === undefined) return false;
  let next: bigint | undefined = SMALLEST;
  let whole = true;
  while (next !== undefined) {
    let last: bigint = next - 1n;
    const ended = attempt(() => {
      for (const [rowid, ...values] of rows.iterate(next ?? SMALLEST)) {
        last = rowid as bigint;
        keep(values);
      }
      return true;
    });
    if (ended === true) return whole;
    whole = false;
    next = afterDamage(from, table, last);
  }
  return false;
}

const SMALLEST = -(2n ** 63n);
const LARGEST = 2n ** 63n - 1n;

/** The first row that can be read after one that was the last before a damaged page. */
function afterDamage(from: WritableDatabase, table: string, last: bigint): bigint | undefined {
  const seek = from
    .prepare<[bigint], bigint>(`SELECT rowid FROM ${quoted(table)} WHERE rowid >= ? ORDER BY rowid LIMIT 1`)
    .safeIntegers()
    .pluck();
  /** undefined: the place cannot be read; null: nothing comes after it. */
  const at = (rowid: bigint): bigint | null | undefined => attempt(() => seek.get(rowid) ?? null);
  let bad = last + 1n;
  let step = 1n;
  for (;;) {
    const tried: bigint = bad + step > LARGEST ? LARGEST : bad + step;
    const there = at(tried);
    if (there !== undefined) return nearest(at, bad, tried);
    if (tried === LARGEST) return undefined;
    bad = tried;
    step *= 2n;
  }
}

/** Between a place that cannot be read and one that can: the first that can. */
function nearest(
  at: (rowid: bigint) => bigint | null | undefined,
  from: bigint,
  to: bigint,
): bigint | undefined {
  let bad = from;
  let good = to;
  while (good - bad > 1n) {
    const middle = bad + (good - bad) / 2n;
    if (at(middle) === undefined) bad = middle;
    else good = middle;
  }
  return at(good) ?? undefined;
}

/** Without numbers to jump by: what comes before the damage, and what comes after it. */
function readBothWays(
  from: WritableDatabase,
  { name }: Table,
  names: string,
  keep: (values: readonly unknown[]) => void,
): boolean {
  const key =
    attempt(() => from.pragma(`table_xinfo(${quoted(name)})`) as { name: string; pk: number }[]) ?? [];
  const order = key
    .filter(({ pk }) => pk > 0)
    .toSorted((a, b) => a.pk - b.pk)
    .map((column) => quoted(column.name));
  const read = (direction: 'ASC' | 'DESC'): true | undefined =>
    attempt(() => {
      const by = order.map((column) => `${column} ${direction}`).join(', ');
      const rows = from.prepare<[], unknown[]>(`SELECT ${names} FROM ${quoted(name)} ORDER BY ${by}`);
      for (const values of rows.safeIntegers().raw().iterate()) keep(values);
      return true;
    });
  if (read('ASC') === true) return true;
  read('DESC');
  return false;
}

/** Rows whose other half could not be read: they would break what relies on it. @returns their tables */
function dropOrphans(db: WritableDatabase): readonly string[] {
  const tables: string[] = [];
  for (;;) {
    const orphans = db.pragma('foreign_key_check') as { table: string; rowid: number | null }[];
    if (orphans.length === 0) return tables;
    for (const { table, rowid } of orphans) {
      tables.push(table);
      // Without a number the row cannot be named: then the table is what cannot be kept.
      if (rowid === null) db.exec(`DELETE FROM ${quoted(table)}`);
      else db.prepare(`DELETE FROM ${quoted(table)} WHERE rowid = ?`).run(rowid);
    }
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** undefined where the page that it takes is damaged. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (cause) {
    if (troubleOf(cause) === undefined) throw cause;
    return undefined;
  }
}
