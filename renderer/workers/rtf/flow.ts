import { RTF_LIMITS, type RtfParagraph, type RtfRun, type RtfTable } from './document.ts';

export interface Flow {
  write(run: RtfRun): void;
  /** Ends a paragraph, of the current cell when in a table. */
  paragraph(align: RtfParagraph['align'], inTable: boolean): void;
  cell(align: RtfParagraph['align']): void;
  row(): void;
  tooLarge(): boolean;
  end(align: RtfParagraph['align']): readonly (RtfParagraph | RtfTable)[];
}

const sameLook = (a: RtfRun, b: RtfRun): boolean =>
  a.bold === b.bold && a.italic === b.italic && a.underline === b.underline && a.strike === b.strike;

/** Lays runs of text into paragraphs, cells, rows and tables, in the order in which RTF closes them. */
export function createFlow(): Flow {
  const blocks: (RtfParagraph | RtfTable)[] = [];
  let runs: RtfRun[] = [];
  let cellParagraphs: RtfParagraph[] = [];
  let cells: (readonly RtfParagraph[])[] = [];
  let rows: (readonly (readonly RtfParagraph[])[])[] = [];
  let characters = 0;
  let paragraphs = 0;

  function takeParagraph(align: RtfParagraph['align']): RtfParagraph {
    const paragraph: RtfParagraph = { kind: 'paragraph', align, runs };
    runs = [];
    paragraphs += 1;
    return paragraph;
  }

  function endTable(): void {
    if (cells.length > 0) rows.push(cells);
    if (rows.length > 0) blocks.push({ kind: 'table', rows });
    cells = [];
    rows = [];
  }

  return {
    write(run) {
      characters += run.text.length;
      const last = runs.at(-1);
      if (last !== undefined && sameLook(last, run))
        runs[runs.length - 1] = { ...last, text: last.text + run.text };
      else runs.push(run);
    },
    paragraph(align, inTable) {
      if (inTable) {
        cellParagraphs.push(takeParagraph(align));
        return;
      }
      endTable();
      blocks.push(takeParagraph(align));
    },
    cell(align) {
      cells.push([...cellParagraphs, takeParagraph(align)]);
      cellParagraphs = [];
    },
    row() {
      if (cells.length > 0) rows.push(cells);
      cells = [];
    },
    tooLarge: () => characters > RTF_LIMITS.characters || paragraphs > RTF_LIMITS.paragraphs,
    end(align) {
      endTable();
      blocks.push(...cellParagraphs);
      if (runs.length > 0) blocks.push(takeParagraph(align));
      return blocks;
    },
  };
}
