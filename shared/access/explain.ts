// Why a document may be read: the tests of docs/rules.md 2, told by the very functions that judge them.

import { cellRight, type CellRight } from '../habilitation/cell.ts';
import { codesOf } from './clocks.ts';
import { readDocument, readerOf } from './consulting.ts';
import { documentOf, isAuthor, isTreatingDoctor } from './facts.ts';
import { permit } from './notices.ts';
import type { Policy } from './policy.ts';
import type { Question } from './question.ts';
import type { Refusal } from './tests.ts';
import type { Notice, Warning } from './vocabulary.ts';

/** By what a masked document is seen all the same (step 7). */
export const MASK_GROUNDS = ['author', 'treatingDoctor', 'emergency'] as const;
type MaskGround = (typeof MASK_GROUNDS)[number];

export interface ReadingExplanation {
  /** Steps 5 to 7; undefined: the document itself is open to him. */
  readonly refusal: Refusal;
  /** The author passes the matrix and the mask for his own document. */
  readonly isAuthor: boolean;
  /** The cell of step 6, of the row that reads: a médecin traitant's in normal mode is MT. */
  readonly cell: CellRight;
  /** null: it is not masked. */
  readonly maskGround: MaskGround | null;
  readonly warnings: readonly Warning[];
  /** What the patient is told of the reading, and whether it goes to the minor alone. */
  readonly notices: readonly Notice[];
  readonly minorOnly: boolean;
}

/**
 * Tells what opens a document to whoever the service let in already (steps 1 to 4 are the service's answer
 * itself: the right with its end, or the session with its own).
 *
 * @throws MissingFact where a fact that the rules need is missing
 */
export function explainReading(policy: Policy, question: Question): ReadingExplanation {
  const document = documentOf(question);
  const reader = readerOf(policy, question);
  const author = isAuthor(reader.actor, document);
  const { warnings, notices, suffix } = permit(policy, { ...question, action: 'read' });
  return {
    refusal: readDocument(reader, document),
    isAuthor: author,
    // The author's document needs no cell, and so perhaps no type either.
    cell: cellRight(policy.habilitation, reader.row, document.type ?? '', document.class ?? ''),
    maskGround: !codesOf(document).includes('MASQUE_PS')
      ? null
      : author
        ? 'author'
        : isTreatingDoctor(question)
          ? 'treatingDoctor'
          : 'emergency',
    warnings,
    notices,
    minorOnly: suffix === 'minorOnly',
  };
}
