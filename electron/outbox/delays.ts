import type { ActKind } from '../../shared/bridge/outbox.ts';

/** Acts that nothing takes back once the service has them wait a moment, in which they can be. */
const DELAYED: ReadonlySet<ActKind> = new Set([
  'deposit',
  'replacement',
  'deletion',
  'showToPatient',
  'showToRepresentatives',
  'vaccination',
  'message',
]);

export interface DelayDeps {
  /** How long an act that cannot be undone afterwards waits before it leaves. */
  readonly undoMs: number;
  readonly now: () => number;
  /** An act's time to be taken back ended by itself. */
  readonly onOver: () => void;
}

/** Acts in the time in which they can still be taken back. Timers go by no clock that can be moved. */
export interface Delays {
  /** @returns when the act leaves; null when acts of its kind do not wait */
  begin(actId: string, kind: ActKind): string | null;
  has(actId: string): boolean;
  leavesAt(actId: string): string | null;
  end(actId: string): void;
  stop(): void;
}

export function createDelays({ undoMs, now, onOver }: DelayDeps): Delays {
  const delays = new Map<string, { readonly timer: NodeJS.Timeout; readonly leavesAt: string }>();

  function end(actId: string): boolean {
    clearTimeout(delays.get(actId)?.timer);
    return delays.delete(actId);
  }

  return {
    begin: (actId, kind) => {
      if (!DELAYED.has(kind) || undoMs <= 0) return null;
      const leavesAt = new Date(now() + undoMs).toISOString();
      const timer = setTimeout(() => {
        if (end(actId)) onOver();
      }, undoMs).unref();
      delays.set(actId, { timer, leavesAt });
      return leavesAt;
    },
    has: (actId) => delays.has(actId),
    leavesAt: (actId) => delays.get(actId)?.leavesAt ?? null,
    end,
    stop: () => {
      for (const { timer } of delays.values()) clearTimeout(timer);
    },
  };
}
