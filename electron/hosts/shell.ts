import type { WindowName } from './page-window.ts';
import type { WorkstationSettings } from './process-messages.ts';
import type { RoomParts } from './room-parts.ts';
import type { Room, RoomOptions } from './room.ts';

/** What a host can do: keep the service, and open rooms. */
export interface Shell {
  readonly kind: WorkstationSettings['hostKind'];
  readonly spawn: RoomParts['spawn'];
  readonly openRoom: (name: WindowName, options: RoomOptions) => Promise<Room>;
}
