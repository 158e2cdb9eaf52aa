import type { Notice } from '../../../shared/access/vocabulary.ts';

interface Wording {
  readonly subject: string;
  /** French, without clinical content: never a title, a type, a name of a professional's speciality. */
  readonly text: string;
}

const SPACE = 'votre espace santé';

/** Subjects name nobody: they show on a locked telephone. */
export const WORDING: Readonly<Record<Notice, Wording>> = {
  'patient:firstAccess': {
    subject: 'Premier accès d’un professionnel à votre dossier',
    text: `Un professionnel de santé a consulté votre dossier pour la première fois. Le détail des accès figure dans ${SPACE}.`,
  },
  'patient:emergency': {
    subject: 'Accès en urgence à votre dossier',
    text: `Votre dossier a été ouvert en urgence. Qui l’a ouvert, quand et pourquoi figure dans ${SPACE}.`,
  },
  'treatingDoctor:emergency': {
    subject: 'Accès en urgence au dossier d’un de vos patients',
    text: 'Le dossier d’un patient dont vous êtes le médecin traitant a été ouvert en urgence. Le détail figure dans l’historique des accès de ce dossier.',
  },
  'patient:consultation': {
    subject: 'Consultation de votre dossier',
    text: `Un professionnel de santé a consulté un élément de votre dossier. Le détail des accès figure dans ${SPACE}.`,
  },
  'patient:deposit': {
    subject: 'Nouveau document dans votre dossier',
    text: `Un professionnel de santé a ajouté un document à votre dossier. Vous pouvez le lire dans ${SPACE}.`,
  },
  'patient:change': {
    subject: 'Modification d’un document de votre dossier',
    text: `Un professionnel de santé a modifié la visibilité ou l’état d’un document de votre dossier. Le détail figure dans ${SPACE}.`,
  },
  'patient:vaccination': {
    subject: 'Nouvelle vaccination dans votre dossier',
    text: `Un professionnel de santé a ajouté une vaccination à votre dossier. Vous pouvez la lire dans ${SPACE}.`,
  },
  'patient:rights': {
    subject: 'Droits d’accès à votre dossier',
    text: `Les droits d’accès à votre dossier ont changé. Vous pouvez les voir et les modifier dans ${SPACE}.`,
  },
};

/** The mail that carries a code of activation, which stands alone among its words. */
export function activationMail(code: string): Wording {
  return {
    subject: 'Votre code d’activation',
    text: `Votre code d’activation est le ${code} . Il est valable dix minutes. Si vous n’avez rien demandé, ignorez ce message.`,
  };
}
