import { Readable } from 'node:stream';
import type { Instant } from '../../../shared/access/vocabulary.ts';

/** What a commit did that somebody may be waiting for. Noted inside transactions, looked at after the commit. */
interface Touched {
  /** Something of this record was written or tried. */
  record(recordId: number): void;
  /** Something that these people or structures take part in was written. */
  people(names: readonly string[]): void;
  /** A session or a card ended. */
  sessions(): void;
  /** The clock was put forward, or the rules changed: anything may be different. */
  everything(): void;
}

/** What one caller may see of one record, told apart from what he saw before by nothing but its digest. */
export interface OwnView {
  readonly digest: string;
  /** The next instant at which it changes by the clock alone, as far as is known now; null: none. */
  readonly until: Instant | null;
}

/** Who follows what, and how his view of it is drawn. */
export interface Following {
  /** Under which his streams are counted. */
  readonly token: Buffer;
  /** The record; null: whatever he takes part in himself, on any. */
  readonly recordId: number | null;
  /** Under which names he takes part, where it is no record that he follows. */
  readonly names: readonly string[];
  /** Whether he may still look at the record at all. */
  readonly isAllowed: () => boolean;
  /** What he sees now; undefined: he may not look any more. */
  readonly draw: () => OwnView | undefined;
}

/** Those who wait to be told that what they may see has changed. */
export interface Changes extends Touched {
  /** The commit is durable: looks again at what it touched. */
  committed(): void;
  /** How many streams a token has open. */
  openOf(token: Buffer): number;
  /** @param known digest of the view that the follower has; undefined: what it is now */
  follow(following: Following, known: string | undefined): Readable;
  /** Ends all streams: the service stops. */
  close(): void;
}

interface Follower extends Following {
  readonly stream: Readable;
  digest: string;
  lookAgainAt: Instant;
}

/** How often the clock is compared with the next instant at which a view changes by itself. */
const TICK_MS = 1_000;
/** A line that keeps the way open, and the moment to look whether the card is still valid. */
const KEEP_ALIVE_TICKS = 15;
/** Whatever nobody noted is found after this long at the latest. */
const LOOK_AGAIN_MS = 60_000;
/** Somebody who reads nothing of so little is not there any more. */
const MOST_WAITING_BYTES = 2_048;

/**
 * Streams of events that say that something changed, and never what (docs/rules.md 2, "Hidden"): a follower's
 * own view is drawn again when its record was touched or its time has come, and he is told if it differs.
 *
 * @param now the service's clock
 */
export function openChanges(now: () => Instant): Changes {
  const followers = new Set<Follower>();
  const records = new Set<number>();
  const people = new Set<string>();
  let touched: 'records' | 'sessions' | 'everything' = 'records';
  let isDue = false;
  let ticks = 0;
  let timer: NodeJS.Timeout | undefined;

  function leave(follower: Follower): void {
    followers.delete(follower);
    if (followers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  function write(follower: Follower, text: string): void {
    follower.stream.push(text);
    if (follower.stream.readableLength > MOST_WAITING_BYTES) follower.stream.destroy();
  }

  /** The last word is the same as any other: what ended, the next request tells. */
  function end(follower: Follower): void {
    write(follower, eventOf(undefined));
    follower.stream.push(null);
    leave(follower);
  }

  /** Draws a follower's view again. One whose view cannot be drawn is let go: the others still have theirs. */
  function look(follower: Follower): void {
    const view = safely(follower.draw);
    if (view === undefined) return end(follower);
    follower.lookAgainAt = nextLook(view);
    if (view.digest === follower.digest) return;
    follower.digest = view.digest;
    write(follower, eventOf(view.digest));
  }

  const nextLook = ({ until }: OwnView): Instant => Math.min(until ?? Infinity, now() + LOOK_AGAIN_MS);

  function forget(): void {
    records.clear();
    people.clear();
    touched = 'records';
  }

  function lookAtTouched(): void {
    isDue = false;
    const scope = touched;
    const these = new Set(records);
    const those = new Set(people);
    forget();
    for (const follower of followers) {
      const { recordId, names } = follower;
      const isMeant = recordId === null ? names.some((name) => those.has(name)) : these.has(recordId);
      if (scope === 'everything' || isMeant) look(follower);
      else if (scope === 'sessions' && safely(follower.isAllowed) !== true) end(follower);
    }
  }

  function tick(): void {
    ticks += 1;
    const isTimeForAll = ticks % KEEP_ALIVE_TICKS === 0;
    for (const follower of followers) {
      if (follower.lookAgainAt <= now()) look(follower);
      else if (isTimeForAll && safely(follower.isAllowed) !== true) end(follower);
      if (isTimeForAll && followers.has(follower)) write(follower, ':\n\n');
    }
  }

  return {
    record: (recordId) => void records.add(recordId),
    people: (names) => {
      for (const name of names) people.add(name);
    },
    sessions: () => {
      if (touched === 'records') touched = 'sessions';
    },
    everything: () => {
      touched = 'everything';
    },
    committed: () => {
      if (followers.size === 0) {
        forget();
        return;
      }
      if (isDue || (records.size + people.size === 0 && touched === 'records')) return;
      isDue = true;
      // Those who wait for the commit are answered first.
      setImmediate(lookAtTouched);
    },
    openOf: (token) => [...followers].filter((follower) => follower.token.equals(token)).length,
    follow: (following, known) => {
      const stream = new Readable({ read: () => undefined });
      const view = following.draw();
      // It ended between the decision and the answer.
      if (view === undefined) {
        stream.push(eventOf(undefined));
        stream.push(null);
        return stream;
      }
      const { digest } = view;
      const follower: Follower = { ...following, stream, digest, lookAgainAt: nextLook(view) };
      followers.add(follower);
      timer ??= setInterval(tick, TICK_MS).unref();
      stream.once('close', () => leave(follower));
      write(follower, known === undefined || known === digest ? `id: ${digest}\n\n` : eventOf(digest));
      return stream;
    },
    close: () => {
      for (const { stream } of followers) stream.destroy();
    },
  };
}

/** A fault of ours about one follower must not end the service for everybody. */
function safely<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (cause) {
    process.stderr.write(
      `service: ${cause instanceof Error ? (cause.stack ?? cause.name) : 'unknown cause'}\n`,
    );
    return undefined;
  }
}

/** `id` is what a client that lost the way gives back, so that it is told of what it missed. */
const eventOf = (digest: string | undefined): string =>
  `${digest === undefined ? '' : `id: ${digest}\n`}event: change\ndata:\n\n`;
