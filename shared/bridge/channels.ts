/** Channel and event names alone, so that the preload bundle carries no schema code. */
export const channels = [
  'session.state',
  'session.cards',
  'session.signIn',
  'session.choosePlace',
  'session.lock',
  'session.unlock',
  'session.signOut',
  'patients.search',
  'patients.recent',
  'patients.lookup',
  'patients.add',
  'record.open',
  'record.close',
  'record.documents',
  'consent.declare',
  'consent.revoke',
  'document.open',
  'document.act',
  'document.save',
  'document.print',
  'deposit.prepare',
  'deposit.review',
  'deposit.send',
  'deposit.discard',
  'deposit.outbox',
  'notices.preview',
  'system.status',
  'system.info',
] as const;
export type Channel = (typeof channels)[number];

export const events = ['session.changed', 'system.status', 'deposit.progress', 'record.changed'] as const;
export type EventName = (typeof events)[number];
