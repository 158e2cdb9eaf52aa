import { DENY_REASONS } from '../access/vocabulary.ts';
import { z } from '../schema/zod.ts';

export const FAILURE_CODES = [
  /** The caller is not our own page, or the call is not one that this session may make. */
  'REFUSED',
  /** The input does not have the contract's form. */
  'INVALID',
  /** No session is open on this post. */
  'LOCKED',
  'NOT_FOUND',
  /** The national service does not answer. */
  'SERVICE_UNREACHABLE',
  /** The national session ended or the card is no longer valid: sign in again. */
  'SESSION_ENDED',
  /** The service does not answer, and what the post kept of this record may not be shown any more. */
  'LEASE_ENDED',
  /** The service does not answer, and this document was not read on this post. */
  'NOT_KEPT',
  /** The service is still being asked, and the post has nothing to show before it answers: no failure. */
  'NOTHING_KEPT_YET',
  /** This machine's clock was put back: what was taken along for the day stays shut. */
  'CLOCK_BEHIND',
  'RATE_LIMITED',
  /** Many patients since the PIN was typed: it is asked again before the next one. */
  'SIGN_IN_AGAIN',
  'CANCELLED',
  /** No room is left on this post's disk, or the service's: nothing was begun. */
  'DISK_FULL',
  /** The disk failed: nothing is acknowledged until the store was opened again and verified. */
  'STORE_FAILED',
  /** A file could not be written where the person chose. */
  'FILE_NOT_SAVED',
  /** It may have reached the service already: it is not taken back any more. */
  'ALREADY_LEFT',
  /** An act on the same thing waits to be sent. */
  'ACT_WAITING',
  /** The keychain of this machine does not take or give what the keys need. */
  'KEYCHAIN_CLOSED',
  'INTERNAL',
  ...DENY_REASONS,
  'MULTIPLE_MATCHES',
  /** A patient writes first to pharmacies alone. */
  'THREAD_NOT_STARTED',
  'THREAD_CLOSED',
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/** What a failed call tells the page: a stable code and a reference to the log, never a message. */
export const Failure = z.strictObject({
  code: z.enum(FAILURE_CODES),
  /** Short reference that support finds in the log. */
  ref: z.string().max(40),
});
export type Failure = z.infer<typeof Failure>;
