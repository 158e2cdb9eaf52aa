import { describe, expect, it } from 'vitest';
import type { NarrativeNode } from '../../../shared/cda/document.ts';
import { readCda } from '../../../shared/cda/read.ts';
import { parseXml, xmlRoot } from '../../../shared/cda/xml.ts';
import { narrativeXml } from './document-fixture.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function narrativeOf(xml: Uint8Array): readonly NarrativeNode[] {
  const read = readCda(xml);
  if (!read.ok || read.value.body.level !== 3) throw new Error('not read as level 3');
  return read.value.body.sections[0]?.narrative ?? [];
}

describe('XML that attacks its reader', () => {
  it('refuses any DOCTYPE, even one that declares nothing', () => {
    expect(readCda(bytes('<!DOCTYPE ClinicalDocument><ClinicalDocument xmlns="urn:hl7-org:v3"/>'))).toEqual({
      ok: false,
      error: 'DOCTYPE',
    });
  });

  it('refuses billion laughs before a single entity is expanded', () => {
    const laughs = Array.from(
      { length: 10 },
      (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`,
    ).join('');
    const attack = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]><ClinicalDocument xmlns="urn:hl7-org:v3">&l10;</ClinicalDocument>`;
    expect(readCda(bytes(attack))).toEqual({ ok: false, error: 'DOCTYPE' });
  });

  it('refuses an external entity and an entity that nobody declared', () => {
    const external =
      '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><ClinicalDocument xmlns="urn:hl7-org:v3">&f;</ClinicalDocument>';
    expect(readCda(bytes(external))).toEqual({ ok: false, error: 'DOCTYPE' });
    expect(readCda(narrativeXml('&nbsp;'))).toEqual({ ok: false, error: 'NOT_XML' });
  });

  it('stops at the depth limit, long before the stack or the clock would', () => {
    const deep = narrativeXml(`${'<content>'.repeat(100_000)}x${'</content>'.repeat(100_000)}`);
    const before = performance.now();
    expect(readCda(deep)).toEqual({ ok: false, error: 'TOO_DEEP' });
    expect(performance.now() - before).toBeLessThan(2000);
  });

  it('stops at too many attributes, too many nodes and too many bytes', () => {
    const attributes = Array.from({ length: 5000 }, (_, at) => `a${at}="x"`).join(' ');
    expect(readCda(narrativeXml(`<content ${attributes}>x</content>`))).toEqual({
      ok: false,
      error: 'TOO_MANY_NODES',
    });
    const limits = { bytes: 1_000_000, depth: 50, nodes: 100, attributes: 10 };
    expect(parseXml(bytes(`<a>${'<b/>'.repeat(200)}</a>`), limits)).toEqual({
      ok: false,
      error: 'TOO_MANY_NODES',
    });
    expect(parseXml(bytes(`<a>${' '.repeat(1_000_001)}</a>`), limits)).toEqual({
      ok: false,
      error: 'TOO_LARGE',
    });
  });

  it('reads a long run of unwrapped texts in time that grows with its length', () => {
    const words = '<linkHtml href="x">mot</linkHtml> '.repeat(40_000);
    const before = performance.now();
    expect(narrativeOf(narrativeXml(words))).toHaveLength(1);
    expect(performance.now() - before).toBeLessThan(4000);
  });

  it('refuses another root, another namespace, and what is not XML to its end', () => {
    expect(readCda(bytes('<html xmlns="http://www.w3.org/1999/xhtml"/>'))).toEqual({
      ok: false,
      error: 'NOT_CDA',
    });
    expect(readCda(bytes('<ClinicalDocument/>'))).toEqual({ ok: false, error: 'NOT_CDA' });
    expect(readCda(bytes('<ClinicalDocument xmlns="urn:hl7-org:v3"><component>'))).toEqual({
      ok: false,
      error: 'NOT_XML',
    });
    expect(readCda(bytes(''))).toEqual({ ok: false, error: 'NOT_XML' });
    expect(readCda(bytes('<ClinicalDocument xmlns="urn:hl7-org:v3"/>'))).toEqual({
      ok: false,
      error: 'NO_BODY',
    });
  });

  it('looks no further than the root when only the kind is asked', () => {
    expect(xmlRoot(bytes('<a xmlns="urn:x"><b></wrong>'))).toEqual({
      ok: true,
      value: { name: 'a', namespace: 'urn:x' },
    });
  });
});

describe('narrative that would act', () => {
  const HOSTILE = [
    '<script>alert(1)</script>',
    '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
    '<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example"/>',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><text>alert(1)</text></svg>',
    '<table onmouseover="alert(1)"><tbody><tr><td onclick="alert(1)">vu</td></tr></tbody></table>',
    '<linkHtml href="javascript:alert(1)">vu</linkHtml>',
    '<content styleCode="xRed; background:url(https://evil.example)">vu</content>',
    '<renderMultiMedia referencedObject="https://evil.example/x.png"/>',
  ];

  for (const attack of HOSTILE) {
    it(`keeps nothing of ${attack.slice(0, 60)}`, () => {
      const kept = JSON.stringify(
        narrativeOf(narrativeXml(`Avant. ${attack} Après.`)).filter((node) => node.kind !== 'attachment'),
      );
      expect(kept).not.toMatch(/alert|javascript|onclick|onmouseover|onload|evil|https?:/);
      expect(kept).toContain('Avant.');
      expect(kept).toContain('Après.');
    });
  }

  it('keeps the words of a link and loses its address', () => {
    expect(narrativeOf(narrativeXml('<linkHtml href="https://a.example/?p=1">le site</linkHtml>'))).toEqual([
      { kind: 'text', text: 'le site' },
    ]);
  });

  it('shows a picture only when its bytes are what it says', () => {
    const media = (type: string, data: string) =>
      `<entry><observationMedia classCode="OBS" moodCode="EVN" ID="m"><value mediaType="${type}" representation="B64">${data}</value></observationMedia></entry>`;
    const show = '<renderMultiMedia referencedObject="m"/>';
    const gif = 'R0lGODlhAQABAAAAACw=';
    expect(narrativeOf(narrativeXml(show, media('image/gif', gif)))[0]?.kind).toBe('image');
    for (const disguised of [
      media('image/png', gif),
      media('image/svg+xml', gif),
      media('text/html', 'PGI+'),
      media('image/gif', '???'),
    ]) {
      expect(narrativeOf(narrativeXml(show, disguised))[0]?.kind).toBe('attachment');
    }
  });

  it('caps the spans of a table', () => {
    const [table] = narrativeOf(
      narrativeXml(
        '<table><tbody><tr><td colspan="999999999">a</td><td rowspan="-3">b</td><td colspan="2">c</td></tr></tbody></table>',
      ),
    );
    if (table?.kind !== 'table') throw new Error('no table');
    expect(table.body[0]?.cells.map(({ colSpan, rowSpan }) => [colSpan, rowSpan])).toEqual([
      [1, 1],
      [1, 1],
      [2, 1],
    ]);
  });
});
