import { yearsBefore } from '../../i18n/format.ts';
import { words } from './messages.ts';

export type Period = 'first' | 'all';

/** First day of a record's first list, `YYYY-MM-DD`: so many years before today (DMP guide, TD3.1). */
export const firstDay = (today: string, years: number): string => yearsBefore(today, years);

/** First day that a period shows, `YYYY-MM-DD`; null: no limit. */
export const sinceOf = (period: Period, today: string, years: number): string | null =>
  period === 'first' ? firstDay(today, years) : null;

export const periodChoices = (years: number): readonly { readonly id: Period; readonly label: string }[] => [
  { id: 'first', label: words.periodFirst({ years }) },
  { id: 'all', label: words.periodAll },
];
