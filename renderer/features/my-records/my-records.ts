import { isRenewalDue, isRenewalMissed } from '../../../shared/access/renewal.ts';
import type { MyRecord } from '../../../shared/bridge/my-records.ts';
import { wholeName } from '../../i18n/person.ts';

/** How a right stands: it runs, is to be renewed soon, ended and was to be renewed, or was for one visit. */
export type RightState = 'running' | 'soon' | 'missed' | 'over';

/** @param now milliseconds since the epoch */
export function rightState({ since, until }: MyRecord, now: number, noticeDays: number): RightState {
  const span = { since: Date.parse(since), until: until === null ? null : Date.parse(until) };
  if (isRenewalMissed(span, now, noticeDays)) return 'missed';
  if (span.until !== null && span.until <= now) return 'over';
  return isRenewalDue(span, now, noticeDays) ? 'soon' : 'running';
}

export const ORDERS = ['due', 'name', 'until', 'seen'] as const;
export type Order = (typeof ORDERS)[number];

/** Without a term comes last. */
const endOf = ({ until }: MyRecord): number => (until === null ? Infinity : Date.parse(until));

const PRESSING: Readonly<Record<RightState, number>> = { soon: 0, missed: 1, running: 2, over: 3 };

/** The records in an order; between equals by name. */
export function sorted(
  records: readonly MyRecord[],
  order: Order,
  now: number,
  noticeDays: number,
): readonly MyRecord[] {
  const byName = (a: MyRecord, b: MyRecord): number =>
    wholeName(a.patient).localeCompare(wholeName(b.patient), 'fr');
  const byEnd = (a: MyRecord, b: MyRecord): number => endOf(a) - endOf(b) || 0;
  const pressing = (record: MyRecord): number => PRESSING[rightState(record, now, noticeDays)];
  switch (order) {
    case 'due':
      return records.toSorted((a, b) => pressing(a) - pressing(b) || byEnd(a, b) || byName(a, b));
    case 'name':
      return records.toSorted(byName);
    case 'until':
      return records.toSorted((a, b) => byEnd(a, b) || byName(a, b));
    case 'seen':
      return records.toSorted(
        (a, b) => (b.lastSeenAt ?? '').localeCompare(a.lastSeenAt ?? '') || byName(a, b),
      );
  }
}

/** How many are to be renewed: soon over, or over already. */
export const dueCount = (records: readonly MyRecord[], now: number, noticeDays: number): number =>
  records.filter((record) => ['soon', 'missed'].includes(rightState(record, now, noticeDays))).length;
