import { randomBytes } from 'node:crypto';

/** Placeholder in the built page that each response replaces by its own nonce. */
export const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/** 128 random bits for one response of the page. */
export const newNonce = (): string => randomBytes(16).toString('base64');

/**
 * Headers of every response to the page, the same on both hosts: no network but our own origin, no inline
 * script, styles by file or nonce, workers only through the one Trusted Types policy.
 */
export function securityHeaders(nonce: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' blob:",
      "font-src 'self'",
      "connect-src 'self'",
      "worker-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types app-worker',
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  };
}
