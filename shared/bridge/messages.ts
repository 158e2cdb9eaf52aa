import { SECRET_TOPICS } from '../documents/minor-secret.ts';
import { z } from '../schema/zod.ts';
import { InsRef, IsoInstant, PatientIdentity } from './identity.ts';

/** Most that a message may say, in characters, and most files that go with it (J of the wire). */
const MESSAGE_MAX = 20_000;
const FILES_MAX = 6;
const TOPIC_MAX = 200;

const Id = z.string().max(64);
/** Names a sending, so that a repeat after a lost answer is the same sending. */
const SendingKey = z.string().regex(/^[A-Za-z0-9_-]{16,128}$/);

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
});
export type Message = z.infer<typeof Message>;

/** A thread by its last message. */
export const ThreadHead = z.strictObject({
  threadId: z.string(),
  lastId: z.string(),
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
      /** The representatives may read what it says of a minor: its author was told, and sends it. */
      told: z.boolean(),
    }),
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('sent'), threadId: z.string() }),
      /** Nothing left: it would tell a minor's representatives. */
      z.strictObject({ outcome: z.literal('wouldTell'), words: TellingWords }),
    ]),
  },
  'messages.attachment': { input: MessageRef, output: OpenedAttachment },
  /** Asks the host where to save. false: the person gave up. */
  'messages.saveAttachment': { input: MessageRef, output: z.strictObject({ saved: z.boolean() }) },
  'messages.setClosed': {
    input: z.strictObject({ threadId: Id, closed: z.boolean() }),
    output: z.null(),
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
