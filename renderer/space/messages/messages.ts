import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  title: 'Messages',
  lead: 'Vos échanges avec les professionnels de santé. Eux commencent ; vous pouvez écrire en premier à une pharmacie.',
  list: 'Échanges',
  count: icu<{ count: number; unread: number }>(
    '{count, plural, =0 {Aucun échange} one {# échange} many {# échanges} other {# échanges}}{unread, plural, =0 {} one {, # message nouveau} many {, # messages nouveaux} other {, # messages nouveaux}}',
  ),
  none: 'Aucun échange pour le moment.',
  begin: 'Écrire à une pharmacie',
  beginTitle: 'Écrire à une pharmacie',
  pharmacy: 'Pharmacie',
  pharmacyHint: 'Nom ou ville',
  pharmacyNone: 'Aucune pharmacie ne correspond.',
  back: 'Tous les échanges',
  answer: 'Répondre',
  first: 'Votre message',
  sent: 'Message envoyé.',
  sentAndKept: icu<{ count: number }>(
    '{count, plural, =0 {Message envoyé ; aucun des fichiers ne peut être un document.} one {Message envoyé, # fichier ajouté à vos documents.} many {Message envoyé, # fichiers ajoutés à vos documents.} other {Message envoyé, # fichiers ajoutés à vos documents.}}',
  ),
  keep: 'Ajouter aussi à mes documents',
  open: 'Ouvrir',
  save: 'Enregistrer',
  saved: 'Fichier enregistré.',
  attachment: 'Pièce jointe',
  done: 'Fermer',
  asCarer: 'Vos messages seront marqués comme écrits par un aidant.',
  asRepresentative: 'Vos messages seront marqués comme écrits par un représentant légal.',
  group: 'Messages',
});
