import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MailStore } from '../storage/mails.ts';

/** Puts committed mails where they leave from: here, one file a mail in a folder. */
export interface Post {
  /** Sends what was committed since the last time. Safe to repeat: a mail that left is not sent again. */
  deliver(): void;
}

/**
 * The mail folder of the embedded service. Its files are made from the committed rows, so that a service
 * that was killed between the commit and the file delivers at its next start.
 *
 * @param dir created 0700
 */
export function openPost(store: MailStore, dir: string): Post {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  let delivered = lastDelivered(dir);
  return {
    deliver: () => {
      for (const { seq, address, subject, text, notice, ins } of store.after(delivered)) {
        const path = join(dir, `${seq}.json`);
        const mail = { to: address, subject, text, notice, patient: ins };
        writeFileSync(`${path}.new`, `${JSON.stringify(mail)}\n`, { mode: 0o600 });
        renameSync(`${path}.new`, path);
        delivered = seq;
      }
    },
  };
}

function lastDelivered(dir: string): number {
  const sequences = readdirSync(dir).map((name) => Number(/^(\d+)\.json$/.exec(name)?.[1] ?? 0));
  return Math.max(0, ...sequences);
}
