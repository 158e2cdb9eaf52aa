/** The words of docs/rules.md 1 and 9, read from a question as it came. */
import matrix from '../../../resources/habilitation/matrix.json' with { type: 'json' };
import professions from '../../../resources/habilitation/professions.json' with { type: 'json' };
import types from '../../../resources/habilitation/types.json' with { type: 'json' };

export class Malformed extends Error {}

export type Json = Record<string, unknown>;
type Reach = (path: string) => unknown;

export interface Look {
  /** A value that the rules need: absent is malformed. */
  readonly need: Reach;
  /** The same with a default. */
  readonly get: (path: string, otherwise: unknown) => unknown;
  readonly action: string;
  readonly cumul: boolean;
}

const DAY = 86_400_000;

export function look(question: Json, cumul: boolean): Look {
  const find = (path: string): unknown => {
    let value: unknown = question;
    for (const key of path.split('.')) {
      if (value === undefined || value === null) return undefined;
      value = (value as Json)[key];
    }
    return value ?? undefined;
  };
  return {
    need: (path) => {
      const value = find(path);
      if (value === undefined) throw new Malformed(path);
      return value;
    },
    get: (path, otherwise) => find(path) ?? otherwise,
    action: String(find('action')),
    cumul,
  };
}

// ---- words of section 1

export const time = (value: unknown): number => Date.parse(String(value));
const today = (at: Look): string => new Date(time(at.need('now'))).toISOString().slice(0, 10);

/** Eighteen years on, written as a date: no 29 February comes 18 years after another, so 1 March is the next day. */
export function minor(at: Look): boolean {
  const born = String(at.need('record.birthDate'));
  return today(at) < `${Number(born.slice(0, 4)) + 18}${born.slice(4)}`;
}

export const carries = (at: Look, code: string): boolean =>
  (at.need('document.confidentiality') as unknown[]).indexOf(code) !== -1;
export const unseenByPatient = (at: Look): boolean =>
  carries(at, 'INVISIBLE_PATIENT') &&
  !(time(at.need('now')) >= time(at.need('document.depositedAt')) + 30 * DAY);
export const unseenByParents = (at: Look): boolean =>
  carries(at, 'INVISIBLE_REPRESENTANTS_LEGAUX') && minor(at);

export const newCodes = (at: Look): unknown[] => at.get('change.confidentiality', []) as unknown[];
export const newCode = (at: Look, code: string): boolean => newCodes(at).indexOf(code) !== -1;

export const mode = (at: Look): unknown => at.get('session.mode', 'NORMAL');
export const secret = (at: Look): boolean => at.get('session.secret', false) === true;
export const treating = (at: Look): boolean => at.get('relation.treatingDoctor', false) === true;
export const right = (at: Look): unknown =>
  at.get('relation', undefined) === undefined ? 'NONE' : at.need('relation.authorisation');
export const switched = (at: Look, name: string): boolean =>
  at.get(`record.switches.${name}`, name !== 'MASKED') === true;

const rowByProfession: Record<string, string | undefined> = Object.assign(
  Object.create(null) as Record<string, string>,
  Object.fromEntries(professions.professions.map((known) => [known.code, known.row])),
);
export const row = (at: Look): string | undefined => rowByProfession[String(at.need('actor.profession'))];
export const staff = (at: Look): boolean => at.need('actor.card') === 'CPE' || row(at) === 'SEC';
export const own = (at: Look): boolean => at.need('actor.id') === at.need('document.authorId');
export const depositsOwn = (at: Look): boolean =>
  (staff(at) ? at.get('actor.onBehalfOf', '') : at.need('actor.id')) === at.need('document.authorId');

// ---- the matrix, read cell by cell at each question

const cellsByType = matrix.cells as unknown as Record<string, [string, string] | undefined>;
const listed = (type: string): string | undefined => types.find((known) => known.code === type)?.class;

export function cell(column: string, type: string, fallbackClass: () => string): boolean {
  const index = matrix.rows.indexOf(column);
  const line = Object.hasOwn(cellsByType, type) ? cellsByType[type] : undefined;
  if (line !== undefined) return line[0][index] === 'R';
  const wanted = listed(type) ?? fallbackClass();
  const siblings = Object.entries(cellsByType).filter(([code]) => listed(code) === wanted);
  return siblings.length > 0 && siblings.every(([, sibling]) => sibling?.[0][index] === 'R');
}

export const column = (at: Look): string => (mode(at) === 'NORMAL' && treating(at) ? 'MT' : (row(at) ?? ''));

// ---- names

/** Letter by letter. Upper-casing one letter at a time folds it; dotless i is a letter of its own. */
function spelled(name: string): string {
  let letters = '';
  for (const letter of name.normalize('NFD')) {
    if (/\p{Mark}|\p{White_Space}/u.test(letter)) continue;
    if ([0x2d, 0x2010, 0x2011, 0x27, 0x2019, 0x2bc].includes(letter.codePointAt(0) ?? 0)) continue;
    letters += letter === '\u0131' ? letter : letter.toLowerCase().toUpperCase();
  }
  return letters.replace(/\u0152/g, 'OE').replace(/\u00c6/g, 'AE');
}

export function sameTraits(at: Look): boolean {
  const claimed = (key: string): string | undefined =>
    at.get(`session.claimedTraits.${key}`, undefined) as string | undefined;
  const family = claimed('familyName');
  if (family === undefined || spelled(family) !== spelled(String(at.need('record.familyName')))) return false;
  const first = claimed('givenName');
  const firsts = (): string[] => at.need('record.givenNames') as string[];
  if (first === undefined || !firsts().map(spelled).includes(spelled(first))) return false;
  const born = claimed('birthDate');
  return born !== undefined && born === at.need('record.birthDate');
}

export function length(text: unknown): number {
  const points = Array.from(String(text));
  const blank = (point: string | undefined): boolean => point !== undefined && /\p{White_Space}/u.test(point);
  while (blank(points[0])) points.shift();
  while (blank(points.at(-1))) points.pop();
  return points.length;
}

export const running = (at: Look): boolean =>
  time(at.need('now')) - time(at.need('session.startedAt')) < 60 * 60_000;
