import type { SystemStatus } from '../../shared/bridge/system.ts';
import { words } from './messages.ts';

type Tone = 'good' | 'warning' | 'quiet';

export interface Light {
  readonly id: 'service' | 'session' | 'outbox' | 'lock';
  readonly tone: Tone;
  /** On the line. */
  readonly text: string;
  /** On hover and for screen readers. */
  readonly words: string;
}

const minutesUntil = (instant: string, now: number): number =>
  Math.max(0, Math.ceil((Date.parse(instant) - now) / 60_000));

/** The four lights of the status line: what the workstation said, and nothing that it did not say. */
export function lightsOf(status: SystemStatus, now: number): readonly Light[] {
  return [serviceLight(status), sessionLight(status, now), outboxLight(status), lockLight(status)];
}

function serviceLight({ service, slowSeconds }: SystemStatus): Light {
  if (slowSeconds !== null) {
    const text = words.serviceSlow({ seconds: slowSeconds });
    return { id: 'service', tone: 'warning', text, words: words.serviceSlowWords };
  }
  switch (service) {
    case 'reachable':
      return {
        id: 'service',
        tone: 'good',
        text: words.serviceReachable,
        words: words.serviceReachableWords,
      };
    case 'starting':
      return { id: 'service', tone: 'quiet', text: words.serviceStarting, words: words.serviceStartingWords };
    case 'unreachable':
      return {
        id: 'service',
        tone: 'warning',
        text: words.serviceUnreachable,
        words: words.serviceUnreachableWords,
      };
  }
}

function sessionLight({ session, sessionEndsAt }: SystemStatus, now: number): Light {
  const minutes = sessionEndsAt === null ? null : minutesUntil(sessionEndsAt, now);
  switch (session) {
    case 'open':
      return {
        id: 'session',
        tone: 'good',
        text: minutes === null ? words.sessionOpenBare : words.sessionOpen({ minutes }),
        words: words.sessionOpenWords,
      };
    case 'ending':
      return {
        id: 'session',
        tone: 'warning',
        text: words.sessionEnding({ minutes: minutes ?? 0 }),
        words: words.sessionEndingWords,
      };
    case 'none':
      return { id: 'session', tone: 'warning', text: words.sessionNone, words: words.sessionNoneWords };
    case 'locked':
      return { id: 'session', tone: 'quiet', text: words.sessionLocked, words: words.sessionLockedWords };
  }
}

function outboxLight({ outbox: { toReview, waiting, refused } }: SystemStatus): Light {
  const light = (text: string, said: string): Light => ({ id: 'outbox', tone: 'warning', text, words: said });
  // What asks for somebody first: the rest leaves by itself.
  if (toReview > 0) return light(words.outboxToReview({ count: toReview }), words.outboxToReviewWords);
  if (waiting > 0) return light(words.outboxWaiting({ count: waiting }), words.outboxWaitingWords);
  if (refused > 0) return light(words.outboxRefused({ count: refused }), words.outboxRefusedWords);
  return { id: 'outbox', tone: 'quiet', text: words.outboxEmpty, words: words.outboxEmptyWords };
}

function lockLight({ storage, lockAfterMinutes: minutes }: SystemStatus): Light {
  switch (storage) {
    case 'encrypted':
      return { id: 'lock', tone: 'quiet', text: words.lockAfter({ minutes }), words: words.storageEncrypted };
    case 'memory':
      return { id: 'lock', tone: 'warning', text: words.storageMemory, words: words.storageMemoryWords };
    case 'closed':
      return {
        id: 'lock',
        tone: 'quiet',
        text: words.lockAfter({ minutes }),
        words: words.storageClosedWords,
      };
  }
}
