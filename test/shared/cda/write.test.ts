import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CdaBody, NarrativeNode } from '../../../shared/cda/document.ts';
import { readCda } from '../../../shared/cda/read.ts';
import { writeCda } from '../../../shared/cda/write.ts';
import { documentAround } from './document-fixture.ts';

// Words as they stand in documents once read: no white space at the ends, none doubled.
const words = fc
  .array(
    fc.string({
      unit: fc.constantFrom('a', 'é', 'œ', '<', '&', '>', '"', "'", '1', '°', '€', '😀'),
      minLength: 1,
      maxLength: 6,
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(' '));
const text = words.map((value): NarrativeNode => ({ kind: 'text', text: value }));
const inline = fc.oneof(
  text.map((node) => [node]),
  text.map((node): NarrativeNode[] => [{ kind: 'styled', styles: ['bold', 'italics'], children: [node] }]),
  fc.tuple(text, text).map(([a, b]): NarrativeNode[] => [a, { kind: 'break' }, b]),
);
const block: fc.Arbitrary<NarrativeNode> = fc.oneof(
  inline.map((children): NarrativeNode => ({ kind: 'paragraph', caption: [], children })),
  fc
    .tuple(fc.boolean(), fc.array(inline, { minLength: 1, maxLength: 3 }))
    .map(([ordered, items]): NarrativeNode => ({
      kind: 'list',
      ordered,
      caption: [],
      items: items.map((children) => ({ caption: [], children })),
    })),
  fc
    .array(fc.array(inline, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
    .map((rows): NarrativeNode => ({
      kind: 'table',
      caption: [],
      head: [],
      foot: [],
      body: rows.map((cells) => ({
        cells: cells.map((children, at) => ({
          header: at === 0,
          colSpan: 1 + at,
          rowSpan: 1,
          align: null,
          styles: [],
          children,
        })),
      })),
    })),
);
const body: fc.Arbitrary<CdaBody> = fc.oneof(
  fc
    .uint8Array({ minLength: 1, maxLength: 400 })
    .map((bytes): CdaBody => ({ level: 1, mediaType: 'application/pdf', bytes })),
  fc
    .array(fc.tuple(words, fc.array(block, { maxLength: 4 })), { minLength: 1, maxLength: 3 })
    .map((sections): CdaBody => ({
      level: 3,
      sections: sections.map(([title, narrative]) => ({
        title,
        code: { code: '48765-2', label: 'Allergies' },
        narrative,
        sections: [],
      })),
      attachments: [
        { id: 'doc-1', mediaType: 'application/pdf', bytes: Uint8Array.from([0x25, 0x50, 0x44, 0x46]) },
      ],
    })),
);

describe('writing CDA', () => {
  it('reads back what it wrote, header and body, level 1 and level 3', () => {
    fc.assert(
      fc.property(body, (given) => {
        const document = documentAround(given);
        expect(readCda(writeCda(document))).toEqual({ ok: true, value: document });
      }),
      { numRuns: 150 },
    );
  });

  it('puts a picture where the narrative shows it', () => {
    const gif = Uint8Array.from([0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 2, 3]);
    const document = documentAround({
      level: 3,
      sections: [
        {
          title: 'Image',
          code: null,
          narrative: [{ kind: 'image', mediaType: 'image/gif', bytes: gif, caption: [] }],
          sections: [],
        },
      ],
      attachments: [],
    });
    expect(readCda(writeCda(document))).toEqual({ ok: true, value: document });
  });

  it('leaves out characters that no XML file may hold', () => {
    const document = documentAround({ level: 1, mediaType: 'text/plain', bytes: Uint8Array.of(65) });
    const dirty = { ...document, header: { ...document.header, title: 'Avant\0\u0008\ufffe après \ud800.' } };
    const read = readCda(writeCda(dirty));
    expect(read.ok && read.value.header.title).toBe('Avant après .');
  });

  it('names the code systems of the framework', () => {
    const xml = new TextDecoder().decode(
      writeCda(documentAround({ level: 1, mediaType: 'text/plain', bytes: Uint8Array.of(65) })),
    );
    expect(xml).toContain(
      '<code code="11488-4" displayName="CR ou fiche de consultation ou de visite" codeSystem="2.16.840.1.113883.6.1"/>',
    );
    expect(xml).toContain(
      'code="G15_10/SM54" displayName="Médecin - Médecine Générale (SM)" codeSystem="1.2.250.1.213.1.1.4.5"',
    );
    expect(xml).toContain(
      '<relatedDocument typeCode="RPLC"><parentDocument><id root="2.25.3"/></parentDocument></relatedDocument>',
    );
    expect(xml).toContain('Cabinet &amp; Associés');
  });
});
