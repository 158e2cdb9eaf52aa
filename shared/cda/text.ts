import type { CdaDocument, CdaSection, NarrativeNode, TableRow } from './document.ts';

/**
 * The words of a document for full-text search: titles and narrative of level 3, in reading order, one block
 * a line. Of level 1 only the title: its body has a reader of its own format.
 */
export function textOfCda(document: CdaDocument): string {
  const lines = [document.header.title];
  if (document.body.level === 3) lines.push(...document.body.sections.flatMap(textOfSection));
  return lines.filter((line) => line !== '').join('\n');
}

/** The words of a piece of narrative. */
export function textOfNarrative(nodes: readonly NarrativeNode[]): string {
  return nodes
    .map(textOfNode)
    .join('')
    .split('\n')
    .map((line) => line.replace(/[\t ]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

function textOfSection(section: CdaSection): string[] {
  return [
    section.title ?? '',
    textOfNarrative(section.narrative),
    ...section.sections.flatMap(textOfSection),
  ];
}

function textOfNode(node: NarrativeNode): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'break':
      return '\n';
    case 'styled':
    case 'sub':
    case 'sup':
      return node.children.map(textOfNode).join('');
    case 'footnote':
      return ` ${textOfNarrative(node.children)} `;
    case 'paragraph':
      return block(node.caption, textOfNarrative(node.children));
    case 'list':
      return block(
        node.caption,
        node.items.map((item) => block(item.caption, textOfNarrative(item.children))).join(''),
      );
    case 'table':
      return block(node.caption, [...node.head, ...node.body, ...node.foot].map(textOfRow).join('\n'));
    case 'image':
    case 'attachment':
      return block(node.caption, '');
  }
}

function block(caption: readonly NarrativeNode[], text: string): string {
  return `\n${textOfNarrative(caption)}\n${text}\n`;
}

function textOfRow(row: TableRow): string {
  return row.cells.map((cell) => textOfNarrative(cell.children).replaceAll('\n', ' ')).join(' ');
}
