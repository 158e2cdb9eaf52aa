import { z } from '../schema/zod.ts';
import { DepositMetadata } from './deposit.ts';
import { InsRef, IsoDate } from './identity.ts';
import { DOCUMENT_ACTS } from './record.ts';

/** A mail as it will be sent, word for word; the address itself is the service's alone. */
export const MailPreview = z.strictObject({
  notice: z.string(),
  recipient: z.enum(['holder', 'representative', 'minor', 'treatingDoctors']),
  subject: z.string(),
  text: z.string(),
});
export type MailPreview = z.infer<typeof MailPreview>;

/** An act that somebody is about to do: what it is about is the open record, the draft, or the traits typed. */
export const ForeseenAct = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.enum([
      'declareConsent',
      'revokeOwnConsent',
      'blockProfessional',
      'unblockProfessional',
      'addVaccination',
    ]),
    ins: InsRef,
  }),
  z.strictObject({
    act: z.literal('document'),
    ins: InsRef,
    uniqueId: z.string().max(256),
    change: z.enum(DOCUMENT_ACTS),
  }),
  z.strictObject({ act: z.literal('deposit'), ins: InsRef, draftId: z.string(), metadata: DepositMetadata }),
  z.strictObject({
    act: z.literal('emergency'),
    mode: z.enum(['BTG', 'ETREAT']),
    /** As typed so far; a minor's notice goes to a representative. */
    birthDate: IsoDate.nullable(),
  }),
]);
export type ForeseenAct = z.infer<typeof ForeseenAct>;

export const noticeCalls = {
  /** The mails that an act would cause, by the rules and the words that the service itself uses. */
  'notices.preview': { input: ForeseenAct, output: z.strictObject({ mails: z.array(MailPreview) }) },
} as const;
