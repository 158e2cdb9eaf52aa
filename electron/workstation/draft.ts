import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import type { AcceptedFile } from '../../shared/documents/inspect.ts';

/** A file that passed the first checks, held until it is sent or given up. It is one patient's for good. */
export interface Draft {
  readonly draftId: string;
  readonly patient: PatientIdentity;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly file: AcceptedFile;
  /** What it says, as far as it could be read; empty for a picture or a scan. */
  readonly text: string;
}
