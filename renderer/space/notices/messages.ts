import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  title: 'Notifications',
  lead: 'Ce qui a été annoncé à propos de ce dossier. Les mêmes mots partent par courriel, sans rien de médical.',
  list: 'Notifications',
  none: 'Rien n’a encore été annoncé.',
  unread: 'Nouveau',
  unreadCount: icu<{ count: number }>(
    '{count, plural, =0 {Tout est lu.} one {# notification nouvelle} many {# notifications nouvelles} other {# notifications nouvelles}}',
  ),
  markRead: 'Tout marquer comme lu',
  marked: 'Tout est lu.',
  mail: 'Courriels',
  mailLead:
    'Un premier accès, un accès en urgence et un changement de droits sont toujours annoncés. Pour le reste, vous choisissez.',
  address: 'Adresse électronique',
  addressNote: 'Sans adresse, les annonces attendent ici.',
  saveAddress: "Enregistrer l'adresse",
  saved: 'Votre choix est enregistré.',
  badAddress: "Cette adresse n'a pas la forme attendue.",
  consultation: 'Un professionnel a consulté un élément du dossier',
  deposit: 'Un nouveau document est arrivé',
  change: 'Un document a changé',
  vaccination: 'Une vaccination a été ajoutée',
  message: 'Un professionnel m’a écrit',
  appointment: 'Un rendez-vous a été proposé, pris ou changé',
  reminder: 'Un rendez-vous approche',
  on: 'Un courriel est envoyé.',
  off: 'Aucun courriel ; l’annonce reste dans cet espace.',
});
