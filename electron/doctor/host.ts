import type { Finding } from '../../shared/doctor/findings.ts';

/** @param kind what carries the window; null where neither was found */
export function examineHost(kind: 'electron' | 'chromium' | null): Finding {
  if (kind === null) return { part: 'host', code: 'HOST_NONE', measure: null };
  // Chromium's own sandbox refuses to run as root.
  if (process.getuid?.() === 0) return { part: 'host', code: 'HOST_ROOT', measure: null };
  return { part: 'host', code: kind === 'electron' ? 'HOST_ELECTRON' : 'HOST_CHROMIUM', measure: null };
}
