import type { MatrixSource, MatrixView } from '../../shared/bridge/matrix.ts';
import { cellRight } from '../../shared/habilitation/cell.ts';
import type { Habilitation } from '../../shared/habilitation/habilitation.ts';
import type { Reference } from './reference.ts';

/** A matrix as the screen shows it: the types that it names by class, with the right of each row and its source. */
export function matrixView(
  { professionLabel, nomenclature }: Pick<Reference, 'professionLabel' | 'nomenclature'>,
  habilitation: Habilitation,
  about: {
    readonly source: MatrixSource;
    readonly ownProfession: string;
    readonly mayOperate: boolean;
  },
): MatrixView {
  const { matrix, rows, rowOf, types } = habilitation;
  const listed = new Map(types.map((type) => [type.code, type]));
  const order = new Map(types.map(({ code }, index) => [code, index]));
  const named = Object.keys(matrix.cells).map((code) => {
    const { label = code, class: documentClass = '' } = listed.get(code) ?? {};
    const cells = rows.map((row) => cellRight(habilitation, row, code, documentClass));
    return {
      code,
      label,
      class: { code: documentClass, label: nomenclature.classLabel(documentClass) ?? 'Hors nomenclature' },
      rights: cells.map(({ reads }) => (reads ? 'R' : '-')).join(''),
      sources: cells.map(({ provenance }) => LETTERS[provenance ?? 'none']).join(''),
    };
  });
  return {
    version: matrix.version,
    label: matrix.label,
    status: matrix.status,
    validFrom: matrix.validFrom,
    source: about.source,
    rows: rows.map(({ code, label }) => ({
      code,
      label,
      professions: [...rowOf]
        .filter(([, row]) => row.code === code)
        .map(([profession]) => professionLabel(profession)),
    })),
    types: named.toSorted(
      (a, b) =>
        a.class.code.localeCompare(b.class.code) ||
        (order.get(a.code) ?? order.size) - (order.get(b.code) ?? order.size),
    ),
    ownRow: rowOf.get(about.ownProfession)?.code ?? null,
    mayOperate: about.mayOperate,
  };
}

const LETTERS = { official: 'O', secondary: 'S', inferred: 'I', assumed: 'A', none: '.' } as const;
