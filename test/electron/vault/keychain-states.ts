/** What each state of the keychain must be told to be, in the order in which `keychain-process.ts` meets it. */
export const STATES = {
  made: 'opened',
  again: 'opened',
  otherPin: 'otherPin',
  locked: 'locked',
  newWhileLocked: 'locked',
  unlocked: 'opened',
  weak: 'weak',
  newWhileWeak: 'weak',
  absent: 'absent',
  recoveredWithoutAny: 'once',
  emptied: 'emptied',
  untouched: 'true',
  recovered: 'kept',
  afterRecovery: 'opened',
};
