import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLocalJournal } from '../../../electron/journal/local-journal.ts';
import { journalStore } from '../../../electron/store/journal.ts';
import type { WritableDatabase } from '../../../electron/store/open.ts';
import { storePatients } from '../../../electron/store/patients.ts';
import { patient } from '../../fixtures/patient.ts';
import type { Said } from './post-work.ts';
import { lostOf, openPostStore, openPostWork, reconciled } from './post-work.ts';

export type Files = ReadonlyMap<string, Buffer>;

/** A post's files at three moments, and what must never be contradicted about them. */
export interface Golden {
  /** Closed, some time before. */
  readonly older: Files;
  /** Closed, with acts that wait. */
  readonly closed: Files;
  /** As a process leaves them that is killed. */
  readonly killed: Files;
  /** What was acknowledged and waits. */
  readonly waiting: readonly Said[];
  /** Every row that was ever right, by its table. */
  readonly rows: ReadonlySet<string>;
  readonly rowCount: number;
  /** Head of the post's journal as the service keeps it. */
  readonly head: string;
}

const filesOf = (folder: string): Files =>
  new Map(
    readdirSync(folder)
      .filter((name) => name !== 'reserve')
      .map((name) => [name, readFileSync(join(folder, name))]),
  );

/** Rows that a person would miss, or believe. */
const WATCHED = {
  act: 'SELECT act_id, title, sha256, stored_at FROM act',
  journal: 'SELECT seq, entry, hash FROM journal',
  patients: 'SELECT ins_value, birth_family_name, given_names, birth_date FROM patients',
} as const;

function rowsOf(db: WritableDatabase): readonly string[] {
  return Object.entries(WATCHED).flatMap(([table, sql]) =>
    db
      .prepare<[], unknown[]>(sql)
      .raw()
      .all()
      .map((row) =>
        createHash('sha256')
          .update(JSON.stringify([table, row]))
          .digest('base64'),
      ),
  );
}

/** Works with a post until its files hold something of everything. */
export function makeGolden(place: string): Golden {
  const folder = join(place, 'golden');
  mkdirSync(folder);
  const said: Said[] = [];
  const session = (name: string, from: number, to: number) => {
    const opened = openPostStore(folder);
    if (!opened.ok) throw new Error(opened.error.code);
    const { database } = opened.value;
    const people = Array.from({ length: 40 }, (_, index) =>
      patient({
        ins: {
          system: 'urn:oid:1.2.250.1.213.1.4.8',
          value: String(100_000_000_000_000 + from * 100 + index),
        },
      }),
    );
    storePatients(database, people);
    const work = openPostWork(database, folder, (each) => said.push(each));
    for (let index = from; index < to; index += 1) {
      work.deposit(`${name}-${index}`);
      for (let read = 0; read < 6; read += 1) work.read();
      if (index % 3 === 0) work.receipt(`${name}-${index}`);
    }
    return { kept: opened.value, work };
  };
  const first = session('first', 0, 6);
  first.work.close();
  first.kept.close();
  const older = filesOf(folder);
  const second = session('second', 6, 12);
  const copy = join(place, 'killed');
  cpSync(folder, copy, { recursive: true });
  const killed = filesOf(copy);
  const head = openLocalJournal(journalStore(second.kept.database)).signed('2026-11-20T09:00:00Z');
  const rows = rowsOf(second.kept.database);
  second.work.close();
  second.kept.close();
  const received = new Set(said.flatMap((each) => ('received' in each ? [each.received] : [])));
  const waiting = said.filter((each) => 'stored' in each && !received.has(each.stored));
  return {
    older,
    closed: filesOf(folder),
    killed,
    waiting,
    rows: new Set(rows),
    rowCount: rows.length,
    head,
  };
}

/**
 * Opens damaged files twice, as the product does. @returns what is wrong: something false is shown, something waiting is
 * lost, or something is missing that nobody is told of
 */
export function damageFailureOf(folder: string, golden: Golden, mayLoseWaiting: boolean): string | undefined {
  const began = performance.now();
  const opened = openPostStore(folder);
  if (!opened.ok) return `does not open: ${opened.error.code}`;
  const { database, recovery } = opened.value;
  let wrong: string | undefined;
  try {
    reconciled(folder, database);
    const found = rowsOf(database);
    const lost = mayLoseWaiting
      ? []
      : lostOf(folder, database, golden.waiting).filter((each) => each.startsWith('deposit'));
    // A recovered act stands where the store had none: its row is the one that was.
    const strange = found.filter((row) => !golden.rows.has(row)).length;
    const isMissing = found.length - strange < golden.rowCount;
    const isTold = recovery !== null || !openLocalJournal(journalStore(database)).follows(golden.head).ok;
    if (lost.length > 0) wrong = lost.slice(0, 2).join(', ');
    else if (strange > 0) wrong = `${strange} rows that nobody wrote`;
    else if (isMissing && !isTold)
      wrong = `${golden.rowCount - found.length} rows are missing and nobody is told`;
  } finally {
    opened.value.close();
  }
  if (performance.now() - began > 10_000) return 'took more than 10 s';
  const again = openPostStore(folder);
  if (!again.ok) return `does not open a second time: ${again.error.code}`;
  const isSettled = again.value.found === 'same';
  again.value.close();
  return wrong ?? (isSettled ? undefined : 'is not settled the second time');
}
