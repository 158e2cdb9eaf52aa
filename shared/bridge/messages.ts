import { SECRET_TOPICS } from '../documents/minor-secret.ts';
import { z } from '../schema/zod.ts';
import { InsRef, IsoInstant, PatientIdentity } from './identity.ts';
import { ActStatus, THREAD_ACTS } from './outbox.ts';

/** Most that a message may say, in characters, and most files that go with it (J of the wire). */
export const MESSAGE_MAX = 20_000;
export const FILES_MAX = 6;
const TOPIC_MAX = 200;

const Id = z.string().max(64);
/** Names a sending, so that a repeat after a lost answer is the same sending. */
const SendingKey = z.uuid();

/** Something attached to a message, of which a list only says what it is. */
export const MessageAttachment = z.strictObject({
  /** Place among the parts of the message, by which it is asked for. */
  position: z.int(),
  title: z.string(),
  mediaType: z.string(),
  size: z.int(),
});
export type MessageAttachment = z.infer<typeof MessageAttachment>;

export const Message = z.strictObject({
  id: z.string(),
  sentAt: IsoInstant,
  /** Written on the reader's own side: by himself, a colleague of the place, or whoever acts for the patient. */
  isOwnSide: z.boolean(),
  by: z.string(),
  /** Whose hand it was, where it was not the patient's own. */
  hand: z.enum(['professional', 'patient', 'representative', 'carer']),
  text: z.string(),
  attachments: z.array(MessageAttachment),
  isNew: z.boolean(),
  /** When the other side first read it; null: not yet. */
  readAt: IsoInstant.nullable(),
  /** Of its sending, where it is known: its writer knows it again by it. */
  sendingKey: z.string().nullable(),
});
export type Message = z.infer<typeof Message>;

/** A thread by its last message. */
export const ThreadHead = z.strictObject({
  threadId: z.string(),
  lastId: z.string(),
  /** Of the sending of the last message, where it is known. */
  lastKey: z.string().nullable(),
  topic: z.string().nullable(),
  lastAt: IsoInstant,
  isLastOwn: z.boolean(),
  excerpt: z.string(),
  attachments: z.int(),
  unread: z.int(),
  closedAt: IsoInstant.nullable(),
  /** A minor's secret: nobody who acts for him sees it. */
  isMinorOnly: z.boolean(),
});
export type ThreadHead = z.infer<typeof ThreadHead>;

/** A thread of the professional, with whom it is. */
export const Thread = ThreadHead.extend({ ins: InsRef, patientName: z.string() });
export type Thread = z.infer<typeof Thread>;

export const MessageFile = z.strictObject({
  fileName: z.string().max(200),
  mediaType: z.string().max(100),
  bytes: z.instanceof(Uint8Array),
});
export type MessageFile = z.infer<typeof MessageFile>;

export const OpenedAttachment = z.strictObject({
  fileName: z.string(),
  mediaType: z.string(),
  bytes: z.instanceof(Uint8Array),
});

/** What in words for a minor would tell his representatives what he may keep from them. */
export const TellingWords = z.array(z.strictObject({ topic: z.enum(SECRET_TOPICS), excerpt: z.string() }));
export type TellingWords = z.infer<typeof TellingWords>;

export const MessageTemplate = z.strictObject({
  id: z.string().max(64),
  name: z.string().trim().min(1).max(80),
  text: z.string().trim().min(1).max(MESSAGE_MAX),
});
export type MessageTemplate = z.infer<typeof MessageTemplate>;

export const MessageDraft = {
  /** Message that it answers; null: it begins a thread. */
  answers: Id.nullable(),
  topic: z.string().trim().max(TOPIC_MAX).nullable(),
  text: z.string().trim().max(MESSAGE_MAX),
  files: z.array(MessageFile).max(FILES_MAX),
  key: SendingKey,
};

/** The draft of a message: its words under the kind `message`, each file under `message.file`. */
export const DraftedMessage = z.strictObject({
  topic: z.string(),
  text: z.string(),
  /** With whom a thread is to begin; null: the thread says so. */
  patient: PatientIdentity.nullable(),
});
export type DraftedMessage = z.infer<typeof DraftedMessage>;

/**
 * What the draft of a message is about: its thread, or the patient with whom one is to begin. What is written to a
 * minor in his secret session is given back in such a session only.
 */
export const draftAbout = (threadId: string | null, ins: InsRef, secret: boolean): string =>
  threadId ?? `${secret ? NEW_SECRET_DRAFT : NEW_DRAFT}${ins.system}|${ins.value}`;
export const NEW_DRAFT = 'new ';
export const NEW_SECRET_DRAFT = 'newSecret ';

/** What its writer did in a thread and the service has not received: it stands in its place meanwhile. */
export const WaitingMessage = z.strictObject({
  actId: z.string().max(64),
  kind: z.enum(THREAD_ACTS),
  ins: InsRef,
  /** null: the post does not know him by name. */
  patient: PatientIdentity.nullable(),
  /** null: it begins a thread. */
  threadId: z.string().nullable(),
  topic: z.string().nullable(),
  text: z.string(),
  attachments: z.array(MessageAttachment),
  doneAt: IsoInstant,
  /** In a minor's secret session: nobody who acts for him will see it. */
  secret: z.boolean(),
  status: ActStatus,
  canUndo: z.boolean(),
});
export type WaitingMessage = z.infer<typeof WaitingMessage>;

const MessageRef = z.strictObject({ messageId: Id, position: z.int().min(0).max(16) });

export const messageCalls = {
  /** The professional's threads: of all patients, or of one; the last written in comes first. */
  'messages.threads': {
    input: z.strictObject({ ins: InsRef.nullable() }),
    output: z.strictObject({
      threads: z.array(Thread),
      /** There are more than are listed. */
      isPartial: z.boolean(),
      asOf: IsoInstant,
    }),
  },
  'messages.thread': {
    input: z.strictObject({ ins: InsRef, threadId: Id }),
    output: z.strictObject({ patient: PatientIdentity, messages: z.array(Message) }),
  },
  /** This message and those before it in its thread have been read. */
  'messages.read': { input: z.strictObject({ messageId: Id }), output: z.null() },
  'messages.send': {
    input: z.strictObject({
      ins: InsRef,
      ...MessageDraft,
      /** The thread that it goes on with; null: it begins one. */
      threadId: Id.nullable(),
      /** The representatives may read what it says of a minor: its author was told, and sends it. */
      told: z.boolean(),
    }),
    output: z.discriminatedUnion('outcome', [
      /** It is kept, durably, and leaves in its turn. */
      z.strictObject({ outcome: z.literal('kept'), actId: z.string() }),
      /** In an emergency: nothing waits after the access. */
      z.strictObject({ outcome: z.literal('sent'), threadId: z.string() }),
      /** Nothing left: it would tell a minor's representatives. */
      z.strictObject({ outcome: z.literal('wouldTell'), words: TellingWords }),
    ]),
  },
  /** What waits, is to be read again, or was refused; and where what arrived in this session stands. */
  'messages.waiting': {
    input: z.strictObject({}),
    output: z.strictObject({
      waiting: z.array(WaitingMessage),
      delivered: z.array(z.strictObject({ actId: z.string(), threadId: z.string() })),
    }),
  },
  /** Takes a message back that did not leave, or was refused: it is a draft again. `ALREADY_LEFT` once it may have. */
  'messages.takeBack': { input: z.strictObject({ actId: z.string().max(64) }), output: z.null() },
  'messages.attachment': { input: MessageRef, output: OpenedAttachment },
  /** Asks the host where to save. false: the person gave up. */
  'messages.saveAttachment': { input: MessageRef, output: z.strictObject({ saved: z.boolean() }) },
  'messages.setClosed': {
    input: z.strictObject({ ins: InsRef, threadId: Id, topic: z.string().nullable(), closed: z.boolean() }),
    /** Whether it waits for the service. */
    output: z.strictObject({ isWaiting: z.boolean() }),
  },
  'messages.templates': {
    input: z.strictObject({}),
    output: z.strictObject({ templates: z.array(MessageTemplate) }),
  },
  'messages.saveTemplate': {
    input: MessageTemplate.extend({ id: MessageTemplate.shape.id.nullable() }),
    output: z.strictObject({ templates: z.array(MessageTemplate) }),
  },
  'messages.removeTemplate': {
    input: z.strictObject({ id: Id }),
    output: z.strictObject({ templates: z.array(MessageTemplate) }),
  },
} as const;
