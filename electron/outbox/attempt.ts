import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { sendAct } from '../gateway/act.ts';
import type { Pace } from '../gateway/upload.ts';
import { cancelUpload } from '../gateway/upload.ts';
import type { ServiceClient } from '../gateway/client.ts';
import type { WireAnswer } from '../gateway/connection.ts';
import type { UnnamedRequest } from '../gateway/named-request.ts';
import type { Log } from '../log/log.ts';
import type { ActSummary } from '../store/acts.ts';
import type { DiskFailure } from './on-disk.ts';
import { onDisk } from './on-disk.ts';

/** Out of reach for one is out of reach for all: they keep their turn. */
export const OUT_OF_REACH: ReadonlySet<FailureCode> = new Set([
  'SERVICE_UNREACHABLE',
  'SESSION_ENDED',
  'RATE_LIMITED',
]);
/**
 * Refusals that say nothing of the act itself: it waits and is sent again. After any other answer it is refused
 * for good, with the reason.
 */
export const TRY_AGAIN: ReadonlySet<FailureCode> = new Set([
  ...OUT_OF_REACH,
  'CANCELLED',
  'INTERNAL',
  'DISK_FULL',
  'STORE_FAILED',
]);

export interface AttemptDeps {
  readonly client: ServiceClient;
  /** A client by which a minor's secret leaves, for one act. */
  readonly secretly: (
    ins: InsRef,
  ) => Promise<Result<{ readonly client: ServiceClient; end(): Promise<void> }, FailureCode>>;
  readonly log: Log;
  /** Of acts that go in parts, where it is another than that of a line. */
  readonly pace?: Pace;
}

export interface Attempt {
  readonly act: ActSummary;
  readonly request: UnnamedRequest;
  readonly signal: AbortSignal;
  /** Writes down that it leaves, before the service may do it; what it throws keeps the act from leaving. */
  readonly onLeaving: () => void;
  readonly onSent: (bytes: number) => void;
  /** The service holds so many bytes of it, there, and has done nothing yet. */
  readonly onHeld: (upload: string, bytes: number) => void;
}

/** Sends one act once. Nothing is written of what the service answered. */
export async function attemptAct(
  deps: AttemptDeps,
  { act, request, signal, onLeaving, onSent, onHeld }: Attempt,
): Promise<Result<WireAnswer, FailureCode>> {
  let diskTrouble: DiskFailure | undefined;
  const client = await clientFor(deps, act);
  if (!client.ok) return client;
  const sent = await sendAct(
    client.value.client,
    { ...request, key: act.key },
    {
      signal,
      onLeaving: () => {
        diskTrouble = onDisk(deps.log, onLeaving);
        if (diskTrouble !== undefined) throw new Error('the disk does not keep what leaves');
      },
      onSent,
      onHeld,
    },
    deps.pace,
  );
  await client.value.end();
  // What the disk did explains why nothing left better than the line that was broken off because of it.
  return !sent.ok && TRY_AGAIN.has(sent.error) && diskTrouble !== undefined ? err(diskTrouble) : sent;
}

/**
 * Has the service forget what it holds of an act that was taken back. Where nobody answers it forgets it by itself;
 * a minor's secret session is not opened for it, since that would be told as an access.
 */
export async function dropParts({ client }: AttemptDeps, { upload, secret }: ActSummary): Promise<void> {
  if (upload !== null && !secret) await cancelUpload(client, upload);
}

/** A minor's secret never leaves in an ordinary session, whose traces his representatives see (3.40). */
async function clientFor(
  { client, secretly }: AttemptDeps,
  act: ActSummary,
): Promise<Result<{ readonly client: ServiceClient; end(): Promise<void> }, FailureCode>> {
  return act.secret ? secretly(act.ins) : ok({ client, end: async () => undefined });
}
