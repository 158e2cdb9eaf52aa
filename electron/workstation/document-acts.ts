import { randomUUID } from 'node:crypto';
import type { Handlers, Output } from '../../shared/bridge/contract.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef, PatientIdentity } from '../../shared/bridge/identity.ts';
import type { ActKind } from '../../shared/bridge/outbox.ts';
import type { DocumentAct } from '../../shared/bridge/record.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { operationOf } from '../gateway/document-change.ts';
import type { SheetChange } from '../gateway/document-reference.ts';
import { changedSheet, changeRequest, findSheet, patchSheet } from '../gateway/document-reference.ts';
import type { Nomenclature, Sheet } from '../gateway/sheet.ts';
import { summaryOf, versionOf } from '../gateway/sheet.ts';
import type { Departure, Outbox } from '../outbox/outbox.ts';
import { actOf } from '../outbox/outbox.ts';
import type { Keeping } from './keeping.ts';
import type { OpenRecord, Records } from './record.ts';
import { isOrdinary } from './record.ts';
import type { OpenSession } from './session.ts';

export interface DocumentActDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly records: Records;
  readonly outbox: () => Outbox;
  readonly keeping: Keeping;
  readonly nomenclature: Nomenclature;
  readonly onRecordChanged: (ins: InsRef) => void;
  /** A document was changed: its announcement may be over. */
  readonly onSheet: (patient: PatientIdentity, sheet: Sheet, isOwn: boolean) => void;
}

const KINDS: Readonly<Record<DocumentAct, ActKind>> = {
  delete: 'deletion',
  mask: 'mask',
  unmask: 'unmask',
  archive: 'archiving',
  restore: 'restoring',
  showToPatient: 'showToPatient',
  showToRepresentatives: 'showToRepresentatives',
};

type Acted = Result<Output<'document.act'>, FailureCode>;

/** Masks, deletes, archives and shows documents of the open record: durable acts, like deposits. */
export function createDocumentActs(deps: DocumentActDeps): Pick<Handlers, 'document.act'> {
  /** The sheet that the person saw. Read anew where it is another: a whole label is written back. */
  async function seenSheet(
    record: OpenRecord,
    uniqueId: string,
    seenVersion: number,
  ): Promise<Result<Sheet, FailureCode>> {
    const listed = record.listed(uniqueId);
    if (listed !== undefined && versionOf(listed) === seenVersion) return ok(listed);
    return findSheet(record.client, record.view.patient.ins, uniqueId);
  }

  async function taken(record: OpenRecord, sheet: Sheet, ownId: string): Promise<Acted> {
    const { patient } = record.view;
    record.remember(sheet);
    if (isOrdinary(record)) await deps.keeping.changed(patient.ins, sheet);
    const summary = summaryOf(sheet, ownId, deps.nomenclature);
    deps.onSheet(patient, sheet, summary.own);
    deps.onRecordChanged(patient.ins);
    const document = sheet.status === 'entered-in-error' ? null : summary;
    return ok({ ins: patient.ins, document, waiting: null });
  }

  /** An emergency ends with its time: nothing is left to be sent after it, and nothing waits for it. */
  async function atOnce(
    record: OpenRecord,
    uniqueId: string,
    change: SheetChange,
    ownId: string,
  ): Promise<Acted> {
    const after = await patchSheet(record.client, uniqueId, change);
    return after.ok ? taken(record, after.value, ownId) : after;
  }

  async function departed(
    record: OpenRecord,
    before: Sheet,
    ownId: string,
    { entry, answer }: Departure,
  ): Promise<Acted> {
    if (entry === undefined) return deps.session().ok ? err('CANCELLED') : err('LOCKED');
    const { ins } = record.view.patient;
    const { status } = entry;
    if (status.status === 'received' && answer !== undefined) {
      const after = changedSheet(answer);
      return after.ok ? taken(record, after.value, ownId) : after;
    }
    if (status.status === 'refused') {
      // The screen that asked says so: the list of what is sent need not say it again.
      deps.outbox().forget(entry.actId);
      return err(status.code);
    }
    return ok({
      ins,
      document: summaryOf(before, ownId, deps.nomenclature),
      waiting: {
        actId: entry.actId,
        leavesAt: status.status === 'waiting' ? status.leavesAt : null,
        canUndo: entry.canUndo,
      },
    });
  }

  return {
    'document.act': async ({ ins, uniqueId, act, seenVersion, confirmed }) => {
      const session = deps.session();
      if (!session.ok) return session;
      const record = deps.records.of(ins);
      if (!record.ok) return record;
      const ownId = session.value.professional.id;
      const outbox = deps.outbox();
      if (outbox.pendingOn(uniqueId) !== undefined) return err('ACT_WAITING');
      const before = await seenSheet(record.value, uniqueId, seenVersion);
      if (!before.ok) return before;
      const operation = operationOf(act, before.value);
      if (operation === undefined) return err('INVALID');
      const change = { seenVersion, confirmed, operations: [operation] };
      const { access } = record.value.view;
      if (access.mode !== 'NORMAL') return atOnce(record.value, uniqueId, change, ownId);
      const request = changeRequest(uniqueId, change);
      const stored = outbox.enqueue(
        actOf({
          actId: randomUUID(),
          kind: KINDS[act],
          secret: access.secret,
          ins,
          title: summaryOf(before.value, ownId, deps.nomenclature).title,
          objects: [uniqueId],
          uniqueId,
          request,
        }),
      );
      if (!stored.ok) return stored;
      const { actId, status } = stored.value;
      const departure = outbox
        .tried(actId)
        .then((tried) => departed(record.value, before.value, ownId, tried));
      if (status.status !== 'waiting' || status.leavesAt === null) return departure;
      // It can still be taken back: the page is told so at once, and of its end by the record's change.
      void departure.catch(() => undefined);
      return departed(record.value, before.value, ownId, { entry: stored.value, answer: undefined });
    },
  };
}
