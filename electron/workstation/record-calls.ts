import type { DocumentProgress } from '../../shared/bridge/record.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Host } from '../hosts/host.ts';
import type { Log } from '../log/log.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { createAccessLog } from './access-log.ts';
import { createAgenda } from './agenda.ts';
import type { Announcements } from './announcements.ts';
import type { AppliedMatrix } from './applied-matrix.ts';
import type { BoundAccesses } from './bound-access.ts';
import { createCatalogue } from './catalogue.ts';
import { createConsent } from './consent.ts';
import type { Deposits } from './deposit.ts';
import { createDocumentActs } from './document-acts.ts';
import { createDocuments } from './document.ts';
import { createExplain } from './explain.ts';
import { createFeeding } from './feeding.ts';
import type { Keeping } from './keeping.ts';
import { createNotices } from './notices.ts';
import type { Records } from './record.ts';
import type { Reference } from './reference.ts';
import { createRights } from './rights.ts';
import { createSecret } from './secret.ts';
import type { SectionReader } from './section-reader.ts';
import { createSections } from './sections.ts';
import type { Sessions } from './session.ts';
import { createVaccinations } from './vaccinations.ts';

export interface RecordCallsDeps {
  readonly session: Sessions['current'];
  readonly records: Records;
  readonly keeping: Keeping;
  readonly reader: SectionReader;
  readonly outbox: () => Outbox;
  readonly deposits: Deposits;
  readonly accesses: BoundAccesses;
  readonly reference: Reference;
  readonly applied: AppliedMatrix;
  /** Every patient is made up. */
  readonly demonstration: boolean;
  readonly host: Host;
  readonly log: Log;
  readonly now: () => number;
  readonly onDocumentProgress: (progress: DocumentProgress) => void;
  readonly onRecordChanged: (ins: InsRef) => void;
  readonly onSheet: Announcements['noticed'];
  /** The professional's own messages or appointments changed. */
  readonly onOwnChanged: () => void;
}

/** The calls on a patient's record that nothing else of the workstation refers to. */
export function createRecordCalls(deps: RecordCallsDeps) {
  const { session, records, keeping, reader, outbox, deposits, reference, host, log, now } = deps;
  const { demonstration, onRecordChanged, onSheet } = deps;
  const { nomenclature, professionLabel } = reference;
  return {
    ...createConsent({ session, records, onRecordChanged }),
    ...createDocuments({
      session,
      records,
      keeping,
      now,
      nomenclature,
      host,
      log,
      onProgress: deps.onDocumentProgress,
    }),
    ...createDocumentActs({ session, records, outbox, keeping, nomenclature, onRecordChanged, onSheet }),
    ...createRights({ session, records, onRecordChanged }),
    ...createSections({ session, records, reader }),
    ...createVaccinations({
      session,
      outbox,
      records,
      reader,
      deposits,
      reference,
      now,
      onRecordChanged,
    }),
    ...createAccessLog({ session, records, professionLabel, host, now }),
    ...createFeeding({ session, deposits, now, onRecordChanged }),
    ...createSecret({ records, accesses: deps.accesses, policy: () => reference.policy, now }),
    ...createNotices({ session, records, deposits, reference, now }),
    ...createExplain({ session, records, deposits, reference, applied: deps.applied, demonstration, now }),
    ...createAgenda({ session, records, reference, host, now, onChanged: deps.onOwnChanged }),
    ...createCatalogue({ records, host, now }),
  };
}
