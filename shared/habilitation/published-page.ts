import { err, ok, type Result } from '../result.ts';
import { z } from '../schema/zod.ts';

// A page of the matrix as the CMS of Mon espace santé publishes it (dmp-rules 1.4): JSON:API nodes
// `matrice_professionnel_document`, whose relations are written in place (`jsonapi_include=1`).

/** A page as it was chosen: where it comes from, and what it holds. */
export interface PageFile {
  readonly name: string;
  readonly content: unknown;
}

export interface PublishedCell {
  readonly profession: string;
  readonly type: string;
  readonly reads: boolean;
}

export type PageProblem =
  /** What was read is no page of the published shape; `file` and `at` say where. */
  | { readonly code: 'NOT_THE_PUBLISHED_SHAPE'; readonly file: string; readonly at: string }
  /** A page names another that was not given: the matrix would lack cells. */
  | { readonly code: 'INCOMPLETE'; readonly file: string; readonly missing: string }
  /** The same profession and type, once open and once closed. */
  | { readonly code: 'CONTRADICTORY'; readonly profession: string; readonly type: string }
  | { readonly code: 'TOO_MANY_CELLS' }
  | { readonly code: 'EMPTY' };

/** A code as it stands in a nomenclature: nothing that could name anything else. */
const PlainCode = z.string().regex(/^[0-9A-Za-z][0-9A-Za-z_./-]{0,63}$/);
const Code = z.union([z.int().nonnegative().transform(String), PlainCode]);

const Node = z.object({
  field_code_profession: z.object({ field_code_profession: Code }),
  field_type_de_document: z.object({ field_code_loinc: PlainCode }),
  field_consultation_document: z.boolean(),
});

const Href = z.string().min(1).max(4000);
/** JSON:API writes a link as its address, or as an object that holds it. */
const Link = z.union([Href, z.object({ href: Href }).transform(({ href }) => href)]);

const Page = z.object({
  data: z.array(z.unknown()),
  links: z.object({ self: Link.optional(), next: Link.optional(), prev: Link.optional() }).optional(),
});

/** Far above 19 professions × 87 types (dmp-rules 1.1), far below what would hold a service up. */
const MOST_CELLS = 20_000;

/**
 * The cells of the pages, in no order: nothing is read in part, a page that is missing or wrong refuses all.
 * Each page is known by its own address; one that names a next or a previous page asks for that page too.
 */
export function readPages(files: readonly PageFile[]): Result<readonly PublishedCell[], PageProblem> {
  const cells = new Map<string, PublishedCell>();
  const addresses = new Set<string>();
  const links: { readonly file: string; readonly address: string }[] = [];
  for (const { name, content } of files) {
    const page = Page.safeParse(content);
    if (!page.success) return wrongShape(name, page.error, '');
    const { self, next, prev } = page.data.links ?? {};
    if (self !== undefined) addresses.add(sameAddress(self));
    for (const link of [next, prev]) if (link !== undefined) links.push({ file: name, address: link });
    for (const [position, candidate] of page.data.data.entries()) {
      const node = Node.safeParse(candidate);
      if (!node.success) return wrongShape(name, node.error, `data[${position}].`);
      const cell = cellOf(node.data);
      const key = `${cell.profession} ${cell.type}`;
      const known = cells.get(key);
      if (known !== undefined && known.reads !== cell.reads)
        return err({ code: 'CONTRADICTORY', profession: cell.profession, type: cell.type });
      cells.set(key, cell);
      if (cells.size > MOST_CELLS) return err({ code: 'TOO_MANY_CELLS' });
    }
  }
  const missing = links.find(({ address }) => !addresses.has(sameAddress(address)));
  if (missing !== undefined) return err({ code: 'INCOMPLETE', file: missing.file, missing: missing.address });
  return cells.size === 0 ? err({ code: 'EMPTY' }) : ok([...cells.values()]);
}

function wrongShape(
  file: string,
  { issues }: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] },
  prefix: string,
): Result<never, PageProblem> {
  const at = `${prefix}${(issues[0]?.path ?? []).map(String).join('.')}`;
  return err({ code: 'NOT_THE_PUBLISHED_SHAPE', file, at: at === '' ? 'document' : at });
}

const cellOf = (node: z.infer<typeof Node>): PublishedCell => ({
  profession: node.field_code_profession.field_code_profession,
  type: node.field_type_de_document.field_code_loinc,
  reads: node.field_consultation_document,
});

/** Two writings of one address: brackets encoded or not, parameters in another order. */
function sameAddress(href: string): string {
  const [path = '', query = ''] = href.split('#', 1)[0]?.split('?', 2) ?? [];
  return `${path}?${query.split('&').map(decoded).toSorted().join('&')}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
