import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import { words } from './messages.ts';

/** What changed on a document between two readings of its sheet, in words; null is a document that left the list. */
export function differences(before: DocumentSummary, after: DocumentSummary | null): readonly string[] {
  if (after === null) return [words.changes.gone];
  const was = (code: DocumentSummary['confidentiality'][number]): boolean =>
    before.confidentiality.includes(code);
  const is = (code: DocumentSummary['confidentiality'][number]): boolean =>
    after.confidentiality.includes(code);
  const changes: (string | false)[] = [
    !was('MASQUE_PS') && is('MASQUE_PS') && words.changes.masked,
    was('MASQUE_PS') && !is('MASQUE_PS') && words.changes.unmasked,
    was('INVISIBLE_PATIENT') && !is('INVISIBLE_PATIENT') && words.changes.shownToPatient,
    was('INVISIBLE_REPRESENTANTS_LEGAUX') &&
      !is('INVISIBLE_REPRESENTANTS_LEGAUX') &&
      words.changes.shownToRepresentatives,
    !before.archived && after.archived && words.changes.archived,
    before.archived && !after.archived && words.changes.restored,
    before.status === 'current' && after.status === 'superseded' && words.changes.replaced,
    before.title !== after.title && words.changes.retitled,
    before.type.code !== after.type.code && words.changes.retyped,
  ];
  const found = changes.filter((change) => change !== false);
  return found.length > 0 ? found : [words.changes.other];
}
