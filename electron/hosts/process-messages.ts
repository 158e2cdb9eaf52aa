import type { InsRef } from '../../shared/bridge/identity.ts';
import type { DesktopNotice } from '../../shared/notices/desktop.ts';
import type { ServiceTrouble } from '../../shared/doctor/service-trouble.ts';
import type { LockCause } from '../../shared/bridge/session.ts';
import type { LockHandover } from './host.ts';

/** What the shell tells the process behind a window. `text` is always one encoded message (shared/bridge/wire.ts). */
export type ToProcess<Settings = ProcessSettings> =
  | { readonly kind: 'start'; readonly settings: Settings }
  | { readonly kind: 'page'; readonly text: string }
  /** Something that no page asked for: how far the service has come, whose space the trainer wants to see. */
  | { readonly kind: 'told'; readonly text: string }
  /** The machine locks, sleeps, or goes to somebody else. */
  | { readonly kind: 'lock'; readonly because: LockCause }
  | { readonly kind: 'hostReply'; readonly id: number; readonly value: string };

/** What the process behind a window tells the shell. */
export type FromProcess =
  | { readonly kind: 'ready' }
  | { readonly kind: 'page'; readonly text: string }
  | { readonly kind: 'hostCall'; readonly id: number; readonly text: string }
  /** Who is at the open post: were this process to be ended by force, the post is locked for him. */
  | { readonly kind: 'standing'; readonly handover: LockHandover }
  | { readonly kind: 'restart'; readonly handover: LockHandover | null };

/** How far the embedded service has come. */
export type ServiceStart =
  /** `preparing`: how much of the demonstration's data is made, at the first start of all. */
  | { readonly status: 'starting'; readonly preparing: { readonly done: number; readonly of: number } | null }
  | { readonly status: 'listening' }
  /** It does not start, and somebody has to mend something first. */
  | { readonly status: 'failed'; readonly trouble: ServiceTrouble };

/** What the shell tells the workstation unasked. */
export interface ToldToWorkstation {
  readonly serviceStart: ServiceStart;
}

export interface WorkstationSettings {
  readonly dataDir: string;
  readonly service: { readonly socketPath: string } | { readonly url: string };
  /** How far the embedded service has come; a service that is somebody else's is not ours to start. */
  readonly serviceStart: ServiceStart;
  readonly cardsDir: string | null;
  /** What the embedded service's operator shows it; null where the service is somebody else's. */
  readonly operatorSecret: string | null;
  readonly practiceList: string | null;
  readonly hostKind: 'electron' | 'chromium';
  readonly handover: LockHandover | null;
  /** Time in which an act can be taken back; absent: the product's own. */
  readonly undoMs?: number;
}

/** The process of the patient's space knows the embedded service alone, and nothing of the post. */
export interface SpaceSettings {
  /** Folder of the space's own log, 0700. */
  readonly dataDir: string;
  readonly socketPath: string;
  /** What the embedded service's operator shows it: the trainer's tools are the operator's. */
  readonly operatorSecret: string;
  readonly suggested: InsRef | null;
}

export type ProcessSettings = WorkstationSettings | SpaceSettings;

/** What the process behind a window asks of its shell, see `Host`. */
export type HostCall =
  | { readonly method: 'saveFile'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly method: 'print' }
  | { readonly method: 'notify'; readonly notice: DesktopNotice }
  | { readonly method: 'openSpace'; readonly ins: InsRef | null };
