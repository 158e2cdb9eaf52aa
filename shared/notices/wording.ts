import type { Notice } from '../access/vocabulary.ts';

/** Who a mail is written to. The words differ: a parent's record is not his child's. */
export type Recipient =
  | 'holder'
  /** A legal representative of a minor. */
  | 'representative'
  /** A minor, for what is his secret: at his own address, or kept for him and not sent (docs/rules.md 7). */
  | 'minor'
  | 'treatingDoctors';

export interface Wording {
  /** Names nobody: it shows on a locked telephone. */
  readonly subject: string;
  /** French, without clinical content: never a title, a type, a name, a speciality. */
  readonly text: string;
}

/** How a record is called towards who reads of it. */
interface Whose {
  readonly theRecord: string;
  readonly ofTheRecord: string;
  readonly toTheRecord: string;
  readonly inTheRecord: string;
  readonly inTheSpace: string;
}

const OWN: Whose = {
  theRecord: 'votre dossier',
  ofTheRecord: 'de votre dossier',
  toTheRecord: 'à votre dossier',
  inTheRecord: 'dans votre dossier',
  inTheSpace: 'dans votre espace santé',
};

const OF_A_CHILD: Whose = {
  theRecord: 'le dossier de votre enfant',
  ofTheRecord: 'du dossier de votre enfant',
  toTheRecord: 'au dossier de votre enfant',
  inTheRecord: 'dans le dossier de votre enfant',
  inTheSpace: 'dans son espace santé',
};

const CLOSING = 'Ce message automatique ne contient aucune information médicale. N’y répondez pas.';

/** What a change was made to: the rules know one notice of it, its words name the thing. */
export type ChangedThing = 'document' | 'vaccination';

/** The mail that a notice becomes, word for word: what the service sends and what the application shows. */
export function wordingOf(notice: Notice, recipient: Recipient, changed: ChangedThing = 'document'): Wording {
  const whose = recipient === 'representative' ? OF_A_CHILD : OWN;
  const { subject, told } =
    notice === 'patient:change' && changed === 'vaccination'
      ? correctedVaccination(whose)
      : sayingOf(notice, whose);
  return { subject, text: `Bonjour,\n\n${told}\n\n${CLOSING}` };
}

interface Saying {
  readonly subject: string;
  readonly told: string;
}

function sayingOf(notice: Notice, whose: Whose): Saying {
  const { theRecord, ofTheRecord, toTheRecord, inTheRecord, inTheSpace } = whose;
  switch (notice) {
    case 'patient:firstAccess':
      return {
        subject: `Premier accès d’un professionnel ${toTheRecord}`,
        told: `Un professionnel de santé a consulté ${theRecord} pour la première fois. Qui, quand et pourquoi figure ${inTheSpace}, à l’historique des accès.`,
      };
    case 'patient:emergency':
      return {
        subject: `Accès en urgence ${toTheRecord}`,
        told: `${capital(theRecord)} a été ouvert en urgence. Qui l’a ouvert, quand et pourquoi figure ${inTheSpace}, à l’historique des accès. Vous pouvez y signaler un accès que vous ne comprenez pas.`,
      };
    case 'treatingDoctor:emergency':
      return {
        subject: 'Accès en urgence au dossier d’un de vos patients',
        told: 'Le dossier d’un patient dont vous êtes le médecin traitant a été ouvert en urgence. Le détail figure dans l’historique des accès de ce dossier.',
      };
    case 'patient:consultation':
      return {
        subject: `Consultation ${ofTheRecord}`,
        told: `Un professionnel de santé a consulté un élément ${ofTheRecord}. Le détail figure ${inTheSpace}, à l’historique des accès.`,
      };
    case 'patient:deposit':
      return {
        subject: `Nouveau document ${inTheRecord}`,
        told: `Un professionnel de santé a ajouté un document ${toTheRecord}. Vous pouvez le lire ${inTheSpace}.`,
      };
    case 'patient:change':
      return {
        subject: `Modification d’un document ${ofTheRecord}`,
        told: `Un professionnel de santé a modifié la visibilité ou l’état d’un document ${ofTheRecord}. Le détail figure ${inTheSpace}.`,
      };
    case 'patient:vaccination':
      return {
        subject: `Nouvelle vaccination ${inTheRecord}`,
        told: `Un professionnel de santé a ajouté une vaccination ${toTheRecord}. Vous pouvez la lire ${inTheSpace}.`,
      };
    case 'patient:rights':
      return {
        subject: `Droits d’accès ${toTheRecord}`,
        told: `Les droits d’accès ${toTheRecord} ont changé. Vous pouvez les voir et les modifier ${inTheSpace}.`,
      };
  }
}

/** Its author took back a vaccination that he had entered in error. */
const correctedVaccination = ({ ofTheRecord, inTheSpace }: Whose): Saying => ({
  subject: `Correction d’une vaccination ${ofTheRecord}`,
  told: `Un professionnel de santé a retiré une vaccination ${ofTheRecord}, saisie par erreur. Le détail figure ${inTheSpace}.`,
});

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('fr-FR') + text.slice(1);

/** The record was created, nobody having opposed it in time (R.1111-28). */
export const CREATED: Wording = {
  subject: 'Votre espace santé est créé',
  text: 'Bonjour,\n\nVotre espace santé et son dossier ont été créés. Vous pouvez y fixer qui accède à quoi, ou les fermer, à tout moment.',
};

/** A record is erased: ten years after it was closed (R.1111-36). */
export const ERASED: Wording = {
  subject: 'Votre dossier est effacé',
  text: 'Bonjour,\n\nLe contenu de votre dossier a été effacé. La preuve de cet effacement, sans aucun contenu, reste dans l’historique.',
};

/** A professional wrote to the patient: that something waits, never what. */
export const MESSAGE_RECEIVED: Wording = {
  subject: 'Nouveau message dans votre espace santé',
  text: `Bonjour,\n\nUn professionnel de santé vous a écrit. Vous pouvez lire son message dans votre espace santé, à la messagerie.\n\n${CLOSING}`,
};

/** A professional proposed, made, moved or cancelled an appointment: that something changed, never what. */
export const APPOINTMENT_CHANGED: Wording = {
  subject: 'Votre agenda de santé a changé',
  text: `Bonjour,\n\nUn rendez-vous a été proposé, pris, déplacé ou annulé. Le détail figure dans votre espace santé, à l’agenda.\n\n${CLOSING}`,
};

/** An appointment is near: neither with whom nor what for. */
export const APPOINTMENT_NEAR: Wording = {
  subject: 'Un rendez-vous approche',
  text: `Bonjour,\n\nUn rendez-vous de votre agenda de santé approche. Le jour, l’heure et le lieu figurent dans votre espace santé.\n\n${CLOSING}`,
};

/** To the address that was used until now: whoever did not change it learns that somebody did. */
export const ADDRESS_CHANGED: Wording = {
  subject: 'Votre adresse électronique a changé',
  text: 'Bonjour,\n\nL’adresse électronique de votre espace santé a été modifiée. Si vous n’en êtes pas à l’origine, connectez-vous et vérifiez vos réglages.',
};
/**
 * The mails of day 14 of a document that waits for its announcement (CSP R.1111-53). To the patient's side it
 * says to see somebody and speaks of no document: announcing is the professional's.
 */
export function announcementMail(recipient: Exclude<Recipient, 'treatingDoctors'> | 'author'): Wording {
  const { subject, told } = announcementSaying(recipient);
  return { subject, text: `Bonjour,\n\n${told}\n\n${CLOSING}` };
}

function announcementSaying(recipient: Exclude<Recipient, 'treatingDoctors'> | 'author'): Saying {
  switch (recipient) {
    case 'holder':
    case 'minor':
      return {
        subject: 'Prenez rendez-vous avec un professionnel de santé',
        told: 'Nous vous invitons à prendre rendez-vous avec un professionnel de santé, votre médecin traitant en particulier, pour faire le point sur votre suivi.',
      };
    case 'representative':
      return {
        subject: 'Prenez rendez-vous avec un professionnel de santé pour votre enfant',
        told: 'Nous vous invitons à prendre rendez-vous avec un professionnel de santé, le médecin traitant de votre enfant en particulier, pour faire le point sur son suivi.',
      };
    case 'author':
      return {
        subject: 'Une annonce vous attend',
        told: 'Un document que vous avez déposé il y a deux semaines n’est pas encore visible par son patient, qui vient d’être invité à consulter. Sans annonce de votre part, il le verra de lui-même un mois après le dépôt. Vos annonces à faire sont sur l’accueil de votre logiciel.',
      };
  }
}

/** The mail that carries a code of activation, which stands alone among its words (A8 of the wire). */
export function activationMail(code: string): Wording {
  return {
    subject: 'Votre code d’activation',
    text: `Bonjour,\n\nVotre code d’activation est le ${code} .\n\nIl est valable dix minutes. Si vous n’avez rien demandé, ignorez ce message.`,
  };
}
