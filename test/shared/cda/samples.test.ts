import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CdaDocument } from '../../../shared/cda/document.ts';
import { readCda } from '../../../shared/cda/read.ts';
import { textOfCda } from '../../../shared/cda/text.ts';
import { writeCda } from '../../../shared/cda/write.ts';

// Documents that others made: kept outside of the project, and read where they are.
const folder = path.resolve(import.meta.dirname, '../../../../shared/data/samples/cda');
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.xml')) : [];
const STYLESHEETS = new Set(['BIO-CR-BIO_2021.01_Auto-Presentable.xml']);

const describeSamples = files.length > 0 ? describe : describe.skip;
if (files.length === 0) console.warn(`skipped: no sample CDA documents in ${folder}`);

/** A file of the kind that it names, or words in plenty and whole attachments. */
function showable(document: CdaDocument): boolean {
  const { body } = document;
  if (body.level === 1) return new TextDecoder().decode(body.bytes.subarray(0, 5)) === '%PDF-';
  return textOfCda(document).length > 200 && body.attachments.every(({ bytes }) => bytes.length > 100);
}

describeSamples('CDA documents of the national framework', () => {
  for (const name of files.filter((each) => !STYLESHEETS.has(each))) {
    it(`reads ${name}`, () => {
      const read = readCda(readFileSync(path.join(folder, name)));
      if (!read.ok) throw new Error(read.error);
      const { header } = read.value;
      expect(header.title).not.toBe('');
      expect(header.type.code).not.toBe('');
      expect(header.patient.family).not.toBe('');
      expect(header.patient.birthDate).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(header.authors[0]?.name).not.toBe('');
      expect(header.createdAt).toMatch(/^\d{4}-\d{2}-\d{2}T/);
      expect(showable(read.value)).toBe(true);
    });

    it(`writes ${name} again without losing a word`, () => {
      const read = readCda(readFileSync(path.join(folder, name)));
      if (!read.ok) throw new Error(read.error);
      expect(readCda(writeCda(read.value))).toEqual(read);
    });
  }

  it.skipIf(!files.some((name) => STYLESHEETS.has(name)))(
    'refuses a stylesheet that hides a document',
    () => {
      for (const name of STYLESHEETS) {
        expect(readCda(readFileSync(path.join(folder, name)))).toEqual({ ok: false, error: 'NOT_CDA' });
      }
    },
  );
});
