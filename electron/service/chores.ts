import type { Instant } from '../../shared/access/vocabulary.ts';
import type { ServiceContext } from './context.ts';
import { createRecords, eraseArchives } from './patient/by-the-clock.ts';
import { tellAnnouncements } from './notices/announcements.ts';
import { tellReminders } from './sections/reminders.ts';

/**
 * Something that happens by the clock and that nobody asks for. No right waits for it: rights compare with
 * `now` (docs/rules.md 5). It runs in a transaction, any number of times, late or early, and does only what
 * is due and was not done.
 */
type Chore = (context: ServiceContext, now: Instant) => void;

const CHORES: readonly Chore[] = [
  ({ stores }, now) => stores.sessions.forgetExpired(now),
  ({ stores }, now) => stores.uploads.eraseExpired(now),
  createRecords,
  eraseArchives,
  tellAnnouncements,
  tellReminders,
];

const PERIOD_MS = 60_000;

/** Does what is due by now, inside the caller's transaction. */
export function runChores(context: ServiceContext): void {
  const now = context.clock.now();
  for (const chore of CHORES) chore(context, now);
}

/** Runs them at once and then every minute. @returns the way to stop */
export function keepChores(context: ServiceContext): () => void {
  const run = (): void =>
    void context.writer
      .run(() => runChores(context), complain)
      // What could not be committed is due again in a minute.
      .catch(complain);
  run();
  const timer = setInterval(run, PERIOD_MS).unref();
  return () => clearInterval(timer);
}

/** Nobody asked for it, so that nobody is answered: a fault of ours must not be silent for all that. */
function complain(cause: unknown): void {
  process.stderr.write(
    `service: ${cause instanceof Error ? (cause.stack ?? cause.name) : 'unknown cause'}\n`,
  );
}
