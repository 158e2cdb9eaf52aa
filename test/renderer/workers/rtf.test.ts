import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RtfDocument, RtfParagraph } from '../../../renderer/workers/rtf/document.ts';
import { readRtf } from '../../../renderer/workers/rtf/read.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

function read(body: string): RtfDocument {
  const result = readRtf(bytes(`{\\rtf1\\ansi\\ansicpg1252 ${body}}`));
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

const words = (paragraph: RtfParagraph): string => paragraph.runs.map(({ text }) => text).join('');

function text(document: RtfDocument): string {
  return document.blocks
    .map((block) =>
      block.kind === 'paragraph'
        ? words(block)
        : block.rows.map((row) => row.map((cell) => cell.map(words).join('/')).join('|')).join('\n'),
    )
    .join('\n');
}

describe('the RTF reader', () => {
  it('reads accents written in the code page of the file and in Unicode', () => {
    expect(text(read("Confr\\'e8re, \\u339?d\\'e8me \\u8364 ?uro"))).toBe('Confrère, œdème €uro');
  });

  it('skips as many fallback bytes as the file says', () => {
    expect(text(read('\\uc2\\u233 ab\\uc0\\u232 c'))).toBe('éèc');
  });

  it('reads each font in its own code page', () => {
    const fonts = '{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Times;}}';
    expect(text(read(`${fonts}\\f1 \\'cf\\'f0\\f0 \\'e9`))).toBe('Прé');
  });

  it('keeps emphasis and gives it back at the end of its group', () => {
    const [block] = read('a {\\b b \\i c}\\ul d\\ulnone  e').blocks;
    const runs = block?.kind === 'paragraph' ? block.runs : [];
    expect(runs.map(({ text: run, bold, italic, underline }) => [run, bold, italic, underline])).toEqual([
      ['a ', false, false, false],
      ['b ', true, false, false],
      ['c', true, true, false],
      ['d', false, false, true],
      [' e', false, false, false],
    ]);
  });

  it('separates paragraphs and aligns them', () => {
    const { blocks } = read('\\qc Titre\\par\\pard Texte\\par\\par');
    expect(blocks.map((block) => block.kind === 'paragraph' && [block.align, words(block)])).toEqual([
      ['center', 'Titre'],
      ['left', 'Texte'],
      ['left', ''],
    ]);
  });

  it('reads tables by rows and cells', () => {
    const row = (a: string, b: string): string => `\\trowd\\intbl ${a}\\cell ${b}\\cell\\row `;
    const { blocks } = read(
      `${row('Examen', 'Valeur')}${row('Potassium', '4,1\\par (répété)')}\\pard Suite\\par`,
    );
    expect(blocks.map(({ kind }) => kind)).toEqual(['table', 'paragraph']);
    expect(text({ blocks, omitted: { pictures: 0, objects: 0 } })).toContain('Examen|Valeur');
  });

  it('shows nothing that is not text of the document, and says what it left out', () => {
    const document = read(
      '{\\info{\\author Espion}}{\\*\\generator X}{\\stylesheet{\\s1 Normal;}}{\\pict\\pngblip 89504e47}' +
        '{\\object\\objemb{\\*\\objdata 0105}{\\result visible}}' +
        '{\\field{\\*\\fldinst HYPERLINK "http://ailleurs.example/"}{\\fldrslt le lien}} \\v caché\\v0 fin',
    );
    expect(text(document)).toBe('visiblele lien fin');
    expect(document.omitted).toEqual({ pictures: 1, objects: 1 });
  });

  it('jumps over binary data, braces included', () => {
    expect(text(read('a\\bin4 }}{{b'))).toBe('ab');
  });

  it('refuses what is not RTF, and groups without end of depth', () => {
    expect(readRtf(bytes('<html>'))).toEqual({ ok: false, error: 'DAMAGED' });
    expect(readRtf(bytes(`{\\rtf1 ${'{'.repeat(5000)}`))).toEqual({ ok: false, error: 'TOO_COMPLEX' });
  });

  it('reads a file cut anywhere without failing', () => {
    const whole = "{\\rtf1\\ansi {\\b gras \\'e9}\\trowd\\intbl a\\cell b\\cell\\row \\u233?\\par}";
    const cuts = Array.from({ length: whole.length - 6 }, (_, index) => whole.slice(0, index + 6));
    expect(cuts.filter((cut) => !readRtf(bytes(cut)).ok)).toEqual([]);
  });

  it('never throws, and never shows a control word, on any bytes', () => {
    const token = fc.constantFrom(
      '{',
      '}',
      '\\b',
      '\\par',
      "\\'e9",
      '\\u-10',
      '\\bin3',
      '\\*',
      ' ',
      'mot',
      '\\cell',
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 80 }), (tokens) => {
        const result = readRtf(bytes(`{\\rtf1 ${tokens.join('')}`));
        expect(result.ok ? text(result.value) : '').not.toMatch(/\\[a-z]/);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        expect(readRtf(Uint8Array.from([...bytes('{\\rtf1 '), ...noise]))).toHaveProperty('ok');
      }),
    );
  });
});
