import { encodeBase64 } from '../../../shared/cda/base64.ts';

export const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The smallest file of each kind that its recogniser takes for whole. */
export const SMALLEST = {
  pdf: ascii('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n'),
  jpeg: Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x04, 1, 2, 0xff, 0xd9]),
  png: Uint8Array.from([
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60,
    0x82,
  ]),
  tiff: Uint8Array.from([
    0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0, 0, 1, 3, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0,
  ]),
  rtf: ascii('{\\rtf1\\ansi Bonjour\\par}'),
  text: ascii('Compte rendu : tout va bien.\n'),
  zip: Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 20, 0, 0, 0]),
  exe: Uint8Array.from([0x4d, 0x5a, 0x90, 0x00, 0x03]),
} as const;

/** A CDA document of level 1 around bytes, with no more header than a reader needs. */
export function level1(mediaType: string, body: Uint8Array, templates: readonly string[] = []): Uint8Array {
  return clinicalDocument(
    `<nonXMLBody><text mediaType="${mediaType}" representation="B64">${encodeBase64(body)}</text></nonXMLBody>`,
    templates,
  );
}

/** A CDA document of level 3 that declares templates and says a few words. */
export function level3(words: string, templates: readonly string[] = []): Uint8Array {
  return clinicalDocument(
    `<structuredBody><component><section><title>Section</title><text>${words}</text></section></component></structuredBody>`,
    templates,
  );
}

function clinicalDocument(body: string, templates: readonly string[]): Uint8Array {
  const declared = templates.map((root) => `<templateId root="${root}"/>`).join('');
  return ascii(
    `<?xml version="1.0" encoding="UTF-8"?>\n<ClinicalDocument xmlns="urn:hl7-org:v3">${declared}<id root="2.25.1"/><code code="11488-4"/><title>Essai</title><component>${body}</component></ClinicalDocument>`,
  );
}
