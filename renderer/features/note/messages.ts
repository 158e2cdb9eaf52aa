import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  title: 'Noter et déposer',
  kind: 'Ce que vous notez',
  dispensation: 'Dispensation',
  interview: 'Entretien pharmaceutique',
  text: 'Votre note',
  textHint: 'Le patient et les professionnels habilités la liront.',
  takeUp: 'Reprendre la dernière ordonnance',
  takeUpNote: 'Ses lignes, à corriger selon ce que vous avez délivré.',
  deposit: 'Déposer',
  depositing: 'Dépôt…',
  undo: 'Reprendre la note',
  empty: 'Écrivez la note avant de la déposer.',
  asked: icu<{ excerpt: string }>(
    'Ce texte peut apprendre quelque chose au patient, ou à ses représentants : « {excerpt} ». Relisez-le ; déposer encore le confirme.',
  ),
  deposited: 'Déposé',
  depositedNext: 'Reçu du service : la note est dans le dossier.',
  waiting: 'La note part dès que le service répond.',
  waitingNext: 'Elle est gardée sur ce poste : elle n’est pas encore déposée.',
  close: 'Fermer',
  titleDispensation: 'Dispensation médicamenteuse',
  titleInterview: "Compte rendu d'entretien pharmaceutique",
  by: icu<{ name: string; place: string }>('{name}, {place}'),
  on: icu<{ date: string }>('Le {date}'),
});
