import { messages } from '../../i18n/text.ts';

export const words = messages({
  title: 'Ce que je partage',
  lead: 'Au-delà des documents, vous choisissez si vos professionnels voient ces deux rubriques.',
  measures: 'Mesures et profil médical',
  measuresOn: 'Les professionnels qui ont accès à ce dossier voient vos mesures et votre profil médical.',
  measuresOff:
    'Vos mesures et votre profil médical restent à vous. Un professionnel y lit « non partagé », jamais « aucune allergie ».',
  care: 'Historique de soins',
  careOn: 'Les professionnels voient les soins remboursés par l’assurance maladie.',
  careOff: 'Les professionnels ne voient pas les soins remboursés par l’assurance maladie.',
  done: 'Votre choix est enregistré.',
});
