import { describe, expect, it } from 'vitest';
import { createPatientSearch } from '../../../electron/search/patient-search.ts';
import type { WritableDatabase } from '../../../electron/store/open.ts';
import { forgetPatient, markPatientSeen, storePatients } from '../../../electron/store/patients.ts';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import { patient } from '../../fixtures/patient.ts';
import { memoryStore } from '../store/temporary-store.ts';

const AT = Date.UTC(2026, 10, 20, 9, 30);

const PEOPLE = {
  sophie: patient({
    birthFamilyName: 'MARTIN',
    usedFamilyName: 'DURAND',
    givenNames: ['Sophie', 'Anne'],
    birthDate: '1980-01-02',
  }),
  jeanPierre: patient({
    birthFamilyName: 'MARTINEZ',
    givenNames: ['Jean-Pierre'],
    birthDate: '1955-11-30',
    gender: 'male',
  }),
  sylvie: patient({ birthFamilyName: 'GAUTHIER', givenNames: ['Sylvie'], birthDate: '1960-02-29' }),
  elise: patient({ birthFamilyName: 'LE GALL', givenNames: ['Marie-Élise'], birthDate: '1978-05-12' }),
  hugo: patient({
    birthFamilyName: 'DE LA FONTAINE',
    givenNames: ['Hugo', 'Léo'],
    birthDate: '2015-06-01',
    gender: 'male',
  }),
  lea: patient({
    birthFamilyName: 'D’ALMEIDA',
    usedFamilyName: 'ŒUVRARD',
    givenNames: ['Léa'],
    birthDate: '1991-12-24',
  }),
  thomas: patient({
    birthFamilyName: 'THOMAS',
    givenNames: ['Martin'],
    birthDate: '1970-07-07',
    gender: 'male',
  }),
} as const;
type Person = keyof typeof PEOPLE;

function nameOf({ ins }: PatientIdentity): string {
  return Object.entries(PEOPLE).find(([, person]) => person.ins.value === ins.value)?.[0] ?? ins.value;
}

function searchIn(db: WritableDatabase) {
  const search = createPatientSearch(db);
  return (query: string, limit = 10) =>
    search.search(query, limit).hits.map(({ identity, matched }) => [nameOf(identity), matched]);
}

function searchAmongPeople() {
  const db = memoryStore();
  storePatients(db, Object.values(PEOPLE));
  return searchIn(db);
}

describe('a patient is found first', () => {
  it.each<[what: string, query: string, person: Person, matched: string]>([
    ['by his whole names', 'MARTIN Sophie', 'sophie', 'exact'],
    ['by his names the other way round', 'sophie martin', 'sophie', 'exact'],
    ['by the beginning of both', 'mart so', 'sophie', 'prefix'],
    ['by the name of use', 'durand sophie', 'sophie', 'exact'],
    ['by the names of birth and of use', 'durand martin', 'sophie', 'exact'],
    ['by a further given name', 'martin anne', 'sophie', 'exact'],
    ['without accents', 'le gall marie elise', 'elise', 'exact'],
    ['with accents that the list lacks', 'GAUTHIÉR Sylvië', 'sylvie', 'exact'],
    ['without the hyphen', 'martinez jean pierre', 'jeanPierre', 'exact'],
    ['with everything together', 'legall marieelise', 'elise', 'exact'],
    ['by half of a double given name', 'martinez pierre', 'jeanPierre', 'exact'],
    ['by the name without its particle', 'fontaine hugo', 'hugo', 'exact'],
    ['by the whole name with its particles', 'hugo de la fontaine', 'hugo', 'exact'],
    ['by a name with an apostrophe, kept', "d'almeida léa", 'lea', 'exact'],
    ['by a name with an apostrophe, lost', 'dalmeida lea', 'lea', 'exact'],
    ['by œ as oe', 'oeuvrard', 'lea', 'exact'],
    ['with a letter too few', 'martnez jean', 'jeanPierre', 'typo'],
    ['with a letter too many', 'fontainne hugo', 'hugo', 'sound'],
    ['with a wrong letter', 'fobtaine hugo', 'hugo', 'typo'],
    ['with two letters swapped', 'gauhtier sylvie', 'sylvie', 'sound'],
    ['with a mistake in the given name', 'fontaine hubgo', 'hugo', 'typo'],
    ['by ear', 'gotier silvi', 'sylvie', 'sound'],
    ['by ear, one word alone', 'gottier', 'sylvie', 'sound'],
    ['with a mistake in each word', 'martimez jeam', 'jeanPierre', 'typo'],
    ['by name and birth date', 'durand 02/01/1980', 'sophie', 'birthDate'],
    ['by birth date and name', '2.1.80 martin', 'sophie', 'birthDate'],
    ['by name and year', 'mart 1980', 'sophie', 'birthDate'],
    ['by name and day', 'martin 2 janvier', 'sophie', 'birthDate'],
    ['by name and month', 'gall 05/1978', 'elise', 'birthDate'],
    ['by both names and year', 'hugo fontaine 2015', 'hugo', 'birthDate'],
    ['by a name spelled wrong and the birth date', 'almeisa 24/12/1991', 'lea', 'typo'],
    ['by birth date alone', '12 mai 1978', 'elise', 'birthDate'],
    ['by birthday alone', '29/02', 'sylvie', 'birthDate'],
    ['while the date is being typed', 'durand 02/01/19', 'sophie', 'birthDate'],
    ['while the date has hardly begun', 'gauthier 2', 'sylvie', 'exact'],
  ])('%s: %s', (_, query, person, matched) => {
    expect(searchAmongPeople()(query)[0]).toEqual([person, matched]);
  });

  it('by the beginning of the INS, with or without spaces', () => {
    const search = searchAmongPeople();
    const { value } = PEOPLE.hugo.ins;
    expect(search(value.slice(0, 13))).toEqual([['hugo', 'ins']]);
    expect(search(value.replace(/^(.)(..)(..)(..)(...)(...)(..)$/, '$1 $2 $3 $4 $5 $6 $7'))).toEqual([
      ['hugo', 'ins'],
    ]);
    expect(search('2 78 05').map(([, matched]) => matched)).toEqual(Object.keys(PEOPLE).map(() => 'ins'));
  });

  it('by an INS with a wrong key: its thirteen characters already name the person', () => {
    const { value } = PEOPLE.hugo.ins;
    const wrongKey = value.endsWith('01') ? '02' : '01';
    expect(searchAmongPeople()(value.slice(0, 13) + wrongKey)).toEqual([['hugo', 'ins']]);
  });
});

describe('nobody is found', () => {
  it.each([
    '',
    '   ',
    '-',
    "'",
    'zzzz',
    'martin zzzz',
    'durand 1981',
    '31/02/1980',
    '1 99 99',
    '%',
    '"',
    '*',
    'mart*',
  ])('for "%s"', (query) => {
    const found = searchAmongPeople()(query);
    expect(query === 'mart*' ? [] : found).toEqual([]);
  });

  it('for the whole text of a letter pasted by mistake, and quickly', () => {
    const letter = 'Cher confrère, merci de recevoir en consultation Madame, pour un avis sur '.repeat(200);
    expect(searchAmongPeople()(letter)).toEqual([]);
  });
});

describe('what comes first', () => {
  it('is a whole name, then its continuations, the family name before the given name', () => {
    const found = searchAmongPeople()('martin').map(([person]) => person);
    expect(found).toEqual(['sophie', 'thomas', 'jeanPierre']);
  });

  it('is the usual order of names before the other', () => {
    const db = memoryStore();
    const usual = patient({ birthFamilyName: 'THOMAS', givenNames: ['Martin'] });
    const other = patient({ birthFamilyName: 'MARTIN', givenNames: ['Thomas'] });
    storePatients(db, [other, usual]);
    expect(searchIn(db)('thomas martin')).toEqual([
      [usual.ins.value, 'exact'],
      [other.ins.value, 'exact'],
    ]);
  });

  it('is what a person goes by before a part of it', () => {
    const db = memoryStore();
    const part = patient({ birthFamilyName: 'MOREAU-PETIT', givenNames: ['Léa'] });
    const further = patient({ birthFamilyName: 'MOREAU', givenNames: ['Zoé', 'Léa'] });
    const main = patient({ birthFamilyName: 'MOREAU', givenNames: ['Léa'] });
    storePatients(db, [part, further, main]);
    expect(searchIn(db)('moreau lea')[0]).toEqual([main.ins.value, 'exact']);
    expect(searchIn(db)('moreau lea')).toHaveLength(3);
  });

  it('is whoever was seen last, among equals', () => {
    const db = memoryStore();
    const namesakes = Array.from({ length: 150 }, () =>
      patient({ birthFamilyName: 'MARTIN', givenNames: ['Marie'] }),
    );
    storePatients(db, namesakes);
    const search = searchIn(db);
    const [earlier, later] = [namesakes[140], namesakes[149]];
    if (earlier === undefined || later === undefined) throw new Error('too few namesakes');
    markPatientSeen(db, earlier.ins, AT);
    markPatientSeen(db, later.ins, AT + 60_000);
    expect(search('martin marie').slice(0, 2)).toEqual([
      [later.ins.value, 'exact'],
      [earlier.ins.value, 'exact'],
    ]);
    expect(search('mart').slice(0, 2)).toEqual([
      [later.ins.value, 'prefix'],
      [earlier.ins.value, 'prefix'],
    ]);
  });

  it('is the right name before one that was seen lately but is spelled otherwise', () => {
    const db = memoryStore();
    const right = patient({ birthFamilyName: 'DURAND', givenNames: ['Paul'] });
    const similar = patient({ birthFamilyName: 'DURANT', givenNames: ['Paul'] });
    storePatients(db, [right, similar]);
    markPatientSeen(db, similar.ins, AT);
    expect(searchIn(db)('durand paul')).toEqual([
      [right.ins.value, 'exact'],
      [similar.ins.value, 'sound'],
    ]);
  });
});

describe('people who may be confused are all shown', () => {
  it('twins', () => {
    const db = memoryStore();
    const twins = ['Emma', 'Emmy'].map((given) =>
      patient({ birthFamilyName: 'ROCHE', givenNames: [given], birthDate: '2018-03-03' }),
    );
    storePatients(db, twins);
    const found = searchIn(db)('roche emma 03/03/2018').map(([ins]) => ins);
    expect(found[0]).toBe(twins[0]?.ins.value);
    expect(searchIn(db)('roche 03/03/2018')).toHaveLength(2);
    expect(searchIn(db)('roche em')).toHaveLength(2);
  });

  it('homonyms with one birth date, each with his own INS', () => {
    const db = memoryStore();
    const homonyms = [patient(), patient(), patient()];
    storePatients(db, homonyms);
    const found = searchIn(db)('martin sophie 12/05/1978').map(([ins]) => ins);
    expect(found).toHaveLength(3);
    expect(new Set(found)).toEqual(new Set(homonyms.map(({ ins }) => ins.value)));
  });

  it('names that sound the same, after the one that was typed', () => {
    const db = memoryStore();
    storePatients(db, [
      patient({ birthFamilyName: 'CHEVALLIER', givenNames: ['Anne'] }),
      patient({ birthFamilyName: 'CHEVALIER', givenNames: ['Anne'] }),
    ]);
    expect(searchIn(db)('chevalier anne').map(([, matched]) => matched)).toEqual(['exact', 'sound']);
  });
});

describe('the list and the search', () => {
  it('know a patient together: who is stored is found, who is forgotten is not', () => {
    const db = memoryStore();
    const search = searchIn(db);
    const late = patient({ birthFamilyName: 'ZYGOMALAS', givenNames: ['Léonidas'] });
    expect(search('zygo')).toEqual([]);
    storePatients(db, [late]);
    expect(search('zygo')).toEqual([[late.ins.value, 'prefix']]);
    storePatients(db, [{ ...late, birthFamilyName: 'PAPADAKIS' }]);
    expect(search('zygo')).toEqual([]);
    expect(search('papa leo')).toEqual([[late.ins.value, 'prefix']]);
    forgetPatient(db, late.ins);
    expect(search('papa leo')).toEqual([]);
  });

  it('do not drift apart when a change is undone', () => {
    const db = memoryStore();
    const search = searchIn(db);
    const undone = patient({ birthFamilyName: 'ABGRALL' });
    const kept = patient({ birthFamilyName: 'KERVELLA' });
    const change = db.transaction(() => {
      storePatients(db, [undone]);
      search('abgrall');
      throw new Error('undone');
    });
    expect(change).toThrow('undone');
    expect(search('abgrall')).toEqual([]);
    storePatients(db, [kept]);
    expect(search('kerv')).toEqual([[kept.ins.value, 'prefix']]);
  });

  it('find somebody again whose name had been forgotten with him', () => {
    const db = memoryStore();
    const search = searchIn(db);
    const back = patient({ birthFamilyName: 'ZYGOMALAS', givenNames: ['Léonidas', 'Zygo'] });
    for (let i = 0; i < 3; i += 1) {
      storePatients(db, [back]);
      markPatientSeen(db, back.ins, AT);
      expect(search('zygomalas leonidas')).toEqual([[back.ins.value, 'exact']]);
      expect(search('zygomalas zygo')).toEqual([[back.ins.value, 'exact']]);
      forgetPatient(db, back.ins);
      expect(search('zygomalas')).toEqual([]);
    }
  });

  it('count what was found beyond the hits that were asked for', () => {
    const db = memoryStore();
    storePatients(
      db,
      Array.from({ length: 30 }, () => patient()),
    );
    const { hits, total } = createPatientSearch(db).search('martin sophie', 10);
    expect([hits.length, total]).toEqual([10, 30]);
  });
});
