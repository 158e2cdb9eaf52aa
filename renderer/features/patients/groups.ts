import type { PatientHit } from '../../../shared/bridge/patients.ts';
import { localDay } from '../../../shared/identity/calendar.ts';
import { daysBetween } from '../../i18n/format.ts';
import { words } from './messages.ts';

export interface HitGroup {
  readonly title: string;
  /** Place of the first line among all lines. */
  readonly start: number;
  readonly hits: readonly PatientHit[];
}

/** Recent patients by the day they were last opened, as the list is ordered; `today` is `YYYY-MM-DD`. */
export function groupByDay(hits: readonly PatientHit[], today: string): readonly HitGroup[] {
  const groups: { title: string; start: number; hits: PatientHit[] }[] = [];
  for (const [start, hit] of hits.entries()) {
    const title = dayTitle(hit.lastSeenAt, today);
    const last = groups.at(-1);
    if (last?.title === title) last.hits.push(hit);
    else groups.push({ title, start, hits: [hit] });
  }
  return groups;
}

function dayTitle(lastSeenAt: string | null, today: string): string {
  if (lastSeenAt === null) return words.earlier;
  const days = daysBetween(localDay(lastSeenAt), today);
  if (days <= 0) return words.today;
  if (days === 1) return words.yesterday;
  return days <= 7 ? words.week : words.earlier;
}
