import { readBirthDates, type PartialDate } from './birth-date.ts';
import { frenchDay } from './calendar.ts';
import { foldLetters } from './traits.ts';

/** What a caller said, or a clipboard held, of somebody's identity. */
export interface HeardIdentity {
  /** Birth name where one was told beside the used one. */
  readonly family: string | null;
  readonly given: string | null;
  /** `YYYY-MM-DD`, only when the whole date was told. */
  readonly birthDate: string | null;
  readonly gender: 'female' | 'male' | null;
  /** The same as words to search with: without titles, labels and spelling aids. */
  readonly query: string;
}

const TITLES: Readonly<Record<string, 'female' | 'male'>> = {
  m: 'male',
  mr: 'male',
  monsieur: 'male',
  mme: 'female',
  mlle: 'female',
  madame: 'female',
  mademoiselle: 'female',
};

/** Words of forms and of speech that name nobody. */
const LABELS = new Set([
  'nom',
  'noms',
  'prenom',
  'prenoms',
  'naissance',
  'usage',
  'famille',
  'date',
  'de',
  'du',
  'le',
  'la',
  'ddn',
  'ins',
  'nir',
  'sexe',
]);
/** A particle belongs to the name that follows it, unless it introduces a date or a label. */
const PARTICLES = new Set(['de', 'du', 'le', 'la']);

/**
 * Reads an identity as it is told on the telephone or pasted from another screen: `DURAND Élise 12/05/1978`,
 * `Mme Élise DURAND née MARTIN`, `D comme Daniel U R A N D`, `Nom : … Prénom : … Né(e) le : …`.
 *
 * Without capitals to tell them apart, the first word is the family name: a start, not a guess to trust.
 *
 * @param today `YYYY-MM-DD`: a year of two digits is the latest that has been
 */
export function readHeardIdentity(text: string, today: string): HeardIdentity {
  const flat = text.replaceAll(/\s+/gu, ' ').trim();
  const labelled = readLabels(flat);
  const [reading] = readBirthDates(labelled.rest);
  const birthDate = wholeDate(reading?.dates ?? [], today);
  const words = spelled(wordsOf(labelled.rest, reading?.rest));
  const gender = genderOf(words) ?? labelled.gender;
  const names = words.filter((word) => TITLES[fold(word)] === undefined);
  const { family, given } = split(names);
  const heard = {
    family: labelled.family ?? family,
    given: labelled.given ?? given,
    birthDate,
    gender,
  };
  const dateWords = birthDate === null ? [] : [frenchDay(birthDate)];
  const rest =
    labelled.family === null && labelled.given === null ? names.filter((word) => !isBorn(word)) : [];
  return {
    ...heard,
    query: [labelled.family, labelled.given, ...rest, ...dateWords].filter(Boolean).join(' '),
  };
}

const fold = (word: string): string => foldLetters(word).replaceAll(/\p{M}/gu, '');

/** `Nom : DURAND`, `Prénom : Élise`, `Sexe : F`, as forms and other programs write them. */
function readLabels(text: string): {
  readonly family: string | null;
  readonly given: string | null;
  readonly gender: 'female' | 'male' | null;
  readonly rest: string;
} {
  let rest = text;
  const take = (label: string): string | null => {
    const form = new RegExp(
      `(?:^|[\\s,;|])${label}\\s*[:=]\\s*([\\p{L}][\\p{L}\\p{M}'’ -]*?)(?=\\s*(?:[,;|\\t]|$|\\S+\\s*[:=]|n[ée]+(?:\\(e\\))?\\s+le|\\d|(?:nom|pr[ée]noms?|sexe|date)\\b))`,
      'iu',
    );
    const match = form.exec(rest);
    if (match === null) return null;
    rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
    return match[1]?.trim() ?? null;
  };
  const birth = take('nom de naissance');
  const used = take("nom(?: de famille| d[’']usage| utilisé)?");
  const given = take('pr[ée]noms?(?: de naissance)?');
  const sex = /(?:^|\s)sexe\s*[:=]\s*([fhm])\w*/iu.exec(rest);
  if (sex !== null) rest = rest.replace(sex[0], ' ');
  const letter = sex?.[1]?.toLowerCase();
  return {
    family: birth ?? used,
    given,
    gender: letter === undefined ? null : letter === 'f' ? 'female' : 'male',
    rest,
  };
}

/** The words of the text, as written, that are no part of the date found in it. */
function wordsOf(text: string, rest: string | undefined): readonly string[] {
  const words = text.split(/[^\p{L}\p{M}\p{N}'’-]+/u).filter(Boolean);
  if (rest === undefined) return words.filter((word) => !/^\d+$/.test(word));
  const kept = rest.split(/[^\p{L}\p{N}'’-]+/u);
  return words.filter((word) => {
    const index = kept.indexOf(fold(word));
    if (index < 0) return false;
    kept.splice(index, 1);
    return true;
  });
}

/** `D comme Daniel, U, R, A, N, D` is DURAND. */
function spelled(words: readonly string[]): readonly string[] {
  const told: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    if (fold(words[index] ?? '') === 'comme' && told.length > 0) index += 1;
    else told.push(words[index] ?? '');
  }
  const joined: string[] = [];
  let letters: string[] = [];
  const flush = (): void => {
    if (letters.length >= 3) joined.push(letters.join(''));
    else joined.push(...letters);
    letters = [];
  };
  for (const word of told) {
    if (/^\p{L}$/u.test(word)) letters.push(word.toLocaleUpperCase('fr-FR'));
    else {
      flush();
      joined.push(word);
    }
  }
  flush();
  return joined;
}

function genderOf(words: readonly string[]): 'female' | 'male' | null {
  for (const word of words) {
    const title = TITLES[fold(word)];
    if (title !== undefined) return title;
  }
  if (words.some((word) => fold(word) === 'nee')) return 'female';
  return null;
}

const isBorn = (word: string): boolean =>
  ['ne', 'nee'].includes(fold(word)) && /[éÉ]/u.test(word.normalize());
const isCapitals = (word: string): boolean =>
  word.length > 1 && word === word.toLocaleUpperCase('fr-FR') && word !== word.toLocaleLowerCase('fr-FR');

/** Family and given names: by capitals where they tell, else in the order of an office. */
function split(all: readonly string[]): { readonly family: string | null; readonly given: string | null } {
  const born = all.findIndex(isBorn);
  const before = names(born < 0 ? all : all.slice(0, born));
  const birthName = born < 0 ? [] : names(all.slice(born + 1));
  const capitals = before.filter(isCapitals);
  const told = capitals.length > 0 && capitals.length < before.length;
  const families = told ? capitals : leading(before);
  const others = told ? before.filter((word) => !isCapitals(word)) : before.slice(families.length);
  const family = birthName.length > 0 ? leading(birthName) : families;
  return { family: family.join(' ') || null, given: others[0] ?? null };
}

/** The first name with the particles before it. */
function leading(words: readonly string[]): readonly string[] {
  const end = words.findIndex((word) => !PARTICLES.has(fold(word)));
  return words.slice(0, end < 0 ? words.length : end + 1);
}

const names = (words: readonly string[]): readonly string[] =>
  words.filter((word, index) => {
    const folded = fold(word);
    if (!LABELS.has(folded)) return true;
    const next = words[index + 1];
    return PARTICLES.has(folded) && next !== undefined && !LABELS.has(fold(next));
  });

/** The whole date, if one was told: the latest that has been. */
function wholeDate(dates: readonly PartialDate[], today: string): string | null {
  const days = dates.flatMap(({ year, month, day }) =>
    year === undefined || month === undefined || day === undefined
      ? []
      : [`${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`],
  );
  return (
    days
      .filter((date) => date <= today)
      .toSorted()
      .at(-1) ?? null
  );
}

const two = (value: number): string => String(value).padStart(2, '0');
