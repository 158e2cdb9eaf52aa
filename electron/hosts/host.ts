import type { InsRef } from '../../shared/bridge/identity.ts';
import type { DesktopNotice } from '../../shared/notices/desktop.ts';
import type { LockCause, Professional } from '../../shared/bridge/session.ts';

/** What survives a lock: who was there, where, and why it locked. Never a key, never a patient. */
export interface LockHandover {
  readonly professional: Professional;
  readonly placeId: string;
  readonly because: LockCause;
}

/**
 * Shows the save dialog; the name proposed carries no patient data. The file is there whole or not at all, for the
 * person alone.
 *
 * @throws FileNotSaved where the place that was chosen did not take it
 */
type SaveFile = (suggestedName: string, bytes: Uint8Array) => Promise<'saved' | 'cancelled'>;

/** A file could not be written where the person chose; nothing of it is left there. */
export class FileNotSaved extends Error {
  constructor() {
    super('the file could not be written');
    this.name = 'FileNotSaved';
  }
}

/** What the workstation may ask of the shell that carries its window. */
export interface Host {
  readonly kind: 'electron' | 'chromium';
  readonly saveFile: SaveFile;
  /** Prints the page as it stands (the page lays out what is to be printed). */
  print(): Promise<'printed' | 'cancelled'>;
  /**
   * Opens the window of the patient's space beside this one, or brings it forward.
   *
   * @param ins whose space is suggested; null for nobody's
   */
  openSpace(ins: InsRef | null): Promise<'opened' | 'refused'>;
  /** Shows a notification of the system where the window is not in sight. */
  notify(notice: DesktopNotice): void;
  /** Says who is at the open post: were this process to be ended by force, it is locked for him. */
  standing(handover: LockHandover): void;
  /**
   * Ends this process and the page, which saw keys and patients, and starts fresh ones: locked for
   * `handover.professional`, or signed out when null.
   */
  restart(handover: LockHandover | null): void;
}
