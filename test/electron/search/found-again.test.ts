import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PatientSearch } from '../../../electron/search/patient-search.ts';
import { createPatientSearch } from '../../../electron/search/patient-search.ts';
import { openStore } from '../../../electron/store/open.ts';
import { storePatients } from '../../../electron/store/patients.ts';
import { WORKSTATION_SCHEMA } from '../../../electron/store/schema.ts';
import { sameTrait } from '../../../shared/identity/traits.ts';
import { QUERY_KINDS, patientQueries } from '../../fixtures/patient-queries.ts';
import { population } from '../../fixtures/population.ts';

const people = [...population(3000, 42)];
let search: PatientSearch;

beforeAll(() => {
  const opened = openStore(':memory:', new Uint8Array(32), WORKSTATION_SCHEMA);
  if (!opened.ok) throw new Error(opened.error.code);
  storePatients(opened.value, people);
  search = createPatientSearch(opened.value);
});

const somebody = fc.constantFrom(...people);
const found = (query: string) => search.search(query, 50).hits.map(({ identity }) => identity);
const matricules = (query: string) => found(query).map(({ ins }) => ins.value);

/** The same name as other people write it. */
const rewritten = (name: string) =>
  fc.constantFrom(
    name,
    name.toUpperCase(),
    name.toLowerCase(),
    name.normalize('NFD'),
    name.normalize('NFD').replace(/\p{M}/gu, ''),
    name.replaceAll('-', ' '),
    name.replaceAll('-', '\u2011'),
    name.replaceAll('’', "'"),
    `  ${name.replaceAll(' ', '\u00a0')} `,
  );

describe('whoever is stored is found', () => {
  it('by his names and birth date, however accents, case, hyphens and order are written', () => {
    const query = somebody.chain((person) =>
      fc
        .tuple(rewritten(person.birthFamilyName), rewritten(person.givenNames[0] ?? ''), fc.boolean())
        .map(([family, given, isSwapped]) => {
          const [year, month, day] = person.birthDate.split('-');
          const names = isSwapped ? [given, family] : [family, given];
          return { person, text: `${names.join(' ')} ${day}/${month}/${year}` };
        }),
    );
    fc.assert(
      fc.property(query, ({ person, text }) => {
        expect(matricules(text)).toContain(person.ins.value);
      }),
      { numRuns: 500 },
    );
  });

  it('by the beginnings of his names and his year of birth', () => {
    const query = fc.tuple(somebody, fc.integer({ min: 3, max: 9 }), fc.integer({ min: 3, max: 9 }));
    fc.assert(
      fc.property(query, ([person, family, given]) => {
        const begun = [person.birthFamilyName.slice(0, family), (person.givenNames[0] ?? '').slice(0, given)];
        expect(matricules(`${begun.join(' ')} ${person.birthDate.slice(0, 4)}`)).toContain(person.ins.value);
      }),
      { numRuns: 500 },
    );
  });

  it('by his whole INS, alone', () => {
    fc.assert(
      fc.property(somebody, (person) => {
        expect(found(person.ins.value)).toEqual([person]);
      }),
    );
  });
});

describe('an answer', () => {
  it('to a birth date holds nobody born on another day', () => {
    fc.assert(
      fc.property(somebody, (person) => {
        const [year, month, day] = person.birthDate.split('-');
        const answer = found(`${day}/${month}/${year}`);
        expect(answer.every(({ birthDate }) => birthDate === person.birthDate)).toBe(true);
        expect(answer.length).toBeGreaterThan(0);
      }),
    );
  });

  it('that claims to be exact bears the names that were typed', () => {
    fc.assert(
      fc.property(somebody, ({ birthFamilyName, givenNames }) => {
        const given = givenNames[0] ?? '';
        const [first] = search.search(`${birthFamilyName} ${given}`, 10).hits;
        expect(first?.matched).toBe('exact');
        const { identity } = first ?? {};
        const families = [identity?.birthFamilyName ?? '', identity?.usedFamilyName ?? ''];
        const sameWay = families.some((name) => sameTrait(name, birthFamilyName));
        const otherWay = families.some((name) => sameTrait(name, given));
        expect(sameWay || otherWay).toBe(true);
      }),
    );
  });

  it('never fails, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const { hits, total } = search.search(text, 5);
        expect(hits.length).toBeLessThanOrEqual(5);
        expect(total).toBeGreaterThanOrEqual(hits.length);
      }),
    );
  });

  it.each(QUERY_KINDS)('holds nearly always whom the query was made from: %s', (kind) => {
    const queries = patientQueries(people, kind, 200, 77);
    const right = queries.filter(({ text, target }) =>
      found(text).some(({ ins }) => ins.value === target.ins.value),
    );
    expect(right.length / queries.length).toBeGreaterThanOrEqual(0.95);
  });
});
