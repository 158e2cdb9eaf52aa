import type { Instant } from '../../../shared/access/vocabulary.ts';
import type { DeliveryStore, DueMail } from '../storage/mail-deliveries.ts';
import type { Writer } from '../storage/writer.ts';
import type { MailServer } from './mail-server.ts';
import type { SendOutcome, Smtp } from './smtp.ts';

/** The queue's worker: whatever waits leaves in its turn. */
export interface Delivery {
  /** Something was committed: perhaps a mail. */
  wake(): void;
  /** Ends after the attempts that are under way, or without them where the mail server keeps silent. */
  stop(): Promise<void>;
}

export interface DeliveryDeps {
  readonly store: DeliveryStore;
  readonly writer: Writer;
  readonly smtp: Smtp;
  readonly schedule: Pick<MailServer, 'retryAfterSeconds' | 'giveUpAfterHours'>;
  readonly now: () => Instant;
}

/** At the same time, so that one slow answer does not hold everybody's notices. */
const AT_ONCE = 4;
const LONGEST_SLEEP_MS = 60_000;
const FAREWELL_MS = 3_000;

/**
 * Sends what waits. An attempt is durable before it begins and its end after it: a process that is killed
 * between the server's answer and our mark sends the mail again, under the same Message-ID. SMTP cannot do
 * better (RFC 1047); the other choice, to mark first, loses the notice of an emergency that the law wants told.
 */
export function startDelivery({ store, writer, smtp, schedule, now }: DeliveryDeps): Delivery {
  let stopped = false;
  /** The store is closed: an answer that still comes is as lost as with a killed process. */
  let abandoned = false;
  let running: Promise<void> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  const durably = (work: () => void): Promise<void> =>
    writer.run(work, (cause) => {
      throw cause;
    });

  async function attempt(mail: DueMail): Promise<void> {
    const retryAt = now() + waitAfter(schedule.retryAfterSeconds, mail.attempts);
    await durably(() => store.begin(mail.seq, retryAt, now()));
    const outcome = await smtp.send(mail);
    if (abandoned) return;
    await durably(() => settle(mail, outcome, retryAt));
  }

  function settle(mail: DueMail, { status, code }: SendOutcome, retryAt: Instant): void {
    const at = now();
    const isTooOld = retryAt - mail.queued_at > schedule.giveUpAfterHours * 3_600_000;
    if (status === 'sent') store.sent(mail.seq, code, at);
    else if (status === 'refused' || isTooOld) store.refuse(mail.seq, code, at);
    else store.wait(mail.seq, code, retryAt, at);
  }

  const due = (): readonly DueMail[] => (stopped ? [] : store.due(now(), AT_ONCE));

  async function drain(): Promise<void> {
    for (let mails = due(); mails.length > 0; mails = due()) await Promise.all(mails.map(attempt));
  }

  function wake(): void {
    clearTimeout(timer);
    if (stopped) return;
    if (running !== undefined) {
      again = true;
      return;
    }
    again = false;
    running = drain()
      // The store failed: what waits is still there, and its turn comes.
      .catch(() => undefined)
      .finally(() => {
        running = undefined;
        if (again) wake();
        else sleep();
      });
  }

  function sleep(): void {
    if (stopped) return;
    const next = store.nextAt();
    const wait = next === undefined ? LONGEST_SLEEP_MS : Math.min(LONGEST_SLEEP_MS, next - now());
    timer = setTimeout(wake, Math.max(wait, 50)).unref();
  }

  wake();
  return {
    wake,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await Promise.race([running, new Promise((resolve) => setTimeout(resolve, FAREWELL_MS).unref())]);
      abandoned = true;
    },
  };
}

/** Wait before the attempt after one that failed; a quarter more or less, so that they do not all come together. */
function waitAfter(seconds: readonly number[], attempts: number): number {
  const wait = (seconds[attempts] ?? seconds.at(-1) ?? 60) * 1_000;
  return Math.round(wait * (0.75 + Math.random() / 2));
}
