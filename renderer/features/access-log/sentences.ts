import type { AccessEntry } from '../../../shared/bridge/access-log.ts';
import { actName } from '../../../shared/traces/acts.ts';
import { reasonName } from '../../../shared/traces/reasons.ts';
import { dateAndTime } from '../../i18n/format.ts';
import { french } from '../../i18n/text.ts';
import { words } from './messages.ts';

/** What an act does, after "a" (participle) and after "a voulu" (infinitive); its object stands in both. */
type Verb = (entry: AccessEntry) => readonly [done: string, wished: string];

const verb =
  (done: string, wished: string): Verb =>
  () => [done, wished];

const onDocument =
  (done: string, wished: string): Verb =>
  ({ document }) => {
    const object = document?.title ? `« ${document.title} »` : 'un document';
    return [`${done} ${object}`, `${wished} ${object}`];
  };

const onTarget =
  (done: string, wished: string): Verb =>
  ({ target }) => {
    const object = target ?? 'un professionnel';
    return [`${done} ${object}`, `${wished} ${object}`];
  };

const VERBS: Readonly<Record<string, Verb>> = {
  findPatient: verb('cherché cette identité', 'chercher cette identité'),
  open: verb('ouvert le dossier', 'ouvrir le dossier'),
  list: verb('affiché la liste des documents', 'afficher la liste des documents'),
  read: onDocument('lu', 'lire'),
  listOffline: verb(
    'affiché hors ligne la liste des documents',
    'afficher hors ligne la liste des documents',
  ),
  readOffline: onDocument('lu hors ligne', 'lire hors ligne'),
  handOver: verb('remis une fiche à l’équipe de l’appel', 'remettre une fiche à l’équipe de l’appel'),
  readSubmissionSets: verb('cherché les nouveautés', 'chercher les nouveautés'),
  readCareHistory: verb('lu l’historique de soins', 'lire l’historique de soins'),
  readWishes: verb('lu les volontés', 'lire les volontés'),
  readVaccinations: verb('lu les vaccinations', 'lire les vaccinations'),
  readMeasures: verb('lu les mesures et le profil', 'lire les mesures et le profil'),
  readCareHistoryOffline: verb(
    'lu hors ligne l’historique de soins',
    'lire hors ligne l’historique de soins',
  ),
  readWishesOffline: verb('lu hors ligne les volontés', 'lire hors ligne les volontés'),
  readVaccinationsOffline: verb('lu hors ligne les vaccinations', 'lire hors ligne les vaccinations'),
  readMeasuresOffline: verb(
    'lu hors ligne les mesures et le profil',
    'lire hors ligne les mesures et le profil',
  ),
  filterMasked: verb('affiché les documents masqués', 'afficher les documents masqués'),
  deposit: onDocument('déposé', 'déposer'),
  replace: onDocument('remplacé', 'remplacer'),
  addVaccination: verb('ajouté une vaccination', 'ajouter une vaccination'),
  delete: onDocument('supprimé', 'supprimer'),
  mask: onDocument('masqué', 'masquer'),
  unmask: onDocument('démasqué', 'démasquer'),
  showToPatient: onDocument('montré au patient', 'montrer au patient'),
  showToRepresentatives: onDocument('montré aux représentants', 'montrer aux représentants'),
  archive: onDocument('archivé', 'archiver'),
  restore: onDocument('restauré', 'restaurer'),
  change: onDocument('modifié', 'modifier'),
  maskAll: verb('masqué tous les documents', 'masquer tous les documents'),
  declareConsent: verb('déclaré le consentement du patient', 'déclarer le consentement du patient'),
  revokeOwnConsent: verb('renoncé à cet accès', 'renoncer à cet accès'),
  blockProfessional: onTarget('bloqué', 'bloquer'),
  unblockProfessional: onTarget('débloqué', 'débloquer'),
  declareRight: ({ right, target }) =>
    right === 'treating-doctor'
      ? [`désigné ${target ?? 'un médecin'} médecin traitant`, 'désigner un médecin traitant']
      : ['modifié un droit', 'modifier un droit'],
  endRight: ({ right, target }) =>
    right === 'treating-doctor'
      ? [`mis fin au rôle de médecin traitant de ${target ?? 'un médecin'}`, 'mettre fin à un rôle']
      : ['mis fin à un droit', 'mettre fin à un droit'],
  readRights: verb('lu les droits', 'lire les droits'),
  oppose: verb('refusé la création du dossier', 'refuser la création du dossier'),
  close: verb('fermé le dossier', 'fermer le dossier'),
  reopen: verb('rouvert le dossier', 'rouvrir le dossier'),
  readOwnTraces: verb('lu ses propres accès', 'lire ses propres accès'),
  readAllTraces: verb('lu tous les accès', 'lire tous les accès'),
  readTraces: verb('lu l’historique des accès', 'lire l’historique des accès'),
};

function subject({ kind, name, self }: AccessEntry['who']): string {
  if (self) return words.you;
  switch (kind) {
    case 'professional':
      return name ?? words.nobody;
    case 'patient':
      return words.patient;
    case 'representative':
      return words.representative;
    case 'carer':
      return words.carer;
    case 'nobody':
      return words.nobody;
  }
}

/** One access in one French sentence: who did, or wished to do, what. */
export function accessSentence(entry: AccessEntry): string {
  const { who, action, outcome } = entry;
  const found = Object.hasOwn(VERBS, action) ? VERBS[action] : undefined;
  if (found === undefined) return french(`${subject(who)} : ${actName(action)}`);
  const [done, wished] = found(entry);
  const own = who.self ? ['avez', 'avez voulu'] : ['a', 'a voulu'];
  const said = outcome === 'permit' ? `${own[0] ?? ''} ${done}` : `${own[1] ?? ''} ${wished}`;
  const yours = who.self ? said.replace('ses propres', 'vos propres') : said;
  return french(`${subject(who)} ${yours}`);
}

const BASES: Readonly<Record<string, string>> = { CARE_TEAM: words.careTeam, EXPLICIT: words.explicit };
const FORMS: Readonly<Record<string, string>> = { ORAL: words.oral, WRITTEN: words.written };

/** What else is known of it: as what, from where, why. */
export function accessNote(entry: AccessEntry): string {
  const { who, inNameOf, reason, justification, basis, form, openedAt } = entry;
  return [
    who.role,
    who.structure,
    inNameOf === null ? null : words.inNameOf({ name: inNameOf }),
    basis === null ? null : (BASES[basis] ?? basis),
    form === null ? null : (FORMS[form] ?? form),
    openedAt === undefined ? null : words.openedAt({ date: dateAndTime(openedAt) }),
    reason === null ? null : words.because({ reason: reasonName(reason) ?? reason }),
    justification === null ? null : words.justified({ text: justification }),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
