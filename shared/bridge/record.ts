import { CONFIDENTIALITY_CODES, MODES, WARNINGS } from '../access/vocabulary.ts';
import { z } from '../schema/zod.ts';
import { InsRef, IsoDate, IsoInstant, PatientIdentity } from './identity.ts';

/** State of the right of the professional at the keyboard (TD0.2). */
export const Right = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('none') }),
  z.strictObject({ status: z.literal('valid'), since: IsoInstant, until: IsoInstant.nullable() }),
  z.strictObject({ status: z.literal('expired'), until: IsoInstant }),
  z.strictObject({ status: z.literal('blocked') }),
]);
export type Right = z.infer<typeof Right>;

export const RecordState = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('active') }),
  z.strictObject({ status: z.literal('closed'), since: IsoInstant.nullable() }),
  /** No record: never created, or unknown to the service: the two look alike. */
  z.strictObject({ status: z.literal('nonexistent') }),
]);
export type RecordState = z.infer<typeof RecordState>;

/**
 * The session by which the open record is asked. A normal one has no end of its own; an emergency ends at
 * `endsAt` whatever happens, and one of the Centre 15 with its call (docs/rules.md 2.4).
 */
export const RecordAccess = z.strictObject({
  mode: z.enum(MODES),
  /** The minor's secret: hidden from legal representatives, its traces too. */
  secret: z.boolean(),
  startedAt: IsoInstant,
  endsAt: IsoInstant.nullable(),
  callId: z.string().max(64).nullable(),
});
export type RecordAccess = z.infer<typeof RecordAccess>;

/**
 * What the post kept, shown in place of what the service says: since when it is known, and until when it may be
 * shown. Absent: the service has just said it.
 */
export const Kept = z.strictObject({
  at: IsoInstant,
  until: IsoInstant,
  /** Of the records in use, for a few minutes; or taken along for the home visits of the day. */
  source: z.enum(['cache', 'bag']),
});
export type Kept = z.infer<typeof Kept>;

/**
 * What the banner shows. Every later answer about a record repeats `patient`, so that content whose patient
 * is not the banner's is never painted.
 */
export const RecordView = z.strictObject({
  patient: PatientIdentity,
  record: RecordState,
  right: Right,
  treatingDoctor: z.boolean(),
  access: RecordAccess,
  asOf: IsoInstant,
  kept: Kept.optional(),
});
export type RecordView = z.infer<typeof RecordView>;

export const DocumentSummary = z.strictObject({
  /** The document's own identifier (masterIdentifier), stable over its life; never the entryUUID. */
  uniqueId: z.string().max(256),
  title: z.string().max(255),
  type: z.strictObject({ code: z.string(), label: z.string() }),
  class: z.strictObject({ code: z.string(), label: z.string() }),
  /** Start of the act (context.period.start), else the date of the sheet. */
  actDate: IsoInstant,
  depositedAt: IsoInstant,
  author: z.strictObject({
    id: z.string().nullable(),
    name: z.string(),
    professionLabel: z.string().nullable(),
  }),
  structure: z.string().nullable(),
  mediaType: z.string(),
  format: z.string(),
  size: z.int().nullable(),
  confidentiality: z.array(z.enum(CONFIDENTIALITY_CODES)),
  maskedBy: z.enum(['patient', 'professional']).nullable(),
  status: z.enum(['current', 'superseded']),
  archived: z.boolean(),
  byPatient: z.boolean(),
  /** True when the professional at the keyboard is its author. */
  own: z.boolean(),
  /** Version to name in every change. */
  version: z.int(),
});
export type DocumentSummary = z.infer<typeof DocumentSummary>;

export const DocumentPage = z.strictObject({
  ins: InsRef,
  documents: z.array(DocumentSummary),
  /** How many the professional may read with this period and status. */
  total: z.int(),
  cursor: z.string().nullable(),
  asOf: IsoInstant,
  kept: Kept.optional(),
  /** Where the list was kept: the documents that can be read without the service. */
  readable: z.array(z.string().max(256)).optional(),
});
export type DocumentPage = z.infer<typeof DocumentPage>;

export const DOCUMENT_ACTS = [
  'delete',
  'mask',
  'unmask',
  'archive',
  'restore',
  'showToPatient',
  'showToRepresentatives',
] as const;
export type DocumentAct = (typeof DOCUMENT_ACTS)[number];

export const OpenedDocument = z.strictObject({
  ins: InsRef,
  summary: DocumentSummary,
  mediaType: z.string(),
  bytes: z.instanceof(Uint8Array),
  warnings: z.array(z.enum(WARNINGS)),
  /** Whether the bytes are those that the sheet announces; circulating sheets are often wrong about it. */
  integrity: z.enum(['matches', 'differs', 'unknown']).optional(),
  kept: Kept.optional(),
});
export type OpenedDocument = z.infer<typeof OpenedDocument>;

/** How much of a document has come, while somebody waits for it. `totalBytes` 0: nobody knows. */
export const DocumentProgress = z.strictObject({
  uniqueId: z.string(),
  receivedBytes: z.int(),
  totalBytes: z.int(),
});
export type DocumentProgress = z.infer<typeof DocumentProgress>;

/** Most of the text of a document's pages that is looked through; a book has less on three hundred pages. */
export const PAGES_TEXT_MAX = 500_000;

const documentRef = { ins: InsRef, uniqueId: z.string().max(256) };

export const recordCalls = {
  'record.open': { input: z.strictObject({ ins: InsRef }), output: RecordView },
  /** What the post kept of a record that is being opened, while its lease runs; null: nothing that may be shown. */
  'record.kept': {
    input: z.strictObject({ ins: InsRef, since: IsoDate.nullable() }),
    output: z.strictObject({ view: RecordView, documents: DocumentPage }).nullable(),
  },
  'record.close': { input: z.strictObject({}), output: z.null() },
  /** The open record, asked again because it changed: nobody's act. */
  'record.refresh': { input: z.strictObject({ ins: InsRef }), output: RecordView },
  'record.documents': {
    input: z.strictObject({
      ins: InsRef,
      /** Acts from this day on; null for no limit. The first list of a record covers two years (3.32). */
      since: IsoDate.nullable(),
      includeSuperseded: z.boolean(),
      /** Only what is masked: a filter that a médecin traitant alone has (docs/rules.md 4). */
      maskedOnly: z.boolean().default(false),
      cursor: z.string().max(2000).nullable(),
      /** The list is asked again because the record changed: nobody's act. */
      byItself: z.boolean().optional(),
    }),
    output: DocumentPage,
  },
  /** Documents of the open record that say these words: by the service, or among what the post kept. */
  'record.find': {
    input: z.strictObject({ ins: InsRef, text: z.string().max(200) }),
    output: z.strictObject({
      ins: InsRef,
      uniqueIds: z.array(z.string().max(256)),
      /** Those of which the post does not know what they say: a title alone finds them. */
      wordless: z.array(z.string().max(256)),
      source: z.enum(['service', 'post']),
    }),
  },
  'consent.declare': {
    input: z.strictObject({
      ins: InsRef,
      basis: z.enum(['CARE_TEAM', 'EXPLICIT']),
      form: z.enum(['ORAL', 'WRITTEN']),
      /** The professional ticked the statement himself: nothing but his act sets it. */
      confirmed: z.literal(true),
    }),
    output: RecordView,
  },
  'consent.revoke': { input: z.strictObject({ ins: InsRef }), output: RecordView },
  'document.open': { input: z.strictObject(documentRef), output: OpenedDocument },
  /** Gives up a document that is still coming; what was asked for is answered `CANCELLED`. */
  'document.cancel': { input: z.strictObject(documentRef), output: z.null() },
  /**
   * The plain words of the pages of the document that this window has just opened, as the confined viewer read
   * them: it is found by them where the service does not answer, and by nothing else are they ever used.
   */
  'document.pages': {
    input: z.strictObject({ ...documentRef, text: z.string().max(PAGES_TEXT_MAX) }),
    output: z.null(),
  },
  'document.act': {
    input: z.strictObject({
      ...documentRef,
      act: z.enum(DOCUMENT_ACTS),
      seenVersion: z.int(),
      confirmed: z.boolean(),
    }),
    /** null: the document is no longer in the list (deleted). */
    output: z.strictObject({
      ins: InsRef,
      document: DocumentSummary.nullable(),
      /** It has not been received yet: the document is as it was. `leavesAt`: until then it can be taken back. */
      waiting: z
        .strictObject({ actId: z.string(), leavesAt: IsoInstant.nullable(), canUndo: z.boolean() })
        .nullable(),
    }),
  },
  /** Asks the host where to save; the name proposed carries no patient data. null: the person gave up. */
  'document.save': {
    input: z.strictObject(documentRef),
    output: z.strictObject({ saved: z.boolean() }),
  },
  'document.print': {
    input: z.strictObject(documentRef),
    output: z.strictObject({ printed: z.boolean() }),
  },
} as const;
