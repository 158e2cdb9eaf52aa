import { cellsOf, DocumentTypes, Matrix, Professions } from './matrix.ts';

/** What the professions of one row of the matrix may read. */
export interface Row {
  readonly code: string;
  readonly label: string;
  /** Answers for every type of the national list and every type that has a cell. */
  readonly byType: ReadonlyMap<string, boolean>;
  /** The most restrictive cell of each class: the answer for a type that neither list nor matrix knows. */
  readonly byClass: ReadonlyMap<string, boolean>;
}

/**
 * Whether a row reads a type; the class is asked for where neither the national list nor the matrix knows the
 * type (docs/rules.md 2, step 6).
 */
export const rowReads = (row: Row, type: string, documentClass: () => string): boolean =>
  row.byType.get(type) ?? row.byClass.get(documentClass()) ?? false;

/** The row of whoever is not admitted: it reads nothing. */
export const NOBODY: Row = { code: '', label: '', byType: new Map(), byClass: new Map() };

export interface Habilitation {
  readonly matrix: Matrix;
  readonly types: DocumentTypes;
  /** Row of each admitted profession; a profession that is not here is not admitted. */
  readonly rowOf: ReadonlyMap<string, Row>;
  /** The row of the role médecin traitant DMP, which is no profession. */
  readonly treatingDoctor: Row;
  /** All rows in the order of the matrix. */
  readonly rows: readonly Row[];
}

/** The row of the staff under a professional's responsibility, who read nothing (CPE rule of the DMP guide). */
export const STAFF_ROW = 'SEC';
/** Code of the médecin traitant's row: the physician's row, held as a row of its own (dmp-rules 1.13). */
export const TREATING_DOCTOR_ROW = 'MT';

/**
 * Reads the three resources into look-ups.
 *
 * @throws ZodError when a resource has not the expected shape, Error when the rows of the two do not agree.
 */
export function createHabilitation(resources: {
  readonly matrix: unknown;
  readonly professions: unknown;
  readonly types: unknown;
}): Habilitation {
  const matrix = Matrix.parse(resources.matrix);
  const { rows: named, professions } = Professions.parse(resources.professions);
  const types = DocumentTypes.parse(resources.types);

  const classOf = new Map(types.map(({ code, class: documentClass }) => [code, documentClass]));
  const rows = named.map(({ code, label }) => ({ code, label, ...rightsOf(code, matrix, classOf) }));
  const row = (code: string): Row => {
    const found = rows.find((candidate) => candidate.code === code);
    if (found === undefined) throw new Error(`the matrix has no row ${code}`);
    return found;
  };
  return {
    matrix,
    types,
    rowOf: new Map(professions.map((profession) => [profession.code, row(profession.row)])),
    treatingDoctor: row(TREATING_DOCTOR_ROW),
    rows,
  };
}

/**
 * A type without a cell takes the most restrictive cell of its class; a class without a cell is closed
 * (docs/rules.md 2, step 6; dmp-rules 1.15).
 */
function rightsOf(
  row: string,
  matrix: Matrix,
  classOf: ReadonlyMap<string, string>,
): { byType: ReadonlyMap<string, boolean>; byClass: ReadonlyMap<string, boolean> } {
  const byType = new Map<string, boolean>();
  const byClass = new Map<string, boolean>();
  for (const cell of cellsOf(matrix)) {
    if (cell.row !== row) continue;
    byType.set(cell.type, cell.reads);
    const documentClass = classOf.get(cell.type);
    if (documentClass !== undefined)
      byClass.set(documentClass, (byClass.get(documentClass) ?? true) && cell.reads);
  }
  for (const [type, documentClass] of classOf) {
    if (!byType.has(type)) byType.set(type, byClass.get(documentClass) ?? false);
  }
  return { byType, byClass };
}
