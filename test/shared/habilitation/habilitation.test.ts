import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import classes from '../../../resources/habilitation/classes.json' with { type: 'json' };
import usualTypes from '../../../resources/habilitation/usual-types.json' with { type: 'json' };
import { createPolicy } from '../../../shared/access/policy.ts';
import { createHabilitation } from '../../../shared/habilitation/habilitation.ts';
import { cellsOf, Matrix } from '../../../shared/habilitation/matrix.ts';
import { z } from '../../../shared/schema/zod.ts';
import { policy, resources } from '../../rules/policy.ts';

const { habilitation } = policy;
const row = (code: string) => habilitation.rows.find((candidate) => candidate.code === code);

describe('the default matrix', () => {
  test('says that it is not the published one', () => {
    expect(habilitation.matrix).toMatchObject({
      status: 'default',
      label: 'matrice par défaut, non publiée',
      validFrom: '2026-11-21',
    });
  });

  test('has a cell for 21 rows and 107 types, with the source of each', () => {
    const cells = [...cellsOf(habilitation.matrix)];
    const from = (provenance: string): number =>
      cells.filter((cell) => cell.provenance === provenance).length;
    expect(cells).toHaveLength(21 * 107);
    expect([from('official'), from('secondary'), from('inferred'), from('assumed')]).toEqual([
      108, 60, 316, 1763,
    ]);
  });

  test('the staff’s row reads nothing', () => {
    expect([...(row('SEC')?.byType.values() ?? [])].every((reads) => !reads)).toBe(true);
  });

  test('what the sources name', () => {
    expect(row('MED')?.byType.get('ATTEST-RESID')).toBe(false);
    expect(row('PHA')?.byType.get('EXPPAT_3')).toBe(false);
    expect(row('PHA')?.byType.get('11502-2')).toBe(true);
    expect(row('PP')?.byType.get('83901-9')).toBe(false);
  });

  test('every class, every usual type and every row is a known one', () => {
    const types = new Map(habilitation.types.map((type) => [type.code, type]));
    const known = new Set([...classes.map(({ code }) => code), '99', 'signature']);
    for (const type of types.values()) expect(known).toContain(type.class);
    for (const [code, usual] of Object.entries(usualTypes)) {
      expect(row(code)).toBeDefined();
      for (const type of usual) expect(types.has(type)).toBe(true);
    }
    expect(habilitation.rows.map(({ code }) => code)).toEqual(habilitation.matrix.rows);
  });
});

describe('a type without a cell', () => {
  test('takes the most restrictive cell of its class, for each row', () => {
    for (const { code, byType, byClass } of habilitation.rows) {
      const siblings = habilitation.types.filter(
        (type) => type.class === '95' && type.code in habilitation.matrix.cells,
      );
      const expected = siblings.every((type) => byType.get(type.code));
      expect([code, byType.get('PIECE-IDENTITE')]).toEqual([code, expected]);
      expect(byClass.get('95')).toBe(expected);
    }
    expect(row('ASS')?.byType.get('EXPORT_DUI')).toBe(false);
  });

  test('is closed where its class has no cell', () => {
    for (const { byType, byClass } of habilitation.rows) {
      expect(byType.get('FEUILLE-DE-STYLE')).toBe(false);
      expect(byType.get('E1762')).toBe(false);
      expect(byClass.has('99')).toBe(false);
    }
  });

  test('a type with cells for some rows only has none for the others', () => {
    const [line = ''] = resources.matrix.cells['18748-4'];
    const cells = { ...resources.matrix.cells, '18748-4': [`.${line.slice(1)}`, `.${'A'.repeat(20)}`] };
    const partial = createHabilitation({ ...resources, matrix: { ...resources.matrix, cells } });
    expect(partial.rowOf.get('10')?.byType.get('18748-4')).toBe(true);
    const closed = { ...cells, 'IMG-KOS': [`-${'R'.repeat(20)}`, 'A'.repeat(21)] };
    const strict = createHabilitation({ ...resources, matrix: { ...resources.matrix, cells: closed } });
    expect(strict.rowOf.get('10')?.byType.get('18748-4')).toBe(false);
    expect(strict.rowOf.get('21')?.byType.get('18748-4')).toBe(true);
  });
});

describe('resources that cannot be trusted are refused', () => {
  const { matrix } = resources;
  test.each([
    ['a line too short', { ...matrix, cells: { SYNTH: ['R', 'A'.repeat(21)] } }],
    ['sources too short', { ...matrix, cells: { SYNTH: ['R'.repeat(21), 'A'] } }],
    ['a letter that means nothing', { ...matrix, cells: { SYNTH: ['W'.repeat(21), 'A'.repeat(21)] } }],
    ['a source that means nothing', { ...matrix, cells: { SYNTH: ['R'.repeat(21), 'Z'.repeat(21)] } }],
    ['a row twice', { ...matrix, rows: ['MED', 'MED'], cells: {} }],
    ['a date that does not exist', { ...matrix, validFrom: '2026-02-30' }],
    ['no label', { ...matrix, label: '' }],
    ['something else', { ...matrix, extra: 1 }],
  ])('%s', (_, broken) => {
    expect(() => createHabilitation({ ...resources, matrix: broken })).toThrow(z.ZodError);
  });

  test('a profession without a row, a role without a row', () => {
    const { rows, professions } = resources.professions;
    const stray = { rows, professions: [...professions, { code: 'x', label: 'x', row: 'NONE' }] };
    expect(() => createHabilitation({ ...resources, professions: stray })).toThrow(
      'a profession names a row',
    );
    const withoutRole = { rows: rows.filter(({ code }) => code !== 'MT'), professions };
    expect(() => createHabilitation({ ...resources, professions: withoutRole })).toThrow(
      'the matrix has no row MT',
    );
  });

  test('a number missing among the parameters, or one too many', () => {
    const { majorityYears: _, ...without } = resources.parameters;
    expect(() => createPolicy({ ...resources, parameters: without })).toThrow(z.ZodError);
    expect(() => createPolicy({ ...resources, parameters: { ...resources.parameters, more: 1 } })).toThrow(
      z.ZodError,
    );
    expect(() =>
      createPolicy({ ...resources, parameters: { ...resources.parameters, majorityYears: -1 } }),
    ).toThrow(z.ZodError);
  });
});

const DATA = path.resolve(import.meta.dirname, '../../../../shared/data');
const read = (name: string): string => readFileSync(path.join(DATA, name), 'utf8');

/** The study that the resources were taken from, where it stands next to the checkout. */
describe.skipIf(!existsSync(DATA))('the resources say what the study says', () => {
  test('cell by cell', () => {
    const [header = '', ...lines] = read('matrix_default.tsv').trimEnd().split('\n');
    const rows = header.split('\t').slice(3);
    const letters: Record<string, string> = { O: 'O', S: 'S', SI: 'I', A: 'A' };
    const cells = Object.fromEntries(
      lines.map((line) => {
        const [type = '', , , ...row] = line.split('\t');
        const sources = row.map((cell) => letters[cell.split('/')[1] ?? ''] ?? '?').join('');
        return [type, [row.map((cell) => cell.charAt(0)).join(''), sources]];
      }),
    );
    expect(Matrix.parse(resources.matrix)).toMatchObject({ rows, cells });
  });

  test('professions, types, formats', () => {
    const { rows } = JSON.parse(read('professions.json')) as { rows: Record<string, string> };
    expect(
      Object.fromEntries(resources.professions.professions.map(({ code, row: of }) => [code, of])),
    ).toEqual(rows);
    const types = read('type_codes.tsv')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'));
    expect(resources.types.map((type) => [type.code, type.label, type.system, type.class])).toEqual(
      types.map((columns) => columns.slice(0, 4)),
    );
    const { codes } = JSON.parse(read('format_codes.json')) as { codes: { code: string; level?: string }[] };
    const level = { N1: 'N1', 'N3 or other': 'N3', none: null } as Record<string, string | null>;
    expect(resources.formats.map((format) => [format.code, format.level])).toEqual(
      codes.map((format) => [format.code, level[format.level ?? 'none']]),
    );
  });
});
