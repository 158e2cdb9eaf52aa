import type { contract, eventContract } from '../../shared/bridge/contract.ts';
import type { Backend } from '../../shared/bridge/mechanism.ts';
import type { LockCause } from '../../shared/bridge/session.ts';
import type { Host, LockHandover } from '../hosts/host.ts';
import type { ServiceStart } from '../hosts/process-messages.ts';
import type { Keychain } from '../vault/keychain.ts';
import type { StretchCost } from '../vault/stretch.ts';

export interface WorkstationOptions {
  /** Folder of this post's own data, 0700. */
  readonly dataDir: string;
  /** Where the national service listens: a socket path (embedded) or an https address. */
  readonly service: { readonly socketPath: string } | { readonly url: string };
  /** How far the embedded service has come; one that listens unless told otherwise. */
  readonly serviceStart?: ServiceStart;
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
  /** Milliseconds by a clock that goes on during sleep and is never set back; the machine's unless told otherwise. */
  readonly sinceBoot?: () => number;
  /** What a guess of the PIN costs; what the product asks for unless told otherwise. */
  readonly keyCost?: StretchCost;
  /** Time in which an act that cannot be undone afterwards can be taken back; five seconds unless told otherwise. */
  readonly undoMs?: number;
}

/** What stands behind the professional's page. */
export interface Workstation extends Backend<typeof contract, typeof eventContract> {
  /** What the shell says unasked, encoded (`ToldToWorkstation`). */
  told(text: string): void;
  /** The machine locks, sleeps, or goes to somebody else: so does the post. */
  lock(because: LockCause): void;
}
