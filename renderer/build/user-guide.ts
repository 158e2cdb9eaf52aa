import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Token, Tokens } from 'marked';
import { lexer } from 'marked';
import type { Plugin } from 'vite';
import type { Block, GuideSection, Inline } from '../features/guide/guide-text.ts';

const MODULE = 'virtual:user-guide';
const RESOLVED = `\0${MODULE}`;
/** Stands for a picture's address until the bundler has named its file. */
const PICTURE = /"@picture:([a-z0-9-]+)"/g;

/**
 * Puts the user's guide into the page as data: the words that one reads in the repository are those that one
 * reads in the application. A form that the page could not show stops the build.
 *
 * @param file the guide, in Markdown; its pictures lie in `images` beside it
 */
export function userGuide(file: string): Plugin {
  return {
    name: 'user-guide',
    resolveId: (id) => (id === MODULE ? RESOLVED : undefined),
    load(id) {
      if (id !== RESOLVED) return undefined;
      this.addWatchFile(file);
      const text = JSON.stringify(sectionsOf(readFileSync(file, 'utf8')));
      const names = [...new Set([...text.matchAll(PICTURE)].map(([, name = '']) => name))];
      const imports = names.map(
        (name, at) => `import p${at} from ${JSON.stringify(`${path.dirname(file)}/images/${name}.png`)};`,
      );
      const body = text.replaceAll(PICTURE, (_whole, name: string) => `p${names.indexOf(name)}`);
      return `${imports.join('\n')}\nexport const sections = ${body};`;
    },
  };
}

/** The sections of the guide, in order; what stands before the first heading is its introduction. */
export function sectionsOf(markdown: string): readonly GuideSection[] {
  const sections: { id: string; title: string; blocks: Block[] }[] = [];
  for (const token of lexer(markdown)) {
    if (token.type === 'heading' && token.depth === 1) {
      sections.push({ id: 'guide', title: plainText(token), blocks: [] });
    } else if (token.type === 'heading' && token.depth === 2) {
      const title = plainText(token);
      sections.push({ id: anchorOf(title), title, blocks: [] });
    } else sections.at(-1)?.blocks.push(...blocksOf(token));
  }
  return sections;
}

/** The anchor that the repository's own pages give a heading. */
const anchorOf = (title: string): string =>
  title
    .toLocaleLowerCase('fr-FR')
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replaceAll(/\s+/g, '-');

const plainText = (token: Token): string => ('text' in token ? String(token.text) : '').replaceAll('`', '');

function blocksOf(token: Token): readonly Block[] {
  switch (token.type) {
    case 'space':
      return [];
    case 'heading':
      return [{ kind: 'heading', level: 3, id: anchorOf(plainText(token)), text: plainText(token) }];
    case 'paragraph':
    case 'text': {
      const inside = tokensOf(token);
      const [only] = inside;
      if (inside.length === 1 && only?.type === 'image') return [pictureOf(only as Tokens.Image)];
      return [{ kind: 'paragraph', inside: inside.flatMap(inlineOf) }];
    }
    case 'list': {
      const { ordered, items } = token as Tokens.List;
      return [{ kind: 'list', ordered, items: items.map((item) => item.tokens.flatMap(blocksOf)) }];
    }
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      const cell = ({ tokens }: Tokens.TableCell): readonly Inline[] => tokens.flatMap(inlineOf);
      return [{ kind: 'table', head: header.map(cell), rows: rows.map((row) => row.map(cell)) }];
    }
    default:
      throw new Error(`the guide has a form that the page does not show: ${token.type}`);
  }
}

function pictureOf({ href, text }: Tokens.Image): Block {
  const name = /^images\/([a-z0-9-]+)\.png$/.exec(href)?.[1];
  if (name === undefined) throw new Error(`the guide shows a picture that is not its own: ${href}`);
  return { kind: 'picture', address: `@picture:${name}`, words: text };
}

function inlineOf(token: Token): readonly Inline[] {
  switch (token.type) {
    case 'text':
    case 'escape':
      return 'tokens' in token && token.tokens !== undefined
        ? token.tokens.flatMap(inlineOf)
        : [{ kind: 'text', text: unescaped(plainText(token)).replaceAll('\n', ' ') }];
    case 'strong':
      return [{ kind: 'strong', inside: tokensOf(token).flatMap(inlineOf) }];
    case 'em':
      return [{ kind: 'emphasis', inside: tokensOf(token).flatMap(inlineOf) }];
    case 'codespan':
      return [{ kind: 'code', text: unescaped(plainText(token)) }];
    case 'br':
      return [{ kind: 'text', text: ' ' }];
    case 'link': {
      const { href } = token as Tokens.Link;
      if (!href.startsWith('#')) throw new Error(`the guide leads out of itself: ${href}`);
      return [{ kind: 'link', section: decodeURI(href.slice(1)), inside: tokensOf(token).flatMap(inlineOf) }];
    }
    default:
      throw new Error(`the guide has a form that the page does not show: ${token.type}`);
  }
}

const tokensOf = (token: Token): readonly Token[] => ('tokens' in token ? token.tokens : undefined) ?? [];

/** The reader escapes for HTML; the page shows text. */
const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
