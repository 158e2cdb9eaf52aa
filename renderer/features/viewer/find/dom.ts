import type { Span } from './fold.ts';

/** Blocks end a word: without a blank between them, two table cells would read as one. */
const SEPARATED = new Set([
  'P',
  'DIV',
  'TD',
  'TH',
  'LI',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
  'DT',
  'DD',
  'CAPTION',
]);

/** Text nodes and line breaks under an element, in order, each with what it counts for. */
function* pieces(root: Node): Generator<{ node: Text | null; text: string }> {
  for (const child of root.childNodes) {
    if (child instanceof Text) yield { node: child, text: child.data };
    else if (child instanceof Element) {
      if (child.tagName === 'BR') yield { node: null, text: '\n' };
      else {
        yield* pieces(child);
        if (SEPARATED.has(child.tagName)) yield { node: null, text: '\n' };
      }
    }
  }
}

/** The text under an element as it is searched. */
export function textUnder(root: Element): string {
  let text = '';
  for (const piece of pieces(root)) text += piece.text;
  return text;
}

/** DOM ranges of stretches of `textUnder(root)`; spans must be in order. */
export function rangesUnder(root: Element, spans: readonly Span[]): Range[] {
  const ranges: Range[] = [];
  let next = 0;
  let range: Range | null = null;
  let at = 0;
  for (const { node, text } of pieces(root)) {
    const from = at;
    at += text.length;
    if (node === null) continue;
    for (let span = spans[next]; span !== undefined && span.start < at; span = spans[next]) {
      if (range === null) {
        range = document.createRange();
        range.setStart(node, Math.max(0, span.start - from));
      }
      range.setEnd(node, Math.min(text.length, span.end - from));
      if (span.end > at) break;
      ranges.push(range);
      range = null;
      next += 1;
    }
  }
  return ranges;
}
