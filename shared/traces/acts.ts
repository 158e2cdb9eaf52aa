/** The acts of the journal in French, for a list and for a file that leaves the post. */

export const ACT_GROUPS = ['consult', 'deposit', 'manage', 'rights', 'journal'] as const;
export type ActGroup = (typeof ACT_GROUPS)[number];

interface TracedAct {
  readonly group: ActGroup;
  /** What was done, as a noun: it stands for an attempt too. */
  readonly name: string;
}

/** Sections of a space as a post tells that it showed one offline: each is one decision of the rules. */
export const OFFLINE_SECTIONS = ['vaccinations', 'care', 'measures', 'wishes'] as const;
export type OfflineSection = (typeof OFFLINE_SECTIONS)[number];

/** Acts that bear on a record; the service names each of its traces by one of these. */
const ACTS = {
  findPatient: { group: 'consult', name: 'Recherche de l’identité' },
  open: { group: 'consult', name: 'Ouverture du dossier' },
  list: { group: 'consult', name: 'Liste des documents' },
  read: { group: 'consult', name: 'Lecture d’un document' },
  listOffline: { group: 'consult', name: 'Liste des documents, hors ligne' },
  readOffline: { group: 'consult', name: 'Lecture d’un document, hors ligne' },
  handOver: { group: 'consult', name: 'Remise d’une fiche à l’équipe de l’appel' },
  readSubmissionSets: { group: 'consult', name: 'Recherche des nouveautés' },
  readCareHistory: { group: 'consult', name: 'Lecture de l’historique de soins' },
  readWishes: { group: 'consult', name: 'Lecture des volontés' },
  readVaccinations: { group: 'consult', name: 'Lecture des vaccinations' },
  readMeasures: { group: 'consult', name: 'Lecture des mesures et du profil' },
  readCareHistoryOffline: { group: 'consult', name: 'Lecture de l’historique de soins, hors ligne' },
  readWishesOffline: { group: 'consult', name: 'Lecture des volontés, hors ligne' },
  readVaccinationsOffline: { group: 'consult', name: 'Lecture des vaccinations, hors ligne' },
  readMeasuresOffline: { group: 'consult', name: 'Lecture des mesures et du profil, hors ligne' },
  readMessages: { group: 'consult', name: 'Lecture des messages' },
  readAppointments: { group: 'consult', name: 'Lecture des rendez-vous' },
  readRelated: { group: 'consult', name: 'Lecture de l’entourage' },
  filterMasked: { group: 'consult', name: 'Liste des documents masqués' },
  deposit: { group: 'deposit', name: 'Dépôt d’un document' },
  replace: { group: 'deposit', name: 'Remplacement d’un document' },
  addVaccination: { group: 'deposit', name: 'Ajout d’une vaccination' },
  writeMeasures: { group: 'deposit', name: 'Ajout d’une mesure ou d’un élément du profil' },
  writeContacts: { group: 'deposit', name: 'Modification des personnes à prévenir' },
  stateWishes: { group: 'deposit', name: 'Expression d’une volonté' },
  writeMessage: { group: 'deposit', name: 'Envoi d’un message' },
  makeAppointment: { group: 'deposit', name: 'Prise d’un rendez-vous' },
  changeAppointment: { group: 'manage', name: 'Changement d’un rendez-vous' },
  setReminders: { group: 'manage', name: 'Réglage des rappels d’un rendez-vous' },
  closeThread: { group: 'manage', name: 'Clôture d’un échange de messages' },
  reopenThread: { group: 'manage', name: 'Réouverture d’un échange de messages' },
  correct: { group: 'manage', name: 'Retrait d’une saisie erronée' },
  delete: { group: 'manage', name: 'Suppression d’un document' },
  mask: { group: 'manage', name: 'Masquage d’un document' },
  unmask: { group: 'manage', name: 'Démasquage d’un document' },
  showToPatient: { group: 'manage', name: 'Document montré au patient' },
  showToRepresentatives: { group: 'manage', name: 'Document montré aux représentants' },
  archive: { group: 'manage', name: 'Archivage d’un document' },
  restore: { group: 'manage', name: 'Restauration d’un document' },
  change: { group: 'manage', name: 'Modification d’un document' },
  maskAll: { group: 'manage', name: 'Masquage de tous les documents' },
  declareConsent: { group: 'rights', name: 'Déclaration de consentement' },
  revokeOwnConsent: { group: 'rights', name: 'Renoncement à l’accès' },
  blockProfessional: { group: 'rights', name: 'Blocage' },
  unblockProfessional: { group: 'rights', name: 'Déblocage' },
  declareRight: { group: 'rights', name: 'Modification d’un droit' },
  endRight: { group: 'rights', name: 'Fin d’un droit' },
  readRights: { group: 'rights', name: 'Lecture des droits' },
  linkService: { group: 'rights', name: 'Liaison d’un service du catalogue' },
  unlinkService: { group: 'rights', name: 'Fin de la liaison d’un service' },
  oppose: { group: 'rights', name: 'Opposition à la création' },
  close: { group: 'rights', name: 'Fermeture du dossier' },
  reopen: { group: 'rights', name: 'Réouverture du dossier' },
  signIn: { group: 'journal', name: 'Connexion' },
  signOut: { group: 'journal', name: 'Déconnexion' },
  readOwnTraces: { group: 'journal', name: 'Lecture de ses propres accès' },
  readAllTraces: { group: 'journal', name: 'Lecture de tous les accès' },
  readTraces: { group: 'journal', name: 'Lecture de l’historique des accès' },
  readHead: { group: 'journal', name: 'Lecture du sceau du journal' },
} as const satisfies Readonly<Record<string, TracedAct>>;
type KnownAct = keyof typeof ACTS;

const isKnown = (code: string): code is KnownAct => Object.hasOwn(ACTS, code);

/** The act of a trace in words; an act of a newer service keeps its own name. */
export const actName = (code: string): string => (isKnown(code) ? ACTS[code].name : code);

/** Codes of the acts of a group, as the journal is asked for them. */
export const actsOf = (group: ActGroup): readonly string[] =>
  Object.entries(ACTS)
    .filter(([, act]) => act.group === group)
    .map(([code]) => code);
