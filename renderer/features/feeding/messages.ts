import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  oppose: 'Enregistrer une opposition à l’alimentation',
  recordTitle: 'Opposition à l’alimentation',
  recordLead:
    'Un patient peut s’opposer à ce que son dossier soit alimenté pour un motif légitime, que vous appréciez (R.1111-47 du code de la santé publique). Le motif reste sur ce poste ; il n’est transmis à personne.',
  scope: 'Ce à quoi il s’oppose',
  scopeRecord: 'Tout dépôt dans son dossier',
  scopeDocument: icu<{ title: string }>('Ce document seulement : {title}'),
  reason: 'Motif légitime',
  reasonMissing: 'Écrivez le motif.',
  record: 'Enregistrer l’opposition',
  lift: 'Lever l’opposition',
  liftTitle: 'Lever l’opposition',
  liftLead: 'Les dépôts seront de nouveau possibles. L’opposition et ses deux motifs restent sur ce poste.',
  because: 'Motif de la levée',
  cancel: 'Annuler',
  standsRecord: icu<{ day: string }>(
    'Le patient s’oppose depuis le {day} à l’alimentation de son dossier : aucun document n’y est déposé depuis ce poste.',
  ),
  standsDocument: icu<{ title: string; day: string }>(
    'Le patient s’oppose depuis le {day} au dépôt de « {title} ».',
  ),
  motive: icu<{ reason: string }>('Motif : {reason}'),
});
