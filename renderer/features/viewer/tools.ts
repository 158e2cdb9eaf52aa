import { createContext, use } from 'react';

/** What every kind of document can be asked, given to its frame by the route. */
export interface DocumentTools {
  readonly isFullScreen: boolean;
  /** Absent where it is shown in a place that does not grow. */
  toggleFullScreen?(): void;
  /** Asks first: the copy leaves the record. */
  save(): void;
  /** Lays the document out for the printer and prints it; absent for what is no document of the record. */
  print?(layOut: PrintLayout): void;
}

/** What is to be printed: pictures of pages, made one after the other, or the elements on the screen. */
export type PrintLayout =
  | {
      readonly kind: 'pictures';
      readonly count: number;
      /** Makes the picture of a page, from 0. */
      readonly picture: (page: number) => Promise<Blob>;
    }
  | { readonly kind: 'elements'; readonly element: HTMLElement };

export const DocumentToolsContext = createContext<DocumentTools | null>(null);

export function useDocumentTools(): DocumentTools {
  const tools = use(DocumentToolsContext);
  if (tools === null) throw new Error('a document is shown outside its route');
  return tools;
}
