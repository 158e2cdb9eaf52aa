import { messages } from '../../i18n/text.ts';

export const words = messages({
  title: 'Mes soins',
  lead: "Vos remboursements de l'Assurance maladie. « Ce que je partage » décide si vos professionnels les voient.",
  list: 'Historique de soins',
  empty: "Aucun soin remboursé n'est connu.",
  consultation: 'Consultation',
  drug: 'Médicament',
  exam: 'Examen',
  hospital: 'Hospitalisation',
  dental: 'Dentaire',
  transport: 'Transport',
  other: 'Autre soin',
  kinds: 'Nature',
});
