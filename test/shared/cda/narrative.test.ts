import { describe, expect, it } from 'vitest';
import type { NarrativeNode } from '../../../shared/cda/document.ts';
import { readCda } from '../../../shared/cda/read.ts';
import { textOfCda, textOfNarrative } from '../../../shared/cda/text.ts';
import { narrativeXml } from './document-fixture.ts';

function narrativeOf(narrative: string): readonly NarrativeNode[] {
  const read = readCda(narrativeXml(narrative));
  if (!read.ok || read.value.body.level !== 3) throw new Error('not read as level 3');
  return read.value.body.sections[0]?.narrative ?? [];
}

describe('narrative of level 3', () => {
  it('drops the indentation of the file, keeps the spaces between words', () => {
    expect(
      narrativeOf(
        '\n    <paragraph>\n   Pas de   <content styleCode="Bold">fièvre</content> ce jour. </paragraph>\n  ',
      ),
    ).toEqual([
      {
        kind: 'paragraph',
        caption: [],
        children: [
          { kind: 'text', text: 'Pas de ' },
          { kind: 'styled', styles: ['bold'], children: [{ kind: 'text', text: 'fièvre' }] },
          { kind: 'text', text: ' ce jour.' },
        ],
      },
    ]);
  });

  it('reads styles, alone, together and as revisions', () => {
    const stylesOf = (attributes: string) => {
      const [node] = narrativeOf(`<content ${attributes}>x</content>`);
      return node?.kind === 'styled' ? node.styles : [];
    };
    expect(stylesOf('styleCode="Bold Italics"')).toEqual(['bold', 'italics']);
    expect(stylesOf('styleCode="BoldItalics"')).toEqual(['bold', 'italics']);
    expect(stylesOf('styleCode="underline"')).toEqual(['underline']);
    expect(stylesOf('revised="delete"')).toEqual(['struck']);
    expect(stylesOf('revised="insert"')).toEqual(['inserted']);
    expect(stylesOf('styleCode="xFancy"')).toEqual([]);
  });

  it('reads lists with their captions', () => {
    const [list] = narrativeOf(
      '<list listType="ordered"><caption>Allergies</caption><item><caption>1re</caption>Pénicilline</item><item>Latex</item></list>',
    );
    expect(list).toEqual({
      kind: 'list',
      ordered: true,
      caption: [{ kind: 'text', text: 'Allergies' }],
      items: [
        { caption: [{ kind: 'text', text: '1re' }], children: [{ kind: 'text', text: 'Pénicilline' }] },
        { caption: [], children: [{ kind: 'text', text: 'Latex' }] },
      ],
    });
  });

  it('reads tables with head, foot, spans and alignment taken from the row or the group', () => {
    const [table] = narrativeOf(
      '<table><caption>NFS</caption><thead align="center"><tr><th>Examen</th><th align="right">Valeur</th></tr></thead>' +
        '<tfoot><tr><td colspan="2">fin</td></tr></tfoot><tbody><tr><td rowspan="2">Hb</td><td>13,1</td></tr><tr><td>g/dl</td></tr></tbody></table>',
    );
    if (table?.kind !== 'table') throw new Error('no table');
    expect(table.head[0]?.cells.map(({ header, align }) => [header, align])).toEqual([
      [true, 'center'],
      [true, 'right'],
    ]);
    expect(
      table.body.map((row) => row.cells.map((cell) => [textOfNarrative(cell.children), cell.rowSpan])),
    ).toEqual([
      [
        ['Hb', 2],
        ['13,1', 1],
      ],
      [['g/dl', 1]],
    ]);
    expect(table.foot[0]?.cells[0]?.colSpan).toBe(2);
  });

  it('gives its words to the full-text search, block by block', () => {
    const read = readCda(
      narrativeXml(
        '<paragraph>Un<sup>2</sup>.</paragraph><table><tbody><tr><td>Hb</td><td>13,1</td></tr></tbody></table><list><item>a</item><item>b</item></list>',
      ),
    );
    if (!read.ok) throw new Error(read.error);
    expect(textOfCda(read.value).split('\n')).toEqual(['Essai', 'Section', 'Un2.', 'Hb 13,1', 'a', 'b']);
  });
});
