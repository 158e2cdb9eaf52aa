import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import { splitWords, wordsBegin } from '../../shared/identity/name-words.ts';

/** ÉLISE-MARIE → Élise-Marie; a name that already has lower case stays as it was given. */
function asWritten(givenName: string): string {
  if (givenName !== givenName.toLocaleUpperCase('fr-FR')) return givenName;
  return givenName
    .toLocaleLowerCase('fr-FR')
    .replaceAll(
      /(^|[-\s'’])(\p{L})/gu,
      (_all, before: string, letter: string) => before + letter.toLocaleUpperCase('fr-FR'),
    );
}

/** The family name that the person goes by, in capitals as on every French medical paper. */
export const familyName = ({
  usedFamilyName,
  birthFamilyName,
}: Pick<PatientIdentity, 'usedFamilyName' | 'birthFamilyName'>): string =>
  (usedFamilyName ?? birthFamilyName).toLocaleUpperCase('fr-FR');

export const givenNames = (identity: Pick<PatientIdentity, 'givenNames'>): readonly string[] =>
  identity.givenNames.map(asWritten);

/** DURAND Élise: the shortest way to name someone; a banner shows all the traits. */
export const personName = (
  identity: Pick<PatientIdentity, 'usedFamilyName' | 'birthFamilyName' | 'givenNames'>,
): string => `${familyName(identity)} ${givenNames(identity)[0] ?? ''}`.trim();

/** DURAND Élise Marie: by what a list of people is put in order. */
export const wholeName = (identity: PatientIdentity): string =>
  `${familyName(identity)} ${givenNames(identity).join(' ')}`;

/** Those whose names, of birth as of use, begin with what was typed; all when nothing was. */
export function namedLike<T extends { readonly patient: PatientIdentity }>(
  entries: readonly T[],
  query: string,
): readonly T[] {
  const asked = splitWords(query);
  if (asked.length === 0) return entries;
  return entries.filter(({ patient }) =>
    wordsBegin(`${wholeName(patient)} ${patient.birthFamilyName}`, asked),
  );
}

/** « née MARTIN », or null when the person goes by the birth name. */
export function birthName({ usedFamilyName, birthFamilyName, gender }: PatientIdentity): string | null {
  if (usedFamilyName === null || usedFamilyName === birthFamilyName) return null;
  const born = gender === 'female' ? 'née' : gender === 'male' ? 'né' : 'né(e)';
  return `${born} ${birthFamilyName.toLocaleUpperCase('fr-FR')}`;
}

/** Nantes (44109); the code alone when its label is unknown. */
export function birthPlace({ birthPlace: place }: PatientIdentity): string {
  if (place === null) return 'lieu de naissance inconnu';
  return place.label === null ? place.code : `${place.label} (${place.code})`;
}

/** D. É.: enough to tell one's patients apart, nothing for who looks over the counter. */
export const initials = (
  identity: Pick<PatientIdentity, 'usedFamilyName' | 'birthFamilyName' | 'givenNames'>,
): string =>
  [familyName(identity), identity.givenNames[0] ?? '']
    .flatMap((name) => name.trim().slice(0, 1).toLocaleUpperCase('fr-FR') || [])
    .map((letter) => `${letter}.`)
    .join('\u00A0');
