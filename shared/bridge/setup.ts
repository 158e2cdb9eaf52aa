import { Finding } from './doctor.ts';
import { structureIdOf } from '../identity/structure.ts';
import { DRAFT_DAYS, LOCK_MINUTES } from './drafts.ts';
import { z } from '../schema/zod.ts';

/**
 * HTTPS, or this very machine: anything else would carry health data in clear text. No name, password, query or
 * fragment.
 */
const ServiceUrl = z
  .url()
  .max(300)
  .regex(/^(https:\/\/[^/?#@\s]+|http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?)(\/[^?#\s]*)?$/);

/** Whether a post may be told that the service is there. */
export const isServiceUrl = (text: string): boolean => ServiceUrl.safeParse(text).success;

const ServiceChoice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('embedded') }),
  z.strictObject({ kind: z.literal('remote'), url: ServiceUrl }),
]);

/** How this post is set up, whoever sits at it; it holds nothing of a patient or of a professional. */
export const PostConfig = z.strictObject({
  version: z.literal(1),
  /** What the practice calls this post: it stands at the foot of what is printed. */
  name: z.string().trim().min(1).max(60),
  service: ServiceChoice,
  /**
   * FINESS or SIRET of where the post stands: whoever practises there too finds it first when he signs in. null: it
   * is carried about, or nobody said.
   */
  place: z
    .string()
    .max(14)
    .refine((text) => structureIdOf(text) !== undefined)
    .nullable()
    .default(null),
  /** Minutes without an act before the post locks itself, for who has not chosen his own. */
  lockAfterMinutes: z.int().min(LOCK_MINUTES.min).max(LOCK_MINUTES.max),
  /** Days after which typing that was not sent is gone. */
  draftDays: z.int().min(DRAFT_DAYS.min).max(DRAFT_DAYS.max).default(DRAFT_DAYS.usual),
  /** Notifications of the system, without a name and without clinical content. */
  notifications: z.boolean(),
});
export type PostConfig = z.infer<typeof PostConfig>;

const SetupState = z.strictObject({
  /** False until somebody went through the first start on this post. */
  configured: z.boolean(),
  config: PostConfig,
  /** Cards that this post reads at this moment: who may sit at it. */
  cards: z.array(z.strictObject({ name: z.string(), professionLabel: z.string() })),
});
export type SetupState = z.infer<typeof SetupState>;

export const setupCalls = {
  'setup.state': { input: z.strictObject({}), output: SetupState },
  /** Tries an address before it is kept: what answers there, its certificate and its clock. */
  'setup.probe': { input: z.strictObject({ url: ServiceUrl }), output: z.array(Finding) },
  /** Keeps the set-up, durably, then starts afresh with it: whoever is signed in is signed out. */
  'setup.save': { input: PostConfig, output: z.null() },
} as const;
