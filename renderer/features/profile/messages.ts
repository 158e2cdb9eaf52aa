import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  title: 'Profil médical et mesures',
  group: 'Profil',
  refresh: 'Actualiser',

  profile: 'Profil médical',
  told: 'Renseigné par le patient ou ses proches : à vérifier avec lui.',
  allergies: 'Allergies et intolérances',
  treatments: 'Traitements',
  conditions: 'Maladies et antécédents',
  nothingTold: 'Rien de renseigné',
  profileEmpty: "Le patient n'a rien renseigné dans son profil médical",
  profileEmptyNote:
    'Ni allergie, ni traitement, ni antécédent ne sont dits : cela ne veut pas dire « aucun ».',
  profileNotShared: 'Le patient ne partage pas son profil médical',
  profileNotPermitted: 'Le profil médical ne vous est pas lisible',
  since: icu<{ date: string }>('depuis {date}'),
  period: icu<{ since: string; until: string }>('de {since} à {until}'),
  ended: 'terminé',
  high: 'réaction grave possible',
  byCarer: 'écrit par un aidant',
  byRepresentative: 'écrit par un représentant légal',

  measures: 'Mesures',
  measuresEmpty: "Aucune mesure n'a été notée",
  measuresNotShared: 'Le patient ne partage pas ses mesures',
  measuresNotPermitted: 'Les mesures ne vous sont pas lisibles',
  patient: 'Patient',
});
