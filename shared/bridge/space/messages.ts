import { z } from '../../schema/zod.ts';
import { IsoInstant } from '../identity.ts';
import { Message, MessageDraft, OpenedAttachment, ThreadHead } from '../messages.ts';

const Id = z.string().max(64);

/** A professional, or the structure of several, on the other side of a thread. */
export const Correspondent = z.strictObject({
  kind: z.enum(['professional', 'structure']),
  id: z.string().max(64),
  name: z.string(),
});
export type Correspondent = z.infer<typeof Correspondent>;

export const SpaceThread = ThreadHead.extend({ peer: Correspondent });
export type SpaceThread = z.infer<typeof SpaceThread>;

/** A pharmacy that the patient may write to first. */
const Pharmacy = z.strictObject({ id: z.string(), name: z.string(), place: z.string().nullable() });

const MessageRef = z.strictObject({ messageId: Id, position: z.int().min(0).max(16) });

export const spaceMessageCalls = {
  'own.messages.threads': {
    input: z.strictObject({}),
    output: z.strictObject({ threads: z.array(SpaceThread), isPartial: z.boolean(), asOf: IsoInstant }),
  },
  'own.messages.thread': {
    input: z.strictObject({ threadId: Id }),
    output: z.strictObject({ messages: z.array(Message) }),
  },
  'own.messages.read': { input: z.strictObject({ messageId: Id }), output: z.null() },
  'own.messages.send': {
    input: z.strictObject({
      to: Correspondent.pick({ kind: true, id: true }),
      ...MessageDraft,
      /** The files go to his documents too. */
      keep: z.boolean(),
    }),
    output: z.strictObject({
      threadId: z.string(),
      /** How many of the files are among his documents now. */
      kept: z.int(),
    }),
  },
  'own.messages.attachment': { input: MessageRef, output: OpenedAttachment },
  'own.messages.saveAttachment': { input: MessageRef, output: z.strictObject({ saved: z.boolean() }) },
  /** Pharmacies by the beginnings of words of their name or town. */
  'own.messages.pharmacies': {
    input: z.strictObject({ query: z.string().max(100) }),
    output: z.strictObject({ pharmacies: z.array(Pharmacy) }),
  },
} as const;
