import parameters from '../../../resources/parameters.json' with { type: 'json' };
import type { FILE_PROBLEMS, TypeProposal } from '../../../shared/bridge/deposit.ts';
import type { SheetProblem } from '../../../shared/documents/sheet.ts';
import { fileSize } from '../../i18n/format.ts';
import { french, icu, messages } from '../../i18n/text.ts';

const { announcementReminderDays, announcementVisibleDays, documentMaxBytes } = parameters;

export const words = {
  ...messages({
    title: 'Déposer un document',
    replaceTitle: 'Remplacer par une nouvelle version',
    commandGroup: 'Dépôt',
    dropHere: 'Déposez un ou plusieurs fichiers ici',
    formats: 'PDF, CDA, texte, RTF, JPEG ou TIFF',
    choose: 'Choisir un fichier',
    chooseOther: 'Choisir un autre fichier',
    skip: 'Passer au fichier suivant',
    reading: 'Lecture du fichier…',
    retry: 'Réessayer',
    documentTitle: 'Titre',
    type: 'Type de document',
    typeHint: 'Tapez un mot du type, par exemple « ordonnance ».',
    proposed: 'Proposés',
    actDate: 'Date de l’acte',
    place: 'Lieu d’exercice',
    author: 'Auteur',
    depositedBy: 'Déposé par',
    onBehalfOf: 'Pour le compte de',
    onBehalfOfHint:
      'Le professionnel de votre structure qui en est l’auteur : le dépôt est à son nom, et le vôtre est tracé.',
    authorMissing: 'Choisissez pour qui vous déposez.',
    authorsLoading: 'Lecture de l’annuaire…',
    authorChosen: 'à choisir',
    opposed: 'Le patient s’y oppose…',
    file: 'Fichier',
    visibility: 'Qui pourra le lire ?',
    visibilityFixed: 'Le patient a masqué ce document : la nouvelle version reste masquée.',
    representatives: 'Non visible par les représentants légaux',
    representativesNote:
      'Le mineur le voit avec ses propres identifiants ; ses représentants ne voient ni le document, ni sa trace.',
    representativesForced:
      'Connexion secrète : le document est caché aux représentants légaux, et la trace de votre passage aussi.',
    representativesKept:
      'La version remplacée est cachée aux représentants légaux : la nouvelle le reste aussi.',
    toReview: 'Relire avant de déposer',
    checking: 'Vérification…',
    reviewTitle: 'Relire avant de déposer',
    back: 'Modifier',
    send: 'Déposer',
    sending: 'Dépôt en cours',
    undo: 'Annuler le dépôt',
    undoWhat:
      'Rien n’est encore au dossier : vous pouvez l’annuler, et retrouver tout ce que vous avez saisi.',
    goesOn: 'Vous pouvez continuer : le dépôt se poursuit, et son accusé sera dans Envois.',
    stored: 'Gardé sur le poste, en attente d’envoi',
    sent: 'Envoyé, en attente du reçu du service',
    giveUp: 'Abandonner',
    giveUpTitle: 'Abandonner ce dépôt ?',
    giveUpWhat: 'Le fichier d’origine reste où il est ; ce que vous avez saisi ici sera oublié.',
    goOn: 'Continuer la saisie',
    deposited: 'Déposé',
    waiting: 'En attente d’envoi',
    waitingWhat:
      'Le service national ne répond pas. Le document est gardé sur ce poste, chiffré, et partira dès son retour : il n’est pas encore dans le dossier. Si le poste se verrouille d’ici là, vous le confirmerez dans Envois.',
    done: 'Terminer',
    nextFile: 'Fichier suivant',
    receipt: 'Reçu du service',
    readers: 'Professionnels qui pourront le lire',
    nonReaders: 'Professionnels qui ne pourront pas le lire',
    nobody: 'Aucun autre professionnel, hors ses médecins traitants.',
    replacesWhat: 'Remplace',
  }),
  underRight: icu<{ matrix: string }>(
    'Selon la {matrix}, et sous réserve du droit de chacun sur ce dossier.',
  ),
  leavesIn: icu<{ seconds: number }>(
    'Dépôt dans {seconds, plural, one {# seconde} many {# secondes} other {# secondes}}',
  ),
  into: icu<{ patient: string }>('dans le dossier de {patient}'),
  remaining: icu<{ count: number }>(
    '{count, plural, one {# autre fichier} other {# autres fichiers}} à déposer ensuite',
  ),
  maxSize: icu<{ size: string }>('{size} au plus')({ size: fileSize(documentMaxBytes) }),
  bytes: icu<{ sent: string; total: string }>('{sent} sur {total}'),
  depositedInto: icu<{ patient: string; time: string }>('Reçu par le dossier de {patient} le {time}.'),
  because: messages({
    name: 'd’après le nom du fichier',
    content: 'd’après son contenu',
    usual: 'usuel dans votre profession',
    declared: 'déclaré par le document',
  }) satisfies Record<TypeProposal['because'], string>,
  visibilities: {
    normal: {
      label: french('Normal'),
      note: french('Lisible par le patient et par les professionnels habilités à lire ce type de document.'),
    },
    hiddenFromProfessionals: {
      label: french('Masqué aux professionnels'),
      note: french(
        'À la demande du patient : lui, vous-même et ses médecins traitants restent seuls à le lire.',
      ),
    },
    hiddenFromPatient: {
      label: french('Non visible par le patient'),
      note: icu<{ reminder: number; visible: number }>(
        'Le temps de le lui annoncer : au {reminder}e jour il est invité à consulter, au {visible}e il voit le document quoi qu’il arrive.',
      )({ reminder: announcementReminderDays, visible: announcementVisibleDays }),
    },
  },
} as const;

export interface FileProblemWords {
  readonly what: string;
  readonly next: string;
}

/** Why a file cannot go into the record, and the way out. */
export const fileProblemWords: Readonly<Record<(typeof FILE_PROBLEMS)[number], FileProblemWords>> = {
  EMPTY: {
    what: french('Ce fichier est vide.'),
    next: french('Vérifiez qu’il a bien été enregistré par votre logiciel, puis choisissez-le de nouveau.'),
  },
  TOO_LARGE: {
    what: icu<{ size: string }>('Ce fichier dépasse {size}, la taille admise dans le dossier.')({
      size: fileSize(documentMaxBytes),
    }),
    next: french('Réduisez la résolution du scan, ou partagez-le en plusieurs documents.'),
  },
  FORMAT_REFUSED: {
    what: french('Ce format n’est pas admis dans le dossier.'),
    next: french('Enregistrez le document en PDF, puis déposez le PDF.'),
  },
  CONTENT_MISMATCH: {
    what: french('Le contenu de ce fichier n’est pas celui que son nom annonce.'),
    next: french('Il n’a pas été ouvert. Vérifiez d’où il vient, puis enregistrez-le de nouveau en PDF.'),
  },
  PASSWORD_PROTECTED: {
    what: french('Ce PDF est protégé par un mot de passe : personne ne pourrait le lire dans le dossier.'),
    next: french('Enregistrez-en une version sans mot de passe.'),
  },
  DAMAGED: {
    what: french('Ce fichier est endommagé ou incomplet.'),
    next: french('Ouvrez-le dans votre logiciel et enregistrez-le de nouveau.'),
  },
  DUPLICATE: {
    what: french('Vous avez déjà déposé ce même fichier dans ce dossier.'),
    next: french('Il n’est pas déposé une seconde fois. Pour le corriger, remplacez la version déposée.'),
  },
};

/** What is wrong with what was typed, beside the field. */
export const sheetProblemWords: Readonly<Record<SheetProblem, string>> = {
  TITLE_MISSING: french('Donnez un titre au document.'),
  TITLE_TOO_LONG: french('Le titre compte plus de 255 caractères.'),
  TITLE_UNREADABLE: french('Le titre contient des caractères invisibles : retapez-le.'),
  TYPE_UNKNOWN: french('Choisissez le type du document dans la liste.'),
  DATE_INVALID: french('Écrivez la date comme 18/11/2026.'),
  DATE_IN_FUTURE: french('Cette date est dans l’avenir.'),
  DATE_BEFORE_BIRTH: french('Cette date précède la naissance du patient.'),
};
