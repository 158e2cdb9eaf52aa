import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  title: 'Services référencés par l’État',
  lead: 'Ce que chacun peut échanger avec l’espace du patient. Le patient les relie lui-même, dans son espace.',
  search: 'Chercher un service, ce qu’il échange',
  list: 'Services',
  count: icu<{ count: number }>(
    '{count, plural, =0 {Aucun service} one {# service} many {# services} other {# services}}',
  ),
  linked: 'Reliés par le patient',
  linkedOnly: 'Reliés seulement',
  linkedSince: icu<{ date: string }>('Relié le {date}'),
  asksMore: 'Demande davantage',
  notShown:
    'Le patient choisit ceux qu’il vous montre : ne rien voir ici ne veut pas dire qu’aucun n’est relié.',
  none: 'Aucun service ne correspond',
  noneNext: 'La recherche porte sur le nom, la description et les données échangées.',
  handOut: 'Fiche à remettre',
  print: 'Imprimer la fiche',
  printed: 'Fiche imprimée.',
  sheetTitle: 'Services numériques que vous pouvez relier à votre espace santé',
  sheetHow:
    'Pour relier un service : ouvrez Mon espace santé, rubrique Services, choisissez le service, puis ce que vous l’autorisez à échanger. Vous pouvez y mettre fin à tout moment.',
  sheetChoose: 'Cochez ceux de la fiche, ou imprimez-les tous.',
  pick: icu<{ name: string }>('Mettre « {name} » sur la fiche'),
  picked: icu<{ count: number }>(
    '{count, plural, =0 {Tous les services listés} one {# service choisi} many {# services choisis} other {# services choisis}}',
  ),
  exchanges: icu<{ list: string }>('Échange : {list}'),
  group: 'Services',
});
