import { words } from './messages.ts';

/** An age as it is said of a vaccine: in months up to two years, then in years. */
export const ageInWords = (months: number): string =>
  months < 24 ? words.months({ months }) : words.years({ years: Math.floor(months / 12) });
