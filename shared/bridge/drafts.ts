import { z } from '../schema/zod.ts';
import { IsoInstant, PatientIdentity } from './identity.ts';

/** Longest typing that is kept of one thing, in UTF-16 units. */
const DRAFT_TEXT_MAX = 100_000;
/** Largest file that is kept beside it: what may be deposited (docs/rules.md 3.6). */
export const DRAFT_FILE_MAX = 5_000_000;

/**
 * Which typing this is: what is being written (`deposit`, `consent`, `message`…) and about what (an INS, a
 * thread); a feature names its own. One draft at most under each name.
 */
const DraftName = z.strictObject({
  kind: z.string().regex(/^[a-z][a-zA-Z.]{1,39}$/),
  about: z.string().max(200),
});

const DraftFile = z.strictObject({
  name: z.string().max(255),
  bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= DRAFT_FILE_MAX),
});

/** What was typed and not sent: it stays on this post, in its author's own store. */
export const KeptDraft = z.strictObject({
  /** In the feature's own words; no one else reads it. */
  text: z.string().max(DRAFT_TEXT_MAX),
  file: DraftFile.nullable(),
  keptAt: IsoInstant,
});
export type KeptDraft = z.infer<typeof KeptDraft>;

export const draftCalls = {
  /** Keeps what was typed in the place of what was kept under that name; `file` absent leaves the kept one. */
  'drafts.keep': {
    input: z.strictObject({
      ...DraftName.shape,
      text: z.string().max(DRAFT_TEXT_MAX),
      file: DraftFile.nullable().optional(),
    }),
    output: z.strictObject({ keptAt: IsoInstant }),
  },
  'drafts.read': { input: DraftName, output: KeptDraft.nullable() },
  /** Sent, or given up: nothing of it stays. */
  'drafts.drop': { input: DraftName, output: z.strictObject({}) },
  /** Which drafts of a kind there are, the newest first. */
  'drafts.list': {
    input: z.strictObject({ kind: DraftName.shape.kind }),
    output: z.strictObject({ drafts: z.array(z.strictObject({ about: z.string(), keptAt: IsoInstant })) }),
  },
} as const;

/** Where the professional was, to be brought back there after a lock. */
export const DeskPlace = z.strictObject({
  screen: z.string().max(40),
  /** Of a record that was open by right: one opened in an emergency or in secret ends with the lock. */
  record: z
    .strictObject({
      patient: PatientIdentity,
      lastSeenAt: IsoInstant.nullable(),
      part: z.string().max(40),
      /** `uniqueId` of the document that was read. */
      document: z.string().max(256).nullable(),
    })
    .nullable(),
});
export type DeskPlace = z.infer<typeof DeskPlace>;

/** Bounds of the time without an act after which the post locks itself: it may not be "never". */
export const LOCK_MINUTES = { min: 1, max: 15, usual: 5 } as const;

/** Days that typing which was not sent is kept: never without end (`draftDays` of resources/parameters.json is the most). */
export const DRAFT_DAYS = { min: 1, max: 30, usual: 30 } as const;

/** How one professional likes the post; each has his own. */
export const Preferences = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['normal', 'comfortable']),
  /** Share of the width given to the list beside a document. */
  listShare: z.number().min(0.2).max(0.8),
  lockAfterMinutes: z.int().min(LOCK_MINUTES.min).max(LOCK_MINUTES.max),
});
export type Preferences = z.infer<typeof Preferences>;

export const deskCalls = {
  'desk.keepPlace': { input: z.strictObject({ place: DeskPlace }), output: z.strictObject({}) },
  /** null: nothing to come back to. */
  'desk.place': { input: z.strictObject({}), output: z.strictObject({ place: DeskPlace.nullable() }) },
  'desk.preferences': { input: z.strictObject({}), output: Preferences },
  'desk.prefer': { input: Preferences.partial(), output: Preferences },
} as const;
