import { createHash } from 'node:crypto';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, it } from 'vitest';
import formats from '../../../../resources/habilitation/formats.json' with { type: 'json' };
import types from '../../../../resources/habilitation/types.json' with { type: 'json' };
import facilityTypes from '../../../../resources/terminologies/facility-types.json' with { type: 'json' };
import practiceSettings from '../../../../resources/terminologies/practice-settings.json' with { type: 'json' };
import { demoDocuments } from '../../../../electron/service/demo/documents.ts';
import { patients, professionals } from '../../../../electron/service/demo/people.ts';
import type { DemoDocument } from '../../../../electron/service/demo/types.ts';
import { readCda } from '../../../../shared/cda/read.ts';
import { contentMatchesFormat } from '../../../../shared/documents/format.ts';
import { inspectFile } from '../../../../shared/documents/inspect.ts';
import { recogniseFile } from '../../../../shared/documents/recognise.ts';

const NOW = Date.parse('2026-11-21T10:00:00Z');
const DAY = 86_400_000;

let documents: readonly DemoDocument[] = [];
beforeAll(() => {
  documents = demoDocuments(NOW);
});

const of = (patient: string) => documents.filter((each) => each.patient === patient);
const hashes = (all: readonly DemoDocument[]) =>
  all.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'));

/** PDF files, bare or as the body of a CDA document. */
function pdfsOf(document: DemoDocument): Uint8Array[] {
  if (document.mediaType === 'application/pdf') return [document.bytes];
  const read = document.mediaType === 'text/xml' ? readCda(document.bytes) : null;
  if (read?.ok !== true || read.value.body.level !== 1) return [];
  return read.value.body.mediaType === 'application/pdf' ? [read.value.body.bytes] : [];
}

describe('the documents of the demo', () => {
  it('are the same bytes for the same moment', () => {
    expect(hashes(demoDocuments(NOW))).toEqual(hashes(documents));
  });

  it('keep their identifiers on another day', () => {
    const later = demoDocuments(NOW + 3 * DAY).map(({ uniqueId }) => uniqueId);
    expect(new Set(later)).toEqual(new Set(documents.map(({ uniqueId }) => uniqueId)));
  });

  it('cover at least twenty-five types and every form', () => {
    expect(new Set(documents.map(({ type }) => type)).size).toBeGreaterThanOrEqual(25);
    const forms = new Set(
      documents.map(({ bytes }) => {
        const file = recogniseFile(bytes);
        return file.kind === 'cda' ? `cda${file.document.body.level}` : file.kind;
      }),
    );
    expect(forms).toEqual(new Set(['pdf', 'cda1', 'cda3', 'text', 'rtf', 'jpeg', 'tiff']));
    expect(new Set(documents.map(({ author }) => author)).size).toBeGreaterThanOrEqual(12);
  });

  it('would all pass the checks of a deposit', () => {
    const taken = new Set(formats.filter(({ level }) => level !== null).map(({ code }) => code));
    const refused = documents.filter(
      ({ bytes, format, mediaType, title }) =>
        !taken.has(format) ||
        !contentMatchesFormat(format, mediaType, bytes) ||
        !inspectFile('sans nom', bytes, 5_000_000, []).ok ||
        title.length > 255,
    );
    expect(refused.map(({ title }) => title)).toEqual([]);
  });

  it('carry codes of the terminologies and the class of their type', () => {
    for (const each of documents) {
      const type = types.find(({ code }) => code === each.type);
      expect(type?.dmp).toBe(true);
      expect(each.class).toBe(type?.class);
      expect(facilityTypes.map(({ code }) => code)).toContain(each.facilityType);
      expect(practiceSettings.map(({ code }) => code)).toContain(each.practiceSetting);
      expect(each.confidentiality).toContain('N');
      expect(each.maskedBy !== null).toBe(each.confidentiality.includes('MASQUE_PS'));
    }
  });

  it('have identifiers of their own, and no twin in the same record', () => {
    expect(new Set(documents.map(({ uniqueId }) => uniqueId)).size).toBe(documents.length);
    for (const { key } of patients) {
      const own = hashes(of(key));
      expect(new Set(own).size).toBe(own.length);
    }
  });

  it('were made in order, after birth and before now', () => {
    const births = new Map(patients.map(({ key, birthDate }) => [key, Date.parse(birthDate)]));
    for (const { patient, actStart, createdAt, depositedAt } of documents) {
      expect(actStart).toBeGreaterThan(births.get(patient) ?? Number.POSITIVE_INFINITY);
      expect(createdAt).toBeGreaterThan(actStart);
      expect(depositedAt).toBeGreaterThan(createdAt);
      expect(depositedAt).toBeLessThanOrEqual(NOW);
    }
  });

  it('are left out where the clock stands before their patient was born', () => {
    const early = demoDocuments(Date.parse('2025-01-01T00:00:00Z'));
    expect(early.some(({ patient }) => patient === 'infant')).toBe(false);
    expect(early.length).toBeGreaterThan(2000);
  });

  it('tell what the named patients need', () => {
    const others = of('adult').filter(({ status, author }) => status === 'current' && author !== 'doctor');
    expect(others.length).toBeGreaterThan(0);
    expect(of('adult').every(({ confidentiality }) => confidentiality.length === 1)).toBe(true);
    expect(of('emergencyMasked').some(({ maskedBy }) => maskedBy === 'patient')).toBe(true);
    expect(of('opposed')).toEqual([]);
    expect(of('empty')).toEqual([]);
    expect(of('longRecord')).toHaveLength(2000);
  });

  it('show every state that a professional may meet', () => {
    const some = (test: (each: DemoDocument) => boolean) => documents.some(test);
    expect(some(({ confidentiality }) => confidentiality.includes('INVISIBLE_PATIENT'))).toBe(true);
    expect(some(({ confidentiality }) => confidentiality.includes('INVISIBLE_REPRESENTANTS_LEGAUX'))).toBe(
      true,
    );
    expect(some(({ maskedBy }) => maskedBy === 'professional')).toBe(true);
    expect(some(({ archived }) => archived)).toBe(true);
    expect(some(({ status }) => status === 'superseded')).toBe(true);
    expect(some(({ status }) => status === 'deleted')).toBe(true);
    expect(some(({ author }) => author === null)).toBe(true);
  });

  it('hide documents from representatives only in the records of minors', () => {
    const hidden = documents.filter(({ confidentiality }) =>
      confidentiality.includes('INVISIBLE_REPRESENTANTS_LEGAUX'),
    );
    const minors = new Set(
      patients.filter(({ birthDate }) => birthDate > '2008-11-21').map(({ key }) => key),
    );
    expect(hidden.filter(({ patient }) => !minors.has(patient))).toEqual([]);
    expect(hidden).not.toEqual([]);
  });

  it('say in their own header whose they are and who wrote them', () => {
    for (const each of documents.filter(({ mediaType }) => mediaType === 'text/xml')) {
      const read = readCda(each.bytes);
      if (!read.ok) throw new Error(`${each.uniqueId}: ${read.error}`);
      const { header } = read.value;
      expect(`urn:oid:${header.id}`).toBe(each.uniqueId);
      expect(header.title).toBe(each.title);
      expect(header.type.code).toBe(each.type);
      expect(header.patient.ids[0]?.extension).toBe(patients.find(({ key }) => key === each.patient)?.ins);
      expect(header.authors[0]?.id?.extension).toBe(professionals.find(({ key }) => key === each.author)?.id);
    }
  });
});

describe('the PDF files of the demo', () => {
  it('say that they are PDF/A-1b and hold what it asks for', () => {
    const pdfs = documents.flatMap(pdfsOf);
    expect(pdfs.length).toBeGreaterThanOrEqual(25);
    for (const bytes of pdfs) {
      expect(recogniseFile(bytes)).toEqual({
        kind: 'pdf',
        version: '1.4',
        archival: '1B',
        encrypted: false,
        damaged: false,
      });
      const text = Buffer.from(bytes).toString('latin1');
      expect(text).toMatch(/\/OutputIntents/);
      expect(text).toMatch(/\/GTS_PDFA1/);
      expect(text).not.toMatch(/\/JavaScript|\/JS\b|\/EmbeddedFile|\/Launch/);
      // Every font is embedded: as many files as descriptors.
      expect(text.match(/\/FontFile2/g)?.length).toBe(text.match(/\/Type \/FontDescriptor/g)?.length);
    }
  });

  it('open in a viewer, with their words and the notice that nothing in them is real', async () => {
    for (const bytes of documents.flatMap(pdfsOf)) {
      const pdf = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
      const content = await (await pdf.getPage(1)).getTextContent();
      const words = content.items.map((item) => ('str' in item ? item.str : '')).join(' ');
      expect(words).toContain('Données fictives de démonstration');
      expect(words).toMatch(/INS \d{5}/);
      await pdf.loadingTask.destroy();
    }
  });

  it('have several pages where the stay was long', async () => {
    const stay = documents.find(({ type, patient }) => type === '34112-3' && patient === 'cardiac');
    const pdf = await getDocument({ data: stay?.bytes.slice() ?? new Uint8Array(), verbosity: 0 }).promise;
    expect(pdf.numPages).toBeGreaterThan(1);
    await pdf.loadingTask.destroy();
  });
});
