import type {
  CdaAuthor,
  CdaBody,
  CdaDocument,
  CdaOrganization,
  NarrativeNode,
  TableRow,
} from '../../../../shared/cda/document.ts';
import { FICTITIOUS, signature } from './content.ts';
import type { Block, Section, Written } from './content.ts';

/** Template of a document around one file (XDS-SD). */
const LEVEL_1_TEMPLATE = '1.3.6.1.4.1.19376.1.2.20';
const PROFESSIONAL_ROOT = '1.2.250.1.71.4.2.1';
const STRUCTURE_ROOT = '1.2.250.1.71.4.2.2';

/** A CDA document of level 1 around one file. */
export function aroundFile(written: Written, mediaType: string, bytes: Uint8Array): CdaDocument {
  return documentOf(written, [LEVEL_1_TEMPLATE], { level: 1, mediaType, bytes });
}

/** A structured CDA document, its sections as narrative. */
export function structured(written: Written): CdaDocument {
  const sections = [...written.sections.map(narrativeSection), narrativeSection(notice)];
  return documentOf(written, written.templates, { level: 3, sections, attachments: [] });
}

const notice: Section = { heading: null, blocks: [{ kind: 'paragraph', text: FICTITIOUS }] };

function documentOf(written: Written, templateIds: readonly string[], body: CdaBody): CdaDocument {
  const { patient, author } = written;
  const organization: CdaOrganization | null =
    author === null
      ? null
      : { id: { root: STRUCTURE_ROOT, extension: author.organization.id }, name: author.organization.name };
  return {
    header: {
      id: written.id,
      setId: `${written.id}.1`,
      version: written.replaces === null ? 1 : 2,
      templateIds,
      title: written.title,
      type: written.type,
      createdAt: isoTime(written.createdAt),
      confidentiality: 'N',
      language: 'fr-FR',
      patient: {
        ids: [{ root: patient.system.replace('urn:oid:', ''), extension: patient.ins }],
        family: patient.family,
        used: patient.used,
        given: patient.given,
        birthDate: patient.birthDate,
        gender: patient.gender,
        birthPlace: patient.birthPlace,
      },
      authors: [authorOf(written, organization)],
      custodian: organization ?? { id: null, name: 'Mon espace santé' },
      act: { start: isoTime(written.actAt), end: null },
      replaces: written.replaces,
      facilityType: author === null ? null : { code: author.organization.facilityType, label: null },
      practiceSetting: author === null ? null : { code: author.organization.practiceSetting, label: null },
    },
    body,
  };
}

function authorOf({ author, patient, createdAt }: Written, organization: CdaOrganization | null): CdaAuthor {
  const at = isoTime(createdAt);
  if (author === null) {
    const name = `${patient.given[0] ?? ''} ${patient.used ?? patient.family}`;
    return {
      id: { root: patient.system.replace('urn:oid:', ''), extension: patient.ins },
      name,
      specialty: null,
      organization,
      at,
    };
  }
  const { id, specialty, specialtyLabel } = author.professional;
  return {
    id: { root: PROFESSIONAL_ROOT, extension: id },
    name: signature(author),
    specialty: { code: specialty, label: specialtyLabel },
    organization,
    at,
  };
}

function narrativeSection({ heading, blocks }: Section): {
  title: string | null;
  code: null;
  narrative: NarrativeNode[];
  sections: [];
} {
  return { title: heading, code: null, narrative: blocks.map(narrativeBlock), sections: [] };
}

function narrativeBlock(block: Block): NarrativeNode {
  switch (block.kind) {
    case 'paragraph':
      return { kind: 'paragraph', caption: [], children: textNodes(block.text) };
    case 'list':
      return {
        kind: 'list',
        ordered: false,
        caption: [],
        items: block.items.map((item) => ({ caption: [], children: textNodes(item) })),
      };
    case 'table':
      return {
        kind: 'table',
        caption: [],
        head: [cells(block.head, true)],
        body: block.rows.map((row) => cells(row, false)),
        foot: [],
      };
  }
}

function cells(texts: readonly string[], header: boolean): TableRow {
  return {
    cells: texts.map((text) => ({
      header,
      colSpan: 1,
      rowSpan: 1,
      align: null,
      styles: [],
      children: textNodes(text),
    })),
  };
}

/** `**…**` in a text is what the author wants seen, such as a result out of its limits. */
function textNodes(text: string): NarrativeNode[] {
  return text
    .split('**')
    .map((part, at): NarrativeNode =>
      at % 2 === 0
        ? { kind: 'text', text: part }
        : { kind: 'styled', styles: ['bold'], children: [{ kind: 'text', text: part }] },
    )
    .filter((node) => node.kind !== 'text' || node.text !== '');
}

function isoTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}+00:00`;
}
