import type { DenyReason } from '../../../shared/access/vocabulary.ts';

/** Reasons of the interface itself, beside those of the access rules (service interface, "Every error"). */
type ProtocolReason =
  | 'UNAUTHENTICATED'
  | 'INVALID'
  | 'NOT_FOUND'
  | 'MULTIPLE_MATCHES'
  | 'THREAD_NOT_STARTED'
  | 'THREAD_CLOSED'
  | 'RATE_LIMITED'
  | 'SIGN_IN_AGAIN'
  | 'DISK_FULL'
  | 'STORE_FAILED'
  | 'INTERNAL';

export type Reason = DenyReason | ProtocolReason;

/** How a reason leaves the service: HTTP status, FHIR issue type, and a sentence for a person. */
export interface ReasonWording {
  readonly status: number;
  readonly issue: string;
  /** French; names no person, no document, nothing that may not be known. */
  readonly text: string;
}

const forbidden = (text: string): ReasonWording => ({ status: 403, issue: 'forbidden', text });
const rule = (text: string): ReasonWording => ({ status: 422, issue: 'business-rule', text });

/**
 * Every reason with its status. Reasons about a document that may not be seen leave as `NOT_FOUND`; their own
 * line here is what an act answers where the rule is an open one.
 */
export const REASONS = {
  UNAUTHENTICATED: { status: 401, issue: 'login', text: 'Authentification absente, échue ou refusée.' },
  INVALID: { status: 400, issue: 'invalid', text: 'La demande n’a pas la forme attendue.' },
  NOT_FOUND: { status: 404, issue: 'not-found', text: 'Aucune ressource ne répond à cette demande.' },
  RATE_LIMITED: {
    status: 429,
    issue: 'throttled',
    text: 'Trop d’échecs de connexion : réessayez dans quelques instants.',
  },
  SIGN_IN_AGAIN: {
    status: 429,
    issue: 'throttled',
    text: 'Trop de patients consultés depuis votre identification : identifiez-vous de nouveau pour continuer.',
  },
  DISK_FULL: {
    status: 507,
    issue: 'no-store',
    text: 'Le service n’a plus de place : l’acte n’a pas été enregistré.',
  },
  STORE_FAILED: {
    status: 503,
    issue: 'transient',
    text: 'Le service vérifie ses données et reprend dans un instant.',
  },
  INTERNAL: { status: 500, issue: 'exception', text: 'Le service n’a pas pu traiter la demande.' },
  STALE_VERSION: {
    status: 412,
    issue: 'conflict',
    text: 'La version indiquée n’est pas la version actuelle : relisez avant de modifier.',
  },
  TOO_LARGE: { status: 413, issue: 'too-long', text: 'Le document dépasse 5 000 000 octets.' },

  ROLE_NOT_ADMITTED: forbidden('Cette profession n’est pas admise dans le service.'),
  CARD_MAY_NOT_READ: forbidden('Cette carte ne permet pas cet acte.'),
  RECORD_NONEXISTENT: forbidden('Aucun dossier n’existe pour cette identité.'),
  RECORD_CLOSED: forbidden('Ce dossier est fermé.'),
  BLOCKED_BY_PATIENT: forbidden(
    'Ce patient vous a bloqué l’accès à son dossier. Vous pouvez toujours y déposer un document.',
  ),
  NOT_A_MINOR: forbidden('Cette possibilité est réservée au dossier d’un mineur.'),
  CONSENT_REQUIRED: forbidden('Aucune autorisation d’accès à ce dossier n’est déclarée.'),
  CONSENT_EXPIRED: forbidden('L’autorisation d’accès à ce dossier est échue.'),
  EMERGENCY_OPPOSED: forbidden('Le patient s’est opposé à cet accès en urgence.'),
  IDENTITY_MISMATCH: forbidden('Les traits d’identité ne correspondent pas.'),
  EMERGENCY_SESSION_EXPIRED: forbidden('L’accès en urgence est terminé.'),
  REGULATOR_ONLY: forbidden('Cet accès est réservé au médecin régulateur du Samu - Centre 15.'),
  DELETED: forbidden('Ce document a été supprimé.'),
  TYPE_NOT_PERMITTED: forbidden('La matrice d’habilitation ne permet pas cet acte à cette profession.'),
  MASKED: forbidden('Ce document n’est pas accessible.'),
  NOT_SHARED: forbidden('Le patient ne partage pas ces informations.'),
  NOT_AUTHOR: forbidden('Cet acte est réservé à l’auteur du document.'),
  TREATING_DOCTOR_ONLY: forbidden('Cet acte est réservé au médecin traitant.'),
  RIGHTS_NOT_YOURS: forbidden('La gestion des droits revient au titulaire ou à son représentant légal.'),
  FEEDING_OPPOSED: forbidden('Une opposition à l’alimentation a été acceptée pour un motif légitime.'),
  MULTIPLE_MATCHES: forbidden('Plusieurs identités répondent à ces traits.'),
  THREAD_NOT_STARTED: forbidden('Seul un professionnel peut commencer cet échange.'),
  THREAD_CLOSED: forbidden('Cet échange est clos.'),

  JUSTIFICATION_REQUIRED: rule('Une justification d’au moins dix caractères est nécessaire.'),
  CALL_REQUIRED: rule('Le numéro de l’appel est nécessaire.'),
  CONSENT_BASIS_REQUIRED: rule('Le fondement du consentement et sa forme doivent être indiqués.'),
  AUTHOR_REQUIRED: rule('Le professionnel auteur du document doit être nommé.'),
  IDENTITY_NOT_QUALIFIED: rule('L’identité du patient n’est pas qualifiée.'),
  FORMAT_REFUSED: rule('Ce format de document n’est pas accepté.'),
  EMPTY: rule('Le document est vide.'),
  CONTENT_MISMATCH: rule('Le contenu ne correspond pas à ce qui est annoncé.'),
  DUPLICATE: rule('Ce document est déjà dans le dossier.'),
  CONFIDENTIALITY_INVALID: rule('Les codes de confidentialité ne sont pas valides.'),
  CONFIDENTIALITY_CONFLICT: rule(
    'Un document ne peut pas être à la fois masqué aux professionnels et invisible au patient.',
  ),
  SECRET_SESSION_REQUIRES_HIDDEN: rule(
    'Dans une connexion secrète, le document doit être invisible aux représentants légaux.',
  ),
  MASKED_BY_PATIENT: rule('Le masquage a été posé par le patient : lui seul peut le lever.'),
  IRREVERSIBLE: rule('Cette visibilité ne peut plus être retirée.'),
  CONFIRMATION_REQUIRED: rule('Cet acte doit être confirmé.'),
  TREATING_DOCTOR_CANNOT_BE_BLOCKED: rule('Un médecin traitant ne peut pas être bloqué.'),
} as const satisfies Record<Reason, ReasonWording>;
