import type { ActKind } from '../../shared/bridge/outbox.ts';
import { THREAD_ACTS } from '../../shared/bridge/outbox.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import { diskOf } from './disk.ts';
import { keepRefusedWords } from './message-bodies.ts';
import { dropForeseen, endAnnouncement, startAnnouncement } from './announcements.ts';
import type { ReadableDatabase, WritableDatabase } from './open.ts';

/** The one request by which the service hears of an act: fixed when it is done, sent as often as it takes. */
export interface ActRequest {
  readonly method: 'POST' | 'PATCH';
  /** Below the FHIR base; empty for a transaction. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** An act as it is kept until the service has received it. */
export interface StoredAct {
  readonly actId: string;
  /** Idempotency key: by it the service knows the act again, however often it comes. */
  readonly key: string;
  readonly kind: ActKind;
  /** The only one in whose session it may leave: its author, or the secretary who makes it for him. */
  readonly authorId: string;
  /** The author for whom staff act; null: whoever acts. */
  readonly onBehalfOf: { readonly id: string; readonly name: string } | null;
  /** It leaves in a minor's secret session only: its trace is a secret too (dmp-rules 3.40). */
  readonly secret: boolean;
  readonly ins: InsRef;
  readonly title: string;
  /** What it changes: acts on the same thing leave one after the other. */
  readonly objects: readonly string[];
  /** The document that it brings or changes. */
  readonly uniqueId: string | null;
  /** The document that it takes the place of. */
  readonly replaces: string | null;
  /** Of the document where it brings one, else of the request; hexadecimal. */
  readonly sha256: string;
  readonly storedAt: string;
  readonly request: ActRequest;
}

type StoredStatus =
  | { readonly status: 'toReview' }
  | { readonly status: 'waiting' }
  | { readonly status: 'received'; readonly receivedAt: string; readonly answer: ActAnswer | null }
  | { readonly status: 'refused'; readonly code: string };

/** What the service answered that is worth keeping as proof: never what it said of a record. */
export interface ActAnswer {
  readonly status: number;
  readonly location: string | null;
  readonly etag: string | null;
}

/** An act without its request, as lists need it. */
export interface ActSummary extends Omit<StoredAct, 'request'> {
  readonly status: StoredStatus;
  /** From when on the service may have done it; null: it cannot have. */
  readonly leftAt: string | null;
  /** Where the service holds parts of it, by which nothing is done yet; null: it holds none that we know of. */
  readonly upload: string | null;
}

interface ActRow {
  readonly act_id: string;
  readonly key: string;
  readonly kind: ActKind;
  readonly author_id: string;
  readonly on_behalf_of: string | null;
  readonly on_behalf_of_name: string | null;
  readonly secret: 0 | 1;
  readonly ins_system: string;
  readonly ins_value: string;
  readonly title: string;
  readonly objects: string;
  readonly unique_id: string | null;
  readonly replaces: string | null;
  readonly sha256: string;
  readonly stored_at: string;
  readonly status: StoredStatus['status'];
  readonly left_at: string | null;
  readonly upload: string | null;
  readonly received_at: string | null;
  readonly answer: string | null;
  readonly refusal: string | null;
}

interface RequestRow {
  readonly method: ActRequest['method'];
  readonly path: string;
  readonly headers: string;
  readonly body: Buffer;
}

const SUMMARY = `act_id, key, kind, author_id, on_behalf_of, on_behalf_of_name, secret, ins_system, ins_value,
  title, objects, unique_id, replaces, sha256, stored_at, status, left_at, upload, received_at, answer, refusal`;

/**
 * Stores an act, durably, before anything of it leaves. One that was refused may come again, changed; one that
 * waits or was received stays as it is.
 *
 * @returns false when the act is already there
 */
export function storeAct(
  db: WritableDatabase,
  act: StoredAct,
  status: 'waiting' | 'toReview' = 'waiting',
): boolean {
  // A full disk keeps its last room for traces: an act is refused whole, and what was typed stays on the screen.
  diskOf(db).demandRoom();
  const { request, onBehalfOf, ins } = act;
  return db
    .transaction(() => {
      db.prepare("DELETE FROM act WHERE act_id = ? AND status = 'refused'").run(act.actId);
      const { changes } = db
        .prepare(
          `INSERT INTO act (act_id, key, kind, author_id, on_behalf_of, on_behalf_of_name, secret, ins_system,
             ins_value, title, objects, unique_id, replaces, sha256, stored_at, status, method, path, headers, body)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (act_id) DO NOTHING`,
        )
        .run(
          act.actId,
          act.key,
          act.kind,
          act.authorId,
          onBehalfOf?.id ?? null,
          onBehalfOf?.name ?? null,
          act.secret ? 1 : 0,
          ins.system,
          ins.value,
          act.title,
          JSON.stringify(act.objects),
          act.uniqueId,
          act.replaces,
          act.sha256,
          act.storedAt,
          status,
          request.method,
          request.path,
          JSON.stringify(request.headers),
          request.body,
        );
      return changes === 1;
    })
    .immediate();
}

/** What waits from before this session is read again by its author before it leaves. @returns how many */
export function askForReview(db: WritableDatabase): number {
  return db.prepare("UPDATE act SET status = 'toReview' WHERE status = 'waiting'").run().changes;
}

/** Its author confirms it: it leaves in this session. */
export function confirmAct(db: WritableDatabase, actId: string): void {
  db.prepare("UPDATE act SET status = 'waiting' WHERE act_id = ? AND status = 'toReview'").run(actId);
}

/** Acts that were not received yet, in the order in which they were done. */
export function pendingActs(db: ReadableDatabase): ActSummary[] {
  return db
    .prepare<[], ActRow>(`SELECT ${SUMMARY} FROM act WHERE status IN ('toReview', 'waiting') ORDER BY seq`)
    .all()
    .map(summaryOf);
}

/** The request of an act that may leave; undefined once it waits no more. */
export function requestOf(db: ReadableDatabase, actId: string): ActRequest | undefined {
  return requestWhere(db, actId, "status = 'waiting'");
}

/** What was done in threads and is not received, in the order in which it was done. */
export function threadActs(db: ReadableDatabase): ActSummary[] {
  return db
    .prepare<ActKind[], ActRow>(
      `SELECT ${SUMMARY} FROM act WHERE status IN ('toReview', 'waiting', 'refused')
         AND kind IN (${THREAD_ACTS.map(() => '?').join(', ')}) ORDER BY seq`,
    )
    .all(...THREAD_ACTS)
    .map(summaryOf);
}

/** The request of an act that was not received yet, whether it may leave or not. */
export function storedRequestOf(db: ReadableDatabase, actId: string): ActRequest | undefined {
  return requestWhere(db, actId, 'body IS NOT NULL');
}

function requestWhere(
  db: ReadableDatabase,
  actId: string,
  condition: "status = 'waiting'" | 'body IS NOT NULL',
): ActRequest | undefined {
  const row = db
    .prepare<[string], RequestRow>(
      `SELECT method, path, headers, body FROM act WHERE act_id = ? AND ${condition}`,
    )
    .get(actId);
  if (row === undefined) return undefined;
  const { method, path, headers, body } = row;
  return { method, path, headers: JSON.parse(headers) as Record<string, string>, body };
}

/** Writes down where the service holds parts of an act. */
export function noteUpload(db: WritableDatabase, actId: string, upload: string): void {
  db.prepare("UPDATE act SET upload = ? WHERE act_id = ? AND status = 'waiting'").run(upload, actId);
}

/**
 * Writes down, before it happens, that the service may do an act.
 *
 * @returns false where it waits no more: then nothing of it may leave
 */
export function markLeft(db: WritableDatabase, actId: string, at: string): boolean {
  const { changes } = db
    .prepare("UPDATE act SET left_at = coalesce(left_at, ?) WHERE act_id = ? AND status = 'waiting'")
    .run(at, actId);
  return changes === 1;
}

/**
 * Writes the service's receipt down; the request itself is dropped from the post. With a document's the clock
 * of its announcement starts, and that of what it replaces ends.
 */
export function recordReceipt(
  db: WritableDatabase,
  actId: string,
  receivedAt: string,
  answer: ActAnswer | null,
): void {
  const record = db.transaction(() => {
    const received = db
      .prepare<[string, string | null, string], Pick<ActRow, 'kind' | 'unique_id' | 'replaces'>>(
        `UPDATE act SET status = 'received', received_at = ?, answer = ?, body = NULL, upload = NULL
         WHERE act_id = ? AND status IN ('waiting', 'toReview') RETURNING kind, unique_id, replaces`,
      )
      .get(receivedAt, answer === null ? null : JSON.stringify(answer), actId);
    if (received === undefined || !isDeposit(received.kind) || received.unique_id === null) return;
    startAnnouncement(db, received.unique_id, receivedAt);
    if (received.replaces !== null) endAnnouncement(db, received.replaces, receivedAt);
  });
  diskOf(db).small(() => record.immediate());
}

/** Writes down that the service refuses this act for good, and why. */
export function recordRefusal(db: WritableDatabase, actId: string, code: string): void {
  db.transaction(() => {
    keepRefusedWords(db, actId);
    const refused = db
      .prepare<[string, string], Pick<ActRow, 'kind' | 'unique_id'>>(
        `UPDATE act SET status = 'refused', refusal = ?, body = NULL, upload = NULL
         WHERE act_id = ? AND status IN ('waiting', 'toReview') RETURNING kind, unique_id`,
      )
      .get(code, actId);
    dropAnnouncementOf(db, refused);
  }).immediate();
}

/** Takes an act back that the service cannot have done. @returns false where it may have, or it waits no more */
export function withdrawAct(db: WritableDatabase, actId: string): boolean {
  return db
    .transaction(() => {
      const withdrawn = db
        .prepare<[string], Pick<ActRow, 'kind' | 'unique_id'>>(
          `DELETE FROM act WHERE act_id = ? AND left_at IS NULL AND status IN ('waiting', 'toReview')
           RETURNING kind, unique_id`,
        )
        .get(actId);
      dropAnnouncementOf(db, withdrawn);
      return withdrawn !== undefined;
    })
    .immediate();
}

/** The second copy says that it was taken back before it left. */
export function forceWithdrawal(db: WritableDatabase, actId: string): void {
  db.prepare("DELETE FROM act WHERE act_id = ? AND status IN ('waiting', 'toReview')").run(actId);
}

/** The second copy says that it left: it may have been received. */
export function markRecoveredLeft(db: WritableDatabase, key: string, at: string): void {
  db.prepare('UPDATE act SET left_at = coalesce(left_at, ?) WHERE key = ?').run(at, key);
}

/** Forgets an act that was refused; one that waits or was received is not forgotten. */
export function forgetRefused(db: WritableDatabase, actId: string): void {
  db.prepare("DELETE FROM act WHERE act_id = ? AND status = 'refused'").run(actId);
}

export function findAct(db: ReadableDatabase, actId: string): ActSummary | undefined {
  const row = db.prepare<[string], ActRow>(`SELECT ${SUMMARY} FROM act WHERE act_id = ?`).get(actId);
  return row === undefined ? undefined : summaryOf(row);
}

/** Whether the post knows an act by this name, whatever became of it. */
export function knowsKey(db: ReadableDatabase, key: string): boolean {
  return db.prepare<[string], 1>('SELECT 1 FROM act WHERE key = ?').pluck().get(key) !== undefined;
}

/** How many wait for their author, for the service, or for another decision. */
export function countByStatus(db: ReadableDatabase): {
  readonly toReview: number;
  readonly waiting: number;
  readonly refused: number;
} {
  const counts = new Map(
    db
      .prepare<[], { status: StoredStatus['status']; count: number }>(
        'SELECT status, count(*) AS count FROM act GROUP BY status',
      )
      .all()
      .map(({ status, count }) => [status, count]),
  );
  return {
    toReview: counts.get('toReview') ?? 0,
    waiting: counts.get('waiting') ?? 0,
    refused: counts.get('refused') ?? 0,
  };
}

/** In the order in which they ask for somebody. */
const SHOWN_ORDER = ['toReview', 'waiting', 'refused', 'received'] as const;

/** What is not over first, then the latest; found by status, since receipts of years lie beside them. */
export function latestActs(db: ReadableDatabase, limit: number): ActSummary[] {
  const ofStatus = db.prepare<[string, number], ActRow>(
    `SELECT ${SUMMARY} FROM act WHERE status = ? ORDER BY seq DESC LIMIT ?`,
  );
  return SHOWN_ORDER.flatMap((status) => ofStatus.all(status, limit))
    .slice(0, limit)
    .map(summaryOf);
}

/** Receipts, the latest first. */
export function receivedActs(db: ReadableDatabase): ActSummary[] {
  return db
    .prepare<[], ActRow>(`SELECT ${SUMMARY} FROM act WHERE status = 'received' ORDER BY seq DESC`)
    .all()
    .map(summaryOf);
}

const isDeposit = (kind: ActKind): boolean => kind === 'deposit' || kind === 'replacement';

function dropAnnouncementOf(db: WritableDatabase, act: Pick<ActRow, 'kind' | 'unique_id'> | undefined): void {
  if (act !== undefined && isDeposit(act.kind) && act.unique_id !== null) dropForeseen(db, act.unique_id);
}

function summaryOf(row: ActRow): ActSummary {
  const { on_behalf_of: id, on_behalf_of_name: name } = row;
  return {
    actId: row.act_id,
    key: row.key,
    kind: row.kind,
    authorId: row.author_id,
    onBehalfOf: id === null || name === null ? null : { id, name },
    secret: row.secret === 1,
    ins: { system: row.ins_system, value: row.ins_value },
    title: row.title,
    objects: JSON.parse(row.objects) as string[],
    uniqueId: row.unique_id,
    replaces: row.replaces,
    sha256: row.sha256,
    storedAt: row.stored_at,
    status: statusOf(row),
    leftAt: row.left_at,
    upload: row.upload,
  };
}

function statusOf(row: ActRow): StoredStatus {
  switch (row.status) {
    case 'toReview':
    case 'waiting':
      return { status: row.status };
    case 'received':
      return {
        status: 'received',
        receivedAt: row.received_at ?? row.stored_at,
        answer: row.answer === null ? null : (JSON.parse(row.answer) as ActAnswer),
      };
    case 'refused':
      return { status: 'refused', code: row.refusal ?? 'INTERNAL' };
  }
}
