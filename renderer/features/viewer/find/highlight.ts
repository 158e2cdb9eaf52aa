/**
 * Found words are marked with the CSS Custom Highlight API: the document's own elements are not touched.
 * The names are those of `::highlight()` in Find.css.
 */
const ALL = 'find-match';
const CURRENT = 'find-current';

const supported = (): boolean => typeof CSS !== 'undefined' && 'highlights' in CSS;

/** Ranges of each element that shows matches; pages of a PDF come and go. */
const shown = new Map<Element, readonly Range[]>();

function repaint(): void {
  if (!supported()) return;
  CSS.highlights.set(ALL, new Highlight(...[...shown.values()].flat()));
}

/** Marks all matches of one element; an empty list takes the marks away. */
export function markMatches(element: Element, ranges: readonly Range[]): void {
  if (ranges.length === 0) shown.delete(element);
  else shown.set(element, ranges);
  repaint();
}

/** Marks the match that the person stands on. */
export function markCurrent(range: Range | null): void {
  if (!supported()) return;
  if (range === null) CSS.highlights.delete(CURRENT);
  else {
    const highlight = new Highlight(range);
    highlight.priority = 1;
    CSS.highlights.set(CURRENT, highlight);
  }
}
