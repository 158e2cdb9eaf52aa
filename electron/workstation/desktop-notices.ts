import type { DesktopNotice } from '../../shared/notices/desktop.ts';
import type { Host } from '../hosts/host.ts';

/** The same thing is not said again so soon: ten refusals in a row are one look at the screen. */
const PAUSE_MS = 60_000;

export interface DesktopNoticesDeps {
  readonly host: Pick<Host, 'notify'>;
  /** Whether the practice wants them (set-up of the post). */
  readonly wanted: boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface DesktopNotices {
  /** Takes a count as it is now: that it rose is worth a notice, that it stands or falls is not. */
  counted(notice: DesktopNotice, count: number): void;
  /** Another session counts from its own beginning. */
  forget(): void;
}

/** Notifications of the system, for what happens while the professional looks elsewhere. */
export function createDesktopNotices(deps: DesktopNoticesDeps): DesktopNotices {
  const last = new Map<DesktopNotice, number>();
  const toldAt = new Map<DesktopNotice, number>();
  return {
    counted: (notice, count) => {
      const before = last.get(notice);
      last.set(notice, count);
      // The first count is what was there already.
      if (!deps.wanted || before === undefined || count <= before) return;
      const at = toldAt.get(notice);
      if (at !== undefined && deps.now() - at < PAUSE_MS) return;
      toldAt.set(notice, deps.now());
      deps.host.notify(notice);
    },
    forget: () => last.clear(),
  };
}
