import type { PageFile } from '../../../shared/habilitation/published-page.ts';

/** A cell as the CMS writes it, with what else it carries. */
export const cell = (profession: number | string, type: string, reads: boolean) => ({
  type: 'node--matrice_professionnel_document',
  id: '1f2e',
  field_consultation_document: reads,
  field_code_profession: { type: 'taxonomy_term', field_code_profession: profession, name: 'Pharmacien' },
  field_categorie_de_document: { field_code_categorie_document: 10 },
  field_type_de_document: { field_code_loinc: type, name: 'CR' },
});

interface Links {
  readonly self?: string;
  readonly next?: string;
  readonly prev?: string;
}

export const page = (data: readonly unknown[], links: Links = {}) => ({
  jsonapi: { version: '1.0' },
  data,
  links: Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }])),
});

/** Pages under the names by which they are chosen. */
export const files = (...contents: readonly unknown[]): readonly PageFile[] =>
  contents.map((content, index) => ({ name: `page-${String(index + 1)}.json`, content }));

/** The cells of one profession after another in pages of `size`, each linked to its neighbours. */
export function publishedPages(
  cells: readonly { readonly profession: string; readonly type: string; readonly reads: boolean }[],
  size: number,
): readonly PageFile[] {
  const address = (index: number): string =>
    `https://cms.example/jsonapi/node/matrice_professionnel_document?page%5Boffset%5D=${String(index * size)}`;
  const count = Math.ceil(cells.length / size);
  return files(
    ...Array.from({ length: count }, (_, index) =>
      page(
        cells
          .slice(index * size, (index + 1) * size)
          .map(({ profession, type, reads }) => cell(profession, type, reads)),
        {
          self: address(index),
          ...(index > 0 ? { prev: address(index - 1) } : {}),
          ...(index < count - 1 ? { next: address(index + 1) } : {}),
        },
      ),
    ),
  );
}
