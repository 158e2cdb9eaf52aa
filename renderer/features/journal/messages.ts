import { icu, messages } from '../../i18n/text.ts';

const ENTRIES = '{count, plural, one {# entrée} many {# entrées} other {# entrées}}';

export const words = messages({
  title: 'Journal du poste',
  holds: icu<{ count: number; since: string }>(
    `Ce poste a inscrit chaque fois qu'il vous a montré quelque chose d'un dossier, depuis le {since} : ${ENTRIES}.`,
  ),
  holdsSession: icu<{ count: number }>(
    `Ce poste ne garde rien après une session : son journal commence à votre identification, ${ENTRIES}.`,
  ),
  holdsNothing: "Ce poste ne vous a encore rien montré d'un dossier : il n'y a rien à exporter.",
  ownOnly:
    "C'est le vôtre seul. Celui de chaque autre professionnel de ce poste est scellé par sa carte : il l'exporte lui-même.",
  contains: 'Ce que contient le fichier',
  containsWhat:
    "Pour chaque entrée : l'instant, votre identifiant, l'acte, l'INS du patient, l'identifiant du document. Ni nom de patient, ni contenu médical.",
  protect:
    'Ce sont des accès à des dossiers : gardez le fichier là où vous garderiez des données de patients. Cet export est lui-même inscrit au journal.',
  which: 'Étendue',
  whole: 'Tout le journal',
  period: 'Une période',
  from: 'Du',
  to: 'Au',
  periodWrong: 'La période finit avant de commencer.',
  exportNow: 'Exporter le journal',
  again: 'Exporter de nouveau',
  attesting: 'Signature par le service national',
  writing: 'Écriture du journal',
  progress: icu<{ done: string; of: string }>('{done} entrées sur {of}'),
  stop: 'Interrompre',
  stopped: "Export interrompu : aucun fichier n'a été écrit.",
  empty: "Rien n'a été inscrit pendant ces jours-là.",
  saved: icu<{ count: number }>(`Journal enregistré : ${ENTRIES}.`),
  witnessedAll: icu<{ at: string }>(
    'Le service national en a signé l’empreinte le {at}, jusqu’à la dernière.',
  ),
  witnessedSome: icu<{ count: number; at: string }>(
    `Le service national a signé l'empreinte de ${ENTRIES} le {at} ; il n'a pas répondu depuis.`,
  ),
  witnessedNone:
    "Le service national n'en a encore rien signé : il n'a pas répondu. Refaites l'export quand il répondra.",
  key: 'Clé du poste',
  keyWhy: 'Notez-la à part du fichier : elle dit que le fichier vient bien de ce poste.',
  checking:
    "N'importe qui peut vérifier le fichier sans ce logiciel ni ce poste, par la commande journal:check. Ne l'enregistrez pas depuis un tableur : il ne se vérifierait plus.",
  badTitle: icu<{ at: string }>("L'entrée {at} n'est plus celle qui a été écrite"),
  bad: 'Le fichier la garde telle quelle, et sa vérification la nommera. Examinez le poste, et prévenez votre délégué à la protection des données.',
  close: 'Fermer',
});
