/**
 * How a French name sounds, coarsely: two spellings that a secretary may hear alike have the same key
 * (`gauthier` and `gotier`, `lefebvre` and `lefaivre`). The signs 1, 2 and 3 stand for the nasal vowels of
 * vin, vent and bon, 9 for the vowel of feu, w for that of loup, C for the consonant of chat, G for that of
 * gare and Y for that of yeux.
 *
 * The order matters: contexts that letters give to each other (a soft c, a nasal vowel) are read before
 * the letters that make them are merged.
 */
const RULES: readonly (readonly [RegExp, string])[] = [
  // Consonants by their neighbours, and letters that say nothing.
  [/([^slc])\1+/g, '$1'],
  [/cc(?![eiy])/g, 'k'],
  [/ph/g, 'f'],
  [/x|gz/g, 'ks'],
  [/ch(?=[lr]|$)/g, 'k'],
  [/sc?h|ch/g, 'C'],
  [/h/g, ''],
  [/bv/g, 'v'],
  [/gn/g, 'ni'],
  [/ge(?=[aou])/g, 'j'],
  [/gu(?=[eiy])/g, 'G'],
  [/g(?=[eiy])/g, 'j'],
  [/g/g, 'G'],
  [/s?c(?=[eiy])/g, 's'],
  [/nc(?=oi)/g, 'ns'],
  [/ck|c?qu?|c/g, 'k'],
  [/w/g, 'v'],
  [/tion/g, 'sion'],
  // Vowels said through the nose: before a consonant or at the end.
  [/oin(?![aeiouynm])/g, 'w1'],
  [/(?<=[iy])en(?![aeiouynm])/g, '1'],
  [/(?:[ae]?[iy]|u)[nm](?![aeiouynm])/g, '1'],
  [/e?[ae][nm](?![aeiouynm])/g, '2'],
  [/o[nm](?![aeiouynm])/g, '3'],
  // What is written at the end and not said: once, since a mute e keeps the consonant before it alive.
  [/(?<=.)(?:aul?(?:[dt]s?|ks)|eauks)$/, 'o'],
  [/(?<=[nrm123])[bkGp]s?$|(?<=..)(?:er|ez|ets?|ees?|es?|ai[ts]?|aie|[ae]ys?)$|(?<=.)(?:ks|[tdspz]+)$/, ''],
  // Vowels written with several letters.
  [/(?<=[aeou])ill?(?=[aeiouy]|$)|(?<=[aeiou])y(?=[aeiou])/g, 'Y'],
  [/ill(?=[aeiouy]|$)/g, 'iY'],
  [/ou/g, 'w'],
  [/o[iy]/g, 'wa'],
  [/e?au/g, 'o'],
  [/o?eu/g, '9'],
  [/[ae][iy]/g, 'e'],
  [/y/g, 'i'],
  [/[sz]+/g, 's'],
  [/(.)\1+/g, '$1'],
];

/** The sound key of a folded word (see `splitWords`); the word itself where nothing would be left. */
export function soundKey(word: string): string {
  let key = word;
  for (const [spelling, sound] of RULES) key = key.replace(spelling, sound);
  return key === '' ? word : key;
}
