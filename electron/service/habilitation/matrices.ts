import { createHash } from 'node:crypto';
import { createPolicy, type Policy } from '../../../shared/access/policy.ts';
import type { Instant } from '../../../shared/access/vocabulary.ts';
import { DEFAULT_VERSION, startOfDay } from '../../../shared/habilitation/versions.ts';
import { DEFAULT_POLICY, POLICY_RESOURCES } from '../policy.ts';
import type { MatrixRow, MatrixStore } from './store.ts';

/** A version of the matrix, ready to judge with. */
export interface KeptMatrix {
  readonly id: string;
  /** null: the one that comes with the product. */
  readonly row: MatrixRow | null;
  readonly policy: Policy;
  /** The matrix as it is answered to whoever asks by what is judged, and the hash of these very bytes. */
  readonly text: string;
  readonly digest: string;
}

/**
 * The versions of the matrix (docs/rules.md 9). In force is the version with the latest day that has come, the
 * last imported of that day; the product's own wherever there is none.
 */
export interface Matrices {
  inForce(now: Instant): KeptMatrix;
  all(): readonly KeptMatrix[];
  /** Takes the versions from the store again: they changed, or a change of them was undone. */
  reload(): void;
}

export function openMatrices(store: MatrixStore): Matrices {
  const kept = new Map<number, KeptMatrix>();
  const shipped = keep(DEFAULT_VERSION, null, DEFAULT_POLICY);
  let versions: readonly KeptMatrix[] | undefined;
  /** What was found last, and the first instant at which another may be in force. */
  let found: { readonly matrix: KeptMatrix; readonly from: Instant; readonly before: Instant } | undefined;

  function all(): readonly KeptMatrix[] {
    versions ??= [shipped, ...store.all().map((row) => ofRow(row))];
    return versions;
  }

  /** A version never changes but for its withdrawal: its rules are built once. */
  function ofRow(row: MatrixRow): KeptMatrix {
    const known = kept.get(row.id);
    const built =
      known === undefined
        ? keep(String(row.id), row, createPolicy({ ...POLICY_RESOURCES, matrix: JSON.parse(row.matrix) }))
        : { ...known, row };
    kept.set(row.id, built);
    return built;
  }

  function find(now: Instant): NonNullable<typeof found> {
    let matrix = shipped;
    let from = Number.NEGATIVE_INFINITY;
    let before = Number.POSITIVE_INFINITY;
    for (const version of all()) {
      if (version.row === null || version.row.withdrawn_at !== null) continue;
      const start = startOfDay(version.row.valid_from);
      if (start > now) before = Math.min(before, start);
      else if (start >= from) [matrix, from] = [version, start];
    }
    return { matrix, from, before };
  }

  return {
    all,
    inForce: (now) => {
      if (found === undefined || now < found.from || now >= found.before) found = find(now);
      return found.matrix;
    },
    reload: () => {
      versions = undefined;
      found = undefined;
    },
  };
}

function keep(id: string, row: MatrixRow | null, policy: Policy): KeptMatrix {
  const text = JSON.stringify(policy.habilitation.matrix);
  return { id, row, policy, text, digest: createHash('sha256').update(text).digest('hex') };
}
