import type { LockCause } from '../../../shared/bridge/session.ts';
import type { LockHandover } from '../host.ts';
import type { WindowName } from '../page-window.ts';
import type { ProcessSettings } from '../process-messages.ts';
import type { BrowserOptions } from './browser-process.ts';

/** How every window of this host is opened. */
export interface FrontOptions extends Omit<BrowserOptions, 'profile'> {
  /** Where a headless run saves and prints. */
  readonly saveTo: string | undefined;
  /**
   * The browser stays at a lock, and only its page's process is replaced, as in Electron: for the end-to-end
   * tests, which hold on to one page.
   */
  readonly keepBrowser: boolean;
}

/** What the shell tells the process that carries a window with its browser and its process. */
export type ToFront =
  | {
      readonly kind: 'open';
      readonly name: WindowName;
      readonly profile: string;
      readonly options: FrontOptions;
    }
  | { readonly kind: 'settings'; readonly settings: ProcessSettings }
  | { readonly kind: 'focus' | 'close' | 'end' }
  | { readonly kind: 'told'; readonly text: string }
  | { readonly kind: 'lock'; readonly because: LockCause }
  | { readonly kind: 'hostReply'; readonly id: number; readonly value: string | null };

/** What it tells the shell; nothing of what the window and its process say to each other. */
export type FromFront =
  | { readonly kind: 'settingsWanted'; readonly handover: LockHandover | null }
  | { readonly kind: 'opened'; readonly port: number | null }
  | { readonly kind: 'closed' }
  | { readonly kind: 'hostCall'; readonly id: number; readonly text: string }
  /** Everything here saw keys or patients: end it all, and open another. */
  | { readonly kind: 'restart'; readonly handover: LockHandover | null };
