import type { LockHandover } from './host.ts';

/** What the shell tells the workstation process. `text` is always one encoded message (shared/bridge/wire.ts). */
export type ToWorkstation =
  | { readonly kind: 'start'; readonly settings: WorkstationSettings }
  | { readonly kind: 'page'; readonly text: string }
  | { readonly kind: 'hostReply'; readonly id: number; readonly value: string };

/** What the workstation process tells the shell. */
export type FromWorkstation =
  | { readonly kind: 'ready' }
  | { readonly kind: 'page'; readonly text: string }
  | { readonly kind: 'hostCall'; readonly id: number; readonly text: string }
  | { readonly kind: 'restart'; readonly handover: LockHandover | null };

export interface WorkstationSettings {
  readonly dataDir: string;
  readonly service: { readonly socketPath: string } | { readonly url: string };
  readonly cardsDir: string | null;
  /** What the embedded service's operator shows it; null where the service is somebody else's. */
  readonly operatorSecret: string | null;
  readonly practiceList: string | null;
  readonly hostKind: 'electron' | 'chromium';
  readonly handover: LockHandover | null;
}

/** What the workstation asks of its shell, see `Host`. */
export type HostCall =
  | { readonly method: 'saveFile'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly method: 'print' };
