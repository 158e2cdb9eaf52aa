/** What a post remembers of the time, so that a clock put back gives none back. */
export interface ClockMark {
  /** The latest time that was known, milliseconds since the epoch. */
  readonly at: number;
  /** How far the service's clock was ahead of this machine's when it was last heard. */
  readonly offsetMs: number;
}

export interface TrustedClockDeps {
  /** Durable. */
  readonly marks: { read(): ClockMark | undefined; write(mark: ClockMark): void };
  /** Milliseconds since the epoch by this machine's clock, which anybody may set. */
  readonly machineNow: () => number;
  /** The service's clock, where it was heard in this process. */
  readonly service: { isKnown(): boolean; offsetMs(): number };
  /** Milliseconds of a clock that nobody can set, from any origin. */
  readonly ticks: () => number;
}

/** The time by which what lies on the post without the service is judged: it never goes back. */
export interface TrustedClock {
  /** Milliseconds since the epoch, as the service would tell it. */
  now(): number;
  /**
   * Whether this machine's clock stands well behind what it said before: then how long the post was off is not
   * known, and what hangs on the time is not shown.
   */
  wentBack(): boolean;
  /** Writes down how late it is, durably. */
  mark(): void;
}

/** What a correction over the network may take back without anybody having put the clock back. */
const TOLERANCE_MS = 2 * 60_000;

export function trustedClock({ marks, machineNow, service, ticks }: TrustedClockDeps): TrustedClock {
  const remembered = marks.read();
  const startedAt = ticks();
  let latest = remembered?.at ?? 0;
  let latestTicks = startedAt;

  /** This machine's time, corrected by what the service said, now or in the last session. */
  const told = (): number =>
    machineNow() + (service.isKnown() ? service.offsetMs() : (remembered?.offsetMs ?? 0));

  function now(): number {
    const current = ticks();
    latest = Math.max(told(), latest + (current - latestTicks));
    latestTicks = current;
    return Math.floor(latest);
  }

  return {
    now,
    wentBack: () => now() - told() > TOLERANCE_MS,
    mark: () =>
      marks.write({
        at: now(),
        offsetMs: service.isKnown() ? service.offsetMs() : (remembered?.offsetMs ?? 0),
      }),
  };
}
