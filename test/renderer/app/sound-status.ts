import type { SystemStatus } from '../../../shared/bridge/system.ts';

/** What the workstation says of itself when all is well, but for what is changed. */
export const soundStatus = (change: Partial<SystemStatus> = {}): SystemStatus => ({
  service: 'reachable',
  preparing: null,
  slowSeconds: null,
  session: 'open',
  sessionEndsAt: '2026-11-20T10:02:00Z',
  outbox: { toReview: 0, waiting: 0, refused: 0 },
  storage: 'encrypted',
  keychain: 'ready',
  lockAfterMinutes: 5,
  clockOffsetMs: 0,
  journal: 'kept',
  disk: 'sound',
  ...change,
});
