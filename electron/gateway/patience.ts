/**
 * How long the post waits for the service, and when it asks again: in one place, because a figure that is too
 * short on a slow line fails as surely as a cut cable, and one that is too long keeps somebody waiting.
 * A line with three seconds of delay and lost packets is slow, and is waited for.
 */
export const PATIENCE = {
  /** From the first packet to an open connection. */
  connectMs: 12_000,
  /** A question and its answer. */
  answerMs: 20_000,
  /** Whether the service is there, and what time it is. */
  probeMs: 10_000,
  /** A few hundred kilobytes on the slowest line of a practice. */
  pieceMs: 60_000,
  /** A whole record of many years in one file. */
  bulkMs: 180_000,
  /** Telling the service that a session is over: whoever leaves does not wait for it. */
  farewellMs: 2_000,
  /** A followed answer that says nothing for so long is lost: three of the service's signs of life. */
  silenceMs: 45_000,
} as const;

/** An answer that takes longer is a slow line, and the screen says so. */
export const SLOW_MS = 1_500;

/** A reading that is cut off is asked again so many times at most before the screen is told. */
export const READ_TRIES = 3;

/** A reading that failed after so long is not asked again: nobody waits for a screen three times over. */
export const QUICK_MS = 8_000;

/**
 * An act that is larger goes in parts: what was received of it is not sent again after a cut. Parts grow on a line
 * that carries them and shrink on one that does not: each costs a question and its answer, and a long one is what
 * a bad line breaks.
 */
export const PARTS = {
  /** Bytes from which on an act is sent in parts. */
  fromBytes: 512 * 1024,
  firstBytes: 256 * 1024,
  leastBytes: 64 * 1024,
  mostBytes: 1024 * 1024,
  /** A part that took longer is large enough: a service cuts off who sends one request for half a minute. */
  growsWithinMs: 5_000,
} as const satisfies Readonly<Record<string, number>>;

interface Backoff {
  readonly firstMs: number;
  readonly mostMs: number;
}

/** What waits in the outbox, while the service is away. */
export const OUTBOX_BACKOFF: Backoff = { firstMs: 1_000, mostMs: 60_000 };
/** A reading that was cut off: nobody waits long for a screen. */
export const READ_BACKOFF: Backoff = { firstMs: 200, mostMs: 2_000 };
/** A stream of changes that was lost. */
export const STREAM_BACKOFF: Backoff = { firstMs: 300, mostMs: 30_000 };
/**
 * The pause before asking again: twice as long each time, and never the same for two posts, so that a service
 * that comes back is not met by all of them at once.
 *
 * @param failures in a row so far, from 1 on
 * @param random in [0, 1)
 */
export function backoffMs({ firstMs, mostMs }: Backoff, failures: number, random: number): number {
  const most = Math.min(mostMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return Math.round(most / 2 + (most / 2) * random);
}
