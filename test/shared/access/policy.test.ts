import { describe, expect, test } from 'vitest';
import { decide } from '../../../shared/access/decide.ts';
import { decidePatient } from '../../../shared/access/patient.ts';
import { createPolicy } from '../../../shared/access/policy.ts';
import { prepareReading } from '../../../shared/access/reading.ts';
import { policy, resources } from '../../rules/policy.ts';
import { askWith, question } from './ask.ts';

test('documents are deposited in formats of level 1 or 3, never as a bare signature', () => {
  const { formats } = createPolicy(resources);
  const level = (wanted: string | null) =>
    resources.formats.filter((format) => format.level === wanted).map(({ code }) => code);
  expect(level('N1').every((code) => formats.has(code))).toBe(true);
  expect(level(null).some((code) => formats.has(code))).toBe(false);
  expect(level('N3').filter((code) => !formats.has(code))).toEqual(['urn:ihe:iti:dsg:detached:2014']);
});

test('a section whose type no list knows is closed', () => {
  const types = resources.types.filter(({ code }) => code !== 'REMB');
  const cells = Object.fromEntries(
    Object.entries(resources.matrix.cells).filter(([type]) => type !== 'REMB'),
  );
  const without = createPolicy({ ...resources, types, matrix: { ...resources.matrix, cells } });
  expect(askWith(without, 'readCareHistory')).toBe('TYPE_NOT_PERMITTED');
});

describe('a fault that is no missing fact is not taken for one', () => {
  const broken = {
    get status(): 'current' {
      throw new Error('broken');
    },
  };
  test('by decide', () => {
    expect(() => decide(policy, { ...question('read'), document: broken })).toThrow('broken');
  });
  test('by decidePatient', () => {
    const record = { status: 'ACTIVE' } as const;
    expect(() =>
      decidePatient(policy, { action: 'readDocument', now: 0, side: 'patient', record, document: broken }),
    ).toThrow('broken');
  });
  test('by a list', () => {
    expect(() => prepareReading(policy, question('list')).mayRead(broken)).toThrow('broken');
  });
});
