import { describe, expect, it } from 'vitest';
import professions from '../../../../resources/habilitation/professions.json' with { type: 'json' };
import {
  organizations,
  patients,
  practiceList,
  professionals,
  rights,
} from '../../../../electron/service/demo/people.ts';
import { NAMED_CARDS, NAMED_PATIENTS } from '../../../../electron/service/demo/types.ts';
import { nirKey } from '../../../../shared/identity/nir.ts';

const admitted = new Set(professions.professions.map(({ code }) => code));
const professional = (key: string) => professionals.find((each) => each.key === key);
const patient = (key: string) => patients.find((each) => each.key === key);

describe('the professionals of the demo', () => {
  it('hold the cards that demo.json names, with their professions', () => {
    expect(NAMED_CARDS.filter((key) => professional(key) === undefined)).toEqual([]);
    expect(professional('doctor')?.id).toBe('899900000017');
    const expected = {
      doctor: '10',
      otherDoctor: '10',
      treatingDoctor: '10',
      regulator: '10',
      pharmacist: '21',
      midwife: '50',
      nurse: '60',
      careAssistant: 'ROLE-313',
      socialWorker: 'R94-41',
      secretary: 'SECRETARIAT_MEDICAL',
    };
    const found = Object.keys(expected).map((key) => [key, professional(key)?.profession]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  it('are admitted, but for the one who is not', () => {
    const refused = professionals.filter(({ profession }) => !admitted.has(profession));
    expect(refused.map(({ key }) => key)).toEqual(['notAdmitted']);
    expect(professional('revoked')?.state).toBe('revoked');
    expect(professional('expired')?.state).toBe('expired');
    expect(professionals.filter(({ regulator }) => regulator).map(({ key }) => key)).toEqual(['regulator']);
  });

  it('have identifiers that can name a file, each once, and a place of work', () => {
    expect(new Set(professionals.map(({ id }) => id)).size).toBe(professionals.length);
    for (const { id, card, organization } of professionals) {
      expect(id).toMatch(card === 'CPS' ? /^8\d{11}$/ : /^\d+$/);
      expect(organizations.map(({ key }) => key)).toContain(organization);
    }
    for (const { organization, alsoAt } of professionals) {
      const places = [organization, ...alsoAt];
      expect(new Set(places).size).toBe(places.length);
      for (const place of alsoAt) expect(organizations.map(({ key }) => key)).toContain(place);
    }
    expect(professional('secretary')?.organization).toBe(professional('doctor')?.organization);
    expect(professional('otherDoctor')?.organization).toBe(professional('doctor')?.organization);
  });
});

describe('the places of practice', () => {
  it('are several for the doctor, so that one is chosen at sign-in, and one for whoever deposits for her', () => {
    expect(professional('doctor')).toMatchObject({ organization: 'practice', alsoAt: ['careHome'] });
    expect(professional('secretary')?.alsoAt).toEqual([]);
  });
});

describe('the patients of the demo', () => {
  it('are about sixty, each with an INS of his own whose key is right', () => {
    expect(patients.length).toBeGreaterThanOrEqual(60);
    expect(new Set(patients.map(({ ins }) => ins)).size).toBe(patients.length);
    for (const { ins, gender, birthDate, birthPlace } of patients) {
      expect(nirKey(ins.slice(0, 13))).toBe(ins.slice(13));
      expect(ins[0]).toBe(gender === 'male' ? '1' : '2');
      expect(ins.slice(1, 5)).toBe(birthDate.slice(2, 4) + birthDate.slice(5, 7));
      expect(ins.slice(5, 10)).toBe(birthPlace.code);
    }
  });

  it('give the names of demo.json the state that their name promises', () => {
    expect(NAMED_PATIENTS.filter((key) => patient(key) === undefined)).toEqual([]);
    expect(patient('emergencyOff')?.switches).toEqual({ ETREAT: false, BTG: false, MASKED: false });
    expect(patient('emergencyMasked')?.switches).toEqual({ ETREAT: true, BTG: true, MASKED: true });
    expect(patient('closed')?.record.status).toBe('closed');
    expect(patient('opposed')?.record.status).toBe('opposed');
    expect(patient('notActivated')?.activated).toBe(false);
    expect(patient('minor')?.representatives).toEqual(['adult']);
    for (const key of ['adult', 'adult2', 'minor'])
      expect(patient(key)?.treatingDoctors).toEqual(['treatingDoctor']);
  });

  it('keep every other switch at its default', () => {
    const others = patients.filter(({ switches: { ETREAT, BTG, MASKED } }) => !ETREAT || !BTG || MASKED);
    expect(others.map(({ key }) => key)).toEqual(['emergencyOff', 'emergencyMasked']);
  });

  it('share the four search traits between the two twins, and between nobody else', () => {
    const traits = patients.map(({ family, given, birthDate, gender }) =>
      [family, given[0], birthDate, gender].join(),
    );
    const twice = patients.filter(
      (_, at) => traits.indexOf(traits[at] ?? '') !== traits.lastIndexOf(traits[at] ?? ''),
    );
    expect(twice.map(({ key }) => key)).toEqual(['twinA', 'twinB']);
  });

  it('represent minors by adults', () => {
    for (const { representatives, birthDate } of patients) {
      for (const key of representatives) {
        expect(birthDate > '2008-11-21').toBe(true);
        expect((patient(key)?.birthDate ?? '9999') < '2008-11-21').toBe(true);
      }
    }
  });
});

describe('the rights at the start', () => {
  it('touch none of the patients that demo.json names', () => {
    const named = new Set<string>(NAMED_PATIENTS);
    for (const right of rights) expect(named.has(right.patient)).toBe(false);
  });

  it('name people who exist, each pair once, and block no médecin traitant', () => {
    const pairs = rights.map((right) => `${right.patient} ${right.professional}`);
    expect(new Set(pairs).size).toBe(pairs.length);
    const strangers = rights.filter((right) => !patient(right.patient) || !professional(right.professional));
    expect(strangers).toEqual([]);
    const blockedDoctors = rights.filter(
      (right) =>
        right.status === 'blocked' && patient(right.patient)?.treatingDoctors.includes(right.professional),
    );
    expect(blockedDoctors).toEqual([]);
  });

  it('give the doctor valid, expired and blocked ones', () => {
    const own = rights.filter((right) => right.professional === 'doctor');
    expect(
      own.filter((right) => right.status === 'granted' && right.lasts > right.since).length,
    ).toBeGreaterThan(15);
    expect(own.some((right) => right.status === 'granted' && right.lasts < right.since)).toBe(true);
    expect(own.some((right) => right.status === 'blocked')).toBe(true);
  });
});

describe('the list of the practice', () => {
  it('is a CSV of nine columns that no name breaks', () => {
    const [header, ...lines] = practiceList().trimEnd().split('\n');
    expect(header).toBe('ins;system;family;used;given;birthdate;gender;birthplace;birthplaceLabel');
    expect(lines.length).toBeGreaterThan(45);
    for (const line of lines) expect(line.split(';')).toHaveLength(9);
  });

  it('leaves out some patients, to be found in the national service', () => {
    for (const key of ['twinA', 'twinB', 'tunisia']) expect(practiceList()).not.toContain(patient(key)?.ins);
    expect(practiceList()).toContain(patient('diabetic')?.ins);
  });

  it('keeps patients who have no record, or none any more: a practice knows them all the same', () => {
    for (const key of ['opposed', 'closed']) expect(practiceList()).toContain(patient(key)?.ins);
  });
});
