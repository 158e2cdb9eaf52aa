/** Words as they are looked for: without accents, case or apostrophes. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[’'-]/g, ' ')
    .toLocaleLowerCase('fr-FR')
    .replaceAll('œ', 'oe')
    .replaceAll(/\s+/g, ' ')
    .trim();
