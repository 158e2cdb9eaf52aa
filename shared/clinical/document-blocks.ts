import type { CdaSection, NarrativeNode, TableRow } from '../cda/document.ts';
import { textOfNarrative } from '../cda/text.ts';
import type { RecognisedFile } from '../documents/recognise.ts';
import { textOfFile } from '../documents/text.ts';

/** A document taken apart for reading: each row of a table with its columns, each sentence, under its heading. */
export type DocumentBlock =
  | {
      readonly kind: 'row';
      readonly heading: string | null;
      readonly columns: readonly string[];
      readonly cells: readonly string[];
    }
  | { readonly kind: 'line'; readonly heading: string | null; readonly text: string };

/** A document of a thousand pages says it early. */
const BLOCKS_MAX = 2_000;

/** The blocks of a file that holds words; null for one that must be read elsewhere (PDF, picture). */
export function blocksOfFile(file: RecognisedFile, bytes: Uint8Array): readonly DocumentBlock[] | null {
  if (file.kind === 'cda' && file.document.body.level === 3) {
    return file.document.body.sections.flatMap(blocksOfSection).slice(0, BLOCKS_MAX);
  }
  const isWords =
    file.kind === 'text' ||
    file.kind === 'rtf' ||
    (file.kind === 'cda' &&
      file.document.body.level === 1 &&
      /^text\/(?:plain|rtf)$/.test(file.document.body.mediaType));
  return isWords ? blocksOfText(textOfFile(file, bytes)).slice(0, BLOCKS_MAX) : null;
}

function blocksOfSection({ title, narrative, sections }: CdaSection): DocumentBlock[] {
  return [
    ...narrative.flatMap((node) => blocksOfNode(node, title)),
    ...sections.flatMap((inner) => blocksOfSection({ ...inner, title: inner.title ?? title })),
  ];
}

function blocksOfNode(node: NarrativeNode, heading: string | null): DocumentBlock[] {
  switch (node.kind) {
    case 'table': {
      const [head] = node.head;
      const columns = head === undefined ? [] : cellsOf(head);
      return [...node.body, ...node.foot].map((row) => ({
        kind: 'row',
        heading,
        columns,
        cells: cellsOf(row),
      }));
    }
    case 'list':
      return node.items.flatMap(({ caption, children }) => {
        const flat = [...caption, ...children];
        const nested = flat.filter(({ kind }) => kind === 'table' || kind === 'list');
        const words = flat.filter(({ kind }) => kind !== 'table' && kind !== 'list');
        return [
          ...lines(textOfNarrative(words), heading),
          ...nested.flatMap((each) => blocksOfNode(each, heading)),
        ];
      });
    case 'text':
    case 'break':
    case 'styled':
    case 'sub':
    case 'sup':
    case 'footnote':
    case 'paragraph':
    case 'image':
    case 'attachment':
      return lines(textOfNarrative([node]), heading);
  }
}

const cellsOf = (row: TableRow): readonly string[] =>
  row.cells.map(({ children }) => textOfNarrative(children).replaceAll('\n', ' '));

/** A full stop ends a sentence; the dot of a number or of an abbreviation in the middle of one does not. */
function lines(text: string, heading: string | null): DocumentBlock[] {
  return text
    .split(/\n|(?<=[.;!?])\s+(?=\p{Lu})/u)
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => ({ kind: 'line', heading, text: each }));
}

/** Plain text as software writes it: headings in capitals, lists with dashes, tables with bars. */
function blocksOfText(text: string): DocumentBlock[] {
  const blocks: DocumentBlock[] = [];
  let heading: string | null = null;
  let columns: readonly string[] | null = null;
  for (const written of text.split(/\r?\n/u)) {
    const line = written.replace(/^\s*[-•*]\s+/u, '').trim();
    const cells = line.split(/\s*[|\t]\s*/u);
    if (line === '') columns = null;
    else if (cells.length > 1) {
      if (columns === null) columns = cells;
      else blocks.push({ kind: 'row', heading, columns, cells });
    } else if (isHeading(line)) {
      heading = line;
      columns = null;
    } else blocks.push(...lines(line, heading));
  }
  return blocks;
}

const isHeading = (line: string): boolean =>
  line.length <= 80 &&
  /\p{Lu}{3}/u.test(line) &&
  line === line.toLocaleUpperCase('fr-FR') &&
  !/\d{2}/.test(line);
