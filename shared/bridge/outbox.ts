import { z } from '../schema/zod.ts';
import { FAILURE_CODES } from './failure.ts';
import { InsRef, IsoInstant } from './identity.ts';

/** What a person did that the national service has to hear of, once. */
const ACT_KINDS = [
  'deposit',
  'replacement',
  'deletion',
  'mask',
  'unmask',
  'showToPatient',
  'showToRepresentatives',
  'archiving',
  'restoring',
  'vaccination',
  'message',
  'threadClosing',
  'threadReopening',
  'appointment',
] as const;
export type ActKind = (typeof ACT_KINDS)[number];

/** What is done in threads. */
export const THREAD_ACTS = [
  'message',
  'threadClosing',
  'threadReopening',
] as const satisfies readonly ActKind[];

/** Proof that the service has it, durably. */
export const Receipt = z.strictObject({
  /** The document's own identifier; null where the act is about none. */
  uniqueId: z.string().nullable(),
  /** Of the document where the act brings one, else of the request; hexadecimal. */
  sha256: z.string(),
  /** The name under which the service knows the act. */
  key: z.string(),
  receivedAt: IsoInstant,
});
export type Receipt = z.infer<typeof Receipt>;

export const ActStatus = z.discriminatedUnion('status', [
  /** Left from an earlier session: it leaves when its author confirms it, once. */
  z.strictObject({
    status: z.literal('toReview'),
    /** It may have reached the service then: its receipt is asked for, and nothing happens twice. */
    mayHaveLeft: z.boolean(),
  }),
  z.strictObject({
    status: z.literal('waiting'),
    /** It leaves by itself then; until then it can be taken back. null: as soon as it can. */
    leavesAt: IsoInstant.nullable(),
    /** Why it did not leave yet, where something keeps it. */
    because: z.string().nullable(),
    /** A large act goes in parts: what the service holds of it already; null: nothing. */
    held: z.strictObject({ heldBytes: z.int(), totalBytes: z.int() }).nullable(),
  }),
  z.strictObject({ status: z.literal('sending'), sentBytes: z.int(), totalBytes: z.int() }),
  /** It left the post and no receipt came yet: it is asked for until it does. */
  z.strictObject({ status: z.literal('left') }),
  z.strictObject({ status: z.literal('received'), receipt: Receipt }),
  z.strictObject({ status: z.literal('refused'), code: z.enum(FAILURE_CODES) }),
]);
export type ActStatus = z.infer<typeof ActStatus>;

export const OutboxEntry = z.strictObject({
  actId: z.string().max(64),
  kind: z.enum(ACT_KINDS),
  ins: InsRef,
  /** Of the document, or what the act is about; never the text of a message. */
  title: z.string(),
  /** The professional for whom it is made, its author; null: whoever makes it. */
  onBehalfOf: z.string().nullable(),
  /** It leaves in a minor's secret session only. */
  secret: z.boolean(),
  storedAt: IsoInstant,
  status: ActStatus,
  /** The service cannot have done it: it can be taken back. */
  canUndo: z.boolean(),
});
export type OutboxEntry = z.infer<typeof OutboxEntry>;

/** How far an act is, while somebody looks at it. */
export const ActProgress = z.strictObject({
  actId: z.string(),
  step: z.enum(['stored', 'sending', 'received']),
  /** Until then it can be taken back; null: it leaves at once. */
  leavesAt: IsoInstant.nullable(),
  /** Nothing of it is at the service's disposal yet. */
  canUndo: z.boolean(),
  sentBytes: z.int(),
  totalBytes: z.int(),
});
export type ActProgress = z.infer<typeof ActProgress>;

const oneAct = z.strictObject({ actId: z.string().max(64) });

export const outboxCalls = {
  'outbox.list': {
    input: z.strictObject({}),
    output: z.strictObject({ entries: z.array(OutboxEntry) }),
  },
  /** Takes an act back, or stops its upload: `ALREADY_LEFT` once the service may have done it. */
  'outbox.undo': { input: oneAct, output: z.null() },
  /** Sends acts that wait now; those of an earlier session are confirmed by it. Answers where they stand. */
  'outbox.release': {
    input: z.strictObject({ actIds: z.array(z.string().max(64)).min(1).max(1000) }),
    output: z.strictObject({ entries: z.array(OutboxEntry) }),
  },
  /** Gives a refused act up. What waits or was received stays. */
  'outbox.forget': { input: oneAct, output: z.null() },
  /** Saves receipts as a file: the one of an act, or all that the post keeps. */
  'outbox.saveReceipts': {
    input: z.strictObject({ actId: z.string().max(64).nullable() }),
    output: z.strictObject({ saved: z.boolean() }),
  },
} as const;
