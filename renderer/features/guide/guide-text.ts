/** The user's guide as the build reads it from docs/guide-utilisateur.md: a closed list of forms, never markup. */

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly inside: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  /** To another section of the guide; the guide leads nowhere else. */
  | { readonly kind: 'link'; readonly section: string; readonly inside: readonly Inline[] };

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly id: string; readonly text: string }
  | { readonly kind: 'paragraph'; readonly inside: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
  | {
      readonly kind: 'table';
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly kind: 'picture'; readonly address: string; readonly words: string };

export interface GuideSection {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}
