import type { Finding, FindingCode, Health, Part } from './findings.ts';
import { healthOf } from './findings.ts';

/** What is said of one finding: one sentence that names the part, and the repair where there is one to make. */
export interface FindingWords {
  readonly sentence: string;
  readonly repair: string | null;
}

export const PART_NAMES: Readonly<Record<Part, string>> = {
  host: 'Application',
  disk: 'Disque',
  store: 'Données du poste',
  keychain: 'Trousseau',
  clock: 'Horloge',
  service: 'Service national',
  certificates: 'Certificats',
  cards: 'Cartes',
};

export const HEALTH_NAMES: Readonly<Record<Health, string>> = {
  sound: 'en ordre',
  weak: 'à savoir',
  faulty: 'en panne',
};

type Say = (measure: number) => FindingWords;

const said =
  (sentence: string, repair: string | null = null): Say =>
  () => ({ sentence, repair });

const plural = (count: number, one: string, many: string): string =>
  `${String(count)} ${Math.abs(count) < 2 ? one : many}`;

/** The start is a thing of now, or of some days ago: nobody has tried since. */
const notStarted =
  (why: string, repair: string): Say =>
  (days) => ({
    sentence:
      days === 0
        ? `Le service embarqué ne démarre pas : ${why}`
        : `Le service embarqué n’a pas démarré il y a ${plural(days, 'jour', 'jours')} : ${why}`,
    repair,
  });

const WORDS: Readonly<Record<FindingCode, Say>> = {
  HOST_ELECTRON: said('L’application s’affiche par Electron.'),
  HOST_CHROMIUM: said('L’application s’affiche par le Chromium de ce poste.'),
  HOST_NONE: said(
    'Ni Electron ni Chromium ne sont installés : l’application n’a pas de fenêtre.',
    'Installez Chromium (apt-get install chromium), ou le binaire d’Electron (npx install-electron --no).',
  ),
  HOST_ROOT: said(
    'L’application est lancée par l’administrateur de la machine : le navigateur perd son isolement.',
    'Ouvrez une session ordinaire et relancez l’application.',
  ),
  DISK_SOUND: (megabytes) => ({
    sentence: `Le disque s’écrit ; il y reste ${plural(megabytes, 'mégaoctet', 'mégaoctets')}.`,
    repair: null,
  }),
  DISK_LOW: (megabytes) => ({
    sentence: `Le disque est presque plein : il reste ${plural(megabytes, 'mégaoctet', 'mégaoctets')}.`,
    repair: 'Libérez de la place avant les prochains dépôts.',
  }),
  DISK_FULL: (megabytes) => ({
    sentence: `Le disque est plein : il reste ${plural(megabytes, 'mégaoctet', 'mégaoctets')}. Rien ne peut plus y être gardé.`,
    repair: 'Libérez de la place ; ce qui attend d’être envoyé est intact.',
  }),
  DISK_NOT_WRITABLE: said(
    'Le dossier de données du poste ne s’écrit pas.',
    'Rendez ce dossier à l’utilisateur de la session, puis refaites l’examen.',
  ),
  STORE_NONE: said('Aucune donnée n’est encore gardée sur ce poste.'),
  STORE_SOUND: said('Les données du poste s’ouvrent et toutes leurs pages sont intactes.'),
  STORE_SEALED: (stores) => ({
    sentence: `Les données du poste sont scellées (${plural(stores, 'compte', 'comptes')}) ; chacune s’examine une fois ouverte.`,
    repair: null,
  }),
  STORE_IN_MEMORY: said(
    'Cette session garde tout en mémoire : rien ne survivra à sa fin.',
    'Envoyez ce qui attend, puis réparez le trousseau.',
  ),
  STORE_DAMAGED: said(
    'Les données du poste sont abîmées.',
    'Reconnectez-vous : l’application met le fichier de côté et reprend ce qui attend d’être envoyé.',
  ),
  STORE_KEY_MISSING: said(
    'Un compte de ce poste a perdu le fichier de sa clé.',
    'Reconnectez-vous avec le code de secours de ce compte, ou remettez le fichier depuis une sauvegarde.',
  ),
  STORE_KEY_DAMAGED: said(
    'Le fichier de la clé d’un compte est abîmé.',
    'Reconnectez-vous avec le code de secours de ce compte, ou remettez le fichier depuis une sauvegarde.',
  ),
  STORE_OPEN_TO_OTHERS: said(
    'Le dossier de données du poste est ouvert à d’autres utilisateurs de la machine.',
    'Relancez l’application : elle referme ce dossier ; s’il se rouvre, prévenez votre informaticien.',
  ),
  KEYCHAIN_READY: said('Le trousseau de la session répond.'),
  KEYCHAIN_ABSENT: said(
    'Le trousseau de la session ne répond pas : rien ne peut être gardé sur ce poste.',
    'Démarrez le trousseau du système (GNOME : « Mots de passe et clés »), puis refaites l’examen.',
  ),
  KEYCHAIN_LOCKED: said(
    'Le trousseau de la session est verrouillé : rien ne peut être gardé sur ce poste.',
    'Déverrouillez-le (GNOME : « Mots de passe et clés »), puis refaites l’examen.',
  ),
  KEYCHAIN_WEAK: said(
    'Le trousseau de la session garde ses secrets en clair : rien n’est gardé sur ce poste.',
    'Donnez-lui un mot de passe (GNOME : « Mots de passe et clés »), puis refaites l’examen.',
  ),
  CLOCK_RIGHT: said('L’horloge du poste est à l’heure du service.'),
  CLOCK_OFF: (seconds) => ({
    sentence: `L’horloge du poste s’écarte de ${plural(Math.abs(seconds), 'seconde', 'secondes')} de celle du service ; l’application suit le service.`,
    repair: 'Mettez l’horloge du système à l’heure (réglage automatique).',
  }),
  CLOCK_UNKNOWN: said(
    'L’heure du service n’est pas connue : il n’a pas encore répondu.',
    'Rétablissez la liaison avec le service.',
  ),
  SERVICE_REACHABLE: said('Le service national répond.'),
  SERVICE_NOT_STARTED: said('Le service embarqué démarre avec l’application, qui est fermée.'),
  SERVICE_NEEDS_NEWER: notStarted(
    'ses données ont été écrites par une version plus récente.',
    'Installez cette version, puis réessayez.',
  ),
  SERVICE_DATA_UNREADABLE: notStarted(
    'ses données ne se lisent pas.',
    'Remettez-les depuis une sauvegarde, puis réessayez.',
  ),
  SERVICE_KEY_LOST: notStarted(
    'la clé de ses données manque ou est abîmée.',
    'Remettez le fichier « service.key » depuis une sauvegarde, puis réessayez.',
  ),
  SERVICE_NO_ROOM: notStarted('le disque est plein.', 'Libérez de l’espace, puis réessayez.'),
  SERVICE_DISK_FAILED: notStarted(
    'le disque a refusé une lecture ou une écriture.',
    'Faites vérifier le disque, puis réessayez.',
  ),
  SERVICE_IN_USE: notStarted(
    'un autre programme se sert de ses données ou de son adresse.',
    'Fermez l’autre Poste Santé de cet ordinateur, puis réessayez.',
  ),
  SERVICE_CANNOT_START: notStarted(
    'il n’a pas dit pourquoi.',
    'Réessayez, puis enregistrez le dossier d’incident pour l’assistance.',
  ),
  SERVICE_UNREACHABLE: said(
    'Le service national ne répond pas.',
    'Vérifiez le réseau de ce poste ; ce qui attend partira dès qu’il répondra.',
  ),
  SERVICE_ODD: said(
    'Ce qui répond à l’adresse du service n’est pas le service national.',
    'Vérifiez l’adresse du service dans les réglages du poste.',
  ),
  CERTIFICATE_NOT_NEEDED: said('Le service embarqué se joint par une voie privée, sans certificat.'),
  CERTIFICATE_VALID: (days) => ({
    sentence: `Le certificat du service est valable encore ${plural(days, 'jour', 'jours')}.`,
    repair: null,
  }),
  CERTIFICATE_ENDING: (days) => ({
    sentence: `Le certificat du service expire dans ${plural(days, 'jour', 'jours')}.`,
    repair: 'Prévenez l’hébergeur du service : il doit le renouveler.',
  }),
  CERTIFICATE_REFUSED: said(
    'Le certificat du service n’est pas accepté : expiré, pour un autre nom, ou d’une autorité inconnue.',
    'Ne passez pas outre. Vérifiez l’adresse et l’horloge, puis prévenez l’hébergeur du service.',
  ),
  CERTIFICATE_UNSEEN: said(
    'Le certificat n’a pas pu être examiné : le service ne répond pas.',
    'Rétablissez la liaison avec le service.',
  ),
  SOCKET_OPEN_TO_OTHERS: said(
    'La voie vers le service embarqué est ouverte à d’autres utilisateurs de la machine.',
    'Relancez l’application ; si cela se répète, prévenez votre informaticien.',
  ),
  CARDS_FOUND: (count) => ({ sentence: `${plural(count, 'carte lue', 'cartes lues')}.`, repair: null }),
  CARDS_NONE: said(
    'Aucune carte n’est lue.',
    'Insérez votre carte, ou vérifiez le dossier des cartes logicielles.',
  ),
  CARDS_UNREADABLE: (count) => ({
    sentence: `${plural(count, 'carte ne se lit pas', 'cartes ne se lisent pas')}.`,
    repair: 'Retirez la carte et remettez-la ; si cela dure, faites-la remplacer.',
  }),
};

/** One sentence on what was found, and what to do about it. */
export const wordsOf = ({ code, measure }: Finding): FindingWords => WORDS[code](measure ?? 0);

/** The whole in one sentence: it names the faulty part, or says that there is none. */
export function verdict(findings: readonly Finding[]): string {
  const faulty = findings.filter((finding) => healthOf(finding) === 'faulty');
  const names = faulty.map(({ part }) => PART_NAMES[part].toLocaleLowerCase('fr-FR'));
  if (names.length > 0) return `En panne : ${names.join(', ')}.`;
  const weak = findings.filter((finding) => healthOf(finding) === 'weak').length;
  return weak === 0 ? 'Tout est en ordre.' : `Rien en panne ; ${plural(weak, 'point', 'points')} à savoir.`;
}
