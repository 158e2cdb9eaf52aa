import { fileSize } from '../../i18n/format.ts';
import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  commandGroup: 'Document',
  document: 'Document',
  closed: 'Ce dossier ne vous est plus ouvert : le document n’est plus affiché.',
  closedNext: 'Le bandeau dit ce qui a changé.',
  kept: icu<{ time: string }>(
    'Hors ligne : document lu à {time}, tel que ce poste le garde. Cette ouverture est tracée.',
  ),
  integrityDiffers:
    'L’empreinte de ce document n’est pas celle que sa fiche annonce : il a pu être altéré. Vérifiez auprès de son auteur.',
  otherPatient: 'Ce document n’est pas celui du patient ouvert : rien n’en est affiché.',
  otherPatientNext: 'Fermez le document et rouvrez-le. Si cela se répète, prévenez votre support.',
  close: 'Fermer le document',
  opening: 'Ouverture du document…',
  asked: 'Demandé au service',
  received: icu<{ received: string; total: string }>('{received} sur {total}'),
  giveUp: 'Arrêter',
  author: 'Auteur',
  structure: 'Structure',
  actDate: 'Acte du',
  depositedAt: 'Déposé le',
  why: 'Votre accès',
  whyAsk: 'Pourquoi ?',
  whyCommand: 'Pourquoi puis-je voir ce document',
  reload: 'Réessayer',
  save: 'Enregistrer une copie',
  print: 'Imprimer',
  fullScreen: 'Plein écran',
  leaveFullScreen: 'Quitter le plein écran',
  tools: 'Outils du document',
  body: 'Contenu du document',
  documentActs: 'Actions sur le document',

  find: 'Rechercher dans le document',
  findPlaceholder: 'Rechercher',
  findNext: 'Occurrence suivante',
  findPrevious: 'Occurrence précédente',
  findClose: 'Fermer la recherche',
  findNone: 'Introuvable dans ce document',
  findSearching: 'recherche…',
  noText: 'Ce document est une image : la recherche de mots ne peut rien y trouver.',

  zoomIn: 'Agrandir',
  zoomOut: 'Réduire',
  fitWidth: 'Ajuster à la largeur',
  fitPage: 'Page entière',
  rotate: 'Pivoter d’un quart de tour',
  page: 'Page',
  previousPage: 'Page précédente',
  nextPage: 'Page suivante',
  pageFailed: 'Cette page est endommagée et ne peut pas être affichée.',
  pageOf: (page: number, count: number): string => pageOf({ page, count }),
  pageTotal: (count: number): string => pageTotal({ count }),
  matchOf: (position: number, count: number): string => matchOf({ position, count }),

  saveTitle: 'Enregistrer une copie sur ce poste ?',
  saveWarning:
    'La copie sort du dossier du patient : elle n’est plus protégée par ses choix, et vous en devenez responsable. L’enregistrement est tracé.',
  saveConfirm: 'Enregistrer la copie',
  cancel: 'Annuler',
  saved: 'Copie enregistrée.',
  saveFailed: 'La copie n’a pas pu être enregistrée. Le document reste dans le dossier.',
  printing: 'Préparation de l’impression',
  printFailed: 'L’impression n’a pas abouti. Vérifiez l’imprimante, puis recommencez.',
  printedBy: icu<{ who: string; time: string; where: string }>('Imprimé par {who} le {time} · {where}'),

  tooLarge: 'Cette image dépasse la taille que le poste affiche sans risque.',
  latin1: 'Texte ancien (sans UTF-8) : vérifiez les accents.',
  omitted: (pictures: number, objects: number): string => omitted({ pictures, objects }),

  sections: 'Sommaire',
  cdaIdentity: 'Identité portée par le document',
  cdaSame: 'Identité du document conforme au dossier ouvert',
  cdaDiffersTitle: 'Ce document nomme une autre identité.',
  cdaDiffers:
    'L’identité écrite dans ce document diffère de celle du dossier ouvert. Vérifiez qu’il concerne bien ce patient avant de vous en servir.',
  cdaUnnamed: 'Ce document ne porte pas d’identité complète : vérifiez qu’il concerne bien ce patient.',
  cdaEmpty: 'Ce document ne contient aucun texte à afficher.',
  familyName: 'Nom de naissance',
  usedName: 'nom utilisé :',
  sex: 'Sexe',
  differs: '(diffère du dossier)',
  givenNames: 'Prénoms',
  birthDate: 'Né(e) le',
  ins: 'INS',
  absent: 'non renseigné',
  bodyOf: 'Corps du document',
  picture: 'Image du document',
  pictureFailed: 'Image illisible ou de dimensions anormales : non affichée.',
  pictureMissing: 'Fichier absent du document.',
  table: 'Tableau',
  attachments: 'Fichiers joints',
  attachment: (mediaType: string): string => attachment({ mediaType }),
  attachmentOf: (mediaType: string, bytes: number): string =>
    attachmentOf({ mediaType, size: fileSize(bytes) }),
});

const attachment = icu<{ mediaType: string }>('Fichier joint non affiché ({mediaType}).');
const attachmentOf = icu<{ mediaType: string; size: string }>(
  'Fichier {mediaType}, {size} : non affiché par le poste.',
);
const pageOf = icu<{ page: number; count: number }>('Page {page} sur {count}');
const pageTotal = icu<{ count: number }>('sur {count}');
const matchOf = icu<{ position: number; count: number }>('{position} sur {count}');
const omitted = icu<{ pictures: number; objects: number }>(
  'Non affiché : {pictures, plural, =0 {} one {# image} other {# images}}' +
    '{objects, plural, =0 {} other {{pictures, plural, =0 {} other {, }}}}' +
    '{objects, plural, =0 {} one {# objet joint} other {# objets joints}}. Demandez l’original à son auteur.',
);
