/** What the examination looks at, in the order in which a failure of one explains the next. */
export const PARTS = [
  'host',
  'disk',
  'store',
  'keychain',
  'clock',
  'service',
  'certificates',
  'cards',
] as const;
export type Part = (typeof PARTS)[number];

/** `sound`: works; `weak`: works, with something to know; `faulty`: does not. */
export type Health = 'sound' | 'weak' | 'faulty';

export const FINDING_CODES = [
  'HOST_ELECTRON',
  'HOST_CHROMIUM',
  'HOST_NONE',
  'HOST_ROOT',
  'DISK_SOUND',
  'DISK_LOW',
  'DISK_FULL',
  'DISK_NOT_WRITABLE',
  'STORE_NONE',
  'STORE_SOUND',
  'STORE_SEALED',
  'STORE_IN_MEMORY',
  'STORE_DAMAGED',
  'STORE_KEY_MISSING',
  'STORE_KEY_DAMAGED',
  'STORE_OPEN_TO_OTHERS',
  'KEYCHAIN_READY',
  'KEYCHAIN_ABSENT',
  'KEYCHAIN_LOCKED',
  'KEYCHAIN_WEAK',
  'CLOCK_RIGHT',
  'CLOCK_OFF',
  'CLOCK_UNKNOWN',
  'SERVICE_REACHABLE',
  'SERVICE_NOT_STARTED',
  'SERVICE_NEEDS_NEWER',
  'SERVICE_DATA_UNREADABLE',
  'SERVICE_KEY_LOST',
  'SERVICE_NO_ROOM',
  'SERVICE_DISK_FAILED',
  'SERVICE_IN_USE',
  'SERVICE_CANNOT_START',
  'SERVICE_UNREACHABLE',
  'SERVICE_ODD',
  'CERTIFICATE_NOT_NEEDED',
  'CERTIFICATE_VALID',
  'CERTIFICATE_ENDING',
  'CERTIFICATE_REFUSED',
  'CERTIFICATE_UNSEEN',
  'SOCKET_OPEN_TO_OTHERS',
  'CARDS_FOUND',
  'CARDS_NONE',
  'CARDS_UNREADABLE',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** One part as it was found. */
export interface Finding {
  readonly part: Part;
  readonly code: FindingCode;
  /** What was counted or measured, in the unit that the sentence of the code names; null where there is none. */
  readonly measure: number | null;
}

const HEALTH: Readonly<Record<FindingCode, Health>> = {
  HOST_ELECTRON: 'sound',
  HOST_CHROMIUM: 'sound',
  HOST_NONE: 'faulty',
  HOST_ROOT: 'weak',
  DISK_SOUND: 'sound',
  DISK_LOW: 'weak',
  DISK_FULL: 'faulty',
  DISK_NOT_WRITABLE: 'faulty',
  STORE_NONE: 'sound',
  STORE_SOUND: 'sound',
  STORE_SEALED: 'sound',
  STORE_IN_MEMORY: 'weak',
  STORE_DAMAGED: 'faulty',
  STORE_KEY_MISSING: 'faulty',
  STORE_KEY_DAMAGED: 'faulty',
  STORE_OPEN_TO_OTHERS: 'faulty',
  KEYCHAIN_READY: 'sound',
  KEYCHAIN_ABSENT: 'faulty',
  KEYCHAIN_LOCKED: 'faulty',
  KEYCHAIN_WEAK: 'faulty',
  CLOCK_RIGHT: 'sound',
  CLOCK_OFF: 'weak',
  CLOCK_UNKNOWN: 'weak',
  SERVICE_REACHABLE: 'sound',
  SERVICE_NOT_STARTED: 'sound',
  SERVICE_NEEDS_NEWER: 'faulty',
  SERVICE_DATA_UNREADABLE: 'faulty',
  SERVICE_KEY_LOST: 'faulty',
  SERVICE_NO_ROOM: 'faulty',
  SERVICE_DISK_FAILED: 'faulty',
  SERVICE_IN_USE: 'faulty',
  SERVICE_CANNOT_START: 'faulty',
  SERVICE_UNREACHABLE: 'faulty',
  SERVICE_ODD: 'faulty',
  CERTIFICATE_NOT_NEEDED: 'sound',
  CERTIFICATE_VALID: 'sound',
  CERTIFICATE_ENDING: 'weak',
  CERTIFICATE_REFUSED: 'faulty',
  CERTIFICATE_UNSEEN: 'weak',
  SOCKET_OPEN_TO_OTHERS: 'faulty',
  CARDS_FOUND: 'sound',
  CARDS_NONE: 'faulty',
  CARDS_UNREADABLE: 'weak',
};

export const healthOf = ({ code }: Pick<Finding, 'code'>): Health => HEALTH[code];
