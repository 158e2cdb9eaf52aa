import { describe, expect, it } from 'vitest';
import { recogniseFile } from '../../../shared/documents/recognise.ts';
import { SMALLEST, ascii, level1, level3 } from './bytes-fixture.ts';

describe('recognising a file by its bytes', () => {
  it.each(['pdf', 'jpeg', 'png', 'tiff', 'rtf', 'text'] as const)('knows %s', (kind) => {
    expect(recogniseFile(SMALLEST[kind]).kind).toBe(kind);
  });

  it('knows CDA documents of both levels, and one that cannot be read to its end', () => {
    const one = recogniseFile(level1('text/plain', ascii('Bonjour')));
    expect(one.kind === 'cda' && one.document.body.level).toBe(1);
    const three = recogniseFile(level3('Bonjour'));
    expect(three.kind === 'cda' && three.document.body.level).toBe(3);
    expect(recogniseFile(level3('Bonjour').slice(0, -30)).kind).toBe('brokenCda');
  });

  it.each([
    ['html', '<!DOCTYPE html><html><body>Bonjour</body></html>'],
    ['html', '  <html><script>alert(1)</script></html>'],
    ['html', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['stylesheet', '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>'],
    ['xml', '<facture><total>12</total></facture>'],
    ['xml', '<!DOCTYPE ClinicalDocument><ClinicalDocument xmlns="urn:hl7-org:v3"/>'],
    ['program', '#!/bin/sh\nrm -rf /\n'],
  ])('takes %s for foreign', (what, text) => {
    expect(recogniseFile(ascii(text))).toEqual({ kind: 'foreign', what });
  });

  it.each([
    ['archive', SMALLEST.zip],
    ['program', SMALLEST.exe],
    ['program', Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0])],
    ['office', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])],
    ['image', ascii('GIF89a\0\0\0')],
    ['dicom', Uint8Array.from([...new Uint8Array(128), ...ascii('DICM')])],
    ['unknown', Uint8Array.from([1, 2, 3, 0, 0xfe])],
    ['unknown', Uint8Array.from([0xc3, 0x28])],
  ])('takes %s bytes for foreign', (what, bytes) => {
    expect(recogniseFile(bytes)).toEqual({ kind: 'foreign', what });
  });

  it('is not fooled by words that begin like a signature', () => {
    for (const words of [
      'MZ est son sobriquet.',
      'BMI : 27,4 kg/m²',
      'RIFFIFI à Nantes'.replace('RIFF', 'Riff'),
    ]) {
      expect(recogniseFile(ascii(words)).kind).toBe('text');
    }
  });

  it('sees a byte order mark and UTF-16 in front of XML', () => {
    const text = '<facture/>';
    const utf16 = Uint8Array.from([
      0xff,
      0xfe,
      ...Array.from(text).flatMap((letter) => [letter.charCodeAt(0), 0]),
    ]);
    expect(recogniseFile(utf16)).toEqual({ kind: 'foreign', what: 'xml' });
    expect(recogniseFile(Uint8Array.from([0xef, 0xbb, 0xbf, ...ascii(text)]))).toEqual({
      kind: 'foreign',
      what: 'xml',
    });
  });

  describe('PDF', () => {
    it('reads version, archival mark, encryption and a cut end', () => {
      expect(recogniseFile(SMALLEST.pdf)).toEqual({
        kind: 'pdf',
        version: '1.7',
        archival: null,
        encrypted: false,
        damaged: false,
      });
      const marked = ascii(
        '%PDF-1.4\n<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\nstartxref\n9\n%%EOF',
      );
      expect(recogniseFile(marked)).toMatchObject({ version: '1.4', archival: '1B' });
      const locked = ascii('%PDF-1.6\ntrailer<</Encrypt 12 0 R>>\nstartxref\n9\n%%EOF');
      expect(recogniseFile(locked)).toMatchObject({ encrypted: true });
      expect(recogniseFile(ascii('%PDF-1.6\n/EncryptMetadata true\nstartxref\n9\n%%EOF'))).toMatchObject({
        encrypted: false,
      });
      expect(recogniseFile(SMALLEST.pdf.slice(0, 40))).toMatchObject({ kind: 'pdf', damaged: true });
    });
  });

  it('sees pictures that were cut', () => {
    expect(recogniseFile(SMALLEST.jpeg.slice(0, -2))).toEqual({ kind: 'jpeg', damaged: true });
    expect(recogniseFile(SMALLEST.png.slice(0, -6))).toEqual({ kind: 'png', damaged: true });
    expect(recogniseFile(SMALLEST.tiff.slice(0, -6))).toEqual({ kind: 'tiff', damaged: true });
    expect(
      recogniseFile(Uint8Array.from([0x4d, 0x4d, 0, 0x2a, 0xff, 0xff, 0xff, 0xf0, 0, 0, 0, 0, 0, 0])),
    ).toEqual({ kind: 'tiff', damaged: true });
  });
});
