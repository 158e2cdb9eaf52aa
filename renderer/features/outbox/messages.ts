import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  title: 'Envois',
  lead: "Un dépôt n'est acquis qu'avec l'accusé du service national.",
  empty: 'Aucun envoi',
  emptyNext: 'Les documents que vous déposez apparaissent ici jusqu’à leur accusé, puis avec lui.',
  waiting: 'En attente',
  sending: 'Envoi en cours',
  deposited: icu<{ time: string }>('Déposé le {time}'),
  refused: 'Refusé',
  patient: 'INS',
  onBehalfOf: icu<{ name: string }>('Déposé par vous pour {name}'),
  secret: 'Connexion secrète',
  refresh: 'Actualiser',
});
