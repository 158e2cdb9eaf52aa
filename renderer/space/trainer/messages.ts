import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  title: 'Outils du formateur',
  lead: 'Rien de ceci n’existe pour un patient. Les données sont fictives.',
  close: 'Replier',
  clock: 'Horloge du service',
  clockLead: 'Elle avance pour les deux fenêtres, et ne recule jamais.',
  hour: '+ 1 heure',
  day: '+ 1 jour',
  days14: '+ 14 jours',
  days30: '+ 30 jours',
  year: '+ 1 an',
  advanced: icu<{ date: string }>('Il est maintenant le {date}.'),
  mails: 'Courriels envoyés',
  mailsLead: 'Le texte exact, du plus récent au plus ancien.',
  noMail: 'Aucun courriel envoyé.',
  to: icu<{ address: string }>('À {address}'),
  refresh: 'Actualiser',
});
