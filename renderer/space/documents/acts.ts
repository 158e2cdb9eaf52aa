import type { DocumentSummary } from '../../../shared/bridge/record.ts';

/** What can be done with documents, given to the list and to the reader alike. */
export interface SpaceDocumentActs {
  readonly isBusy: boolean;
  /** A carer reads and adds, and manages nothing (docs/rules.md 6). */
  readonly manages: boolean;
  readonly onRead: (document: DocumentSummary) => void;
  readonly onChange: (kind: 'mask' | 'show', documents: readonly DocumentSummary[]) => Promise<boolean>;
  readonly onEdit: (document: DocumentSummary) => void;
  readonly onRemove: (document: DocumentSummary) => void;
}

export const isMasked = ({ confidentiality }: DocumentSummary): boolean =>
  confidentiality.includes('MASQUE_PS');
