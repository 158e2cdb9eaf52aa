import { icu, messages } from '../../i18n/text.ts';

type Count = { count: number; shown: string };

export const words = messages({
  title: 'Mes dossiers',
  lead: "Les patients chez qui votre droit d'accès court, ou s'est terminé par son terme.",
  search: 'Chercher dans mes dossiers',
  visitBag: 'Préparer une tournée',
  shown: icu<Count>(
    '{count, plural, =0 {Aucun dossier} one {# dossier} many {{shown} dossiers} other {{shown} dossiers}}',
  ),
  narrowed: icu<{ shown: string; count: string }>(
    'Les {shown} premiers sur {count} : précisez la recherche.',
  ),
  order: 'Trier',
  orderDue: "À renouveler d'abord",
  orderName: 'Par nom',
  orderUntil: 'Par fin du droit',
  orderSeen: 'Par dernier passage',

  columnName: 'Nom et prénoms',
  columnBirth: 'Naissance',
  columnRight: 'Droit',
  columnSeen: 'Dernier passage',
  columnNews: 'Nouveautés',
  treatingDoctor: 'Médecin traitant',
  until: icu<{ date: string }>("Jusqu'au {date}"),
  noTerm: 'Sans terme',
  soon: icu<{ date: string }>('À renouveler avant le {date}'),
  missed: icu<{ date: string }>('Terminé le {date}, à renouveler'),
  over: icu<{ date: string }>('Terminé le {date}'),
  never: 'Jamais sur ce poste',

  empty: 'Aucun dossier',
  emptyNext: 'Déclarez le consentement d’un patient : son dossier viendra ici.',
  emptySearch: 'Aucun dossier ne correspond',
  emptySearchNext: 'La recherche porte sur les noms et les prénoms.',

  askNews: 'Chercher les nouveautés',
  askNewsNote: 'Chaque dossier est interrogé depuis votre dernier passage, et cette recherche y est tracée.',
  asking: icu<{ done: string; total: string }>('{done} dossiers sur {total}'),
  stop: 'Arrêter',
  newsNone: 'Rien de nouveau',
  news: icu<{ count: number; date: string }>(
    '{count, plural, one {# dépôt} many {# dépôts} other {# dépôts}}, le {date}',
  ),
  newsFailed: 'Non consulté',
});
