import type { CdaSection, NarrativeNode } from '../../../shared/cda/document.ts';
import { readCda } from '../../../shared/cda/read.ts';
import { mediaTypeOf } from '../../../shared/fhir/document-sheet.ts';

/** What a document says, for the full-text search: plain text, and the narrative of a CDA document. */
export function contentText(contentType: string, bytes: Uint8Array): string {
  const type = mediaTypeOf(contentType);
  if (type === 'text/plain') return new TextDecoder().decode(bytes);
  if (!type.endsWith('xml')) return '';
  const read = readCda(bytes);
  if (!read.ok) return '';
  const { header, body } = read.value;
  const said = body.level === 3 ? sectionsText(body.sections) : contentText(body.mediaType, body.bytes);
  return `${header.title}\n${said}`;
}

function sectionsText(sections: readonly CdaSection[]): string {
  return sections
    .map(({ title, narrative, sections: inner }) =>
      [title ?? '', ...narrative.map(nodeText), sectionsText(inner)].join('\n'),
    )
    .join('\n');
}

function nodeText(node: NarrativeNode): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'break':
      return '\n';
    case 'styled':
    case 'sub':
    case 'sup':
    case 'footnote':
      return node.children.map(nodeText).join('');
    case 'paragraph':
      return [...node.caption, ...node.children].map(nodeText).join(' ');
    case 'list':
      return node.items
        .map(({ caption, children }) => [...caption, ...children].map(nodeText).join(' '))
        .join('\n');
    case 'table':
      return [...node.head, ...node.body, ...node.foot]
        .map(({ cells }) => cells.map(({ children }) => children.map(nodeText).join(' ')).join(' '))
        .join('\n');
    case 'image':
    case 'attachment':
      return node.caption.map(nodeText).join(' ');
  }
}
