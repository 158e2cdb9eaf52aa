import type { OutboxEntry } from '../../shared/bridge/deposit.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import { dropForeseen, endAnnouncement, startAnnouncement } from './announcements.ts';
import { diskOf } from './disk.ts';
import type { ReadableDatabase, WritableDatabase } from './open.ts';

/** A deposit as it is kept until the service has received it. */
export interface StoredDeposit {
  readonly draftId: string;
  /** The only one in whose session it may leave: its author, or the secretary who makes it for him. */
  readonly authorId: string;
  /** The author for whom staff deposit; null: whoever deposits. */
  readonly onBehalfOf: { readonly id: string; readonly name: string } | null;
  /** It leaves in a minor's secret session only: its trace is a secret too (dmp-rules 3.40). */
  readonly secret: boolean;
  /** The document that it takes the place of. */
  readonly replaces: string | null;
  readonly ins: InsRef;
  readonly title: string;
  /** The document's own identifier, fixed once: it makes sending again harmless. */
  readonly uniqueId: string;
  /** Of the document, hexadecimal. */
  readonly sha256: string;
  readonly storedAt: string;
  /** The transaction as it is sent, byte for byte. */
  readonly request: Uint8Array;
}

interface DepositRow {
  readonly draft_id: string;
  readonly author_id: string;
  readonly ins_system: string;
  readonly ins_value: string;
  readonly title: string;
  readonly unique_id: string;
  readonly sha256: string;
  readonly stored_at: string;
  readonly status: 'waiting' | 'deposited' | 'refused';
  readonly received_at: string | null;
  readonly refusal: string | null;
  readonly on_behalf_of: string | null;
  readonly on_behalf_of_name: string | null;
  readonly secret: 0 | 1;
  readonly replaces: string | null;
}

const ENTRY_COLUMNS = `draft_id, author_id, ins_system, ins_value, title, unique_id, sha256, stored_at, status, received_at, refusal,
  on_behalf_of, on_behalf_of_name, secret, replaces`;

/**
 * Stores a deposit, durably, before anything of it leaves. A draft that was refused may come again, changed;
 * one that waits or was received stays as it is.
 *
 * @returns false when the draft is already there
 */
export function storeDeposit(db: WritableDatabase, deposit: StoredDeposit): boolean {
  // A full disk keeps its last room for traces: an act is refused whole, and what was typed stays on the screen.
  diskOf(db).demandRoom();
  const transaction = db.transaction(() => {
    db.prepare("DELETE FROM outbox WHERE draft_id = ? AND status = 'refused'").run(deposit.draftId);
    const { changes } = db
      .prepare(
        `INSERT INTO outbox (draft_id, author_id, ins_system, ins_value, title, unique_id, sha256,
           stored_at, status, request, on_behalf_of, on_behalf_of_name, secret, replaces)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?, ?) ON CONFLICT (draft_id) DO NOTHING`,
      )
      .run(
        deposit.draftId,
        deposit.authorId,
        deposit.ins.system,
        deposit.ins.value,
        deposit.title,
        deposit.uniqueId,
        deposit.sha256,
        deposit.storedAt,
        deposit.request,
        deposit.onBehalfOf?.id ?? null,
        deposit.onBehalfOf?.name ?? null,
        deposit.secret ? 1 : 0,
        deposit.replaces,
      );
    return changes === 1;
  });
  return transaction.immediate();
}

/** The drafts of an author that wait to be sent, oldest first. */
export function waitingDrafts(db: ReadableDatabase, authorId: string): string[] {
  return db
    .prepare<[string], string>(
      "SELECT draft_id FROM outbox WHERE status = 'waiting' AND author_id = ? ORDER BY stored_at, draft_id",
    )
    .pluck()
    .all(authorId);
}

/** A waiting deposit with what is to be sent; undefined once it waits no more. */
export function waitingDeposit(db: ReadableDatabase, draftId: string): StoredDeposit | undefined {
  const row = db
    .prepare<[string], DepositRow & { request: Buffer }>(
      `SELECT ${ENTRY_COLUMNS}, request FROM outbox WHERE draft_id = ? AND status = 'waiting'`,
    )
    .get(draftId);
  if (row === undefined) return undefined;
  return {
    draftId: row.draft_id,
    authorId: row.author_id,
    onBehalfOf: onBehalfOf(row),
    secret: row.secret === 1,
    replaces: row.replaces,
    ins: { system: row.ins_system, value: row.ins_value },
    title: row.title,
    uniqueId: row.unique_id,
    sha256: row.sha256,
    storedAt: row.stored_at,
    request: row.request,
  };
}

/**
 * Writes the service's receipt down; the document itself is dropped from the post. With it the clock of its
 * announcement starts, and that of what it replaces ends.
 */
export function recordReceipt(db: WritableDatabase, draftId: string, receivedAt: string): void {
  const record = db.transaction(() => {
    const received = db
      .prepare<[string, string], Pick<DepositRow, 'unique_id' | 'replaces'>>(
        `UPDATE outbox SET status = 'deposited', received_at = ?, request = NULL
         WHERE draft_id = ? AND status = 'waiting' RETURNING unique_id, replaces`,
      )
      .get(receivedAt, draftId);
    if (received === undefined) return;
    startAnnouncement(db, received.unique_id, receivedAt);
    if (received.replaces !== null) endAnnouncement(db, received.replaces, receivedAt);
  });
  diskOf(db).small(() => record.immediate());
}

/** Writes down that the service refuses this deposit for good, and why. */
export function recordRefusal(db: WritableDatabase, draftId: string, code: string): void {
  db.transaction(() => {
    const refused = db
      .prepare<[string, string], Pick<DepositRow, 'unique_id'>>(
        `UPDATE outbox SET status = 'refused', refusal = ?, request = NULL
         WHERE draft_id = ? AND status = 'waiting' RETURNING unique_id`,
      )
      .get(code, draftId);
    if (refused !== undefined) dropForeseen(db, refused.unique_id);
  }).immediate();
}

/** Forgets a deposit that was refused; one that waits or was received is not forgotten. */
export function forgetRefused(db: WritableDatabase, draftId: string): void {
  db.prepare("DELETE FROM outbox WHERE draft_id = ? AND status = 'refused'").run(draftId);
}

export function countWaiting(db: ReadableDatabase): number {
  return db.prepare<[], number>("SELECT count(*) FROM outbox WHERE status = 'waiting'").pluck().get() ?? 0;
}

/** One deposit as the page shows it. */
export function outboxEntry(db: ReadableDatabase, draftId: string): OutboxEntry | undefined {
  const row = db
    .prepare<[string], DepositRow>(`SELECT ${ENTRY_COLUMNS} FROM outbox WHERE draft_id = ?`)
    .get(draftId);
  return row === undefined ? undefined : entryOf(row);
}

/** The latest deposits, those that wait first. */
export function outboxEntries(db: ReadableDatabase, limit: number): OutboxEntry[] {
  return db
    .prepare<[number], DepositRow>(
      `SELECT ${ENTRY_COLUMNS} FROM outbox ORDER BY status = 'waiting' DESC, stored_at DESC LIMIT ?`,
    )
    .all(limit)
    .map(entryOf);
}

function entryOf(row: DepositRow): OutboxEntry {
  return {
    draftId: row.draft_id,
    ins: { system: row.ins_system, value: row.ins_value },
    title: row.title,
    onBehalfOf: onBehalfOf(row)?.name ?? null,
    secret: row.secret === 1,
    status: statusOf(row),
  };
}

function onBehalfOf(row: DepositRow): StoredDeposit['onBehalfOf'] {
  const { on_behalf_of: id, on_behalf_of_name: name } = row;
  return id === null || name === null ? null : { id, name };
}

function statusOf(row: DepositRow): OutboxEntry['status'] {
  if (row.status === 'deposited' && row.received_at !== null) {
    const { unique_id: uniqueId, sha256, received_at: receivedAt } = row;
    return { status: 'deposited', receipt: { uniqueId, sha256, receivedAt } };
  }
  if (row.status === 'refused') return { status: 'refused', code: row.refusal ?? 'INTERNAL' };
  return { status: 'waiting' };
}
