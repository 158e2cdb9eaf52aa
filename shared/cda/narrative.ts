import type {
  CdaMedia,
  CellAlign,
  ListItem,
  NarrativeNode,
  TableCell,
  TableRow,
  TextStyle,
} from './document.ts';
import { child, children } from './xml.ts';
import type { XmlElement, XmlNode } from './xml.ts';

/** Files embedded in the document by their ID; `shown` gathers those that the narrative shows as pictures. */
export interface MediaShelf {
  readonly byId: ReadonlyMap<string, CdaMedia>;
  readonly shown: Set<string>;
}

/** The only picture types that a browser may decode; the bytes have been compared with the type. */
export const IMAGE_TYPES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/gif']);

/** Widest span a table may ask for: a larger one only slows the page down. */
const MAX_SPAN = 1000;

const STYLES: Readonly<Record<string, TextStyle>> = {
  bold: 'bold',
  italics: 'italics',
  underline: 'underline',
  emphasis: 'emphasis',
};
/** Written together by some software. */
const STYLE_PAIRS: Readonly<Record<string, readonly TextStyle[]>> = {
  bolditalics: ['bold', 'italics'],
  boldunderline: ['bold', 'underline'],
};

/**
 * Turns a narrative block (section/text) into the white list of `NarrativeNode`. An unknown element of CDA
 * gives way to what it holds; an element of another vocabulary (HTML, SVG, XSLT, a script) vanishes whole.
 */
export function readNarrative(element: XmlElement | null, media: MediaShelf): NarrativeNode[] {
  if (element === null) return [];
  return tidy(element.children.flatMap((node) => readNode(node, element.namespace, media)));
}

function readNode(node: XmlNode, namespace: string, media: MediaShelf): NarrativeNode[] {
  if (typeof node === 'string') {
    const text = node.replace(/[\t\n\r ]+/g, ' ');
    return text === '' ? [] : [{ kind: 'text', text }];
  }
  if (node.namespace !== namespace) return [];
  const inside = () => readNarrative(node, media);
  switch (node.name) {
    case 'br':
      return [{ kind: 'break' }];
    case 'sub':
    case 'sup':
    case 'footnote':
      return [{ kind: node.name, children: inside() }];
    case 'content':
      return styled(stylesOf(node), inside());
    case 'paragraph':
      return [
        { kind: 'paragraph', caption: captionOf(node, media), children: styled(stylesOf(node), inside()) },
      ];
    case 'list':
      return [
        {
          kind: 'list',
          ordered: node.attributes['listType'] === 'ordered',
          caption: captionOf(node, media),
          items: children(node, 'item').map((item) => readItem(item, media)),
        },
      ];
    case 'table':
      return [readTable(node, media)];
    case 'renderMultiMedia':
      return readMedia(node, media);
    // Column widths say nothing to a reader; a script has no place in any vocabulary.
    case 'caption':
    case 'col':
    case 'colgroup':
    case 'script':
    case 'style':
      return [];
    // linkHtml too: the words stay, the address goes.
    default:
      return inside();
  }
}

function readItem(item: XmlElement, media: MediaShelf): ListItem {
  return { caption: captionOf(item, media), children: styled(stylesOf(item), readNarrative(item, media)) };
}

function readTable(table: XmlElement, media: MediaShelf): NarrativeNode {
  const rowsOf = (group: XmlElement): TableRow[] =>
    children(group, 'tr').map((row) => ({ cells: readCells(row, group, media) }));
  const groups = (name: string) => children(table, name).flatMap(rowsOf);
  return {
    kind: 'table',
    caption: captionOf(table, media),
    head: groups('thead'),
    body: [...groups('tbody'), ...rowsOf(table)],
    foot: groups('tfoot'),
  };
}

function readCells(row: XmlElement, group: XmlElement, media: MediaShelf): TableCell[] {
  return row.children
    .filter((node) => typeof node !== 'string')
    .filter((cell) => cell.namespace === row.namespace && (cell.name === 'td' || cell.name === 'th'))
    .map((cell) => ({
      header: cell.name === 'th',
      colSpan: span(cell.attributes['colspan']),
      rowSpan: span(cell.attributes['rowspan']),
      align: alignOf(cell) ?? alignOf(row) ?? alignOf(group),
      styles: stylesOf(cell),
      children: readNarrative(cell, media),
    }));
}

function readMedia(node: XmlElement, media: MediaShelf): NarrativeNode[] {
  const caption = captionOf(node, media);
  const ids = (node.attributes['referencedObject'] ?? '').split(/\s+/).filter((id) => id !== '');
  return ids.map((id): NarrativeNode => {
    const file = media.byId.get(id);
    if (file === undefined || !IMAGE_TYPES.has(file.mediaType)) {
      return { kind: 'attachment', id, mediaType: file?.mediaType ?? null, caption };
    }
    media.shown.add(id);
    return { kind: 'image', mediaType: file.mediaType, bytes: file.bytes, caption };
  });
}

/** `readNode` drops captions wherever they stand: they are read here, once, for the element that owns them. */
function captionOf(element: XmlElement, media: MediaShelf): NarrativeNode[] {
  return readNarrative(child(element, 'caption'), media);
}

function styled(styles: readonly TextStyle[], inside: NarrativeNode[]): NarrativeNode[] {
  return styles.length === 0 || inside.length === 0 ? inside : [{ kind: 'styled', styles, children: inside }];
}

function stylesOf(element: XmlElement): TextStyle[] {
  const named = (element.attributes['styleCode'] ?? '')
    .toLowerCase()
    .split(/\s+/)
    .flatMap((code) => STYLE_PAIRS[code] ?? STYLES[code] ?? []);
  const revised = element.attributes['revised'];
  if (revised === 'insert') named.push('inserted');
  if (revised === 'delete') named.push('struck');
  return [...new Set(named)];
}

function alignOf(element: XmlElement): CellAlign | null {
  const align = element.attributes['align'];
  return align === 'left' || align === 'center' || align === 'right' || align === 'justify' ? align : null;
}

function span(text: string | undefined): number {
  const value = /^\d{1,4}$/.test(text ?? '') ? Number(text) : 1;
  return Math.min(Math.max(value, 1), MAX_SPAN);
}

/** Joins neighbouring texts, and drops the white space that only indents the file: around blocks and breaks. */
function tidy(nodes: readonly NarrativeNode[]): NarrativeNode[] {
  const joined: NarrativeNode[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (node.kind === 'text' && last?.kind === 'text') {
      joined[joined.length - 1] = { kind: 'text', text: last.text + node.text };
    } else {
      joined.push(node);
    }
  }
  return joined.flatMap((node, at): NarrativeNode[] => {
    if (node.kind !== 'text') return [node];
    const words = node.text.replace(/ {2,}/g, ' ');
    const text = trimBeside(trimBeside(words, joined[at - 1], 'start'), joined[at + 1], 'end');
    return text === '' ? [] : [{ kind: 'text', text }];
  });
}

function trimBeside(text: string, neighbour: NarrativeNode | undefined, side: 'start' | 'end'): string {
  if (neighbour !== undefined && isInline(neighbour)) return text;
  return side === 'start' ? text.trimStart() : text.trimEnd();
}

function isInline(node: NarrativeNode): boolean {
  return node.kind === 'text' || node.kind === 'styled' || node.kind === 'sub' || node.kind === 'sup';
}
