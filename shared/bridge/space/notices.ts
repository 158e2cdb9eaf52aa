import { z } from '../../schema/zod.ts';
import { IsoInstant } from '../identity.ts';

/** Something that the holder was told. */
export const SpaceNotice = z.strictObject({
  id: z.string(),
  subject: z.string(),
  text: z.string(),
  sentAt: IsoInstant,
  isRead: z.boolean(),
});
export type SpaceNotice = z.infer<typeof SpaceNotice>;

/** Notices of which no mail may be wanted; of first accesses, emergencies and rights one is always sent. */
export const MUTABLE_NOTICES = [
  'patient:consultation',
  'patient:deposit',
  'patient:change',
  'patient:vaccination',
  'patient:message',
  'patient:appointment',
  'patient:reminder',
] as const;

export const Contact = z.strictObject({
  /** null: no address, and no mail. */
  email: z.string().max(200).nullable(),
  muted: z.array(z.enum(MUTABLE_NOTICES)),
});
export type Contact = z.infer<typeof Contact>;

export const spaceNoticeCalls = {
  'own.notices.list': {
    input: z.strictObject({}),
    output: z.strictObject({ notices: z.array(SpaceNotice) }),
  },
  'own.notices.markRead': { input: z.strictObject({}), output: z.null() },
  'own.notices.contact': { input: z.strictObject({}), output: Contact },
  'own.notices.setContact': { input: Contact.partial(), output: Contact },
} as const;
