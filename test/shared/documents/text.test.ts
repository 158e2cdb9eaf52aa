import { describe, expect, it } from 'vitest';
import { recogniseFile } from '../../../shared/documents/recognise.ts';
import { textOfFile } from '../../../shared/documents/text.ts';
import { SMALLEST, ascii, level1, level3 } from './bytes-fixture.ts';

const words = (bytes: Uint8Array) => textOfFile(recogniseFile(bytes), bytes);

describe('the words of a file', () => {
  it('reads text, CDA narrative, and the text inside a CDA of level 1', () => {
    expect(words(SMALLEST.text)).toContain('tout va bien');
    expect(words(level3('<paragraph>Fièvre depuis deux jours</paragraph>'))).toContain(
      'Fièvre depuis deux jours',
    );
    expect(words(level1('text/plain', ascii('Tension stable')))).toBe('Essai\nTension stable');
    expect(words(level1('application/pdf', SMALLEST.pdf))).toBe('Essai');
  });

  it('reads RTF without its tables of fonts and colours', () => {
    const rtf = ascii(
      "{\\rtf1\\ansi{\\fonttbl{\\f0\\fswiss Arial;}}{\\colortbl;\\red255\\green0\\blue0;}{\\b Compte rendu}\\par Fi\\'e8vre \\u233?tendue, 38\\u8239?\\'b0C \\{sic\\}\\par}",
    );
    expect(words(rtf)).toBe('Compte rendu\nFièvre étendue, 38\u202f°C {sic}');
  });

  it('says nothing of PDF, pictures and foreign files', () => {
    for (const bytes of [SMALLEST.pdf, SMALLEST.jpeg, SMALLEST.tiff, SMALLEST.png, SMALLEST.exe])
      expect(words(bytes)).toBe('');
  });
});
