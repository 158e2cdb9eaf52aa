import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  title: 'Messages',
  search: 'Chercher dans les échanges',
  list: 'Échanges',
  unreadOnly: 'Non lus',
  withClosed: 'Avec les échanges clos',
  count: icu<{ count: number; unread: number }>(
    '{count, plural, =0 {Aucun échange} one {# échange} many {# échanges} other {# échanges}}{unread, plural, =0 {} one {, # message nouveau} many {, # messages nouveaux} other {, # messages nouveaux}}',
  ),
  partial: 'Les plus récents seulement : cherchez les autres depuis le dossier du patient.',
  begin: 'Nouveau message',
  none: 'Aucun échange',
  noneNext:
    'Écrivez à un patient : il est prévenu par courriel, sans rien du contenu, et lit votre message dans son espace.',
  noneFound: 'Aucun échange ne correspond',
  noneFoundNext: 'La recherche porte sur le patient, l’objet et les derniers mots.',
  choose: 'Choisissez un échange',
  chooseNext: 'Flèches et Entrée dans la liste, ou N pour en commencer un.',

  answer: 'Répondre',
  first: 'Écrire au patient',
  openRecord: 'Ouvrir le dossier',
  close: "Clore l'échange",
  reopen: "Rouvrir l'échange",
  closedDone: 'Échange clos.',
  reopenedDone: 'Échange rouvert.',
  closedNext: 'Le patient ne peut plus répondre à cet échange, ni vous, tant que vous ne le rouvrez pas.',
  sent: 'Message envoyé.',
  back: 'Revenir à la liste',

  open: 'Ouvrir',
  save: 'Enregistrer',
  saved: 'Fichier enregistré.',
  deposit: 'Déposer dans le dossier',
  depositToo: 'Déposer aussi dans le dossier du patient',
  depositTooNote: 'Le dépôt s’ouvre dès que le message est parti, avec les mêmes fichiers.',
  attachmentTitle: 'Pièce jointe',
  done: 'Fermer',

  templates: 'Modèles',
  useTemplate: 'Insérer un modèle',
  manageTemplates: 'Mes modèles…',
  noTemplate: 'Aucun modèle',
  templatesTitle: 'Mes modèles de message',
  templatesLead: 'Ils restent sur ce poste, chiffrés avec vos autres données.',
  templateName: 'Nom du modèle',
  templateText: 'Texte',
  newTemplate: 'Nouveau modèle',
  edit: icu<{ name: string }>('Modifier « {name} »'),
  remove: icu<{ name: string }>('Supprimer « {name} »'),
  keep: 'Enregistrer',
  cancel: 'Annuler',

  beginTitle: 'Nouveau message',
  beginWho: 'Patient',
  beginFind: 'Nom, prénom, date de naissance ou INS',
  beginNone: 'Aucun patient du cabinet ne correspond. Un autre patient se cherche à l’écran Recherche.',

  tellsTitle: 'Ses représentants légaux liront ce message',
  tells: icu<{ words: string }>('Vous y écrivez : {words}.'),
  tellsNext:
    'Pour que le patient le lise seul, écrivez-le depuis son dossier en connexion secrète. Sinon, envoyez-le en sachant qui le lira.',
  sendAnyway: 'Envoyer quand même',
  rewrite: 'Reprendre le texte',

  group: 'Messages',
});
