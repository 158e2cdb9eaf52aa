/** How a reason leaves the service (service-wire B1): what a hidden one says is what an unknown one says. */
export function toldFor(
  outcome: string,
  more: { readonly hidden?: boolean; readonly feeding?: boolean } = {},
): string {
  if (outcome === 'permit') return 'ok';
  if (more.hidden === true) return '404 NOT_FOUND';
  if (outcome === 'STALE_VERSION') return '412 STALE_VERSION';
  if (outcome === 'TOO_LARGE') return '413 TOO_LARGE';
  const isRule = RULES.has(outcome) || (outcome === 'NOT_A_MINOR' && more.feeding === true);
  return `${isRule ? 422 : 403} ${outcome}`;
}

const RULES = new Set([
  'JUSTIFICATION_REQUIRED',
  'CALL_REQUIRED',
  'CONSENT_BASIS_REQUIRED',
  'AUTHOR_REQUIRED',
  'IDENTITY_NOT_QUALIFIED',
  'FORMAT_REFUSED',
  'EMPTY',
  'CONTENT_MISMATCH',
  'DUPLICATE',
  'CONFIDENTIALITY_INVALID',
  'CONFIDENTIALITY_CONFLICT',
  'SECRET_SESSION_REQUIRES_HIDDEN',
  'MASKED_BY_PATIENT',
  'IRREVERSIBLE',
  'CONFIRMATION_REQUIRED',
  'TREATING_DOCTOR_CANNOT_BE_BLOCKED',
]);
