import { messages } from '../../i18n/text.ts';

export const words = messages({
  title: 'Mon espace santé',
  lead: "L'espace d'une personne fictive, tel qu'elle le voit chez elle.",
  ways: 'Entrer',
  signIn: 'Se connecter',
  activate: 'Activer un espace',
  person: 'Personne',
  personHint: 'Cherchez par le nom',
  ins: 'Matricule INS',
  password: 'Mot de passe',
  demoPassword: 'Entrer avec le mot de passe de démonstration',
  demoPasswordNote: 'Toutes les personnes fictives ont le même.',
  enter: 'Se connecter',
  entering: 'Connexion…',
  refused: "Ce matricule ou ce mot de passe n'est pas le bon, ou cet espace n'est pas encore activé.",
  wait: 'Trop d’essais. Attendez une minute avant de recommencer.',
  unknownPerson: 'Choisissez une personne.',

  nir: 'Numéro de sécurité sociale',
  cardSerial: 'Numéro de série de la carte Vitale',
  cardSerialNote: 'Il est imprimé sur la carte.',
  fillCard: 'Reprendre la carte de la personne choisie',
  sendCode: 'Recevoir un code par courriel',
  codeSent:
    "Si cette carte est la bonne, et si l'espace n'est pas encore activé, un code vient d'être envoyé. Le formateur le lit dans ses outils.",
  code: 'Code reçu',
  newPassword: 'Mot de passe que vous choisissez',
  newPasswordNote: 'Huit caractères au moins.',
  confirm: "Activer l'espace",
  wrongCode: "Ce code n'est pas le bon, ou il n'est plus valable.",
  again: 'Demander un autre code',
});
