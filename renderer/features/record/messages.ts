import { icu, messages } from '../../i18n/text.ts';

type Count = { count: number; shown: string };

export const words = messages({
  banner: 'Patient',
  ins: 'INS',
  qualified: 'qualifiée',
  notQualified: 'non qualifiée',
  modeNormal: 'Mode normal',
  treatingDoctor: 'Médecin traitant',
  closeRecord: 'Fermer le dossier',
  more: 'Actes sur le dossier',
  renounce: 'Renoncer à mon accès',
  renew: 'Renouveler le consentement',

  rightNone: 'Accès non déclaré',
  rightValid: icu<{ date: string }>("Accès jusqu'au {date}"),
  rightValidOpen: 'Accès sans terme',
  rightExpired: icu<{ date: string }>('Accès expiré le {date}'),
  rightBlocked: 'Accès bloqué par le patient',
  recordClosed: 'Dossier fermé',
  recordNone: 'Pas de dossier',
  opening: 'Ouverture…',

  noneTitle: "Votre droit d'accès à ce dossier n'est pas déclaré",
  noneLead:
    'Informez le patient et recueillez son accord avant de consulter. Votre déclaration est conservée comme preuve.',
  expiredTitle: icu<{ date: string }>("Votre droit d'accès a expiré le {date}"),
  expiredLead: 'Déclarez de nouveau le consentement du patient pour consulter ses documents.',
  blockedTitle: "Ce patient vous a bloqué l'accès à son dossier.",
  blockedLead: 'Vous pouvez toujours y déposer un document.',
  closedTitle: icu<{ date: string }>('Ce dossier est fermé depuis le {date}.'),
  closedTitleBare: 'Ce dossier est fermé.',
  closedLead:
    'Aucun document ne peut y être consulté ni déposé. Le patient peut le rouvrir depuis son espace.',
  nonexistentTitle: "Cette personne n'a pas de dossier.",
  nonexistentLead: "Le dossier n'a jamais été créé, ou la personne s'est opposée à sa création.",

  timeLine: 'Documents du dossier',
  search: 'Chercher dans la liste',
  filters: 'Filtres',
  filterClass: 'Classe',
  filterType: 'Type',
  filterAuthor: 'Auteur',
  filterState: 'État',
  filterPeriod: 'Période',
  periodFirst: icu<{ years: number }>('{years, plural, one {# an} many {# ans} other {# ans}}'),
  periodAll: 'Tout',
  clearFilters: 'Effacer les filtres',
  removeFilter: icu<{ name: string }>('Retirer le filtre {name}'),
  showAll: 'Afficher tout',
  shown: icu<Count>(
    '{count, plural, =0 {Aucun document} one {# document} many {{shown} documents} other {{shown} documents}}',
  ),
  shownOf: icu<{ shown: string; total: string }>('{shown} sur {total} documents'),
  since: icu<{ date: string }>('depuis le {date}'),
  loadingMore: icu<{ loaded: string; total: string }>('{loaded} chargés sur {total}'),
  asOf: icu<{ time: string }>('à {time}'),
  refresh: 'Actualiser',
  deposit: 'Déposer un document',

  empty: 'Aucun document déposé dans ce dossier',
  emptyNext: "Cela ne dit rien des antécédents du patient : rien n'a été déposé que vous puissiez consulter.",
  emptyPeriod: icu<{ years: number }>(
    'Aucun document déposé depuis {years, plural, one {# an} many {# ans} other {# ans}}',
  ),
  emptyPeriodNext: 'Des documents plus anciens peuvent exister.',
  emptyFilter: 'Aucun document ne correspond à ces filtres',
  emptyFilterNext: 'Les filtres ne portent que sur les documents affichés.',

  badgeMasked: 'Masqué',
  badgeMaskedByPatient: 'Masqué par le patient',
  badgeNotVisibleToPatient: 'Non visible du patient',
  badgeNotVisibleToRepresentatives: 'Non visible des représentants',
  badgeArchived: 'Archivé',
  badgeSuperseded: 'Remplacé',
  badgeByPatient: 'Par le patient',
  badgeNew: 'Nouveau',
  stateOwn: 'Déposés par moi',
  stateSuperseded: 'Remplacés',

  nothingOpen: 'Aucun document ouvert',
  nothingOpenNext: "Chaque lecture est tracée : rien ne s'ouvre sans votre geste.",
  sinceTitle: icu<{ date: string }>('Depuis votre passage du {date}'),
  sinceNone: 'Rien de nouveau dans la liste.',
  firstVisit: 'Premier passage dans ce dossier',
  sinceNew: icu<{ count: number }>(
    '{count, plural, one {# document nouveau} many {# documents nouveaux} other {# documents nouveaux}}',
  ),
  keysMove: 'parcourir',
  keysOpen: 'ouvrir',
  keysSearch: 'chercher',
  document: 'Document',

  renounceTitle: 'Renoncer à votre accès ?',
  renounceLead:
    "Vous ne pourrez plus consulter ce dossier avant d'avoir déclaré de nouveau le consentement du patient. Vos documents y restent.",
  cancel: 'Annuler',
  announceOpened: icu<{ count: number; shown: string }>(
    'Dossier ouvert. {count, plural, =0 {Aucun document} one {# document} many {{shown} documents} other {{shown} documents}}.',
  ),
});
