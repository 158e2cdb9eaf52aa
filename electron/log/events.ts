import type { Channel } from '../../shared/bridge/channels.ts';
import type { EmergencyEnd } from '../../shared/bridge/emergency.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { LockCause } from '../../shared/bridge/session.ts';
import type { KeysTrouble } from '../../shared/bridge/keys.ts';
import type { ActKind } from '../../shared/bridge/outbox.ts';
import type { SpaceChannel } from '../../shared/bridge/space/channels.ts';

declare const refBrand: unique symbol;
/** Random reference that ties a failure on the screen to its line in the log; says nothing by itself. */
export type LogRef = string & { readonly [refBrand]: true };

/** Why the keys of a professional were not renewed yet. */
type RenewalTrouble =
  'absent' | 'locked' | 'weak' | 'NOT_COPIED' | 'COPY_DIFFERS' | 'NEW_KEY_SEALED' | 'UNKNOWN_FILE';

export type StoreTrouble =
  | 'absent'
  | 'locked'
  | 'weak'
  | 'asked'
  | 'KEY_OR_DAMAGE'
  | 'DAMAGED'
  | 'NO_ROOM'
  | 'DISK_FAILED'
  | 'UNSAFE'
  | 'FROM_NEWER_VERSION'
  | 'MIGRATION_FAILED';

/**
 * Everything that the log may say. Fields are enumerations, counts, durations in milliseconds or
 * references: a free string does not compile, so a name or a message cannot slip in.
 */
export type LogEvent =
  | { readonly event: 'post.started'; readonly service: 'embedded' | 'remote'; readonly locked: boolean }
  | { readonly event: 'post.stopped' }
  | { readonly event: 'space.started' }
  | { readonly event: 'space.stopped' }
  | { readonly event: 'card.unreadable'; readonly count: number }
  | {
      readonly event: 'card.pin';
      readonly outcome: 'right' | 'wrong' | 'blocked';
      readonly triesLeft: number;
    }
  | { readonly event: 'card.refused' }
  | { readonly event: 'session.opened'; readonly storage: 'encrypted' | 'memory'; readonly places: number }
  /** Opened without the service, on what was taken along for the day. */
  | { readonly event: 'session.carried' }
  | { readonly event: 'session.renewed'; readonly ms: number }
  | { readonly event: 'session.notRenewed'; readonly code: FailureCode }
  | { readonly event: 'session.locked'; readonly because: LockCause }
  | { readonly event: 'session.signedOut' }
  /** What was held could not be let go of in order; it ends with the process. */
  | { readonly event: 'session.leftBadly'; readonly error: ErrorKind }
  | { readonly event: 'store.inMemory'; readonly because: StoreTrouble }
  | { readonly event: 'keys.needed'; readonly trouble: KeysTrouble }
  | { readonly event: 'keys.codeKept' }
  | { readonly event: 'keys.renewalAsked' }
  | { readonly event: 'card.pinChanged' }
  | { readonly event: 'keys.renewed'; readonly ms: number }
  | { readonly event: 'keys.notRenewed'; readonly because: RenewalTrouble }
  | { readonly event: 'store.opened'; readonly ms: number }
  | { readonly event: 'store.recovered'; readonly why: 'damaged' | 'missing' | 'replaced' }
  | { readonly event: 'store.disk'; readonly state: 'sound' | 'full' | 'failed' }
  | { readonly event: 'cache.remade'; readonly because: StoreTrouble }
  | { readonly event: 'cache.failed'; readonly error: ErrorKind }
  | { readonly event: 'cache.destroyed'; readonly records: number }
  | { readonly event: 'practiceList.read'; readonly added: number; readonly refused: number }
  | { readonly event: 'practiceList.unreadable'; readonly because: 'NOT_CSV' | 'NO_HEADER' | 'NO_ROOM' }
  | { readonly event: 'service.light'; readonly light: 'reachable' | 'unreachable' }
  | { readonly event: 'received.unusual'; readonly what: ReceivedThing; readonly count: number }
  | { readonly event: 'document.hashDiffers' }
  | {
      readonly event: 'journal.differs';
      readonly of: 'service' | 'post';
      readonly code: 'OTHER_KEY' | 'SHORTER' | 'REWRITTEN' | 'CUT' | 'ALTERED' | 'OUT_OF_ORDER';
    }
  | { readonly event: 'emergency.begun'; readonly mode: 'BTG' | 'ETREAT' }
  | { readonly event: 'emergency.refused'; readonly mode: 'BTG' | 'ETREAT'; readonly code: FailureCode }
  | { readonly event: 'emergency.ended'; readonly because: EmergencyEnd }
  | { readonly event: 'outbox.stored'; readonly kind: ActKind; readonly bytes: number }
  | { readonly event: 'outbox.sent'; readonly kind: ActKind; readonly ms: number }
  | { readonly event: 'outbox.undone'; readonly kind: ActKind }
  | { readonly event: 'outbox.notKept'; readonly code: FailureCode }
  | { readonly event: 'outbox.recovered'; readonly acts: number; readonly damaged: number }
  | { readonly event: 'outbox.waiting'; readonly code: FailureCode }
  | { readonly event: 'outbox.refused'; readonly code: FailureCode }
  | {
      readonly event: 'call.failed';
      readonly channel: Channel | SpaceChannel | 'unknown';
      readonly code: FailureCode;
      readonly ref: LogRef;
    }
  | {
      readonly event: 'call.threw';
      readonly channel: Channel | SpaceChannel;
      readonly error: ErrorKind;
    };

export type ReceivedThing =
  | 'message'
  | 'appointment'
  | 'catalogue'
  | 'patient'
  | 'consent'
  | 'sheet'
  | 'directory'
  | 'trace'
  | 'notice'
  | 'section';
export type ErrorKind = 'TypeError' | 'RangeError' | 'SqliteError' | 'SystemError' | 'Error';
