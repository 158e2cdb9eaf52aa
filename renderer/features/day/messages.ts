import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  title: 'Patients du jour',
  group: 'Patients du jour',
  next: 'Patient suivant',
  nextLabel: 'suivant',
  prepare: 'Préparer la journée',
  preparing: icu<{ done: number; count: number }>('{done} sur {count}…'),
  prepareNote:
    'Consulte chaque dossier où vous avez un droit : nouveautés et vaccins. Chaque consultation est tracée.',
  prepared: icu<{ time: string }>('préparé à {time}'),
  count: icu<{ count: number; left: number }>(
    '{count, plural, one {# rendez-vous} many {# rendez-vous} other {# rendez-vous}}, {left, plural, =0 {tous vus} one {# à voir} many {# à voir} other {# à voir}}',
  ),
  hour: 'Heure',
  patient: 'Patient',
  reason: 'Motif',
  right: 'Droit',
  news: 'Nouveau',
  announcements: 'Annonce',
  vaccines: 'Vaccins',
  seen: icu<{ time: string }>('vu à {time}'),
  rightRunning: 'en cours',
  rightDue: icu<{ date: string }>('à renouveler, {date}'),
  rightEnded: 'terminé',
  rightNone: 'à déclarer',
  recordClosed: 'dossier fermé',
  newsCount: icu<{ count: number }>(
    '{count, plural, =0 {rien} one {# dépôt} many {# dépôts} other {# dépôts}}',
  ),
  newsNever: 'jamais ouvert',
  toAnnounce: icu<{ count: number }>('{count, plural, one {# à faire} many {# à faire} other {# à faire}}'),
  vaccinesCount: icu<{ count: number }>(
    '{count, plural, =0 {à jour} one {# à faire} many {# à faire} other {# à faire}}',
  ),
  vaccinesUnread: 'non lisible',
  notAsked: 'non demandé',
  notAskedShort: '–',
  failedOne: 'pas de réponse',
});
