import type { FailureCode } from '../../shared/bridge/failure.ts';

/** The rule behind a refusal, and the one act that goes on from there. */
export interface FailureRule {
  /** Article or requirement, and the step of the rules (docs/rules.md); null: no rule is behind it. */
  readonly law: string | null;
  /** Command that the button runs, where the screen offers it; null: the act is on the screen itself. */
  readonly wayOut: string | null;
}

const NONE: FailureRule = { law: null, wayOut: null };
const rule = (law: string, wayOut: string | null = null): FailureRule => ({ law, wayOut });

/**
 * For every way to fail; a code without its line does not compile. A reason that would tell of a hidden
 * document has none: it reads as an unknown document does.
 */
const failureRules = {
  REFUSED: NONE,
  INVALID: NONE,
  LOCKED: NONE,
  KEYCHAIN_CLOSED: NONE,
  NOT_FOUND: NONE,
  SERVICE_UNREACHABLE: NONE,
  LEASE_ENDED: NONE,
  NOT_KEPT: NONE,
  NOTHING_KEPT_YET: NONE,
  CLOCK_BEHIND: NONE,
  SESSION_ENDED: NONE,
  RATE_LIMITED: NONE,
  SIGN_IN_AGAIN: NONE,
  CANCELLED: NONE,
  DISK_FULL: NONE,
  STORE_FAILED: NONE,
  FILE_NOT_SAVED: NONE,
  ALREADY_LEFT: { law: null, wayOut: 'go.outbox' },
  ACT_WAITING: { law: null, wayOut: 'go.outbox' },
  INTERNAL: NONE,
  MULTIPLE_MATCHES: rule('Identitovigilance', 'go.search'),
  ROLE_NOT_ADMITTED: rule('CSP R.1111-46 · règle 2.1', 'go.matrix'),
  CARD_MAY_NOT_READ: rule('Guide DMP, carte CPE · règle 2.1', 'deposit'),
  RECORD_NONEXISTENT: rule('Règle 2.2', 'go.search'),
  RECORD_CLOSED: rule('CSP R.1111-36 · règle 2.2', 'go.search'),
  BLOCKED_BY_PATIENT: rule('Règle 2.3', 'deposit'),
  NOT_A_MINOR: rule('CSP R.1111-50 · règle 2.4'),
  CONSENT_REQUIRED: rule('CSP R.1111-46 · règle 2.4', 'consent.renew'),
  CONSENT_EXPIRED: rule('CSP R.1111-46 · règle 2.4', 'consent.renew'),
  EMERGENCY_OPPOSED: rule('Règle 2.4', 'go.search'),
  IDENTITY_MISMATCH: rule('Règle 2.4'),
  JUSTIFICATION_REQUIRED: rule('Règle 2.4'),
  EMERGENCY_SESSION_EXPIRED: rule('Règle 2.4', 'go.emergency'),
  REGULATOR_ONLY: rule('Règle 2.4', 'go.emergency'),
  CALL_REQUIRED: rule('Règle 2.4', 'go.emergency'),
  DELETED: NONE,
  TYPE_NOT_PERMITTED: rule('CSP R.1111-46 · règle 2.6', 'go.matrix'),
  MASKED: NONE,
  NOT_SHARED: rule('Règle 2, rubriques'),
  AUTHOR_REQUIRED: rule('Règle 3.1'),
  IDENTITY_NOT_QUALIFIED: rule('Règle 3.2', 'go.search'),
  FEEDING_OPPOSED: rule('CSP R.1111-47 · règle 3.4'),
  NOT_AUTHOR: rule('Règle 4.3'),
  STALE_VERSION: rule('Règle 4.5'),
  MASKED_BY_PATIENT: rule('CSP R.1111-49 · règle 3.5'),
  IRREVERSIBLE: rule('Règle 3.5'),
  CONFIRMATION_REQUIRED: rule('EX_3.3-1045 · règle 3.5'),
  FORMAT_REFUSED: rule('Règle 3.6'),
  EMPTY: rule('EX_GEN-1060 · règle 3.6'),
  TOO_LARGE: rule('Règle 3.6'),
  CONTENT_MISMATCH: rule('Règle 3.6'),
  DUPLICATE: rule('Règle 3.6'),
  CONFIDENTIALITY_INVALID: rule('Règle 3.7'),
  CONFIDENTIALITY_CONFLICT: rule('EX_2.1-1050 · règle 3.7'),
  SECRET_SESSION_REQUIRES_HIDDEN: rule('CSP R.1111-50 · règle 3.7'),
  TREATING_DOCTOR_ONLY: rule('EX_3.1-1030 · règle 4'),
  TREATING_DOCTOR_CANNOT_BE_BLOCKED: rule('Règle 4'),
  CONSENT_BASIS_REQUIRED: rule('EX_0.3-1010 · règle 4'),
  RIGHTS_NOT_YOURS: rule('Règle 6'),
  THREAD_NOT_STARTED: rule('Règle 6, messages'),
  THREAD_CLOSED: rule('Règle 6, messages'),
} as const satisfies Record<FailureCode, FailureRule>;

/** The rule behind a failure. */
export const ruleFor = (code: FailureCode): FailureRule => failureRules[code];
