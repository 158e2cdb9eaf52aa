/**
 * The service's time as its answers tell it. Rights, sessions and assertions are judged by the service's clock,
 * so that whatever is signed, dated or counted down here goes by it, and never by this machine's alone.
 */
export interface ServiceClock {
  /** Milliseconds since the epoch, by the service's clock as far as it is known. */
  readonly now: () => number;
  /** How far the service's clock is ahead of this machine's; 0 until an answer said otherwise. */
  offsetMs(): number;
  /** Whether an answer told the time already. */
  isKnown(): boolean;
  /** Takes what one answer says. @param sentAt machine time at which its request left */
  hear(date: string | undefined, sentAt: number): void;
  /** Calls whenever the offset changes; returns the way to stop. */
  onMoved(listener: (offsetMs: number) => void): () => void;
}

/** An HTTP date has whole seconds. */
const RESOLUTION_MS = 1_000;

/**
 * Each answer bounds the offset: the service wrote its date after the request left and before the answer came.
 * The bounds of all answers are drawn together, and what lies between them is kept as it is, so that the
 * offset moves when the service's clock does and not with every answer. Two clocks that agree have none.
 *
 * @param machineNow milliseconds since the epoch, by this machine's clock
 */
export function followService(machineNow: () => number): ServiceClock {
  let bounds: { readonly least: number; readonly most: number } | undefined;
  let offset = 0;
  const listeners = new Set<(offsetMs: number) => void>();

  function hear(date: string | undefined, sentAt: number): void {
    const told = Date.parse(date ?? '');
    if (Number.isNaN(told)) return;
    const heard = { least: told - machineNow(), most: told + RESOLUTION_MS - sentAt };
    const drawn = bounds && {
      least: Math.max(bounds.least, heard.least),
      most: Math.min(bounds.most, heard.most),
    };
    // They do not meet: a clock was moved since, and only the last answer tells how far.
    bounds = drawn === undefined || drawn.least > drawn.most ? heard : drawn;
    const { least, most } = bounds;
    if (least <= offset && offset <= most) return;
    offset = least <= 0 && most >= 0 ? 0 : Math.round((least + most) / 2);
    for (const listener of listeners) listener(offset);
  }

  return {
    now: () => machineNow() + offset,
    offsetMs: () => offset,
    isKnown: () => bounds !== undefined,
    hear,
    onMoved: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
