import type { StoreMatter } from '../../../shared/bridge/recovery.ts';
import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  damagedTitle: 'Les données de ce poste étaient endommagées',
  damagedLead: 'Tout ce qui pouvait être relu a été repris. Rien n’a été supprimé.',
  missingTitle: 'Les données de ce poste avaient disparu',
  missingLead: 'Poste Santé repart avec ce qui a pu être retrouvé ailleurs.',
  replacedTitle: 'Les données de ce poste ne sont plus celles que vous aviez laissées',
  replacedLead: 'Une autre copie, sans doute plus ancienne, a pris leur place depuis votre dernière session.',
  newerTitle: 'Ces données demandent une version plus récente',
  newerLead: icu<{ version: string }>(
    'Vos données sur ce poste ont été écrites par Poste Santé {version}. Il faut cette version, ou une suivante, pour les ouvrir.',
  ),
  newerLeadUnknown:
    'Vos données sur ce poste ont été écrites par une version plus récente de Poste Santé. Il faut la même, ou une suivante, pour les ouvrir.',
  unopenedTitle: 'Les données de ce poste n’ont pas pu être ouvertes',
  noRoom: 'Le disque de ce poste est plein.',
  diskFailed: 'Le disque de ce poste ne répond pas comme il le devrait.',
  migrationFailed: 'Leur mise à jour pour cette version de Poste Santé a échoué.',
  noRoomNext: 'Libérez de l’espace, puis identifiez-vous de nouveau : vous les retrouverez.',
  diskFailedNext: 'Faites vérifier le disque avant de continuer à vous servir de ce poste.',
  migrationFailedNext: 'Elles sont restées telles qu’elles étaient. Signalez-le à votre assistance.',
  found: 'Retrouvé',
  lost: 'Relu en partie seulement',
  lostNothing: 'Rien ne manque à ce qui a pu être vérifié.',
  waiting: icu<{ count: number }>(
    '{count, plural, =0 {aucun envoi en attente} one {# envoi en attente} many {# envois en attente} other {# envois en attente}}',
  ),
  patients: icu<{ count: number }>(
    '{count, plural, =0 {aucun patient de votre liste} one {# patient de votre liste} many {# patients de votre liste} other {# patients de votre liste}}',
  ),
  journal: icu<{ count: number }>(
    '{count, plural, =0 {aucune ligne du journal} one {# ligne du journal} many {# lignes du journal} other {# lignes du journal}}',
  ),
  missingNext:
    'Votre liste de patients est relue au besoin. Ce qui était déjà déposé est dans les dossiers des patients.',
  replacedNext:
    'Les envois en attente sont repris de leur seconde copie. Le journal est comparé avec celui du service national : un écart vous sera signalé.',
  kept: icu<{ name: string }>(
    'Le fichier endommagé est conservé sous le nom « {name} » dans le dossier de vos données.',
  ),
  untouched: 'Rien n’a été modifié ni supprimé : vous les retrouverez avec cette version.',
  memory:
    'Vous pouvez continuer sans elles : ce que vous ferez restera en mémoire, et les envois en attente partiront plus tard.',
  understood: 'Continuer',
  goOn: 'Continuer sans ces données',
  signOut: 'Se déconnecter',
});

/** What a part of the store is called by whoever works with it. */
export const MATTERS: Readonly<Record<StoreMatter, string>> = messages({
  acts: 'vos envois',
  patients: 'votre liste de patients',
  announcements: 'vos annonces, oppositions et urgences',
  journal: 'le journal du poste',
  drafts: 'vos brouillons',
  settings: 'vos réglages',
});
