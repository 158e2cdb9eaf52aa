import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { decodeBase64 } from './base64.ts';
import type { CdaBody, CdaDocument, CdaMedia, CdaSection } from './document.ts';
import { codeOf, readHeader } from './header.ts';
import { IMAGE_TYPES, readNarrative } from './narrative.ts';
import type { MediaShelf } from './narrative.ts';
import { sameImageType } from './picture.ts';
import { child, children, parseXml, textOf, xmlRoot } from './xml.ts';
import type { XmlElement, XmlRefusal } from './xml.ts';

/** Namespace of CDA R2. */
const CDA_NAMESPACE = 'urn:hl7-org:v3';

export type CdaRefusal =
  | XmlRefusal
  /** Well-formed, but something else: a stylesheet that hides a document, a page, any other XML. */
  | 'NOT_CDA'
  | 'NO_BODY'
  | 'BODY_DAMAGED';

/**
 * Reads a CDA R2 document of level 1 or 3 into what may be shown. Nothing in it is followed or executed: no
 * DOCTYPE, no stylesheet, no address; the narrative goes through a white list.
 */
export function readCda(bytes: Uint8Array): Result<CdaDocument, CdaRefusal> {
  const kind = xmlRoot(bytes);
  if (!kind.ok) return kind;
  if (!isClinicalDocument(kind.value)) return err('NOT_CDA');
  const parsed = parseXml(bytes);
  if (!parsed.ok) return parsed;
  const root = parsed.value;
  const body = readBody(root);
  return body.ok ? ok({ header: readHeader(root), body: body.value }) : body;
}

/** Whether a root element makes an XML file a CDA document, by name and namespace. */
export function isClinicalDocument(root: { readonly name: string; readonly namespace: string }): boolean {
  return root.name === 'ClinicalDocument' && root.namespace === CDA_NAMESPACE;
}

function readBody(root: XmlElement): Result<CdaBody, CdaRefusal> {
  const component = child(root, 'component');
  const foreign = child(component, 'nonXMLBody');
  if (foreign !== null) {
    const text = child(foreign, 'text');
    if (text === null) return err('NO_BODY');
    const content = embedded(text);
    if (content === null) return err('BODY_DAMAGED');
    return ok({ level: 1, mediaType: mediaTypeOf(text) ?? 'text/plain', bytes: content });
  }
  const structured = child(component, 'structuredBody');
  if (structured === null) return err('NO_BODY');
  const media: MediaShelf = { byId: collectMedia(structured), shown: new Set() };
  const sections = sectionsOf(structured, media);
  const attachments = [...media.byId.values()].filter(({ id }) => !media.shown.has(id));
  return ok({ level: 3, sections, attachments });
}

function sectionsOf(parent: XmlElement, media: MediaShelf): CdaSection[] {
  return children(parent, 'component')
    .flatMap((component) => children(component, 'section'))
    .map((section) => {
      const title = textOf(child(section, 'title')).replace(/\s+/g, ' ').trim();
      return {
        title: title === '' ? null : title,
        code: codeOf(child(section, 'code')),
        narrative: readNarrative(child(section, 'text'), media),
        sections: sectionsOf(section, media),
      };
    });
}

/** Every observationMedia of the document, wherever it stands; one whose bytes are not its type is left out. */
function collectMedia(root: XmlElement): Map<string, CdaMedia> {
  const found = new Map<string, CdaMedia>();
  const visit = (element: XmlElement, regionId: string | null) => {
    for (const node of element.children) {
      if (typeof node === 'string') continue;
      const own = node.attributes['ID'] ?? null;
      // A region of interest lends its ID to the picture inside.
      const id = node.name === 'regionOfInterest' ? own : regionId;
      if (node.name === 'observationMedia') addMedia(node, [own, regionId], found);
      visit(node, id);
    }
  };
  visit(root, null);
  return found;
}

function addMedia(node: XmlElement, ids: readonly (string | null)[], found: Map<string, CdaMedia>): void {
  const value = child(node, 'value');
  const mediaType = value === null ? null : mediaTypeOf(value);
  const bytes = value === null ? null : embedded(value);
  if (mediaType === null || bytes === null || bytes.length === 0) return;
  if (IMAGE_TYPES.has(mediaType) && !sameImageType(mediaType, bytes)) return;
  for (const id of ids) if (id !== null) found.set(id, { id, mediaType, bytes });
}

function mediaTypeOf(element: XmlElement): string | null {
  return element.attributes['mediaType']?.trim().toLowerCase() ?? null;
}

/** Bytes of an ED value: base64 where it says so, else its text. A reference to elsewhere is never followed. */
function embedded(element: XmlElement): Uint8Array | null {
  const text = textOf(element);
  if (element.attributes['representation'] === 'B64') return decodeBase64(text);
  return new TextEncoder().encode(text.trim());
}
