import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  mine: 'Mon droit',
  rightNone: "Vous n'avez pas déclaré de droit d'accès à ce dossier.",
  rightValid: icu<{ since: string; until: string }>('Ouvert depuis le {since}, valable jusqu’au {until}.'),
  rightValidOpen: icu<{ since: string }>('Ouvert depuis le {since}, sans terme.'),
  rightExpired: icu<{ until: string }>('Terminé depuis le {until}.'),
  rightBlocked: "Le patient vous a bloqué l'accès à son dossier.",
  renew: 'Renouveler le consentement',
  renounce: 'Renoncer à mon accès',
});
