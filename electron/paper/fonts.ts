import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { create } from 'fontkit';
import type { Font, GlyphRun } from 'fontkit';

// pdfkit takes a font that is already open; its types know paths and bytes only.
declare global {
  namespace PDFKit.Mixins {
    interface PDFFont {
      font(src: Font): this;
    }
  }
}

export type Face = 'Regular' | 'SemiBold' | 'Italic';

const opened = new Map<Face, Font>();

/** A face of the application's font, opened once: reading its tables takes longer than writing a page. */
export function face(name: Face): Font {
  const known = opened.get(name);
  if (known !== undefined) return known;
  const font = create(readFileSync(path.join(fontsFolder(), `SourceSans3-${name}.ttf`)));
  if (!('layout' in font)) throw new Error(`resources/fonts: ${name} is a collection`);
  const remembered = remembering(font);
  opened.set(name, remembered);
  return remembered;
}

/**
 * The same font, remembering how it laid out each word: the documents of the demo share most of theirs. The
 * positions are given out as copies because the writer scales them in place.
 */
function remembering(font: Font): Font {
  const runs = new Map<string, GlyphRun>();
  const layout = (text: string): Pick<GlyphRun, 'glyphs' | 'positions' | 'advanceWidth'> => {
    const run = runs.get(text) ?? font.layout(text);
    runs.set(text, run);
    const { glyphs, advanceWidth } = run;
    return { glyphs, advanceWidth, positions: run.positions.map((position) => ({ ...position })) };
  };
  const remembered: unknown = Object.create(font, { layout: { value: layout } });
  return remembered as Font;
}

/** `resources/fonts` beside the sources or beside the built files, whichever runs. */
function fontsFolder(): string {
  for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
    const fonts = path.join(folder, 'resources', 'fonts');
    if (existsSync(fonts)) return fonts;
    if (folder === path.dirname(folder)) throw new Error('resources/fonts not found');
  }
}
