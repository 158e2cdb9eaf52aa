import { z } from '../schema/zod.ts';
import { PROVENANCES } from './matrix.ts';

// What is said of the versions of the matrix, between the service that keeps them, the post and its screens
// (docs/service-api.md, "The matrix").

/** The matrix that comes with the product: it holds wherever no published one does. */
export const DEFAULT_VERSION = 'default';

const CellRight = z.strictObject({
  row: z.string(),
  type: z.string(),
  reads: z.boolean(),
  provenance: z.enum(PROVENANCES).nullable(),
});

const CellDifference = z.strictObject({
  kind: z.enum(['opened', 'closed', 'resourced']),
  before: CellRight,
  after: CellRight,
});

const Counts = z.strictObject({ opened: z.int(), closed: z.int(), resourced: z.int() });

/** What an import found beside the cells. */
export const ImportRemarks = z.strictObject({
  unknownProfessions: z.array(z.string()),
  keptRows: z.array(z.string()),
  disagreements: z.array(z.strictObject({ row: z.string(), type: z.string() })),
});
export type ImportRemarks = z.infer<typeof ImportRemarks>;

export const MatrixVersion = z.strictObject({
  /** `default`, or the number under which the service keeps it. */
  id: z.string(),
  version: z.string(),
  label: z.string(),
  status: z.enum(['default', 'published']),
  /** First day on which it holds, from midnight UTC. */
  validFrom: z.iso.date(),
  state: z.enum(['inForce', 'pending', 'past', 'withdrawn']),
  importedAt: z.iso.datetime().nullable(),
  withdrawnAt: z.iso.datetime().nullable(),
  cells: z.record(z.enum(PROVENANCES), z.int()),
  /** What it changed when it was imported, compared with what would have been in force on its day. */
  changes: Counts.nullable(),
  remarks: ImportRemarks.nullable(),
});
export type MatrixVersion = z.infer<typeof MatrixVersion>;

/** What would be applied, cell by cell, before it is. */
export const MatrixProposal = z.strictObject({
  /** Names this very proposal: to apply it is to name it. */
  digest: z.string(),
  version: z.string(),
  validFrom: z.iso.date(),
  /** It holds at once: its day is today or gone. */
  isImmediate: z.boolean(),
  /** The version that it is compared with: the one in force on its day. */
  base: z.strictObject({ id: z.string(), version: z.string(), label: z.string() }),
  /** A version that takes over later on, and is not changed by this one. */
  followedBy: z.strictObject({ version: z.string(), validFrom: z.iso.date() }).nullable(),
  remarks: ImportRemarks,
  differences: z.array(CellDifference),
});
export type MatrixProposal = z.infer<typeof MatrixProposal>;

/** Why nothing is proposed: what is wrong with the files, or with what was asked. */
export const ProposalProblem = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('NOT_JSON'), file: z.string() }),
  z.strictObject({ code: z.literal('NOT_THE_PUBLISHED_SHAPE'), file: z.string(), at: z.string() }),
  z.strictObject({ code: z.literal('INCOMPLETE'), file: z.string(), missing: z.string() }),
  z.strictObject({ code: z.literal('CONTRADICTORY'), profession: z.string(), type: z.string() }),
  z.strictObject({ code: z.literal('TOO_MANY_CELLS') }),
  z.strictObject({ code: z.literal('EMPTY') }),
  z.strictObject({ code: z.literal('VERSION_TAKEN') }),
  z.strictObject({ code: z.literal('NOTHING_CHANGES') }),
]);
export type ProposalProblem = z.infer<typeof ProposalProblem>;

/** What `POST /operator/matrix` answers. */
export const ProposalAnswer = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('proposed'), proposal: MatrixProposal }),
  z.strictObject({ outcome: z.literal('applied'), version: MatrixVersion }),
  z.strictObject({ outcome: z.literal('refused'), problem: ProposalProblem }),
]);
export type ProposalAnswer = z.infer<typeof ProposalAnswer>;

/** What `GET /operator/matrix` answers. */
export const MatrixVersions = z.strictObject({ versions: z.array(MatrixVersion) });

/** First instant of an ISO day: days are UTC days, as everywhere in the rules (docs/rules.md 1). */
export const startOfDay = (day: string): number => Date.parse(`${day}T00:00:00.000Z`);
