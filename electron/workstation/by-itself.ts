import type { Channel } from '../../shared/bridge/channels.ts';

/** Calls that the page makes when an event tells it to: they do not say that somebody is there. */
const CALLED_BY_ITSELF: ReadonlySet<Channel> = new Set([
  'record.refresh',
  'system.status',
  'system.info',
  'outbox.list',
  'emergency.state',
  'announcements.list',
  'reader.state',
  'messages.threads',
  'messages.waiting',
  'document.pages',
  'visitBag.nextPages',
  'visitBag.tellPages',
  'desk.keepPlace',
]);

/** True of a call that nobody made: by what is called, or because the call says so of itself. */
export const isByItself = (channel: Channel, input: unknown): boolean =>
  CALLED_BY_ITSELF.has(channel) ||
  (typeof input === 'object' && input !== null && 'byItself' in input && input.byItself === true);
