import type { EventName } from '../../shared/bridge/channels.ts';
import type { EventPayload, Handlers } from '../../shared/bridge/contract.ts';
import type { Host, LockHandover } from '../hosts/host.ts';
import type { Keychain } from '../vault/keychain.ts';
import type { FailureLog } from './dispatch.ts';

export interface WorkstationOptions {
  /** Folder of this post's own data, 0700. */
  readonly dataDir: string;
  /** Where the national service listens: a socket path (embedded) or an https address. */
  readonly service: { readonly socketPath: string } | { readonly url: string };
  /** Folder of the soft cards; null where only real readers are used. */
  readonly cardsDir: string | null;
  /** What the embedded service's operator shows it; null where the service is somebody else's. */
  readonly operatorSecret?: string | null;
  /** CSV of the practice's own patients, as exported by its software; null when there is none. */
  readonly practiceList: string | null;
  readonly host: Host;
  readonly handover: LockHandover | null;
  /** Milliseconds since the epoch, by this machine's clock. */
  readonly now: () => number;
  /** The operating system's keychain unless another one is given. */
  readonly keychain?: Keychain;
  /** Minutes without an act before the post locks itself; five unless told otherwise. */
  readonly lockAfterMinutes?: number;
}

export interface Workstation {
  readonly handlers: Handlers;
  /** Records each failed call under the reference that the page shows. */
  readonly logFailure: FailureLog;
  /** Subscribes the page to what happens without being asked; returns the way to stop. */
  onEvent(listener: <E extends EventName>(event: E, payload: EventPayload<E>) => void): () => void;
  close(): Promise<void>;
}
