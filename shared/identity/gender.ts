/** Sex as the INS gives it. */
export type Gender = 'female' | 'male' | 'unknown';

const LABELS: Readonly<Record<Gender, { readonly short: string; readonly long: string }>> = {
  female: { short: 'F', long: 'Femme' },
  male: { short: 'M', long: 'Homme' },
  unknown: { short: 'I', long: 'Indéterminé' },
};

/** `F`, `M` or `I`, as the INS prints it. */
export function genderLetter(gender: Gender): string {
  return LABELS[gender].short;
}

export function genderLabel(gender: Gender): string {
  return LABELS[gender].long;
}

/** « né », « née », or « né(e) » where the INS does not say. */
export function bornWord(gender: Gender): string {
  switch (gender) {
    case 'female':
      return 'née';
    case 'male':
      return 'né';
    case 'unknown':
      return 'né(e)';
  }
}

const READINGS: Readonly<Record<string, Gender>> = {
  f: 'female',
  female: 'female',
  femme: 'female',
  féminin: 'female',
  '2': 'female',
  m: 'male',
  male: 'male',
  h: 'male',
  homme: 'male',
  masculin: 'male',
  '1': 'male',
  i: 'unknown',
  unknown: 'unknown',
  indéterminé: 'unknown',
};

/** Reads the sex as software of practices writes it (`F`, `female`, `Femme`, `2`). */
export function parseGender(text: string): Gender | undefined {
  const key = text.normalize('NFC').trim().toLowerCase();
  return Object.hasOwn(READINGS, key) ? READINGS[key] : undefined;
}
