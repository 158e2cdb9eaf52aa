import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openBody } from '../../../../renderer/features/viewer/body/open.ts';
import { problemWords } from '../../../../renderer/features/viewer/body/problemWords.ts';
import { recogniseFile } from '../../../../shared/documents/recognise.ts';
import { readRtf } from '../../../../renderer/workers/rtf/read.ts';

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The workers' own code, in this thread. */
class InlineWorker {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly #read: (bytes: Uint8Array) => unknown;

  constructor(address: URL) {
    this.#read = String(address).includes('rtf') ? readRtf : recogniseFile;
  }

  postMessage(bytes: Uint8Array): void {
    queueMicrotask(() => this.onmessage?.({ data: this.#read(bytes) }));
  }

  terminate(): void {}
}

async function problemOf(bytes: Uint8Array, announced: string) {
  const opened = await openBody(bytes, announced);
  return opened.ok ? null : opened.error;
}

describe('opening a document by its bytes', () => {
  beforeEach(() => {
    vi.stubGlobal('Worker', InlineWorker);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('opens a text in UTF-8 and, as announced, an old one with a warning', async () => {
    expect(await openBody(utf8('Œdème'), 'text/plain; charset=utf-8')).toMatchObject({
      ok: true,
      value: { kind: 'text', text: { text: 'Œdème', isCertain: true } },
    });
    expect(await openBody(latin1('état g\xe9n\xe9ral'), 'text/plain')).toMatchObject({
      ok: true,
      value: { kind: 'text', text: { text: 'état général', isCertain: false } },
    });
  });

  it('opens an RTF', async () => {
    expect(await openBody(latin1('{\\rtf1 Bonjour\\par}'), 'text/rtf')).toMatchObject({
      ok: true,
      value: { kind: 'rtf' },
    });
  });

  it.each([
    [
      'a web page announced as PDF',
      utf8('<html><script>alert(1)</script></html>'),
      'application/pdf',
      'html',
    ],
    ['a PDF announced as text', latin1('%PDF-1.7 …'), 'text/plain', 'pdf'],
    [
      'a program announced as an image',
      Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 0, 0),
      'image/jpeg',
      'program',
    ],
    ['an archive announced as CDA', Uint8Array.of(0x50, 0x4b, 3, 4, 0), 'text/xml', 'archive'],
    [
      'a style sheet announced as CDA',
      utf8('<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"/>'),
      'text/xml',
      'stylesheet',
    ],
  ])('refuses %s and says what it is', async (_name, bytes, announced, found) => {
    const problem = await problemOf(bytes, announced);
    expect(problem).toMatchObject({ code: 'DISGUISED', found });
    expect(problem === null ? '' : problemWords(problem).title).toContain('n’est pas affiché');
  });

  it('says that a picture without its pixels is damaged', async () => {
    expect(await problemOf(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 0), 'image/jpeg')).toEqual({
      code: 'DAMAGED',
    });
    expect(await problemOf(new Uint8Array(64), 'application/pdf')).toEqual({ code: 'DAMAGED' });
  });

  it('refuses a picture that announces more pixels than memory should hold', async () => {
    const flood = new Uint8Array(40);
    flood.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    new DataView(flood.buffer).setUint32(16, 60_000);
    new DataView(flood.buffer).setUint32(20, 60_000);
    expect(await problemOf(flood, 'image/png')).toEqual({ code: 'TOO_LARGE' });
  });

  it('says that a CDA document cut in the middle is damaged', async () => {
    const cut = '<ClinicalDocument xmlns="urn:hl7-org:v3"><component><structuredBody>';
    expect(await problemOf(utf8(cut), 'text/xml')).toEqual({ code: 'DAMAGED' });
  });

  it('does not show a kind that it does not know', async () => {
    const dicom = new Uint8Array(200);
    dicom.set(latin1('DICM'), 128);
    expect(await problemOf(dicom, 'application/dicom')).toEqual({ code: 'UNSUPPORTED', found: 'dicom' });
  });
});
