import { messages } from '../../i18n/text.ts';

export const words = messages({
  title: 'Examen du poste',
  open: 'Examiner le poste',
  again: "Refaire l'examen",
  done: 'Fermer',
  pack: "Enregistrer le dossier d'incident",
  packWhat:
    "Le dossier d'incident réunit cet examen, les versions et le journal technique, pour l'assistance. Il ne contient aucune donnée de patient.",
  packSaved: "Dossier d'incident enregistré.",
  examining: 'Examen en cours',
});
