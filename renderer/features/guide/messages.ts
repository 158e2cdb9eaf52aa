import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  title: "Guide de l'utilisateur",
  search: 'Chercher dans le guide',
  sections: 'Sommaire',
  none: 'Aucune section ne parle de cela.',
  found: icu<{ count: number }>('{count, plural, one {# section} many {# sections} other {# sections}}'),
  close: 'Fermer',
});
