import type { Professional } from '../../shared/bridge/session.ts';

/** The desks that have a home of their own; every other trade has the common one. */
export type Trade = 'doctor' | 'pharmacist' | 'regulator' | 'other';

const BY_PROFESSION: Readonly<Record<string, Trade>> = { '10': 'doctor', '21': 'pharmacist' };

/** A regulator's work is calls, whatever else he may do; staff prepares and reads nothing. */
export function tradeOf({ regulator, profession, card }: Professional): Trade {
  if (card === 'CPE') return 'other';
  return regulator ? 'regulator' : (BY_PROFESSION[profession] ?? 'other');
}
