import { z } from '../schema/zod.ts';
import { accessLogCalls } from './access-log.ts';
import type { Channel, EventName } from './channels.ts';
import { depositCalls } from './deposit.ts';
import { dayCalls } from './day.ts';
import { EmergencyEnded, EmergencyState, emergencyCalls } from './emergency.ts';
import { agendaCalls } from './agenda.ts';
import { announcementCalls } from './announcements.ts';
import { catalogueCalls } from './catalogue.ts';
import { doctorCalls } from './doctor.ts';
import { deskCalls, draftCalls } from './drafts.ts';
import { explainCalls } from './explain.ts';
import { factCalls } from './facts.ts';
import { feedingCalls } from './feeding.ts';
import { handoverCalls } from './handover.ts';
import { InsRef } from './identity.ts';
import { keysCalls } from './keys.ts';
import { matrixCalls } from './matrix.ts';
import { messageCalls } from './messages.ts';
import type { BridgeOf, HandlersOf } from './mechanism.ts';
import { myRecordCalls } from './my-records.ts';
import { ExportProgress, journalCalls } from './journal.ts';
import { noticeCalls } from './notices.ts';
import { ActProgress, outboxCalls } from './outbox.ts';
import { patientCalls } from './patients.ts';
import { Identified, readerCalls } from './reader.ts';
import { recoveryCalls } from './recovery.ts';
import { DocumentProgress, recordCalls } from './record.ts';
import { secretCalls } from './secret.ts';
import { rightsCalls } from './rights.ts';
import { sectionCalls } from './sections.ts';
import { SessionState, sessionCalls } from './session.ts';
import { backupCalls } from './backup.ts';
import { setupCalls } from './setup.ts';
import { SystemStatus, systemCalls } from './system.ts';
import { trainingCalls } from './training.ts';
import { VisitBagState, visitBagCalls } from './visit-bag.ts';

/**
 * Every call that the page may make. Adding a line is a security review: handlers, preload names and the
 * page's client are derived from it, so nothing else can cross the boundary.
 */
export const contract = {
  ...sessionCalls,
  ...patientCalls,
  ...readerCalls,
  ...dayCalls,
  ...recordCalls,
  ...factCalls,
  ...rightsCalls,
  ...sectionCalls,
  ...accessLogCalls,
  ...myRecordCalls,
  ...depositCalls,
  ...outboxCalls,
  ...noticeCalls,
  ...journalCalls,
  ...recoveryCalls,
  ...emergencyCalls,
  ...handoverCalls,
  ...matrixCalls,
  ...explainCalls,
  ...feedingCalls,
  ...announcementCalls,
  ...secretCalls,
  ...draftCalls,
  ...deskCalls,
  ...visitBagCalls,
  ...keysCalls,
  ...messageCalls,
  ...agendaCalls,
  ...catalogueCalls,
  ...systemCalls,
  ...backupCalls,
  ...setupCalls,
  ...doctorCalls,
  ...trainingCalls,
} as const satisfies Record<Channel, { input: z.ZodType; output: z.ZodType }>;

/** What the workstation tells the page without being asked. */
export const eventContract = {
  'session.changed': SessionState,
  'system.status': SystemStatus,
  'outbox.progress': ActProgress,
  'document.progress': DocumentProgress,
  'journal.exportProgress': ExportProgress,
  /** Something changed in the open record: ask for it again. */
  'record.changed': z.strictObject({ ins: InsRef }),
  /** Something changed in the professional's own threads or appointments, on any record: ask for them again. */
  'messages.changed': z.strictObject({}),
  'emergency.changed': EmergencyState,
  'emergency.ended': EmergencyEnded,
  'visitBag.changed': VisitBagState,
  /** A card was held to the reader of the post. */
  'reader.read': Identified,
} as const satisfies Record<EventName, z.ZodType>;

/** The boundary of the professional's window. */
export const deskContract = { calls: contract, events: eventContract } as const;

type Contract = typeof contract;
export type Input<C extends Channel> = z.input<Contract[C]['input']>;
export type Parsed<C extends Channel> = z.output<Contract[C]['input']>;
export type Output<C extends Channel> = z.output<Contract[C]['output']>;
export type EventPayload<E extends EventName> = z.output<(typeof eventContract)[E]>;

/** One handler for each channel; a missing one does not compile. */
export type Handlers = HandlersOf<Contract>;

/** The page's view of the bridge. */
export type Bridge = BridgeOf<Contract, typeof eventContract>;
