import { z } from '../schema/zod.ts';
import { IsoDate, IsoInstant } from './identity.ts';
import { JournalState } from './journal.ts';
import { KeychainState } from './keys.ts';
import { MatrixSource } from './matrix.ts';
import { ServiceTrouble } from '../doctor/service-trouble.ts';

/** The four lights of the status line: they say what is, not what is hoped. */
export const SystemStatus = z.strictObject({
  /** `starting`: it is this post's own, and does not listen yet. */
  service: z.enum(['starting', 'reachable', 'unreachable']),
  /** How much of the demonstration's data is made, at the first start of all. */
  preparing: z.strictObject({ done: z.int(), of: z.int() }).nullable(),
  /** Seconds that its last answer took, where the line is slow; null: it is not. */
  slowSeconds: z.int().nullable(),
  session: z.enum(['none', 'open', 'ending', 'locked']),
  sessionEndsAt: IsoInstant.nullable(),
  /** Acts that the national service has not received: to be read again, on their way, or refused. */
  outbox: z.strictObject({ toReview: z.int(), waiting: z.int(), refused: z.int() }),
  storage: z.enum(['encrypted', 'memory', 'closed']),
  /** The keychain as the open session found it. */
  keychain: KeychainState,
  /** Minutes without an act before the post locks itself. */
  lockAfterMinutes: z.int(),
  /** Milliseconds that the service's clock is ahead of this machine's: dates and countdowns go by it. */
  clockOffsetMs: z.int(),
  journal: JournalState,
  /** `full`: reading goes on, acts wait for room. `failed`: nothing is acknowledged before the post was locked. */
  disk: z.enum(['sound', 'full', 'failed']),
});
export type SystemStatus = z.infer<typeof SystemStatus>;

export const SystemInfo = z.strictObject({
  version: z.string(),
  host: z.enum(['electron', 'chromium']),
  service: z.enum(['embedded', 'remote']),
  /** What the practice calls this post. */
  postName: z.string(),
  /** The matrix that the post explains by: its version, the day since which it holds, and what is known of its source. */
  matrix: z.strictObject({
    version: z.string(),
    label: z.string(),
    validFrom: IsoDate,
    source: MatrixSource.shape.status,
  }),
  /** True on the embedded service: every patient is fictitious and the screen says so. */
  demonstration: z.boolean(),
  /** Why the embedded service does not start; null: it runs, or the service is somebody else's. */
  serviceTrouble: ServiceTrouble.nullable(),
});
export type SystemInfo = z.infer<typeof SystemInfo>;

export const systemCalls = {
  'system.status': { input: z.strictObject({}), output: SystemStatus },
  'system.info': { input: z.strictObject({}), output: SystemInfo },
  /** Starts the post anew, and with it the embedded service that did not start; the page is replaced then. */
  'system.retryService': { input: z.strictObject({}), output: z.null() },
} as const;
