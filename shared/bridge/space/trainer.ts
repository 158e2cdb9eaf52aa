import { z } from '../../schema/zod.ts';
import { IsoInstant } from '../identity.ts';

/** A mail exactly as it left. */
export const SentMail = z.strictObject({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
});
export type SentMail = z.infer<typeof SentMail>;

/** What the trainer has in hand: the service's clock, and what it sent. */
export const TrainerView = z.strictObject({
  now: IsoInstant,
  mails: z.array(SentMail),
});
export type TrainerView = z.infer<typeof TrainerView>;

export const trainerCalls = {
  'trainer.view': { input: z.strictObject({}), output: TrainerView },
  /** Moves the service's clock forward; it never goes back. */
  'trainer.advance': {
    input: z.strictObject({
      ms: z
        .int()
        .positive()
        .max(366 * 86_400_000),
    }),
    output: TrainerView,
  },
} as const;
