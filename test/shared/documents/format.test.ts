import { describe, expect, it } from 'vitest';
import cdaFormats from '../../../resources/terminologies/cda-formats.json' with { type: 'json' };
import formats from '../../../resources/habilitation/formats.json' with { type: 'json' };
import {
  MIME_TYPE_SUFFICIENT,
  contentMatchesFormat,
  readFormatCode,
} from '../../../shared/documents/format.ts';
import { SMALLEST, ascii, level1, level3 } from './bytes-fixture.ts';

const PDF = 'urn:ihe:iti:xds-sd:pdf:2008';
const TEXT = 'urn:ihe:iti:xds-sd:text:2008';
const LAB = 'urn:ihe:lab:xd-lab:2008';
const LAB_TEMPLATE = '1.3.6.1.4.1.19376.1.3.3';

describe('the format code of a deposit', () => {
  const read = (mediaType: string, bytes: Uint8Array) =>
    readFormatCode(MIME_TYPE_SUFFICIENT, mediaType, bytes, cdaFormats);

  it('reads "mimeTypeSufficient" from the media type', () => {
    expect(read('application/pdf', SMALLEST.pdf)).toBe(PDF);
    expect(read('text/plain; charset=utf-8', SMALLEST.text)).toBe(TEXT);
    expect(read('application/rtf', SMALLEST.rtf)).toBe('urn:ihe:iti-fr:xds-sd:rtf:2010');
    expect(read('image/jpeg', SMALLEST.jpeg)).toBe('urn:ihe:iti-fr:xds-sd:jpeg:2010');
    expect(read('IMAGE/TIFF', SMALLEST.tiff)).toBe('urn:ihe:iti-fr:xds-sd:tiff:2010');
    expect(read('image/png', SMALLEST.png)).toBeNull();
  });

  it('reads it from the body of level 1 and the template of level 3', () => {
    expect(read('text/xml', level1('application/pdf', SMALLEST.pdf))).toBe(PDF);
    expect(read('application/xml', level3('x', [LAB_TEMPLATE]))).toBe(LAB);
    expect(read('text/xml', level3('x'))).toBe('urn:asipSante:modelesHorsProfils:2011');
  });

  it('believes any other code', () => {
    expect(readFormatCode(LAB, 'application/pdf', SMALLEST.pdf, cdaFormats)).toBe(LAB);
  });

  it('only knows templates whose format the DMP takes', () => {
    const taken = new Set(formats.map(({ code }) => code));
    for (const { format } of cdaFormats) expect(taken).toContain(format);
  });
});

describe('content against its format', () => {
  it.each([
    [PDF, 'application/pdf', SMALLEST.pdf, true],
    [PDF, 'application/pdf', ascii('%PDF-'), true],
    [PDF, 'application/pdf', ascii(' %PDF-1.4'), false],
    [PDF, 'text/plain', SMALLEST.pdf, false],
    [PDF, 'application/pdf', SMALLEST.text, false],
    [PDF, 'text/xml', level1('application/pdf', SMALLEST.pdf), true],
    [PDF, 'text/xml', level1('text/plain', SMALLEST.text), false],
    [PDF, 'text/xml', level3('x'), false],
    [TEXT, 'text/plain', ascii('été'), true],
    [TEXT, 'text/plain', Uint8Array.of(0x61, 0), false],
    [TEXT, 'text/plain', Uint8Array.of(0xe9, 0x74), false],
    ['urn:ihe:iti-fr:xds-sd:jpeg:2010', 'image/jpeg', SMALLEST.jpeg, true],
    ['urn:ihe:iti-fr:xds-sd:jpeg:2010', 'image/jpeg', SMALLEST.png, false],
    [LAB, 'text/xml', level3('x'), true],
    [LAB, 'application/xml', ascii('<ClinicalDocument xmlns="urn:hl7-org:v3"/>'), true],
    [LAB, 'text/xml', ascii('<ClinicalDocument/>'), false],
    [LAB, 'text/xml', ascii('<!DOCTYPE x><ClinicalDocument xmlns="urn:hl7-org:v3"/>'), false],
    [LAB, 'text/xml', ascii('<ClinicalDocument xmlns="urn:hl7-org:v3">'), false],
    [LAB, 'application/pdf', level3('x'), false],
    [LAB, 'text/xml', SMALLEST.pdf, false],
  ])('%s, %s', (code, mediaType, bytes, expected) => {
    expect(contentMatchesFormat(code, mediaType, bytes)).toBe(expected);
  });
});
