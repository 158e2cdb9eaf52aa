import type { Block, GuideSection, Inline } from './guide-text.ts';

/** Accents and case do not count: one looks a word up as one remembers it. */
const folded = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('’', "'").toLocaleLowerCase('fr-FR');

/** The sections in which every word of the query stands, in the guide's order; all of them for none. */
export function findSections(sections: readonly GuideSection[], query: string): readonly GuideSection[] {
  const wanted = folded(query).split(/\s+/).filter(Boolean);
  return sections.filter((section) => {
    const text = folded(`${section.title} ${section.blocks.map(textOfBlock).join(' ')}`);
    return wanted.every((word) => text.includes(word));
  });
}

function textOfBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return block.text;
    case 'paragraph':
      return textOf(block.inside);
    case 'list':
      return block.items.flat().map(textOfBlock).join(' ');
    case 'table':
      return [...block.head, ...block.rows.flat()].map(textOf).join(' ');
    case 'picture':
      return block.words;
  }
}

const textOf = (inside: readonly Inline[]): string =>
  inside.map((each) => ('inside' in each ? textOf(each.inside) : each.text)).join('');
