import parameters from '../../../../resources/parameters.json' with { type: 'json' };
import type { Vigilance } from '../../../../shared/bridge/deposit.ts';
import { french, icu, messages } from '../../../i18n/text.ts';

const { announcementReminderDays: reminder, announcementVisibleDays: visible, majorityYears } = parameters;

export const words = messages({
  announcementTitle: 'Ce document est-il à annoncer au patient ?',
  announcementLead: 'Il en a l’allure. Le cacher au patient n’est possible qu’au moment du dépôt.',
  announcementShow: 'Le patient peut le lire dès maintenant',
  announcementShowNote: 'Vous le lui avez annoncé, ou il n’y a rien à annoncer.',
  announcementHide: 'Le cacher au patient jusqu’à l’annonce',
  announcementHideNote: icu<{ reminderDay: string; visibleDay: string }>(
    `Il rejoint vos annonces à faire. Au ${reminder}e jour, le {reminderDay}, le patient est invité à consulter et vous êtes relancé ; au ${visible}e, le {visibleDay}, il voit le document quoi qu’il arrive (R.1111-53 du code de la santé publique).`,
  ),
  unmasks:
    'Un document caché au patient ne peut pas être aussi masqué aux professionnels : il ne le sera plus.',

  secretTitle: 'Ses représentants légaux doivent-ils le lire ?',
  secretLead:
    'Il parle de ce qu’un mineur peut garder secret. Le leur cacher n’est possible qu’au moment du dépôt.',
  secretShow: 'Ses représentants légaux peuvent le lire',
  secretShowNote: 'Le mineur ne demande pas le secret, ou l’acte ne l’ouvre pas.',
  secretHide: 'Le cacher à ses représentants légaux',
  secretHideNote:
    'Le mineur le demande, et l’acte l’ouvre (L.1111-5, L.1111-5-1, L.2212-4, L.2212-7, L.6211-3-1 du code de la santé publique).',

  choice: 'Votre choix',
  unanswered: 'Répondez avant de déposer : ce choix ne revient pas.',
  notRead:
    'Image ou scan : son contenu n’a pas pu être relu. Seuls son titre et son type l’ont été ; le reste est à votre lecture.',

  leaksTitle: 'Ce qui pourrait le révéler ailleurs',
  leaksLead: 'Cacher ce document ne cache que lui.',

  patientSees: 'Le patient le verra dans son espace.',
  patientDoesNotSee: 'Le patient ne le verra pas avant votre annonce.',
  reminded: icu<{ day: string }>(
    `Le {day} (${reminder}e jour), sans annonce, il est invité à voir un professionnel et vous êtes relancé.`,
  ),
  visible: icu<{ day: string }>(
    `Le {day} (${visible}e jour), il le voit quoi qu’il arrive, et en est averti.`,
  ),
  representativesSee: 'Ses représentants légaux le verront.',
  representativesDoNotSee: 'Ses représentants légaux ne le verront pas, ni sa trace.',
  majority: icu<{ day: string }>(
    `À ses ${majorityYears} ans, le {day}, le patient le trouve dans son espace ; ses parents n’y ont alors plus accès.`,
  ),
  secretSession: 'Connexion secrète : la trace de ce dépôt leur est cachée aussi.',
});

export const announcementTopics: Readonly<Record<Vigilance['announcement'][number]['topic'], string>> = {
  cancer: french('Une tumeur maligne'),
  degenerative: french('Une maladie dégénérative'),
  infection: french('Une infection grave'),
  genetic: french('Une anomalie génétique'),
  pregnancy: french('Une grossesse compromise'),
  vital: french('Une atteinte grave'),
  decision: french('Une décision collégiale de traitement'),
};

export const secretTopics: Readonly<Record<Vigilance['secrets'][number]['topic'], string>> = {
  contraception: french('Contraception, sexualité'),
  pregnancy: french('Grossesse, interruption de grossesse'),
  infection: french('Infection sexuellement transmissible'),
  addiction: french('Consommation, addiction'),
  mental: french('Santé mentale'),
  violence: french('Violences'),
  request: french('Demande de secret'),
};

export const whereWords: Readonly<Record<'type' | 'title' | 'content', string>> = {
  type: french('par son type'),
  title: french('dans le titre'),
  content: french('dans le texte'),
};

interface LeakWords {
  readonly what: string;
  readonly source: string;
}

/** Sections that are not hidden with the document: what to do there, and the text that says so. */
export const leakWords: Readonly<Record<Vigilance['otherLeaks'][number], LeakWords>> = {
  careHistory: {
    what: french(
      'Le remboursement de l’acte et des médicaments paraît dans l’historique de soins et sur les relevés de l’assuré : choisissez la facturation anonyme là où elle existe.',
    ),
    source: french('L.5134-1, L.2212-7 du code de la santé publique'),
  },
  sameVisit: {
    what: french(
      'Une ordonnance, une demande d’examen, un certificat de la même consultation se cachent un par un.',
    ),
    source: french('R.1111-50 du code de la santé publique'),
  },
  appointment: {
    what: french('Le rendez-vous et ses rappels se lisent dans l’agenda et sur le téléphone des parents.'),
    source: french('Mon espace santé, agenda'),
  },
  message: {
    what: french('Un message envoyé par la messagerie de l’enfant est lu par ses représentants.'),
    source: french('Mon espace santé, messagerie'),
  },
  vaccination: {
    what: french('Une vaccination inscrite au carnet de l’enfant y reste visible.'),
    source: french('Mon espace santé, vaccinations'),
  },
};
