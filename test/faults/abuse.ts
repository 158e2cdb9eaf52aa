import type { ReviewedAccess } from '../../electron/service/review/rules.ts';
import { FAMILY_NAMES } from '../fixtures/french-names.ts';
import type { Chance } from '../fixtures/random.ts';

/**
 * A made-up country whose professionals mostly do their work, and some who do not. It is written from what
 * receptions, wards and guards do all day, and knows nothing of the rules that are to find the others.
 */
export interface Country {
  readonly accesses: readonly ReviewedAccess[];
  /** `actor day` of each abuse, with what was done. */
  readonly abuses: ReadonlyMap<string, string>;
}

const DAY = 86_400_000;
const MINUTE = 60_000;
const MONDAY = Date.parse('2026-09-07T00:00:00Z');
const DEPARTMENTS = ['44', '35', '49', '56', '75', '69', '13', '31', '33', '59', '67', '2A'];
const DAYS = 20;

interface Person {
  readonly id: string;
  readonly name: string;
  readonly department: string;
}

interface Professional extends Person {
  readonly kind: 'office' | 'hospital' | 'guard' | 'regulation';
  readonly panel: readonly Person[];
}

/** Names as they are borne: the commonest by one in a hundred and fifty, most by a few in ten thousand. */
function drawName(chance: Chance): string {
  const rank = Math.floor(chance.next() ** 2.2 * FAMILY_NAMES.length * 6);
  const base = FAMILY_NAMES[rank % FAMILY_NAMES.length] ?? 'X';
  const turn = Math.floor(rank / FAMILY_NAMES.length);
  return `${base}${turn === 0 ? '' : ` ${turn}`}`.toUpperCase();
}

/** @param count accesses of normal work, about */
export function makeCountry(chance: Chance, count: number, abuses: number): Country {
  const patients = Array.from({ length: Math.ceil(count / 5) }, (_, index): Person => {
    return { id: `p${index}`, name: drawName(chance), department: chance.pick(DEPARTMENTS) };
  });
  const shares = new Map<string, number>();
  for (const { name } of patients) shares.set(name, (shares.get(name) ?? 0) + 1 / patients.length);
  const byDepartment = Map.groupBy(patients, ({ department }) => department);
  const flagged = new Set(Array.from({ length: 20 }, () => chance.pick(patients).id));
  const professionals = Array.from({ length: Math.ceil(count / 400) }, (_, index): Professional => {
    const department = chance.pick(DEPARTMENTS);
    const near = byDepartment.get(department) ?? patients;
    const kind =
      index % 12 === 0 ? 'regulation' : index % 6 === 1 ? 'guard' : index % 3 === 2 ? 'hospital' : 'office';
    const panel = Array.from({ length: kind === 'office' ? 90 : 220 }, () =>
      // Students, holidays, second homes: a few come from elsewhere.
      chance.happens(0.03) ? chance.pick(patients) : chance.pick(near),
    );
    return { id: `d${index}`, name: drawName(chance), department, kind, panel };
  });

  const accesses: ReviewedAccess[] = [];
  const planted = new Map<string, string>();
  const add = (
    actor: Professional,
    patient: Person,
    at: number,
    more: Partial<ReviewedAccess> = {},
  ): void => {
    accesses.push({
      seq: 0,
      at,
      actor: actor.id,
      actorName: actor.name,
      actorDepartment: actor.department,
      isRegulation: actor.kind === 'regulation',
      isBreakGlass: false,
      patient: patient.id,
      patientName: patient.name,
      patientDepartment: patient.department,
      nameShare: shares.get(patient.name) ?? 0,
      isFlagged: flagged.has(patient.id),
      isTreatingDoctor: false,
      isReported: false,
      ...more,
    });
  };

  for (let day = 0; day < DAYS; day += 1) {
    for (const actor of professionals)
      work(chance, actor, patients, MONDAY + day * DAY, count / (professionals.length * DAYS), add);
  }
  const free = professionals.filter(({ kind }) => kind !== 'regulation');
  for (let turn = 0; planted.size < abuses; turn += 1) {
    const actor = chance.pick(free);
    const day = MONDAY + chance.below(DAYS) * DAY;
    const key = `${actor.id} ${new Date(day).toISOString().slice(0, 10)}`;
    if (planted.has(key)) continue;
    planted.set(key, abuse(chance, turn, actor, { patients, flagged, shares }, day, add));
  }
  accesses.sort((a, b) => a.at - b.at);
  return { accesses: accesses.map((access, index) => ({ ...access, seq: index + 1 })), abuses: planted };
}

type Add = (actor: Professional, patient: Person, at: number, more?: Partial<ReviewedAccess>) => void;

/** A day's work: visits in the order of the day, each opening a record and a few of its documents. */
function work(
  chance: Chance,
  actor: Professional,
  all: readonly Person[],
  day: number,
  mean: number,
  add: Add,
): void {
  const starts = actor.kind === 'guard' && chance.happens(0.4) ? 20 : 7;
  let at = day + starts * 60 * MINUTE + chance.below(40) * MINUTE;
  const visits = Math.max(1, Math.round((mean / 2.6) * (0.6 + chance.next() * 0.8)));
  for (let visit = 0; visit < visits; visit += 1) {
    const patient = actor.kind === 'regulation' ? chance.pick(all) : chance.pick(actor.panel);
    // A médecin traitant knows the people in the public eye whom he treats.
    const isTreatingDoctor = actor.kind === 'office';
    const isBreakGlass = actor.kind === 'hospital' && chance.happens(0.015);
    const looks = 1 + chance.below(4);
    for (let look = 0; look < looks; look += 1) {
      add(actor, patient, at, { isTreatingDoctor, isBreakGlass: isBreakGlass && look === 0 });
      at += chance.below(90) * 1_000;
    }
    // Now and then a ward round: a dozen patients in as many minutes.
    at += chance.happens(0.1) ? MINUTE : (4 + chance.below(14)) * MINUTE;
  }
}

interface Known {
  readonly patients: readonly Person[];
  readonly flagged: ReadonlySet<string>;
  readonly shares: ReadonlyMap<string, number>;
}

/** One abuse, of a kind by its turn; what it was. */
function abuse(
  chance: Chance,
  turn: number,
  actor: Professional,
  known: Known,
  day: number,
  add: Add,
): string {
  const { patients, flagged, shares } = known;
  const at = day + (9 + chance.below(9)) * 60 * MINUTE;
  switch (turn % 5) {
    case 0: {
      const much = 34 + chance.below(60);
      for (let index = 0; index < much; index += 1)
        add(actor, chance.pick(patients), at + index * (3_000 + chance.below(9_000)));
      return 'emptied a list of patients';
    }
    case 1: {
      const times = 6 + chance.below(6);
      for (let index = 0; index < times; index += 1)
        add(actor, chance.pick(patients), at + index * 20 * MINUTE, { isBreakGlass: true });
      return 'broke the glass all day';
    }
    case 2: {
      const rare = { ...actor, name: `${actor.name}-VAILLANT` };
      const relative: Person = {
        id: `relative of ${actor.id}`,
        name: rare.name,
        department: actor.department,
      };
      for (let index = 0; index < 2; index += 1) {
        add(rare, relative, at + index * MINUTE, { nameShare: shares.get(rare.name) ?? 1 / patients.length });
      }
      return 'read a relative of a rare name';
    }
    case 3: {
      const someone = patients.find(({ id }) => flagged.has(id));
      if (someone !== undefined) add(actor, someone, at, { isTreatingDoctor: false });
      return 'read somebody in the public eye';
    }
    default: {
      const far = patients.filter(({ department }) => department !== actor.department);
      for (let index = 0; index < 7; index += 1) add(actor, chance.pick(far), at + index * 11 * MINUTE);
      return 'read strangers of another region';
    }
  }
}
