import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  title: 'Poste verrouillé',
  lead: 'Saisissez le code de votre carte pour reprendre où vous en étiez.',
  signedOut: 'Déconnexion',
  leaving: "L'écran se vide.",
  leavingLocked: 'Ce que vous avez tapé vous attend, chiffré.',
  leavingSignedOut: 'Votre session se termine.',
  becauseIdle: 'Le poste s’est verrouillé seul, sans activité.',
  becauseOsLock: 'Le poste s’est verrouillé avec la session de cet ordinateur.',
  becauseSuspend: 'Le poste s’est verrouillé à la mise en veille.',
  becauseCardPulled: 'Le poste s’est verrouillé quand votre carte a été retirée.',
  cardAway: 'Votre carte n’est pas dans le lecteur',
  cardAwayNext: 'Remettez-la pour reprendre, ou changez d’utilisateur.',
  pin: 'Code de la carte',
  unlock: 'Déverrouiller',
  checking: 'Vérification…',
  otherUser: "Changer d'utilisateur",
  wrongPin: icu<{ tries: number }>(
    'Code faux. Il reste {tries, plural, one {# essai} many {# essais} other {# essais}}.',
  ),
  blocked: 'Cette carte est bloquée après trois codes faux.',
  blockedNext: 'Changez d’utilisateur, ou faites débloquer la carte avec son code de déblocage.',
  refused: 'Le service national refuse désormais cette carte.',
  refusedNext: 'Elle est expirée ou révoquée. Changez d’utilisateur.',
});
