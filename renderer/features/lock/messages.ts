import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  title: 'Poste verrouillé',
  lead: 'Saisissez le code de votre carte pour reprendre.',
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
