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
/** Taking care of one's keys, from the settings. */
export const ownWords = messages({
  title: 'Clés et codes',
  lead: 'Vos données sur ce poste sont chiffrées. Il faut, pour les ouvrir, ce poste et le code de votre carte.',
  notKept: 'Rien n’est gardé sur ce poste dans cette session.',
  keychain: 'Trousseau du poste',
  key: 'Clé de vos données',
  keyMade: icu<{ day: string }>('Faite le {day}'),
  renewalDue: 'Nouvelle clé prête : elle remplacera l’ancienne à la prochaine ouverture.',
  renew: 'Renouveler la clé',
  code: 'Code de secours',
  codeMade: icu<{ day: string }>('Imprimé le {day}'),
  codeNone: 'Aucun',
  codeNoneWhy:
    'Si le trousseau de ce poste est perdu ou remplacé, seul un code de secours imprimé ouvrira vos données et ce qui attend d’être envoyé.',
  codePrint: 'Imprimer un code',
  codeReplace: 'Imprimer un nouveau code',
  pin: 'Code de la carte',
  pinChange: 'Changer le code',
  done: 'Terminé',
  cancel: 'Annuler',
  codeTitle: 'Code de secours',
  codeLead:
    'Imprimez cette feuille et rangez-la loin de ce poste, sous clé. Ce code ne sera plus jamais affiché ; il remplacera celui que vous auriez déjà imprimé.',
  renewLead:
    'Une nouvelle clé a besoin d’un nouveau code. Imprimez-le et rangez-le loin de ce poste ; l’ancien n’ouvrira plus rien.',
  groups: 'Les sept groupes du code',
  print: 'Imprimer',
  inHand: 'J’ai la feuille',
  confirmTitle: 'Vérifier la feuille',
  confirmLead: 'Recopiez ces deux groupes depuis la feuille : le code compte à partir de là.',
  group: icu<{ number: number }>('Groupe {number}'),
  notConfirmed: 'Ce n’est pas ce qui est imprimé. Vérifiez les deux groupes.',
  keep: 'Garder ce code',
  renewNow: 'Renouveler la clé',
  pinTitle: 'Changer le code de la carte',
  pinLead: 'De quatre à douze chiffres, sans suite ni répétition.',
  pinNow: 'Code actuel de la carte',
  pinNew: 'Nouveau code',
  pinAgain: 'Nouveau code, à nouveau',
  pinDiffers: 'Les deux saisies diffèrent.',
  pinForm: 'De quatre à douze chiffres.',
  pinSimple: 'Ce code serait essayé en premier : une suite, un seul chiffre, ou l’ancien.',
  wrongPin: icu<{ tries: number }>(
    'Code faux. {tries, plural, =0 {La carte est bloquée.} one {Il reste # essai.} many {Il reste # essais.} other {Il reste # essais.}}',
  ),
  sheetTitle: 'Code de secours de Poste Santé',
  sheetFor: icu<{ name: string; day: string }>('{name}, imprimé le {day}'),
  sheetWhat:
    'Ce code ouvre, avec la carte et son code, les données gardées sur le poste si son trousseau est perdu ou remplacé. Rangez cette feuille sous clé, loin du poste.',
  sheetWhere: 'À l’identification, choisir « Ouvrir avec le code de secours imprimé ».',
});

export const DONE = messages({
  codeKept: 'Le code de secours compte à partir de maintenant.',
  renewalLaid: 'La nouvelle clé est prête. Verrouillez puis rouvrez le poste pour l’appliquer tout de suite.',
  pinChanged: 'Le code de la carte est changé.',
  pinChangedFormerAsked:
    'Le code de la carte est changé. Le trousseau n’a pas répondu : l’ancien code sera demandé une fois, à la prochaine ouverture.',
});

export const KEYCHAINS = messages({
  ready: 'Ouvert',
  absent: 'Introuvable',
  locked: 'Verrouillé',
  weak: 'Sans protection',
  unused: 'Pas utilisé dans cette session',
});

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
