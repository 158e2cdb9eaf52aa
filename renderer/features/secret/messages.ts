import parameters from '../../../resources/parameters.json' with { type: 'json' };
import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  begin: 'Ouvrir en connexion secrète',
  end: 'Quitter la connexion secrète',
  title: 'Connexion secrète',
  agreed:
    'À la demande du mineur, et pour un acte qu’il peut garder secret (L.1111-5, L.1111-5-1, L.2212-4, L.2212-7, L.6211-3-1 du code de la santé publique).',
  hides:
    'Tout document que vous déposez est caché à ses représentants légaux, et la trace de votre passage aussi. Aucun message ne leur est envoyé.',
  keeps: 'Lui seul les voit, avec ses propres identifiants.',
  majority: icu<{ day: string }>(
    `À ses ${parameters.majorityYears} ans, le {day}, il retrouve tout dans son espace.`,
  ),
  before: 'Ce que vous avez déjà fait dans ce dossier avant d’ouvrir la connexion secrète reste visible.',
  beforeConsent:
    'Ce patient est mineur : la déclaration est visible de ses représentants légaux, qui en sont avertis. Un dépôt qui leur est caché ne demande aucun droit.',
  cancel: 'Annuler',
});
