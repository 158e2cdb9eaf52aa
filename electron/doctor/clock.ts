import type { Finding } from '../../shared/doctor/findings.ts';
import type { ServiceClock } from '../gateway/service-clock.ts';

/** An assertion is dated by the service's clock: this much apart is worth a word, and hurts nothing. */
const APART_MS = 60_000;

/** How far this machine's clock is from the service's, as the answers told it. */
export function examineClock(clock: ServiceClock): Finding {
  if (!clock.isKnown()) return { part: 'clock', code: 'CLOCK_UNKNOWN', measure: null };
  const offset = clock.offsetMs();
  return Math.abs(offset) < APART_MS
    ? { part: 'clock', code: 'CLOCK_RIGHT', measure: null }
    : { part: 'clock', code: 'CLOCK_OFF', measure: Math.round(-offset / 1000) };
}
