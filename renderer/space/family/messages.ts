import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  title: 'Mes proches',
  lead: 'Qui agit dans cet espace, et pour qui vous agissez.',
  spaces: 'Les espaces où vous agissez',
  spacesLead:
    'Vos enfants mineurs, et les personnes qui vous ont choisi comme aidant. À sa majorité, l’enfant reprend seul son espace.',
  noSpaces: 'Vous n’agissez pour personne d’autre.',
  go: 'Aller dans cet espace',
  child: 'Votre enfant : vous gérez son espace',
  cared: 'Vous êtes son aidant : vous consultez et ajoutez des documents',

  representatives: 'Représentants légaux',
  representativesLead:
    'Ils gèrent cet espace jusqu’à la majorité. Ce qui leur est caché à la demande du mineur n’y est pas.',
  noRepresentatives: 'Aucun représentant légal.',

  carers: 'Aidants',
  carersLead: icu<{ most: number }>(
    'Une personne de confiance qui consulte et ajoute des documents, sans gérer les droits. {most, plural, one {# au plus} many {# au plus} other {# au plus}}.',
  ),
  noCarers: 'Vous n’avez choisi aucun aidant.',
  add: 'Choisir un aidant',
  full: 'Vous avez choisi tous les aidants possibles. Retirez-en un pour en choisir un autre.',
  remove: 'Retirer',
  removed: icu<{ name: string }>("{name} n'est plus aidant."),

  addTitle: 'Choisir un aidant',
  addLead: 'Il doit avoir son propre espace. Son numéro, son nom et sa date de naissance sont vérifiés.',
  ins: 'Numéro de sécurité sociale',
  family: 'Nom de famille',
  birthDate: 'Date de naissance',
  dateHint: 'jj/mm/aaaa',
  badIns: 'Ce numéro n’est pas complet, ou comporte une erreur.',
  badDate: 'Écrivez la date comme 05/11/1980.',
  refused:
    'Cette personne ne peut pas être choisie : vérifiez son numéro, son nom et sa date de naissance, et qu’elle a activé son espace.',
  cancel: 'Annuler',
  confirm: 'Choisir comme aidant',
  added: 'Votre aidant est enregistré.',
});
