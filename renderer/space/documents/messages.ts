import type { OwnDocumentType } from '../../../shared/bridge/space/documents.ts';
import { french, icu, messages } from '../../i18n/text.ts';

export const words = messages({
  title: 'Mes documents',
  lead: 'Ce que les professionnels et vous avez déposé. Un document masqué n’existe pas pour les professionnels, sauf pour son auteur et vos médecins traitants.',
  leadOther:
    'Ce que les professionnels et la famille ont déposé. Un document masqué n’existe pas pour les professionnels, sauf pour son auteur et les médecins traitants.',
  add: 'Ajouter un document',
  search: 'Chercher dans mes documents',
  masked: 'Masqués',
  own: 'Ajoutés par moi',
  list: 'Documents',
  count: icu<{ count: number; shown: string }>(
    '{count, plural, =0 {Aucun document} one {# document} many {{shown} documents} other {{shown} documents}}',
  ),
  none: "Aucun document dans cet espace. Cela ne dit rien de la santé de la personne : rien n'y a été déposé.",
  noneFound: 'Aucun document ne correspond.',
  choose: icu<{ title: string }>('Choisir « {title} »'),
  chosen: icu<{ count: number }>(
    '{count, plural, one {# document choisi} many {# documents choisis} other {# documents choisis}}',
  ),
  maskChosen: 'Masquer',
  showChosen: 'Rendre visibles',
  unchoose: 'Annuler le choix',
  byMe: 'Ajouté par le titulaire',
  badgeMasked: 'Masqué aux professionnels',
  badgeReplaced: 'Remplacé',
  badgeArchived: 'Archivé',
  read: 'Lire',
  mask: 'Masquer',
  show: 'Rendre visible',
  edit: 'Modifier',
  remove: 'Supprimer',
  more: icu<{ title: string }>('Autres actes sur « {title} »'),
  maskLong: 'Masquer aux professionnels',
  showLong: 'Rendre visible aux professionnels',
  back: 'Retour à mes documents',
  doneMasked: 'Document masqué.',
  doneShown: 'Document visible.',
  doneMany: 'C’est fait.',
  saved: 'Document enregistré sur ce poste.',
  printFailed: 'Le document n’a pas pu être imprimé.',

  all: 'Tous mes documents',
  allLead: 'Un seul geste pour tous les documents que vous voyez.',
  maskAll: 'Tout masquer',
  showAll: 'Tout rendre visible',
  maskAllTitle: 'Masquer tous les documents ?',
  maskAllLead:
    'Les professionnels n’en verront plus aucun, sauf ceux dont ils sont l’auteur. Vos médecins traitants continuent de les voir. Vous pouvez revenir en arrière à tout moment.',
  showAllTitle: 'Rendre tous les documents visibles ?',
  showAllLead:
    'Les professionnels qui ont accès à votre dossier verront tous ceux que leur profession leur ouvre.',
  maskedCount: icu<{ count: number }>(
    '{count, plural, =0 {Aucun document n’a changé.} one {# document masqué.} many {# documents masqués.} other {# documents masqués.}}',
  ),
  shownCount: icu<{ count: number }>(
    '{count, plural, =0 {Aucun document n’a changé.} one {# document rendu visible.} many {# documents rendus visibles.} other {# documents rendus visibles.}}',
  ),
  maskNew: 'Masquer les documents à venir',
  maskNewNote: 'Chaque nouveau document sera masqué dès son dépôt. Vous choisirez lesquels montrer.',

  addTitle: 'Ajouter un document',
  addLead:
    'Une lettre, un résultat que vous avez gardé, vos volontés : PDF, image JPEG, texte, 5 Mo au plus.',
  editTitle: 'Modifier le document',
  editLead: 'Le titre, le type ou le fichier. Une nouvelle version remplace celle que vous voyez.',
  file: 'Fichier',
  chooseFile: 'Choisir un fichier',
  keepFile: 'Garder le fichier actuel',
  chosenFile: icu<{ name: string; size: string }>('{name} ({size})'),
  noFile: 'Aucun fichier choisi',
  docTitle: 'Titre',
  type: 'Type de document',
  hideIt: 'Le masquer aux professionnels',
  hideItNote: 'Vous pourrez le rendre visible plus tard.',
  publish: 'Ajouter',
  publishEdit: 'Enregistrer',
  added: 'Document ajouté.',
  edited: 'Document modifié.',
  cancel: 'Annuler',

  removeTitle: 'Supprimer ce document ?',
  removeLead: 'Il disparaît de votre espace et pour tous les professionnels. Cela ne se défait pas.',
  removed: 'Document supprimé.',
});

export const TYPE_NAMES: Readonly<Record<OwnDocumentType, string>> = {
  EXPPAT_2: french('Autre document'),
  EXPPAT_3: french('Directives anticipées'),
  EXPPAT_1: french('Volontés et droits'),
  '74465-6': french('Questionnaire'),
};
