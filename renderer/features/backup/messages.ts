import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  title: 'Sauvegarde et changement de poste',
  save: 'Sauvegarder',
  saveWhat:
    "Vos réglages, vos modèles, vos envois, vos annonces et vos oppositions, dans un fichier que seule votre phrase secrète ouvre, sous votre carte. Les documents des patients n'y sont pas : le service national les garde.",
  passphrase: 'Phrase secrète',
  passphraseHelp: 'Douze caractères au moins. Elle ne se retrouve pas : notez-la à part du fichier.',
  again: 'La même phrase, une seconde fois',
  differs: 'Les deux phrases diffèrent.',
  saveNow: 'Enregistrer la sauvegarde',
  saving: 'Enregistrement en cours',
  saved: 'Sauvegarde enregistrée.',
  restore: 'Reprendre une sauvegarde',
  restoreWhat:
    "Ce qui est déjà sur ce poste y reste. Ce qui attendait d'être envoyé attend ici que vous le relisiez.",
  file: 'Fichier de la sauvegarde',
  chooseFile: 'Choisir la sauvegarde',
  noFile: 'Aucun fichier choisi',
  restoreNow: 'Reprendre',
  restoring: 'Reprise en cours',
  notABackup: "Ce fichier n'est pas une sauvegarde de Poste Santé.",
  notOpened:
    "Elle ne s'ouvre pas : autre phrase secrète, autre carte, ou fichier abîmé. Rien n'a été changé.",
  newer: "Elle vient d'une version plus récente. Mettez ce poste à jour, puis reprenez-la.",
  restored: icu<{ acts: number; templates: number }>(
    'Repris : {acts, plural, one {# envoi} many {# envois} other {# envois}}, {templates, plural, one {# modèle} many {# modèles} other {# modèles}}, vos annonces et vos oppositions.',
  ),
  undelivered: icu<{ count: number }>(
    '{count, plural, =0 {Tout était déposé.} one {# envoi attend encore son accusé.} many {# envois attendent encore leur accusé.} other {# envois attendent encore leur accusé.}}',
  ),
  signInAgain: 'Reconnectez-vous pour les retrouver.',
  signOut: 'Se déconnecter',
  close: 'Fermer',
});
