import type { MatrixView } from '../../../shared/bridge/matrix.ts';
import type { MatrixProposal } from '../../../shared/habilitation/versions.ts';
import { fold } from './fold.ts';

export type Difference = MatrixProposal['differences'][number];
export type Kind = Difference['kind'];

export interface DifferenceLine {
  readonly difference: Difference;
  readonly type: string;
}

/** The differences of one profession. */
export interface DifferenceGroup {
  readonly row: string;
  readonly label: string;
  readonly counts: Readonly<Record<Kind, number>>;
  readonly lines: readonly DifferenceLine[];
}

export const countKinds = (differences: readonly Difference[]): Readonly<Record<Kind, number>> => ({
  opened: differences.filter(({ kind }) => kind === 'opened').length,
  closed: differences.filter(({ kind }) => kind === 'closed').length,
  resourced: differences.filter(({ kind }) => kind === 'resourced').length,
});

/** What changes, profession by profession, in the order of the matrix; opened and closed rights first. */
export function groupDifferences(
  differences: readonly Difference[],
  labels: Pick<MatrixView, 'rows' | 'types'>,
  asked: { readonly query: string; readonly kinds: ReadonlySet<Kind> },
): readonly DifferenceGroup[] {
  const typeLabels = new Map(labels.types.map(({ code, label }) => [code, label]));
  const words = fold(asked.query).split(' ').filter(Boolean);
  return labels.rows.flatMap(({ code, label }) => {
    const lines = differences
      .filter(({ after, kind }) => after.row === code && asked.kinds.has(kind))
      .map((difference) => ({
        difference,
        type: typeLabels.get(difference.after.type) ?? difference.after.type,
      }))
      .filter(({ difference, type }) => {
        const text = fold(`${label} ${type} ${difference.after.type}`);
        return words.every((word) => text.includes(word));
      })
      .toSorted((a, b) => ORDER[a.difference.kind] - ORDER[b.difference.kind]);
    if (lines.length === 0) return [];
    return [{ row: code, label, lines, counts: countKinds(lines.map(({ difference }) => difference)) }];
  });
}

const ORDER: Readonly<Record<Kind, number>> = { opened: 0, closed: 1, resourced: 2 };
