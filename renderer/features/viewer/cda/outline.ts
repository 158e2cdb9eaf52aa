import type { CdaSection } from '../../../../shared/cda/document.ts';

/** A section with the place that the table of contents points to. */
export interface OutlineEntry {
  readonly anchor: string;
  readonly title: string;
  readonly depth: number;
}

/** An address that depends on the place of a section alone, never on a text of the document. */
export const anchorOf = (path: readonly number[]): string => `section-${path.join('-')}`;

/** The titled sections of a document, in order; deeper than three levels a table of contents is noise. */
export function outline(sections: readonly CdaSection[], path: readonly number[] = []): OutlineEntry[] {
  return sections.flatMap((section, index) => {
    const place = [...path, index];
    const own =
      section.title === null ? [] : [{ anchor: anchorOf(place), title: section.title, depth: path.length }];
    return path.length < 2 ? [...own, ...outline(section.sections, place)] : own;
  });
}

/** A section that holds nothing to read, at any depth. */
export function isEmptySection(section: CdaSection): boolean {
  return section.narrative.length === 0 && section.sections.every(isEmptySection);
}
