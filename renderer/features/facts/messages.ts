import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  vital: 'Faits vitaux',
  counter: 'Au comptoir',
  group: 'Faits vitaux',
  fold: 'Replier les faits vitaux',
  unfold: 'Montrer tous les faits vitaux',
  whole: 'Tout montrer',
  compact: "L'essentiel",
  more: icu<{ count: number }>('{count, plural, one {et # autre} many {et # autres} other {et # autres}}'),
  reading: 'Lecture…',
  undated: 'sans date',
  allRead: 'Sections partagées et documents de synthèse lus ; les autres documents sont dans la liste',
  asOf: icu<{ time: string }>('lu à {time}'),
  asOfKept: icu<{ time: string }>('hors ligne, lu à {time}'),
  retry: 'Relire',
});
