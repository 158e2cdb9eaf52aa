import type { Instant } from '../../../shared/access/vocabulary.ts';
import type { WritableDatabase } from '../../store/open.ts';

/** A mail that waits, with all that its sending needs. */
export interface DueMail {
  readonly seq: number;
  readonly message_id: string;
  readonly address: string;
  readonly subject: string;
  readonly text: string;
  readonly attempts: number;
  /** When it was queued. */
  readonly queued_at: Instant;
}

/** Where a mail stands, for the operator: neither whom it is for nor what it says. */
export interface Delivery {
  readonly seq: number;
  readonly notice: string;
  readonly status: 'waiting' | 'sent' | 'refused';
  readonly attempts: number;
  readonly next_at: Instant | null;
  readonly last_code: string | null;
  readonly changed_at: Instant;
}

/** The queue of mails for the mail server. Instants are the machine's: a network does not follow our clock. */
export interface DeliveryStore {
  queue(seq: number, messageId: string, at: Instant): void;
  /** Mails whose turn it is, the oldest first. */
  due(now: Instant, limit: number): DueMail[];
  /** When the next one's turn is; undefined: none waits. */
  nextAt(): Instant | undefined;
  /** An attempt begins: should it end with the process, the mail's turn comes again then. */
  begin(seq: number, nextAt: Instant, at: Instant): void;
  /** The server took it. */
  sent(seq: number, code: string, at: Instant): void;
  /** It is tried again. */
  wait(seq: number, code: string, nextAt: Instant, at: Instant): void;
  /** It is not tried again. */
  refuse(seq: number, code: string, at: Instant): void;
  /** Newest first. */
  list(status: Delivery['status'] | null, limit: number): Delivery[];
  count(): Readonly<Record<Delivery['status'], number>>;
}

export function deliveryStore(db: WritableDatabase): DeliveryStore {
  const queue = db.prepare(
    `INSERT INTO mail_delivery (seq, message_id, queued_at, status, attempts, next_at, last_code, changed_at)
       VALUES (?, ?, ?, 'waiting', 0, ?, NULL, ?)`,
  );
  const due = db.prepare<[number, number], DueMail>(
    `SELECT seq, message_id, address, subject, text, attempts, queued_at FROM mail_delivery
       JOIN mail USING (seq) WHERE status = 'waiting' AND next_at <= ? ORDER BY seq LIMIT ?`,
  );
  const nextAt = db.prepare<[], { at: number | null }>(
    `SELECT min(next_at) AS at FROM mail_delivery WHERE status = 'waiting'`,
  );
  const begin = db.prepare(
    `UPDATE mail_delivery SET attempts = attempts + 1, next_at = ?, last_code = 'SENDING', changed_at = ? WHERE seq = ?`,
  );
  const settle = db.prepare(
    `UPDATE mail_delivery SET status = ?, next_at = ?, last_code = ?, changed_at = ? WHERE seq = ?`,
  );
  const list = db.prepare<[string | null, number], Delivery>(
    `SELECT seq, notice, status, attempts, next_at, last_code, changed_at FROM mail_delivery JOIN mail USING (seq)
       WHERE status = coalesce(?, status) ORDER BY seq DESC LIMIT ?`,
  );
  const count = db.prepare<[], { status: Delivery['status']; n: number }>(
    'SELECT status, count(*) AS n FROM mail_delivery GROUP BY status',
  );
  return {
    queue: (seq, messageId, at) => void queue.run(seq, messageId, at, at, at),
    due: (now, limit) => due.all(now, limit),
    nextAt: () => nextAt.get()?.at ?? undefined,
    begin: (seq, next, at) => void begin.run(next, at, seq),
    sent: (seq, code, at) => void settle.run('sent', null, code, at, seq),
    wait: (seq, code, next, at) => void settle.run('waiting', next, code, at, seq),
    refuse: (seq, code, at) => void settle.run('refused', null, code, at, seq),
    list: (status, limit) => list.all(status, limit),
    count: () => ({
      waiting: 0,
      sent: 0,
      refused: 0,
      ...Object.fromEntries(count.all().map(({ status, n }) => [status, n])),
    }),
  };
}
