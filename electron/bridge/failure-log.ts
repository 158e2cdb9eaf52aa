import type { Channel } from '../../shared/bridge/channels.ts';
import type { FailureLog } from '../../shared/bridge/mechanism.ts';
import type { SpaceChannel } from '../../shared/bridge/space/channels.ts';
import type { Log } from '../log/log.ts';
import { logRef } from '../log/log.ts';

/** Writes each failed call down under the reference that the page shows. */
export function createFailureLog(log: Log): FailureLog<Channel | SpaceChannel> {
  return ({ channel, code, ref }) => {
    // A screen looks in case the post has something while the service is asked: that it has not is no failure.
    if (code === 'NOTHING_KEPT_YET') return;
    log.write({ event: 'call.failed', channel, code, ref: logRef(ref) });
  };
}
