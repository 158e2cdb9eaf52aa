import { encodeBase64 } from './base64.ts';
import type {
  CdaBody,
  CdaDocument,
  CdaMedia,
  CdaSection,
  NarrativeNode,
  TableRow,
  TextStyle,
} from './document.ts';
import { element, escapeXml } from './markup.ts';
import { codedElement, writeHeader } from './write-header.ts';

/** Line of base64 in a document (RFC 2045). */
const LINE = 76;

/**
 * Writes a CDA R2 document with the header of the national framework (CI-SIS "structuration minimale"):
 * level 1 around one file, or level 3 with its narrative. What `readCda` reads again is what was given.
 */
export function writeCda(document: CdaDocument): Uint8Array {
  const xml = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    ...writeHeader(document.header),
    element('component', {}, writeBody(document.body)),
    '</ClinicalDocument>',
    '',
  ].join('\n');
  return new TextEncoder().encode(xml);
}

function writeBody(body: CdaBody): string {
  if (body.level === 1) {
    const attributes = { mediaType: body.mediaType, representation: 'B64' };
    return element('nonXMLBody', {}, element('text', attributes, encodeBase64(body.bytes, LINE)));
  }
  const shelf: CdaMedia[] = [...body.attachments];
  const sections = body.sections.map((section) => ({
    section,
    text: writeNarrative(section.narrative, shelf),
  }));
  // Embedded files need the entries of a section: those of the last one, once all of them are known.
  return element(
    'structuredBody',
    {},
    ...sections.map(({ section, text }, at) =>
      writeSection(section, text, at === sections.length - 1 ? shelf : [], shelf),
    ),
  );
}

function writeSection(
  section: CdaSection,
  text: string,
  media: readonly CdaMedia[],
  shelf: CdaMedia[],
): string {
  const nested = section.sections.map((inner) =>
    writeSection(inner, writeNarrative(inner.narrative, shelf), [], shelf),
  );
  return `\n${element(
    'component',
    {},
    element(
      'section',
      {},
      section.code === null ? '' : codedElement('code', section.code),
      section.title === null ? '' : element('title', {}, escapeXml(section.title)),
      text === '' ? '' : element('text', {}, text),
      ...media.map(writeMedia),
      ...nested,
    ),
  )}`;
}

function writeMedia({ id, mediaType, bytes }: CdaMedia): string {
  const value = element('value', { mediaType, representation: 'B64' }, encodeBase64(bytes, LINE));
  const media = element('observationMedia', { classCode: 'OBS', moodCode: 'EVN', ID: id }, value);
  return element('entry', {}, media);
}

/** Writes narrative; pictures go to the shelf under an ID of their own. */
function writeNarrative(nodes: readonly NarrativeNode[], shelf: CdaMedia[]): string {
  return nodes.map((node) => writeNode(node, shelf)).join('');
}

function writeNode(node: NarrativeNode, shelf: CdaMedia[]): string {
  const inside = (children: readonly NarrativeNode[]) => writeNarrative(children, shelf);
  const caption = (children: readonly NarrativeNode[]) =>
    children.length === 0 ? '' : element('caption', {}, inside(children));
  switch (node.kind) {
    case 'text':
      return escapeXml(node.text);
    case 'break':
      return '<br/>';
    case 'styled':
      return element('content', styleAttributes(node.styles), inside(node.children));
    case 'sub':
    case 'sup':
    case 'footnote':
      return element(node.kind, {}, inside(node.children));
    case 'paragraph':
      return element('paragraph', {}, caption(node.caption), inside(node.children));
    case 'list':
      return element(
        'list',
        { listType: node.ordered ? 'ordered' : 'unordered' },
        caption(node.caption),
        ...node.items.map((item) => element('item', {}, caption(item.caption), inside(item.children))),
      );
    case 'table': {
      const rows = (name: string, group: readonly TableRow[]) =>
        group.length === 0 ? '' : element(name, {}, ...group.map((row) => writeRow(row, shelf)));
      return element(
        'table',
        {},
        caption(node.caption),
        rows('thead', node.head),
        rows('tfoot', node.foot),
        rows('tbody', node.body),
      );
    }
    case 'image': {
      const id = `IMG-${String(shelf.length + 1)}`;
      shelf.push({ id, mediaType: node.mediaType, bytes: node.bytes });
      return element('renderMultiMedia', { referencedObject: id }, caption(node.caption));
    }
    case 'attachment':
      return element('renderMultiMedia', { referencedObject: node.id }, caption(node.caption));
  }
}

function writeRow(row: TableRow, shelf: CdaMedia[]): string {
  const cells = row.cells.map((cell) =>
    element(
      cell.header ? 'th' : 'td',
      {
        colspan: cell.colSpan === 1 ? null : cell.colSpan,
        rowspan: cell.rowSpan === 1 ? null : cell.rowSpan,
        align: cell.align,
        ...styleAttributes(cell.styles),
      },
      writeNarrative(cell.children, shelf),
    ),
  );
  return element('tr', {}, ...cells);
}

const STYLE_CODES: Readonly<Partial<Record<TextStyle, string>>> = {
  bold: 'Bold',
  italics: 'Italics',
  underline: 'Underline',
  emphasis: 'Emphasis',
};

function styleAttributes(styles: readonly TextStyle[]): { styleCode: string | null; revised: string | null } {
  const codes = styles.flatMap((style) => STYLE_CODES[style] ?? []);
  return {
    styleCode: codes.length === 0 ? null : codes.join(' '),
    revised: styles.includes('struck') ? 'delete' : styles.includes('inserted') ? 'insert' : null,
  };
}
