import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  group: 'Mesures',
  measures: 'Mesures',
  last: icu<{ value: string; date: string }>('{value} le {date}'),
  date: 'Date',
  value: 'Valeur',
  deviation: 'Écart (ET)',
  by: 'Noté par',
  carer: 'Aidant',
  representative: 'Représentant légal',
  computed: 'Calculé',
  plot: icu<{ name: string; count: number; from: string; to: string }>(
    '{name} : {count, plural, one {# valeur} many {# valeurs} other {# valeurs}}, du {from} au {to}. Le tableau à côté dit chacune.',
  ),
  curves: 'Courbes : percentiles 3, 15, 50, 85 et 97.',
  source: icu<{ title: string; source: string }>('{title} ({source}).'),
  /** From which age to which there are curves of this measure. */
  span: icu<{ from: string; until: string }>(
    'Pour cette mesure, l’OMS donne des courbes de {from} à {until}.',
  ),
  outside: icu<{ from: string; until: string }>(
    'Sans courbe à ces âges : pour cette mesure, l’OMS en donne de {from} à {until}.',
  ),
  unknownSex: 'Sans courbe : elles dépendent du sexe, qui n’est pas connu ici.',
  birth: 'la naissance',
  months: icu<{ months: number }>('{months} mois'),
  years: icu<{ years: number }>('{years, plural, one {# an} many {# ans} other {# ans}}'),
  systolic: 'systolique pleine, diastolique tiretée',
  acts: 'Actes',
  next: 'Mesure suivante',
  previous: 'Mesure précédente',
});
