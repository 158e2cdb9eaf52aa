import { MatrixProposal, MatrixVersion, ProposalProblem } from '../habilitation/versions.ts';
import { z } from '../schema/zod.ts';
import { IsoDate } from './identity.ts';

/** A file of the published matrix, at most; a list of the CMS has pages of some hundred kilobytes. */
export const PAGE_MAX_BYTES = 8_000_000;
/** All files of an import together, at most: what one request to the service may hold. */
export const PAGES_MAX_BYTES = 16_000_000;

/**
 * What the post knows of the matrix that the service judges by. `known`: it is the one shown. `unannounced`: the
 * service tells none. `unknown`: it tells one that the post could not get. `unasked`: it was not reached yet.
 */
export const MatrixSource = z.strictObject({
  status: z.enum(['known', 'unannounced', 'unknown', 'unasked']),
  /** Name of the version that the service told. */
  announced: z.string().nullable(),
});
export type MatrixSource = z.infer<typeof MatrixSource>;

export const MatrixView = z.strictObject({
  version: z.string(),
  label: z.string(),
  status: z.enum(['default', 'published']),
  validFrom: IsoDate,
  source: MatrixSource,
  rows: z.array(z.strictObject({ code: z.string(), label: z.string(), professions: z.array(z.string()) })),
  types: z.array(
    z.strictObject({
      code: z.string(),
      label: z.string(),
      class: z.strictObject({ code: z.string(), label: z.string() }),
      /** One character a row: `R` reads, `-` does not. */
      rights: z.string(),
      /** One character a row: where the cell comes from (O, S, I, A), `.` where the class decides. */
      sources: z.string(),
    }),
  ),
  /** The row of the professional at the keyboard. */
  ownRow: z.string().nullable(),
  /** The post may see the versions and import another one: it holds the embedded service's operator secret. */
  mayOperate: z.boolean(),
});
export type MatrixView = z.infer<typeof MatrixView>;

const Versions = z.strictObject({ versions: z.array(MatrixVersion) });

const ProposedVersion = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('proposed'), proposalId: z.string(), proposal: MatrixProposal }),
  z.strictObject({ outcome: z.literal('refused'), problem: ProposalProblem }),
]);

export const matrixCalls = {
  /** The matrix that the service judges by, or one of its versions. */
  'matrix.view': { input: z.strictObject({ id: z.string().max(20).nullable() }), output: MatrixView },
  'matrix.versions': { input: z.strictObject({}), output: Versions },
  /** Shows what a version would change; nothing is applied. */
  'matrix.propose': {
    input: z.strictObject({
      source: z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('files'),
          files: z
            .array(z.strictObject({ name: z.string().max(255), bytes: z.instanceof(Uint8Array) }))
            .min(1)
            .max(2000),
        }),
        z.strictObject({ kind: z.literal('version'), id: z.string().max(20) }),
      ]),
      version: z.string().trim().min(1).max(60),
      validFrom: IsoDate,
    }),
    output: ProposedVersion,
  },
  /** Applies the very proposal that was shown. */
  'matrix.apply': { input: z.strictObject({ proposalId: z.string() }), output: Versions },
  'matrix.withdraw': { input: z.strictObject({ id: z.string().max(20) }), output: Versions },
} as const;
