import type { DenyReason } from '../access/vocabulary.ts';

/** Why an attempt was refused, said of somebody else: the end of a sentence that begins with "Refusé". */
const REASONS = {
  ROLE_NOT_ADMITTED: 'profession non admise',
  CARD_MAY_NOT_READ: 'cette carte ne permet pas de consulter',
  RECORD_NONEXISTENT: 'aucun dossier',
  RECORD_CLOSED: 'dossier fermé',
  BLOCKED_BY_PATIENT: 'bloqué par le patient',
  NOT_A_MINOR: 'le patient est majeur',
  CONSENT_REQUIRED: 'aucun droit d’accès déclaré',
  CONSENT_EXPIRED: 'droit d’accès expiré',
  EMERGENCY_OPPOSED: 'le patient s’oppose à cet accès en urgence',
  IDENTITY_MISMATCH: 'traits d’identité différents',
  JUSTIFICATION_REQUIRED: 'justification insuffisante',
  EMERGENCY_SESSION_EXPIRED: 'accès en urgence terminé',
  REGULATOR_ONLY: 'réservé au médecin régulateur',
  CALL_REQUIRED: 'aucun appel ouvert',
  DELETED: 'document supprimé',
  TYPE_NOT_PERMITTED: 'non permis à cette profession',
  MASKED: 'document masqué',
  NOT_SHARED: 'non partagé par le patient',
  AUTHOR_REQUIRED: 'auteur non nommé',
  IDENTITY_NOT_QUALIFIED: 'identité non qualifiée',
  FEEDING_OPPOSED: 'opposition du patient au dépôt',
  NOT_AUTHOR: 'réservé à l’auteur',
  STALE_VERSION: 'version dépassée',
  MASKED_BY_PATIENT: 'masqué par le patient lui-même',
  IRREVERSIBLE: 'choix qui ne se reprend pas',
  CONFIRMATION_REQUIRED: 'acte non confirmé',
  FORMAT_REFUSED: 'format non admis',
  EMPTY: 'document vide',
  TOO_LARGE: 'document trop grand',
  CONTENT_MISMATCH: 'contenu différent de ce qui est annoncé',
  DUPLICATE: 'document déjà présent',
  CONFIDENTIALITY_INVALID: 'visibilité non valable',
  CONFIDENTIALITY_CONFLICT: 'visibilités incompatibles',
  SECRET_SESSION_REQUIRES_HIDDEN: 'connexion secrète sans document caché',
  TREATING_DOCTOR_ONLY: 'réservé au médecin traitant',
  TREATING_DOCTOR_CANNOT_BE_BLOCKED: 'un médecin traitant ne se bloque pas',
  CONSENT_BASIS_REQUIRED: 'fondement ou forme absents',
  RIGHTS_NOT_YOURS: 'droits réservés au titulaire',
} as const satisfies Readonly<Record<DenyReason, string>>;

const PROTOCOL: Readonly<Record<string, string>> = {
  NOT_FOUND: 'document introuvable',
  MULTIPLE_MATCHES: 'plusieurs identités possibles',
  INVALID: 'demande mal formée',
  RATE_LIMITED: 'trop de tentatives',
};

/** The reason of a refusal in words; undefined for one that these words do not know. */
export function reasonName(code: string): string | undefined {
  const known: Readonly<Record<string, string>> = { ...REASONS, ...PROTOCOL };
  return known[code];
}
