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
