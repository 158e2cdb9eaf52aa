import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  title: 'Mon dossier',
  leadActive: 'Ce dossier est ouvert. Vous pouvez le fermer à tout moment, sans dire pourquoi.',
  leadClosed: icu<{ date: string }>('Ce dossier est fermé depuis le {date}.'),
  leadClosedBare: 'Ce dossier est fermé.',
  leadNone: "Aucun dossier n'existe pour cette personne.",

  download: 'Tout télécharger',
  downloadLead:
    'Tous les documents, les droits et l’historique des accès, dans une archive zip enregistrée sur ce poste.',
  downloaded: 'L’archive est enregistrée.',

  archive: 'Fermer et conserver',
  archiveLead: icu<{ years: number }>(
    'Plus personne ne peut le consulter ni y déposer un document. Il est conservé hors d’accès pendant {years} ans, puis effacé. Vous pouvez le rouvrir d’ici là : ses documents y seront, les accès non.',
  ),
  erase: 'Fermer et effacer',
  eraseLead:
    'Tous les documents sont effacés. Il n’en reste que la preuve de l’effacement et l’historique des accès. Cela ne se défait pas.',
  archiveTitle: 'Fermer ce dossier ?',
  eraseTitle: 'Effacer ce dossier ?',
  typeWord: icu<{ word: string }>('Pour confirmer, écrivez {word}'),
  wordArchive: 'FERMER',
  wordErase: 'EFFACER',
  cancel: 'Annuler',
  closed: 'Le dossier est fermé.',

  reopen: 'Rouvrir le dossier',
  reopenLead:
    'Les documents qui n’ont pas été effacés reviennent. Les accès des professionnels ne reviennent pas : ils demanderont de nouveau votre accord.',
  reopened: 'Le dossier est ouvert.',

  oppose: "S'opposer à la création du dossier",
  opposeUntil: icu<{ date: string }>('Possible jusqu’au {date}.'),
  opposeLead: icu<{ weeks: number }>(
    'Dans les {weeks} semaines qui suivent l’annonce de sa création, vous pouvez refuser ce dossier. Rien n’y est alors conservé.',
  ),
  opposeTitle: "S'opposer à ce dossier ?",
  wordOppose: 'OPPOSITION',
  opposed: 'Votre opposition est enregistrée.',
  tooLate: 'Le délai d’opposition est passé. Vous pouvez fermer le dossier.',
  none: 'Votre opposition est enregistrée : aucun professionnel ne peut consulter ni déposer.',
  carer: 'Un aidant ne ferme ni ne rouvre un dossier.',
});
