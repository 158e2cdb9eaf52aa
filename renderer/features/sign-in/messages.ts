import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  product: 'Poste Santé',
  title: 'Identification',
  cards: 'Votre carte',
  pin: 'Code de la carte',
  signIn: "S'identifier",
  checking: 'Vérification…',
  noCard: 'Aucune carte dans ce poste',
  noCardNext: 'Insérez votre carte dans le lecteur, puis actualisez.',
  refresh: 'Actualiser',
  waitForCards: 'Ce poste se prépare.',
  chooseCard: 'Choisissez votre carte, puis saisissez son code.',
  blocked: 'Cette carte est bloquée après trois codes faux.',
  blockedNext:
    "Choisissez une autre carte, ou faites débloquer celle-ci par l'administrateur du cabinet avec son code de déblocage.",
  blockedBadge: 'Bloquée',
  refused: 'Le service national refuse cette carte.',
  refusedNext:
    "Elle est expirée ou révoquée. Choisissez une autre carte, ou adressez-vous à l'Agence du numérique en santé.",
  wrongPin: icu<{ tries: number }>(
    'Code faux. Il reste {tries, plural, one {# essai} many {# essais} other {# essais}}.',
  ),
  triesLeft: icu<{ tries: number }>(
    '{tries, plural, one {# essai restant} many {# essais restants} other {# essais restants}}',
  ),
  lastUsed: icu<{ day: string }>('dernière session le {day}'),
  away: icu<{ names: string }>('Déjà venus sur ce poste, carte absente : {names}.'),
  placeTitle: "Lieu d'exercice",
  placeNext: 'Les documents que vous déposerez porteront le nom de ce lieu.',
  choose: 'Exercer ici',
  greeting: icu<{ name: string }>('Bonjour {name}'),
  keysTitle: 'Vos données sur ce poste',
  otherCard: 'Choisir une autre carte',
  otherUser: "Changer d'utilisateur",
});
