import type { FailureCode } from '../../shared/bridge/failure.ts';
import { french } from './text.ts';

/** What may be done about a failure, by one button. */
type Remedy = 'retry' | 'signIn' | 'none';

export interface FailureWords {
  /** What happened, kindly and exactly. */
  readonly what: string;
  /** What is safe, and what to do. */
  readonly next: string;
  readonly remedy: Remedy;
}

const SAFE = 'Rien de ce que vous avez saisi n’est perdu.';

const words = (what: string, next: string, remedy: Remedy = 'none'): FailureWords => ({
  what: french(what),
  next: french(next),
  remedy,
});

/**
 * One sentence for each way to fail; a code without words does not compile. The reasons that would tell of a
 * hidden document (docs/rules.md 2) never leave the service; their words are those of an unknown document.
 */
export const failureWords = {
  REFUSED: words('Cet acte n’est pas possible dans cette session.', SAFE),
  INVALID: words(
    'Une donnée de l’écran n’a pas la forme attendue.',
    `${SAFE} Corrigez la saisie, ou signalez la référence ci-dessous.`,
  ),
  LOCKED: words('Le poste est verrouillé.', 'Déverrouillez-le avec votre code pour reprendre.', 'signIn'),
  KEYCHAIN_CLOSED: words(
    'Le trousseau de ce poste ne répond pas : rien n’a été changé à vos clés.',
    'Déverrouillez-le, puis recommencez.',
  ),
  NOT_FOUND: words(
    'Ce document n’existe pas dans ce que vous pouvez consulter.',
    'La liste a pu changer. Actualisez-la.',
    'retry',
  ),
  SERVICE_UNREACHABLE: words(
    'Le service national ne répond pas.',
    `${SAFE} Les documents déposés partiront dès son retour.`,
    'retry',
  ),
  SESSION_ENDED: words(
    'Votre session nationale est terminée.',
    `${SAFE} Identifiez-vous de nouveau pour reprendre.`,
    'signIn',
  ),
  LEASE_ENDED: words(
    'Ce dossier n’est plus lisible hors ligne.',
    'Le service national ne répond plus depuis trop longtemps : ce que ce poste en gardait a été détruit. Il se rouvrira dès que le service répondra.',
    'retry',
  ),
  NOT_KEPT: words(
    'Ceci ne peut pas être lu hors ligne.',
    'Ce contenu n’a pas été ouvert sur ce poste avant la coupure. Il s’ouvrira dès que le service national répondra.',
    'retry',
  ),
  NOTHING_KEPT_YET: words(
    'Le service national n’a pas encore répondu.',
    'Rien de ce contenu n’est gardé sur ce poste. Il s’affichera dès que le service aura répondu.',
    'retry',
  ),
  CLOCK_BEHIND: words(
    'L’horloge de ce poste a reculé : la tournée reste fermée.',
    'Remettez l’ordinateur à l’heure, ou attendez que le service national réponde. Rien n’est perdu.',
    'retry',
  ),
  RATE_LIMITED: words(
    'Le service national limite le nombre de demandes.',
    'Attendez une minute avant de réessayer.',
    'retry',
  ),
  SIGN_IN_AGAIN: words(
    'Vous avez consulté beaucoup de patients depuis votre identification.',
    'Pour protéger les dossiers si votre session était volée, identifiez-vous de nouveau. Ceux que vous avez déjà ouverts restent accessibles.',
    'signIn',
  ),
  CANCELLED: words('Vous avez interrompu cet acte.', 'Rien n’a été envoyé.', 'retry'),
  DISK_FULL: words(
    'Le disque est plein : cet acte n’a pas été enregistré.',
    `${SAFE} Libérez de l’espace sur ce poste, puis recommencez. La lecture et le verrouillage restent possibles.`,
    'retry',
  ),
  STORE_FAILED: words(
    'Le disque de ce poste a refusé une écriture.',
    'Par sécurité, plus rien n’est enregistré ni affiché avant vérification. Verrouillez le poste, puis déverrouillez-le : il vérifie vos données et reprend.',
    'signIn',
  ),
  FILE_NOT_SAVED: words(
    'Le fichier n’a pas pu être écrit à cet endroit.',
    'Rien n’y est resté. Choisissez un dossier où vous pouvez écrire et où il reste de la place, puis recommencez.',
    'retry',
  ),
  ALREADY_LEFT: words(
    'Cet envoi est déjà parti.',
    'Le service l’a peut-être reçu : son accusé est redemandé, et rien n’est envoyé deux fois.',
  ),
  ACT_WAITING: words(
    'Un acte sur ce document attend déjà de partir.',
    'Il est dans vos envois : attendez son accusé, ou annulez-le, puis recommencez.',
  ),
  INTERNAL: words(
    'Une erreur du poste a interrompu cet acte.',
    `${SAFE} Réessayez, ou signalez la référence ci-dessous.`,
    'retry',
  ),
  ROLE_NOT_ADMITTED: words(
    'Votre profession n’est pas habilitée à ouvrir un dossier.',
    'Aucune donnée n’a été consultée.',
  ),
  CARD_MAY_NOT_READ: words(
    'Une carte de personnel d’établissement (CPE) ne permet pas de consulter.',
    'Vous pouvez préparer des dépôts pour un professionnel.',
  ),
  RECORD_NONEXISTENT: words(
    'Cette personne n’a pas de dossier.',
    'Le dossier n’a jamais été créé, ou la personne s’y est opposée.',
  ),
  RECORD_CLOSED: words('Ce dossier est fermé.', 'Aucun document ne peut y être consulté ni déposé.'),
  BLOCKED_BY_PATIENT: words(
    'Ce patient vous a bloqué l’accès à son dossier.',
    'Vous pouvez toujours y déposer un document.',
  ),
  NOT_A_MINOR: words('Ce choix n’existe que pour un patient mineur.', SAFE),
  CONSENT_REQUIRED: words(
    'Votre droit d’accès à ce dossier n’est pas déclaré.',
    'Déclarez le consentement du patient pour consulter.',
  ),
  CONSENT_EXPIRED: words(
    'Votre droit d’accès à ce dossier a expiré.',
    'Déclarez de nouveau le consentement du patient.',
  ),
  EMERGENCY_OPPOSED: words('Ce patient s’oppose à l’accès en urgence.', 'Aucune donnée n’a été consultée.'),
  IDENTITY_MISMATCH: words(
    'Les traits saisis ne sont pas ceux de ce dossier.',
    'Vérifiez le nom, le prénom et la date de naissance.',
  ),
  JUSTIFICATION_REQUIRED: words('Le motif de l’accès est trop court.', 'Écrivez-le en quelques mots.'),
  EMERGENCY_SESSION_EXPIRED: words(
    'L’accès en urgence est terminé.',
    'Ouvrez-en un nouveau si la situation le demande.',
  ),
  REGULATOR_ONLY: words(
    'Cet accès est réservé à la régulation du Centre 15.',
    'Aucune donnée n’a été consultée.',
  ),
  CALL_REQUIRED: words('Cet accès doit être rattaché à un appel.', 'Indiquez l’appel en cours.'),
  DELETED: words(
    'Ce document n’existe pas dans ce que vous pouvez consulter.',
    'La liste a pu changer. Actualisez-la.',
    'retry',
  ),
  TYPE_NOT_PERMITTED: words(
    'Votre profession n’ouvre pas ce type d’information.',
    'La matrice d’habilitation en décide.',
  ),
  MASKED: words(
    'Ce document n’existe pas dans ce que vous pouvez consulter.',
    'La liste a pu changer. Actualisez-la.',
    'retry',
  ),
  NOT_SHARED: words('Le patient ne partage pas cette rubrique.', 'Il peut la partager depuis son espace.'),
  AUTHOR_REQUIRED: words('Le professionnel auteur n’est pas nommé.', 'Choisissez pour qui vous déposez.'),
  IDENTITY_NOT_QUALIFIED: words(
    'L’identité de ce patient n’est pas qualifiée.',
    'Qualifiez son INS avant de déposer.',
  ),
  FEEDING_OPPOSED: words(
    'Le patient s’est opposé à ce dépôt pour un motif légitime.',
    'Rien n’a été envoyé. S’il a changé d’avis, levez l’opposition avec son motif, puis reprenez.',
  ),
  NOT_AUTHOR: words('Seul l’auteur du document peut faire cet acte.', 'Le document n’a pas changé.'),
  STALE_VERSION: words(
    'Ce document a changé depuis que vous l’avez lu.',
    'Relisez-le avant de recommencer. Rien n’a été modifié.',
    'retry',
  ),
  MASKED_BY_PATIENT: words('Le patient a masqué ce document lui-même.', 'Lui seul peut le rendre visible.'),
  IRREVERSIBLE: words('Cet acte ne se défait pas.', 'Le document n’a pas changé.'),
  CONFIRMATION_REQUIRED: words('Cet acte demande votre confirmation.', 'Le document n’a pas changé.'),
  FORMAT_REFUSED: words('Ce format n’est pas admis dans le dossier.', SAFE),
  EMPTY: words('Ce fichier est vide.', SAFE),
  TOO_LARGE: words('Ce fichier dépasse la taille admise.', SAFE),
  CONTENT_MISMATCH: words('Le contenu du fichier n’est pas celui de son format.', SAFE),
  DUPLICATE: words('Ce document est déjà dans le dossier.', 'Il n’a pas été déposé une seconde fois.'),
  CONFIDENTIALITY_INVALID: words('Les choix de confidentialité ne sont pas complets.', SAFE),
  CONFIDENTIALITY_CONFLICT: words(
    'Deux choix de confidentialité se contredisent.',
    `${SAFE} Gardez l’un des deux.`,
  ),
  SECRET_SESSION_REQUIRES_HIDDEN: words(
    'En connexion secrète, le document doit être caché aux représentants légaux.',
    SAFE,
  ),
  TREATING_DOCTOR_ONLY: words('Cet acte est réservé au médecin traitant du patient.', 'Rien n’a changé.'),
  TREATING_DOCTOR_CANNOT_BE_BLOCKED: words(
    'Un médecin traitant ne peut pas être bloqué.',
    'Rien n’a changé.',
  ),
  CONSENT_BASIS_REQUIRED: words(
    'Le fondement et la forme du consentement manquent.',
    'Choisissez-les avant de déclarer.',
  ),
  RIGHTS_NOT_YOURS: words('Ces droits ne sont pas les vôtres.', 'Rien n’a changé.'),
  MULTIPLE_MATCHES: words(
    'Plusieurs personnes portent ces traits.',
    'Ajoutez le lieu de naissance pour les distinguer.',
  ),
  THREAD_NOT_STARTED: words(
    'Seul un professionnel peut commencer cet échange.',
    `${SAFE} Vous pouvez écrire en premier à une pharmacie.`,
  ),
  THREAD_CLOSED: words('Cet échange est clos.', `${SAFE} Le professionnel peut le rouvrir.`),
} as const satisfies Record<FailureCode, FailureWords>;

/** The words for a failure. */
export const wordsFor = (code: FailureCode): FailureWords => failureWords[code];
