import parameters from '../../../resources/parameters.json' with { type: 'json' };
import type { Announcement } from '../../../shared/bridge/announcements.ts';
import { french, icu, messages } from '../../i18n/text.ts';

const { announcementReminderDays: reminder, announcementVisibleDays: visible } = parameters;

export const words = {
  ...messages({
    title: 'Annonces à faire',
    lead: `Vos documents que leurs patients ne voient pas encore. Au ${reminder}e jour le patient est invité à consulter et vous êtes relancé ; au ${visible}e, il voit le document quoi qu’il arrive (R.1111-53 du code de la santé publique).`,
    empty: 'Aucune annonce à faire',
    emptyNext: 'Un document déposé « non visible par le patient » paraît ici jusqu’à son annonce.',
    patient: 'Patient',
    document: 'Document',
    depositedAt: 'Déposé le',
    reminderAt: `${reminder}e jour`,
    visibleAt: `${visible}e jour`,
    state: 'État',
    acts: 'Actes',
    show: 'Montrer au patient',
    open: 'Ouvrir le dossier',
    check: 'Vérifier auprès du service',
    checking: 'Vérification…',
    checkNote: 'Chaque vérification est une consultation, tracée dans le dossier du patient.',
    unknown: icu<{ count: number }>(
      '{count, plural, one {# document n’a pas pu être vérifié : sans droit sur le dossier, la liste dit ce que le reçu du dépôt a dit.} other {# documents n’ont pas pu être vérifiés : sans droit sur le dossier, la liste dit ce que le reçu du dépôt a dit.}}',
    ),
    showTitle: 'Montrer ce document au patient ?',
    showEffect: 'Il le verra dès maintenant dans son espace et en sera averti : cet acte ne se défait pas.',
    cancel: 'Annuler',
    group: 'Annonces',
    next: 'Annonce suivante',
    previous: 'Annonce précédente',
  }),
  count: icu<{ count: number }>(
    '{count, plural, =0 {Aucune annonce à faire} one {# annonce à faire} other {# annonces à faire}}',
  ),
  daysLeft: icu<{ count: number }>(
    '{count, plural, =0 {visible aujourd’hui} one {visible dans # jour} other {visible dans # jours}}',
  ),
};

export const statusWords: Readonly<Record<Announcement['status'], string>> = {
  waiting: french('À annoncer'),
  reminded: french('Patient invité à consulter'),
  visible: french('Visible par le patient'),
  ended: french('Montré ou retiré'),
};
