import { CONFIDENTIALITY_CODES } from '../access/vocabulary.ts';
import { ANNOUNCEMENT_TOPICS } from '../documents/announcement.ts';
import { OTHER_LEAKS, SECRET_TOPICS } from '../documents/minor-secret.ts';
import { z } from '../schema/zod.ts';
import { InsRef, IsoDate, IsoInstant } from './identity.ts';
import { OutboxEntry } from './outbox.ts';

/** Why a file cannot be deposited as it is; found before anything leaves the post (docs/rules.md 3, step 6). */
export const FILE_PROBLEMS = [
  'EMPTY',
  'TOO_LARGE',
  'FORMAT_REFUSED',
  'CONTENT_MISMATCH',
  'PASSWORD_PROTECTED',
  'DAMAGED',
  'DUPLICATE',
] as const;

export const TypeProposal = z.strictObject({
  code: z.string(),
  label: z.string(),
  class: z.string(),
  /** Why it is proposed: words in the name or the content, or a usual type of the profession. */
  because: z.enum(['name', 'content', 'usual', 'declared']),
});
export type TypeProposal = z.infer<typeof TypeProposal>;

export const DepositDraft = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('refused'),
    fileName: z.string(),
    problem: z.enum(FILE_PROBLEMS),
    size: z.int(),
  }),
  z.strictObject({
    status: z.literal('ready'),
    draftId: z.string(),
    fileName: z.string(),
    format: z.strictObject({ code: z.string(), label: z.string() }),
    mediaType: z.string(),
    size: z.int(),
    title: z.string(),
    /** Best first; every other type stays reachable in the picker. */
    proposals: z.array(TypeProposal),
    actDate: IsoDate,
  }),
]);
export type DepositDraft = z.infer<typeof DepositDraft>;

export const DepositMetadata = z.strictObject({
  title: z.string().trim().min(1).max(255),
  type: z.string(),
  actDate: IsoDate,
  confidentiality: z.array(z.enum(CONFIDENTIALITY_CODES)).min(1).max(4),
  /** uniqueId and version of the document that this one replaces. */
  replaces: z.strictObject({ uniqueId: z.string(), version: z.int() }).nullable(),
  /** The professional for whom staff deposit, who is the author (docs/rules.md 3.1); null or absent: oneself. */
  authorId: z.string().max(64).nullable().optional(),
});
export type DepositMetadata = z.infer<typeof DepositMetadata>;

const suspicion = <Topics extends readonly [string, ...string[]]>(topics: Topics) =>
  z.strictObject({
    topic: z.enum(topics),
    where: z.enum(['type', 'title', 'content']),
    /** The document's own words; empty where its type says it. */
    excerpt: z.string(),
  });

/** What the doctor should think of before it is too late: hiding is for the deposit (docs/rules.md 3.5). */
export const Vigilance = z.strictObject({
  /** False for a picture or a scan: only its title and type could be looked at. */
  contentRead: z.boolean(),
  /** Why it may be bad news that the patient should hear from somebody first. */
  announcement: z.array(suspicion(ANNOUNCEMENT_TOPICS)),
  /** What would tell a minor's representatives something that he may keep from them; empty for an adult. */
  secrets: z.array(suspicion(SECRET_TOPICS)),
  /** Where else they may learn of it, once it is hidden from them. */
  otherLeaks: z.array(z.enum(OTHER_LEAKS)),
});
export type Vigilance = z.infer<typeof Vigilance>;

/** Who will be able to read the document once deposited, computed by the same engine as the service's. */
export const DepositReview = z.strictObject({
  draftId: z.string(),
  patientSees: z.boolean(),
  representativesSee: z.boolean(),
  vigilance: Vigilance,
  /** The clock that runs, or would run, on a document that is hidden from its patient (docs/rules.md 5). */
  announcementClock: z.strictObject({ reminderAt: IsoInstant, visibleAt: IsoInstant }),
  /** Birthday from which its holder, then an adult, finds what is hidden from the representatives. */
  majorityOn: IsoDate.nullable(),
  /** Rows of the matrix that may read this type, and those that may not. */
  readers: z.array(z.strictObject({ row: z.string(), label: z.string(), reads: z.boolean() })),
  matrixLabel: z.string(),
});
export type DepositReview = z.infer<typeof DepositReview>;

/** Longest text of a file that crosses the bridge, in characters. */
export const TEXT_MAX = 200_000;

export const depositCalls = {
  'deposit.prepare': {
    input: z.strictObject({
      ins: InsRef,
      fileName: z.string().max(255),
      bytes: z.instanceof(Uint8Array),
      /** What the page could read of a PDF, whose parser lives there in isolation; null: nothing. */
      text: z.string().max(TEXT_MAX).nullable().optional(),
    }),
    output: DepositDraft,
  },
  'deposit.review': {
    input: z.strictObject({ draftId: z.string(), ins: InsRef, metadata: DepositMetadata }),
    output: DepositReview,
  },
  /**
   * Answers once it was tried: with the service's durable receipt, or where it stands. Taken back (`CANCELLED`) or
   * refused, the draft and all that was typed stay.
   */
  'deposit.send': {
    input: z.strictObject({ draftId: z.string(), ins: InsRef, metadata: DepositMetadata }),
    output: OutboxEntry,
  },
  /** For staff: the professionals of the place in whose name they may deposit (docs/rules.md 3.1). */
  'deposit.authors': {
    input: z.strictObject({}),
    output: z.strictObject({
      authors: z.array(z.strictObject({ id: z.string(), name: z.string(), professionLabel: z.string() })),
    }),
  },
  'deposit.discard': { input: z.strictObject({ draftId: z.string() }), output: z.null() },
} as const;
