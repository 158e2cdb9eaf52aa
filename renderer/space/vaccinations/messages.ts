import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  title: 'Mes vaccins',
  lead: 'Votre carnet, écrit par ceux qui vous vaccinent. Une erreur ? Demandez à son auteur de la corriger.',
  notebook: 'Carnet de vaccination',
  empty: "Aucune vaccination n'est inscrite dans ce carnet.",
  hints: icu<{ year: string }>('Selon le calendrier {year}'),
  hintsLead: "D'après l'âge seul. Parlez-en à un médecin, un pharmacien, un infirmier ou une sage-femme.",
  hintsNone: "Rien à signaler d'après votre âge.",
  late: 'En retard',
  due: 'À faire',
  soon: 'Bientôt',
  from: icu<{ date: string }>('à partir du {date}'),
  given: icu<{ date: string; by: string }>('Le {date}, par {by}'),
  givenBare: icu<{ date: string }>('Le {date}'),
  lot: icu<{ lot: string }>('lot {lot}'),
});
