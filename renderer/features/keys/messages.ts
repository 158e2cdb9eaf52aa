import type { KeysTrouble } from '../../../shared/bridge/keys.ts';
import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  waysLegend: 'Que voulez-vous faire ?',
  kept: 'Rien n’est perdu : vos données restent chiffrées sur ce poste, avec ce qui attend d’être envoyé.',
  usual: 'Réessayer',
  recoveryCode: 'Ouvrir avec le code de secours imprimé',
  recoveryCodeNote: icu<{ day: string }>('Imprimé le {day}.'),
  noCode: 'Aucun code de secours n’a été imprimé pour ces données.',
  formerPin: 'Ouvrir avec l’ancien code de la carte',
  formerPinNote: icu<{ tries: number }>(
    '{tries, plural, one {Encore # essai} many {Encore # essais} other {Encore # essais}}, puis le code de secours.',
  ),
  memory: 'Continuer sans rien garder sur ce poste',
  memoryNote: 'Vos données restent où elles sont. Ce que vous enverrez partira tout de suite ou pas du tout.',
  fresh: 'Repartir à neuf',
  freshNote:
    'Les anciennes données sont mises de côté, sans être effacées. Ce qui y attendait d’être envoyé ne partira plus de ce poste.',
  freshSure: 'J’ai compris : les documents en attente devront être déposés à nouveau.',
  code: 'Code de secours',
  codeHelp: 'Sept groupes de cinq signes, comme sur la feuille imprimée.',
  codeGroups: icu<{ count: number; groups: string }>(
    '{count, plural, one {Le groupe {groups} n’est pas celui qui est imprimé.} many {Les groupes {groups} ne sont pas ceux qui sont imprimés.} other {Les groupes {groups} ne sont pas ceux qui sont imprimés.}}',
  ),
  codeShort: 'Il manque des signes : le code en compte trente-cinq.',
  codeWrong: 'Ce code n’ouvre pas ces données. Un code plus récent l’a peut-être remplacé.',
  former: 'Ancien code de la carte',
  formerWrong: icu<{ tries: number }>(
    'Ce n’est pas l’ancien code. {tries, plural, one {Il reste # essai} many {Il reste # essais} other {Il reste # essais}}.',
  ),
  go: 'Continuer',
  opening: 'Ouverture…',
});

/** What happened, and what would mend it. */
export const TROUBLES = {
  absent: messages({
    title: 'Le trousseau de ce poste ne répond pas',
    what: 'La clé de vos données est dans le trousseau du système, et ce poste n’en trouve pas. Démarrez-le, puis réessayez.',
  }),
  locked: messages({
    title: 'Le trousseau de ce poste est verrouillé',
    what: 'La clé de vos données y est. Déverrouillez-le (il demande d’ordinaire le mot de passe de la session du système), puis réessayez.',
  }),
  weak: messages({
    title: 'Le trousseau de ce poste n’est pas protégé',
    what: 'Il garde ses secrets en clair sur le disque. Donnez-lui un mot de passe, puis réessayez.',
  }),
  emptied: messages({
    title: 'Le trousseau de ce poste a été vidé',
    what: 'Il s’ouvre, mais la clé de vos données n’y est plus. Le code de secours imprimé les ouvre, et la clé y est remise.',
  }),
  replaced: messages({
    title: 'Le trousseau de ce poste n’est plus le même',
    what: 'Il s’ouvre, mais sa clé n’est pas celle de vos données. Le code de secours imprimé les ouvre, et la clé y est remise.',
  }),
  otherPin: messages({
    title: 'Le code de votre carte a changé',
    what: 'Vos données sont encore protégées par l’ancien. Saisissez-le une fois : le nouveau le remplacera.',
  }),
  restored: messages({
    title: 'Ces données sont une copie plus ancienne',
    what: 'Ce poste en a connu de plus récentes. Si vous les avez remises exprès, le code de secours imprimé les ouvre.',
  }),
  missing: messages({
    title: 'Le fichier de la clé manque',
    what: 'Des données de vous sont sur ce poste, sans le fichier qui les ouvre. Remettez-le depuis une sauvegarde, ou repartez à neuf.',
  }),
  damaged: messages({
    title: 'Le fichier de la clé est abîmé',
    what: 'Ses deux exemplaires sont illisibles. Remettez-le depuis une sauvegarde, ou repartez à neuf.',
  }),
} as const satisfies Record<KeysTrouble, { readonly title: string; readonly what: string }>;
