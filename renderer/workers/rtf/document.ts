/** What our reader keeps of an RTF text: words, emphasis and tables; nothing that acts. */
export interface RtfRun {
  readonly text: string;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
}

export interface RtfParagraph {
  readonly kind: 'paragraph';
  readonly align: 'left' | 'center' | 'right' | 'justify';
  readonly runs: readonly RtfRun[];
}

export interface RtfTable {
  readonly kind: 'table';
  /** Rows of cells of paragraphs. */
  readonly rows: readonly (readonly (readonly RtfParagraph[])[])[];
}

export interface RtfDocument {
  readonly blocks: readonly (RtfParagraph | RtfTable)[];
  /** Pictures and embedded objects that are not shown: the reader is told that they exist. */
  readonly omitted: { readonly pictures: number; readonly objects: number };
}

export const RTF_LIMITS = { depth: 200, characters: 5_000_000, paragraphs: 100_000 } as const;

/** DAMAGED: not RTF. TOO_COMPLEX: beyond `RTF_LIMITS`. */
export type RtfProblem = 'DAMAGED' | 'TOO_COMPLEX';
