import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  title: 'Entourage et volontés',
  group: 'Entourage',
  refresh: 'Actualiser',
  empty: "Le patient n'a rien renseigné de son entourage ni de ses volontés",
  emptyNote:
    'Aucune volonté connue ici ne veut pas dire aucune volonté : demandez au patient ou à ses proches.',
  notPermitted: "L'entourage et les volontés ne vous sont pas lisibles",

  people: 'À prévenir et à consulter',
  peopleNone: 'Personne de renseigné',
  trusted: 'Personne de confiance',
  emergency: 'À prévenir en cas d’urgence',
  kin: 'Proche',
  carer: 'Aidant',
  representative: 'Représentant légal',
  copied: 'Numéro copié.',
  copy: icu<{ phone: string; name: string }>('Copier le numéro de {name} : {phone}'),

  wishes: 'Volontés',
  directives: 'Directives anticipées',
  directivesStated: icu<{ date: string }>('Rédigées, déclarées le {date}'),
  directivesKept: icu<{ place: string }>('Où les trouver : {place}'),
  directivesDocument: 'Leur texte, s’il est déposé, est parmi les documents.',
  directivesNone: 'Aucune déclarée dans cet espace',
  directivesMinor: 'Elles ne se rédigent qu’à la majorité',
  organs: "Don d'organes",
  organsYes: icu<{ date: string }>('Favorable, dit le {date}'),
  organsNo: icu<{ date: string }>('Opposé, dit le {date}'),
  organsNone: 'Pas de volonté exprimée dans cet espace',
  organsLaw:
    "L'opposition ne vaut qu'au registre national des refus, par écrit ou dite aux proches (CSP L.1232-1).",
  law: 'Personne de confiance : CSP L.1111-6. Directives anticipées : CSP L.1111-11.',
});
