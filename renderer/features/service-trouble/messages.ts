import type { ServiceTrouble } from '../../../shared/doctor/service-trouble.ts';
import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  title: 'Le service embarqué ne démarre pas',
  safe: 'Rien n’a été modifié ni supprimé. Vos propres données, et ce qui attend d’être envoyé, restent chiffrées sur ce poste.',
  newerVersion: icu<{ version: string }>(
    'Ses données ont été écrites par Poste Santé {version}. Installez cette version, ou une suivante, puis réessayez.',
  ),
  retry: 'Réessayer',
  starting: 'Démarrage…',
});

/** What happened, and what would mend it. */
export const TROUBLES = {
  newer: messages({
    what: 'Ses données demandent une version plus récente',
    next: 'Installez la version de Poste Santé qui les a écrites, ou une suivante, puis réessayez.',
  }),
  unreadable: messages({
    what: 'Ses données ne se lisent pas',
    next: 'Elles sont laissées telles quelles. Remettez-les depuis une sauvegarde, puis réessayez.',
  }),
  keyLost: messages({
    what: 'La clé de ses données manque ou est abîmée',
    next: 'Remettez le fichier « service.key » à sa place depuis une sauvegarde, puis réessayez.',
  }),
  full: messages({
    what: 'Le disque de ce poste est plein',
    next: 'Libérez de l’espace, puis réessayez.',
  }),
  diskFailed: messages({
    what: 'Le disque de ce poste a refusé une lecture ou une écriture',
    next: 'Faites vérifier le disque, puis réessayez.',
  }),
  inUse: messages({
    what: 'Un autre programme se sert déjà de ses données ou de son adresse',
    next: 'Fermez l’autre Poste Santé ouvert sur cet ordinateur, puis réessayez.',
  }),
  unknown: messages({
    what: 'Il s’est arrêté sans dire pourquoi',
    next: 'Réessayez. Si cela se répète, « Examiner le poste » prépare un dossier pour l’assistance.',
  }),
} as const satisfies Record<ServiceTrouble['why'], { readonly what: string; readonly next: string }>;
