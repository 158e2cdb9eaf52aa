import { describe, expect, it } from 'vitest';
import cdaFormats from '../../../resources/terminologies/cda-formats.json' with { type: 'json' };
import { inspectFile } from '../../../shared/documents/inspect.ts';
import { SMALLEST, ascii, level1, level3 } from './bytes-fixture.ts';

const LIMIT = 5_000_000;
const inspect = (name: string, bytes: Uint8Array) => inspectFile(name, bytes, LIMIT, cdaFormats);
const formatOf = (name: string, bytes: Uint8Array) => {
  const inspected = inspect(name, bytes);
  return inspected.ok
    ? `${inspected.value.format.mediaType} ${inspected.value.format.code}`
    : inspected.error;
};

describe('files brought for deposit', () => {
  it.each([
    ['cr.pdf', SMALLEST.pdf, 'application/pdf urn:ihe:iti:xds-sd:pdf:2008'],
    ['PHOTO.JPG', SMALLEST.jpeg, 'image/jpeg urn:ihe:iti-fr:xds-sd:jpeg:2010'],
    ['scan.tiff', SMALLEST.tiff, 'image/tiff urn:ihe:iti-fr:xds-sd:tiff:2010'],
    ['lettre.rtf', SMALLEST.rtf, 'text/rtf urn:ihe:iti-fr:xds-sd:rtf:2010'],
    ['note.txt', SMALLEST.text, 'text/plain urn:ihe:iti:xds-sd:text:2008'],
    ['sans extension', SMALLEST.pdf, 'application/pdf urn:ihe:iti:xds-sd:pdf:2008'],
    ['doc.xml', level1('application/pdf', SMALLEST.pdf), 'text/xml urn:ihe:iti:xds-sd:pdf:2008'],
    ['bio.xml', level3('NFS', ['1.2.3', '1.3.6.1.4.1.19376.1.3.3']), 'text/xml urn:ihe:lab:xd-lab:2008'],
    ['autre.xml', level3('Texte'), 'text/xml urn:asipSante:modelesHorsProfils:2011'],
  ])('takes %s', (name, bytes, expected) => {
    expect(formatOf(name, bytes)).toBe(expected);
  });

  it.each([
    ['vide.pdf', new Uint8Array(), 'EMPTY'],
    ['blanc.txt', ascii(' \n\t\r\n '), 'EMPTY'],
    ['image.png', SMALLEST.png, 'FORMAT_REFUSED'],
    ['archive.zip', SMALLEST.zip, 'FORMAT_REFUSED'],
    ['virus.exe', SMALLEST.exe, 'FORMAT_REFUSED'],
    ['page.html', ascii('<html/>'), 'FORMAT_REFUSED'],
    ['facture.pdf', SMALLEST.exe, 'CONTENT_MISMATCH'],
    ['photo.jpg', SMALLEST.png, 'CONTENT_MISMATCH'],
    ['cr.pdf', SMALLEST.text, 'CONTENT_MISMATCH'],
    ['cr.exe', SMALLEST.pdf, 'CONTENT_MISMATCH'],
    ['cr.pdf.html', SMALLEST.pdf, 'CONTENT_MISMATCH'],
    [
      'presentable.xml',
      ascii('<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>'),
      'CONTENT_MISMATCH',
    ],
    ['coupe.pdf', SMALLEST.pdf.slice(0, 30), 'DAMAGED'],
    ['coupe.xml', level3('x').slice(0, -20), 'DAMAGED'],
    ['verrou.pdf', ascii('%PDF-1.6\ntrailer<</Encrypt 1 0 R>>\nstartxref\n1\n%%EOF'), 'PASSWORD_PROTECTED'],
  ])('refuses %s with its reason', (name, bytes, expected) => {
    expect(formatOf(name, bytes)).toBe(expected);
  });

  it('takes exactly the largest size and refuses one byte more', () => {
    const padded = (size: number) => ascii(`a${' '.repeat(size - 1)}`);
    expect(formatOf('long.txt', padded(LIMIT))).toContain('text/plain');
    expect(formatOf('long.txt', padded(LIMIT + 1))).toBe('TOO_LARGE');
  });

  it('hands over what a CDA document says of itself', () => {
    const inspected = inspect('doc.xml', level3('Bonjour'));
    expect(inspected.ok && inspected.value.header?.type.code).toBe('11488-4');
  });
});
