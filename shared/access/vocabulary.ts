/** Vocabulary of the access rules (docs/rules.md 1). Absent always means "nothing known", never "allowed". */

export const ACTIONS = [
  'open',
  'list',
  'read',
  'readCareHistory',
  'readWishes',
  'readVaccinations',
  'readMeasures',
  'readOwnTraces',
  'readAllTraces',
  'filterMasked',
  'deposit',
  'replace',
  'delete',
  'mask',
  'unmask',
  'showToPatient',
  'showToRepresentatives',
  'archive',
  'restore',
  'blockProfessional',
  'unblockProfessional',
  'addVaccination',
  'declareConsent',
  'revokeOwnConsent',
] as const;
export type Action = (typeof ACTIONS)[number];

/** What looks at a record: its documents and its sections. */
export const CONSULTATIONS: readonly Action[] = [
  'open',
  'list',
  'read',
  'readCareHistory',
  'readWishes',
  'readVaccinations',
  'readMeasures',
];

export const MODES = ['NORMAL', 'BTG', 'ETREAT'] as const;
/** Purpose of use: ordinary care, break-glass (bris de glace), regulation by Centre 15. */
export type Mode = (typeof MODES)[number];

export const CONFIDENTIALITY_CODES = [
  'N',
  'R',
  'V',
  'MASQUE_PS',
  'INVISIBLE_PATIENT',
  'INVISIBLE_REPRESENTANTS_LEGAUX',
] as const;
export type ConfidentialityCode = (typeof CONFIDENTIALITY_CODES)[number];

export type RecordStatus = 'NONEXISTENT' | 'ACTIVE' | 'CLOSED';
export type AuthorisationStatus = 'NONE' | 'VALID' | 'EXPIRED' | 'BLOCKED';
export type DocumentStatus = 'current' | 'superseded' | 'deleted';
export type CardKind = 'CPS' | 'CPE' | 'PSC';
export type ConsentBasis = 'CARE_TEAM' | 'EXPLICIT';
export type ConsentForm = 'ORAL' | 'WRITTEN';

export const DENY_REASONS = [
  'ROLE_NOT_ADMITTED',
  'CARD_MAY_NOT_READ',
  'RECORD_NONEXISTENT',
  'RECORD_CLOSED',
  'BLOCKED_BY_PATIENT',
  'NOT_A_MINOR',
  'CONSENT_REQUIRED',
  'CONSENT_EXPIRED',
  'EMERGENCY_OPPOSED',
  'IDENTITY_MISMATCH',
  'JUSTIFICATION_REQUIRED',
  'EMERGENCY_SESSION_EXPIRED',
  'REGULATOR_ONLY',
  'CALL_REQUIRED',
  'DELETED',
  'TYPE_NOT_PERMITTED',
  'MASKED',
  'NOT_SHARED',
  'AUTHOR_REQUIRED',
  'IDENTITY_NOT_QUALIFIED',
  'FEEDING_OPPOSED',
  'NOT_AUTHOR',
  'STALE_VERSION',
  'MASKED_BY_PATIENT',
  'IRREVERSIBLE',
  'CONFIRMATION_REQUIRED',
  'FORMAT_REFUSED',
  'EMPTY',
  'TOO_LARGE',
  'CONTENT_MISMATCH',
  'DUPLICATE',
  'CONFIDENTIALITY_INVALID',
  'CONFIDENTIALITY_CONFLICT',
  'SECRET_SESSION_REQUIRES_HIDDEN',
  'TREATING_DOCTOR_ONLY',
  'TREATING_DOCTOR_CANNOT_BE_BLOCKED',
  'CONSENT_BASIS_REQUIRED',
  'RIGHTS_NOT_YOURS',
] as const;
/** Why a professional's (or, for the last one, a carer's) act is refused; the stable code of every layer. */
export type DenyReason = (typeof DENY_REASONS)[number];

/** What a professional is told about a document that he may read (docs/rules.md 2, step 8), in this order. */
export const WARNINGS = [
  'NOT_VISIBLE_TO_PATIENT',
  'NOT_VISIBLE_TO_REPRESENTATIVES',
  'SUPERSEDED',
  'ARCHIVED',
  'PATIENT_AUTHORED',
] as const;
export type Warning = (typeof WARNINGS)[number];

export type Notice =
  | 'patient:firstAccess'
  | 'patient:emergency'
  | 'treatingDoctor:emergency'
  | 'patient:consultation'
  | 'patient:deposit'
  | 'patient:change'
  | 'patient:vaccination'
  | 'patient:rights';

/** Milliseconds since 1970-01-01T00:00:00Z: instants are parsed at the boundary, never in a rule. */
export type Instant = number;
