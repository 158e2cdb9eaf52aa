import type { WritableDatabase } from './open.ts';
import { diskOf } from './disk.ts';

/** A value as a row holds it. */
type Value = string | number | null | Uint8Array;

/** Rows of one table that a professional takes to another post. */
export interface PortableTable {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}

/**
 * What is his and goes with him. What the service has goes on being asked of it; what tells where he is on this
 * post, or signs for it, stays here.
 */
const TAKEN: readonly { readonly table: string; readonly where?: string; readonly order?: string }[] = [
  { table: 'own_desk', where: "what = 'preferences'" },
  { table: 'message_template' },
  // Acts leave in the order in which they were done.
  { table: 'act', order: 'seq' },
  { table: 'refused_message' },
  { table: 'announcements' },
  { table: 'feeding_oppositions' },
  { table: 'own_emergencies' },
  // The service shows staff none of it again.
  { table: 'booked_appointment' },
];

/** Numbers of a row in its own store: another store has its own. */
const OWN_NUMBER: ReadonlySet<string> = new Set(['seq']);

/** Reads what a professional takes along, in the order in which it was kept. */
export function readPortable(db: WritableDatabase): readonly PortableTable[] {
  return TAKEN.filter(({ table }) => columnsOf(db, table).length > 0).map(
    ({ table, where = 'true', order = '1' }) => {
      const columns = columnsOf(db, table).filter((column) => !OWN_NUMBER.has(column));
      const names = columns.map(quoted).join(', ');
      const rows = db
        .prepare<[], Value[]>(`SELECT ${names} FROM ${table} WHERE ${where} ORDER BY ${order}`)
        .raw()
        .all();
      return { table, columns, rows };
    },
  );
}

/**
 * Brings in what was taken from another post, all of it or nothing. What this store has already stays as it is;
 * acts that waited are read again by their author before they leave.
 *
 * @returns how many rows came in, by table
 */
export function writePortable(
  db: WritableDatabase,
  tables: readonly PortableTable[],
): Readonly<Record<string, number>> {
  diskOf(db).demandRoom();
  const bringIn = db.transaction(() => {
    const counts = tables
      .filter(({ table }) => TAKEN.some((taken) => taken.table === table))
      .map((each) => [each.table, bringTable(db, each)] as const);
    db.prepare("UPDATE act SET status = 'toReview' WHERE status = 'waiting'").run();
    return Object.fromEntries(counts);
  });
  return bringIn.immediate();
}

function bringTable(db: WritableDatabase, { table, columns, rows }: PortableTable): number {
  const known = columnsOf(db, table);
  const kept = columns.flatMap((column, at) => (known.includes(column) ? [{ column, at }] : []));
  const insert = db.prepare(
    `INSERT OR IGNORE INTO ${table} (${kept.map(({ column }) => quoted(column)).join(', ')})
     VALUES (${kept.map(() => '?').join(', ')})`,
  );
  return rows.reduce((count, row) => count + insert.run(kept.map(({ at }) => row[at] ?? null)).changes, 0);
}

const columnsOf = (db: WritableDatabase, table: string): readonly string[] =>
  (db.pragma(`table_info(${table})`) as { readonly name: string }[]).map(({ name }) => name);

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Version of the schema that the rows are of. */
export const schemaOf = (db: WritableDatabase): number => Number(db.pragma('user_version', { simple: true }));
