import type { Handlers } from '../../shared/bridge/contract.ts';
import type { JournalState } from '../../shared/bridge/journal.ts';
import type { SystemInfo, SystemStatus } from '../../shared/bridge/system.ts';
import { err, ok } from '../../shared/result.ts';
import { SLOW_MS } from '../gateway/patience.ts';
import type { ServiceStart } from '../hosts/process-messages.ts';
import type { Log } from '../log/log.ts';
import type { DiskState } from '../store/disk.ts';
import type { Sessions } from './session.ts';

export interface SystemDeps {
  readonly sessions: Sessions;
  readonly info: () => SystemInfo;
  readonly lockAfterMinutes: () => number;
  /** How far the service's clock is ahead of this machine's. */
  readonly clockOffsetMs: () => number;
  readonly outbox: () => SystemStatus['outbox'];
  readonly journal: () => JournalState;
  /** How the disk under the open store is. */
  readonly disk: () => DiskState;
  /** How far the embedded service has come. */
  readonly start: () => ServiceStart;
  readonly onStatus: (status: SystemStatus) => void;
  /** The service answers again: what waited may go. */
  readonly onServiceBack: () => void;
  /** Ends this process and the page, and starts both anew. */
  readonly startAnew: () => void;
  readonly log: Log;
}

export interface System {
  readonly handlers: Pick<Handlers, Extract<keyof Handlers, `system.${string}`>>;
  serviceLight(light: 'reachable' | 'unreachable'): void;
  /** How long the service took to say that it is there. */
  answeredIn(ms: number): void;
  /** Something that the status line shows may have changed: tells the page if it did. */
  refresh(): void;
}

/** The four lights of the status line: what is, not what is hoped. */
export function createSystem(deps: SystemDeps): System {
  let service: 'reachable' | 'unreachable' = 'unreachable';
  let slowSeconds: number | null = null;
  let last = '';

  function status(): SystemStatus {
    const start = deps.start();
    const isStarting = service === 'unreachable' && start.status === 'starting';
    const base = {
      service: isStarting ? ('starting' as const) : service,
      preparing: isStarting ? start.preparing : null,
      slowSeconds: service === 'reachable' ? slowSeconds : null,
      outbox: { toReview: 0, waiting: 0, refused: 0 },
      storage: 'closed' as const,
      keychain: 'unused' as const,
      sessionEndsAt: null,
      lockAfterMinutes: deps.lockAfterMinutes(),
      clockOffsetMs: deps.clockOffsetMs(),
      journal: deps.journal(),
      disk: deps.disk(),
    };
    const session = deps.sessions.current();
    if (!session.ok) {
      return { ...base, session: deps.sessions.state().status === 'locked' ? 'locked' : 'none' };
    }
    const light = session.value.national.light();
    return {
      ...base,
      session: light.status,
      sessionEndsAt: light.status === 'ending' ? new Date(light.endsAt).toISOString() : null,
      outbox: deps.outbox(),
      storage: session.value.store.storage,
      keychain: session.value.store.keychain,
    };
  }

  function refresh(): void {
    const seen = status();
    const text = JSON.stringify(seen);
    if (text === last) return;
    last = text;
    deps.onStatus(seen);
  }

  return {
    refresh,
    answeredIn: (ms) => {
      slowSeconds = ms < SLOW_MS ? null : Math.round(ms / 1_000);
      refresh();
    },
    serviceLight: (light) => {
      if (light === service) return;
      service = light;
      deps.log.write({ event: 'service.light', light });
      refresh();
      if (light === 'reachable') deps.onServiceBack();
    },
    handlers: {
      'system.status': async () => ok(status()),
      'system.info': async () => ok(deps.info()),
      'system.retryService': async () => {
        // Whoever is at work is not thrown out by it.
        if (deps.info().serviceTrouble === null) return err('REFUSED');
        deps.startAnew();
        return ok(null);
      },
    },
  };
}
