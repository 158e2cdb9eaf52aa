import type { ActKind } from '../../../shared/bridge/outbox.ts';
import { french, icu, messages } from '../../i18n/text.ts';

/** An act as its author would name it, and how it stands once the service has it. */
export const kindWords: Readonly<Record<ActKind, { readonly act: string; readonly done: string }>> = {
  deposit: { act: french('Dépôt'), done: french('Déposé') },
  replacement: { act: french('Nouvelle version'), done: french('Déposé') },
  deletion: { act: french('Suppression'), done: french('Supprimé') },
  mask: { act: french('Masquage aux professionnels'), done: french('Masqué') },
  unmask: { act: french('Retour à la vue des professionnels'), done: french('Rendu visible') },
  showToPatient: { act: french('Retour à la vue du patient'), done: french('Montré au patient') },
  showToRepresentatives: {
    act: french('Retour à la vue des représentants légaux'),
    done: french('Montré aux représentants'),
  },
  archiving: { act: french('Archivage'), done: french('Archivé') },
  restoring: { act: french('Restauration'), done: french('Restauré') },
  vaccination: { act: french('Vaccination'), done: french('Enregistrée') },
  message: { act: french('Message'), done: french('Remis') },
  threadClosing: { act: french('Clôture d’un échange'), done: french('Clos') },
  threadReopening: { act: french('Réouverture d’un échange'), done: french('Rouvert') },
  appointment: { act: french('Rendez-vous'), done: french('Enregistré') },
};

export const words = {
  ...messages({
    title: 'Envois',
    lead: 'Rien n’est acquis sans l’accusé du service national. Ce qui attend part seul, dans l’ordre.',
    empty: 'Aucun envoi',
    emptyNext: 'Ce que vous déposez, masquez ou envoyez apparaît ici jusqu’à son accusé, puis avec lui.',
    toReviewTitle: 'À relire',
    toReviewLead:
      'Ces actes datent d’une session précédente. Rien ne part sans vous : relisez-les, puis envoyez-les.',
    underWayTitle: 'En cours',
    refusedTitle: 'Refusés',
    receivedTitle: 'Accusés du service',
    refusedNext: 'Recommencez l’acte depuis le dossier s’il est toujours utile, puis retirez cette ligne.',
    refusedMessageNext: 'Reprenez-le dans son échange pour le corriger, ou retirez cette ligne.',
    patient: 'INS',
    secret: 'Connexion secrète',
    send: 'Envoyer',
    sendNow: 'Envoyer maintenant',
    undo: 'Annuler',
    undoSending: 'Annuler l’envoi',
    forget: 'Retirer',
    saveReceipt: 'Enregistrer l’accusé',
    saveAll: 'Enregistrer tous les accusés',
    commandGroup: 'Envois',
  }),
  sendAll: icu<{ count: number }>(
    '{count, plural, one {Envoyer l’acte relu} many {Envoyer les # actes relus} other {Envoyer les # actes relus}}',
  ),
  since: icu<{ time: string }>('fait le {time}'),
  onBehalfOf: icu<{ name: string }>('par vous pour {name}'),
  about: icu<{ act: string; title: string }>('{act} : {title}'),
};
