import type { AppointmentStatus } from '../../shared/agenda/changes.ts';
import { icu, messages } from './text.ts';

/** How an appointment stands, in a word. */
export const appointmentStates: Readonly<Record<AppointmentStatus, string>> = messages({
  proposed: 'Proposé',
  pending: 'À confirmer',
  booked: 'Pris',
  arrived: 'Patient arrivé',
  fulfilled: 'Honoré',
  cancelled: 'Annulé',
  noshow: 'Non honoré',
  'entered-in-error': 'Retiré',
});

/** What a service of the catalogue exchanges, and which way. */
export const exchangeNames: Readonly<Record<string, string>> = messages({
  documents: 'Documents',
  measures: 'Mesures de santé',
  agenda: 'Rendez-vous',
  vaccinations: 'Vaccinations',
  profile: 'Profil médical',
});
export const directionNames = messages({
  read: 'lit',
  write: 'ajoute',
  both: 'lit et ajoute',
});
export const categoryNames: Readonly<Record<string, string>> = messages({
  suivi: 'Suivi',
  'rendez-vous': 'Rendez-vous',
  prevention: 'Prévention',
  hopital: 'Hôpital',
});

/** A reminder, in minutes before. */
export const reminderName = (minutes: number): string =>
  minutes % 1_440 === 0
    ? reminderWords.days({ count: minutes / 1_440 })
    : minutes % 60 === 0
      ? reminderWords.hours({ count: minutes / 60 })
      : reminderWords.minutes({ count: minutes });

const reminderWords = messages({
  days: icu<{ count: number }>('{count, plural, one {La veille} many {# jours avant} other {# jours avant}}'),
  hours: icu<{ count: number }>(
    '{count, plural, one {# heure avant} many {# heures avant} other {# heures avant}}',
  ),
  minutes: icu<{ count: number }>(
    '{count, plural, one {# minute avant} many {# minutes avant} other {# minutes avant}}',
  ),
});
