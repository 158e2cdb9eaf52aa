import { createHash } from 'node:crypto';
import { createPolicy } from '../../../shared/access/policy.ts';
import type { Instant } from '../../../shared/access/vocabulary.ts';
import { compareHabilitations } from '../../../shared/habilitation/comparison.ts';
import { Professions, type Matrix } from '../../../shared/habilitation/matrix.ts';
import { importPublishedMatrix } from '../../../shared/habilitation/published.ts';
import {
  startOfDay,
  type ImportRemarks,
  type MatrixProposal,
  type ProposalProblem,
} from '../../../shared/habilitation/versions.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { z } from '../../../shared/schema/zod.ts';
import { POLICY_RESOURCES } from '../policy.ts';
import type { KeptMatrix, Matrices } from './matrices.ts';

/** No list of the CMS has so many pages. */
const MOST_PAGES = 2_000;

/** What a version is made from: the pages of the published matrix, or a version that is put back in force. */
const VersionSource = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('pages'),
    files: z.array(z.strictObject({ name: z.string().max(255), content: z.unknown() })).max(MOST_PAGES),
  }),
  z.strictObject({ kind: z.literal('version'), id: z.string().max(20) }),
]);

export const VersionRequest = z.strictObject({
  source: VersionSource,
  version: z.string().trim().min(1).max(60),
  validFrom: z.iso.date(),
  /** The proposal that was seen and is to be applied; null: only propose. */
  apply: z.string().max(64).nullable(),
});
export type VersionRequest = z.infer<typeof VersionRequest>;

export interface Proposed {
  readonly matrix: Matrix;
  readonly proposal: MatrixProposal;
}

const professions = Professions.parse(POLICY_RESOURCES.professions);

/** Works out a version and how it differs from the one in force on its day; writes nothing. */
export function propose(
  matrices: Matrices,
  { source, version, validFrom }: VersionRequest,
  now: Instant,
): Result<Proposed, ProposalProblem> {
  const day = startOfDay(validFrom);
  const standing = matrices.all().filter(({ row }) => row?.withdrawn_at === null);
  const names = matrices.all().filter(({ row }) => row === null || row.withdrawn_at === null);
  if (names.some(({ policy }) => policy.habilitation.matrix.version === version))
    return err({ code: 'VERSION_TAKEN' });
  const base = matrices.inForce(day);
  const made = make(matrices, source, base, { version, validFrom });
  if (!made.ok) return made;

  const { matrix, remarks } = made.value;
  const after = createPolicy({ ...POLICY_RESOURCES, matrix }).habilitation;
  const differences = compareHabilitations(base.policy.habilitation, after);
  if (differences.length === 0) return err({ code: 'NOTHING_CHANGES' });
  const followedBy = standing
    .map(({ policy }) => policy.habilitation.matrix)
    .filter((other) => other.validFrom > validFrom)
    .toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))[0];
  return ok({
    matrix,
    proposal: {
      digest: createHash('sha256')
        .update(`${base.digest} ${JSON.stringify(matrix)}`)
        .digest('hex'),
      version,
      validFrom,
      isImmediate: day <= now,
      base: {
        id: base.id,
        version: base.policy.habilitation.matrix.version,
        label: base.policy.habilitation.matrix.label,
      },
      followedBy:
        followedBy === undefined ? null : { version: followedBy.version, validFrom: followedBy.validFrom },
      remarks,
      differences: [...differences],
    },
  });
}

interface Made {
  readonly matrix: Matrix;
  readonly remarks: ImportRemarks;
}

function make(
  matrices: Matrices,
  source: VersionRequest['source'],
  base: KeptMatrix,
  named: { readonly version: string; readonly validFrom: string },
): Result<Made, ProposalProblem> {
  if (source.kind === 'version') {
    const kept = matrices.all().find(({ id }) => id === source.id);
    if (kept === undefined) return err({ code: 'EMPTY' });
    const remarks = { unknownProfessions: [], keptRows: [], disagreements: [] };
    return ok({ matrix: { ...kept.policy.habilitation.matrix, ...named }, remarks });
  }
  const imported = importPublishedMatrix(
    source.files.map(({ name, content }) => ({ name, content })),
    { current: base.policy.habilitation.matrix, professions, ...named },
  );
  if (!imported.ok) return imported;
  const { matrix, unknownProfessions, keptRows, disagreements } = imported.value;
  return ok({
    matrix,
    remarks: {
      unknownProfessions: [...unknownProfessions],
      keptRows: [...keptRows],
      disagreements: [...disagreements],
    },
  });
}
