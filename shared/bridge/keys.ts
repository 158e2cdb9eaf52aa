import { z } from '../schema/zod.ts';
import { IsoInstant } from './identity.ts';

/** The keychain of the machine, as the post found it. */
export const KeychainState = z.enum([
  'ready',
  /** This machine has none. */
  'absent',
  /** It is closed. */
  'locked',
  /** It keeps its secrets in clear. */
  'weak',
  /** Nothing was asked of it in this session. */
  'unused',
]);
export type KeychainState = z.infer<typeof KeychainState>;

/** Why the data of a professional on this post do not open, each with its own way out. */
export const KeysTrouble = z.enum([
  'absent',
  'locked',
  'weak',
  'emptied',
  'replaced',
  'otherPin',
  'restored',
  'missing',
  'damaged',
]);
export type KeysTrouble = z.infer<typeof KeysTrouble>;

/** What has to be decided before the post can go on. */
export const KeysNeeded = z.strictObject({
  trouble: KeysTrouble,
  /** When the recovery code that opens was made; null: there is none. */
  codeMadeAt: IsoInstant.nullable(),
  /** How often the former code of the card may still be tried. */
  formerPinTries: z.int().min(0).max(5),
  /** What was typed for the last way and did not open. */
  refused: z.enum(['wrongCode', 'wrongPin']).nullable(),
});
export type KeysNeeded = z.infer<typeof KeysNeeded>;

const Pin = z.string().min(1).max(32);
const Code = z.string().min(1).max(80);

/** How the professional wants his data opened, once his card has accepted him. */
export const KeysWay = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('usual') }),
  z.strictObject({ kind: z.literal('recoveryCode'), code: Code }),
  z.strictObject({ kind: z.literal('formerPin'), pin: Pin }),
  z.strictObject({ kind: z.literal('memory') }),
  z.strictObject({ kind: z.literal('fresh') }),
]);
export type KeysWay = z.infer<typeof KeysWay>;

/** The keys of the professional at the post, as he may see them. */
export const OwnKeys = z.discriminatedUnion('kept', [
  /** Nothing of this session is kept: there is no key to take care of. */
  z.strictObject({ kept: z.literal(false), keychain: KeychainState }),
  z.strictObject({
    kept: z.literal(true),
    keychain: KeychainState,
    madeAt: IsoInstant,
    /** When the recovery code that opens was made; null: there is none. */
    codeMadeAt: IsoInstant.nullable(),
    /** A new key is laid down: everything is copied under it at the next opening. */
    isRenewalDue: z.boolean(),
  }),
]);
export type OwnKeys = z.infer<typeof OwnKeys>;

/** A recovery code on its way to paper: nothing opens with it until it was confirmed. */
export const DraftCode = z.strictObject({
  groups: z.array(z.string()).length(7),
  /** Which groups are asked, counted from 0. */
  asked: z.array(z.int().min(0).max(6)).length(2),
});
export type DraftCode = z.infer<typeof DraftCode>;

/** What the card says of a PIN that was asked again. */
const PinJudged = [
  z.strictObject({ outcome: z.literal('wrongPin'), triesLeft: z.int().min(1).max(3) }),
  z.strictObject({ outcome: z.literal('cardBlocked') }),
] as const;

export const keysCalls = {
  'keys.state': { input: z.strictObject({}), output: OwnKeys },
  'keys.draftCode': { input: z.strictObject({}), output: DraftCode },
  /** Prints the sheet that the page has laid out. */
  'keys.printCode': { input: z.strictObject({}), output: z.strictObject({ printed: z.boolean() }) },
  /** The asked groups, as the paper says them: from then on this code opens, and no other. */
  'keys.confirmCode': {
    input: z.strictObject({ typed: z.array(z.string().max(12)).length(2) }),
    output: z.strictObject({ confirmed: z.boolean(), keys: OwnKeys }),
  },
  /** The same for a new key: its code is confirmed, and it is laid down for the next opening. */
  'keys.renew': {
    input: z.strictObject({ typed: z.array(z.string().max(12)).length(2), pin: Pin }),
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('laidDown'), keys: OwnKeys }),
      z.strictObject({ outcome: z.literal('notConfirmed') }),
      ...PinJudged,
    ]),
  },
  'keys.changePin': {
    input: z.strictObject({ pin: Pin, newPin: z.string().regex(/^\d{4,12}$/) }),
    output: z.discriminatedUnion('outcome', [
      /** `asksFormer`: the keychain did not answer, and the next sign-in will ask for the former code once. */
      z.strictObject({ outcome: z.literal('changed'), asksFormer: z.boolean() }),
      /** The same digit throughout, digits in a row, or the code that it had. */
      z.strictObject({ outcome: z.literal('tooSimple') }),
      ...PinJudged,
    ]),
  },
} as const;
