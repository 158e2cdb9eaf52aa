import { MASK_GROUNDS } from '../access/explain.ts';
import { MODES, WARNINGS } from '../access/vocabulary.ts';
import { PROVENANCES } from '../habilitation/matrix.ts';
import { z } from '../schema/zod.ts';
import { DepositMetadata } from './deposit.ts';
import { InsRef, IsoInstant } from './identity.ts';
import { MatrixSource } from './matrix.ts';
import { Right } from './record.ts';

const Provenance = z.enum(PROVENANCES).nullable();
const MatrixName = z.strictObject({ version: z.string(), label: z.string(), source: MatrixSource });

/** Why the professional at the keyboard may read a document, and what follows from his reading it. */
export const Explanation = z.strictObject({
  ins: InsRef,
  uniqueId: z.string().max(256),
  entry: z.strictObject({
    mode: z.enum(MODES),
    secret: z.boolean(),
    startedAt: IsoInstant,
    endsAt: IsoInstant.nullable(),
  }),
  right: Right,
  /** What was written down when the consent was declared; null: the service tells nothing of it. */
  declared: z
    .strictObject({
      basis: z.enum(['CARE_TEAM', 'EXPLICIT']).nullable(),
      form: z.enum(['ORAL', 'WRITTEN']).nullable(),
    })
    .nullable(),
  treatingDoctor: z.boolean(),
  isAuthor: z.boolean(),
  cell: z.strictObject({
    row: z.strictObject({ code: z.string(), label: z.string() }),
    type: z.strictObject({ code: z.string(), label: z.string() }),
    reads: z.boolean(),
    provenance: Provenance,
  }),
  maskGround: z.enum(MASK_GROUNDS).nullable(),
  warnings: z.array(z.enum(WARNINGS)),
  /** The patient is told of the reading by a mail without clinical content. */
  patientIsTold: z.boolean(),
  /** A minor's secret: he alone is told. */
  minorOnly: z.boolean(),
  /** The service refuses what this says to be open, or the other way round: the post's matrix is another. */
  agrees: z.boolean(),
  matrix: MatrixName,
});
export type Explanation = z.infer<typeof Explanation>;

export const Viewer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['patient', 'representative', 'carer', 'treatingDoctor']) }),
  z.strictObject({ kind: z.literal('row'), row: z.string().max(20) }),
]);
export type Viewer = z.infer<typeof Viewer>;

const SeenLine = z.strictObject({
  /** Of the document, or of the draft. */
  id: z.string(),
  title: z.string(),
  type: z.string(),
  sees: z.boolean(),
  /** A reason of the rules, or what a permit rests on; the page has the words. */
  rule: z.string().max(60),
  provenance: Provenance,
});
export type SeenLine = z.infer<typeof SeenLine>;

export const SeenAs = z.strictObject({
  ins: InsRef,
  /** Over what it is computed: the documents that the professional wrote, or all that he reads (training). */
  scope: z.enum(['own', 'read', 'draft']),
  isMinor: z.boolean(),
  /** The rows of the matrix that can be looked as. */
  rows: z.array(z.strictObject({ code: z.string(), label: z.string() })),
  lines: z.array(SeenLine),
  matrix: MatrixName,
});
export type SeenAs = z.infer<typeof SeenAs>;

export const explainCalls = {
  'explain.document': {
    input: z.strictObject({ ins: InsRef, uniqueId: z.string().max(256) }),
    output: Explanation,
  },
  /** The list as another would see it: never more than one reads oneself. */
  'explain.seeAs': { input: z.strictObject({ ins: InsRef, viewer: Viewer }), output: SeenAs },
  /** A document that is not deposited yet. */
  'explain.draft': {
    input: z.strictObject({
      ins: InsRef,
      draftId: z.string(),
      metadata: DepositMetadata,
      viewer: Viewer,
    }),
    output: SeenAs,
  },
} as const;
