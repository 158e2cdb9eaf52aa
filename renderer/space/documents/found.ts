import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import { isMasked } from './acts.ts';

export interface Filter {
  readonly text: string;
  readonly onlyMasked: boolean;
  readonly onlyOwn: boolean;
}

const folded = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('fr-FR');

/** The documents that answer a search in their words, accents and case aside, newest act first. */
export function found(
  documents: readonly DocumentSummary[],
  { text, onlyMasked, onlyOwn }: Filter,
): readonly DocumentSummary[] {
  const sought = folded(text).split(/\s+/u).filter(Boolean);
  return documents
    .filter((document) => {
      if (onlyMasked && !isMasked(document)) return false;
      if (onlyOwn && !document.byPatient) return false;
      const { title, type, author, structure } = document;
      const words = folded([title, type.label, author.name, structure ?? ''].join(' '));
      return sought.every((word) => words.includes(word));
    })
    .toSorted((a, b) => Date.parse(b.actDate) - Date.parse(a.actDate));
}
