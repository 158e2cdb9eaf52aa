import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  basis: 'Fondement et forme',
  careTeam: 'Équipe de soins',
  careTeamNote: "Le patient, informé, ne s'oppose pas.",
  explicit: 'Consentement exprès',
  explicitNote: 'Le patient accepte votre accès pour cette consultation.',
  oral: 'Oral',
  written: 'Écrit',
  forDays: icu<{ days: number }>('{days, plural, =365 {un an} one {# jour} many {# jours} other {# jours}}'),
  forHours: icu<{ hours: number }>('{hours, plural, one {# heure} many {# heures} other {# heures}}'),
  statementCareTeamOral:
    "Je fais partie de l'équipe de soins ; j'ai informé le patient, qui ne s'est pas opposé.",
  statementCareTeamWritten:
    "Je fais partie de l'équipe de soins ; le patient a été informé par écrit et ne s'est pas opposé.",
  statementExplicitOral: "Le patient a accepté oralement que j'accède à son dossier.",
  statementExplicitWritten: "Le patient a accepté par écrit que j'accède à son dossier.",
  statementNone: "Choisissez d'abord le fondement et la forme.",
  declare: 'Déclarer le consentement',
  declaring: 'Déclaration…',
  kept: 'Votre déclaration est tracée et le patient en est informé.',
  declared: 'Consentement déclaré.',
  renewTitle: 'Renouveler le consentement',
});
