import { createHash } from 'node:crypto';
import { createPolicy, type Policy, type PolicyResources } from '../../shared/access/policy.ts';
import type { MatrixSource } from '../../shared/bridge/matrix.ts';
import { IsoDate } from '../../shared/bridge/identity.ts';
import { once } from '../../shared/once.ts';
import { z } from '../../shared/schema/zod.ts';
import { readAnnouncedMatrix, type AnnouncedMatrix } from '../../shared/fhir/announced-matrix.ts';

/**
 * The rules by which the post explains. They follow the matrix that the service announces in its capability
 * statement: the embedded service and a national one say it in the same way. What the post does not know is
 * said on the screen; it then explains by the matrix that it came with.
 */
export interface AppliedMatrix {
  readonly policy: () => Policy;
  /** Those that came with the post, whatever is applied. */
  readonly shipped: () => Policy;
  /** Which matrix is applied; asked for before anybody judges by it. */
  readonly named: () => z.infer<typeof Named>;
  readonly source: () => MatrixSource;
  /** Takes what a capability statement says. */
  readonly hear: (statement: unknown) => Promise<void>;
}

/** Begins with the matrix that came with the post, until a statement is heard. */
export function followMatrix(
  resources: PolicyResources,
  textOf: (announced: AnnouncedMatrix) => Promise<string | undefined>,
): AppliedMatrix {
  // Made at its first use: the post can be signed in to before anything is judged.
  const shipped = once(() => createPolicy(resources));
  const shippedSha256 = once(() =>
    createHash('sha256').update(JSON.stringify(shipped().habilitation.matrix)).digest('hex'),
  );
  let policy = shipped;
  let source: MatrixSource = { status: 'unasked', announced: null };
  /** Hash of the matrix that is applied. */
  let applied: string | null = null;

  function become(next: () => Policy, sha256: string | null, told: MatrixSource): void {
    policy = next;
    applied = sha256;
    source = told;
  }

  return {
    policy: () => policy(),
    shipped,
    named: () => Named.parse(policy === shipped ? resources.matrix : policy().habilitation.matrix),
    source: () => source,
    hear: async (statement) => {
      const announced = readAnnouncedMatrix(statement);
      if (announced === null) {
        become(shipped, null, { status: 'unannounced', announced: null });
        return;
      }
      const { version, sha256 } = announced;
      const known: MatrixSource = { status: 'known', announced: version };
      if (sha256 !== null && sha256 === applied) return;
      if (sha256 === shippedSha256()) {
        become(shipped, sha256, known);
        return;
      }
      const next = policyFrom(resources, await textOf(announced));
      if (next === undefined) become(shipped, null, { status: 'unknown', announced: version });
      else become(() => next, sha256, known);
    },
  };
}

const Named = z.object({ version: z.string(), label: z.string(), validFrom: IsoDate });

/** The rules with this matrix; undefined where it is none. */
function policyFrom(resources: PolicyResources, text: string | undefined): Policy | undefined {
  if (text === undefined) return undefined;
  try {
    return createPolicy({ ...resources, matrix: JSON.parse(text) });
  } catch {
    return undefined;
  }
}
