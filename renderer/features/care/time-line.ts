import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import type { Care } from '../../../shared/bridge/sections.ts';
import { monthKey } from '../../i18n/format.ts';

export const LINE_KINDS = [
  'consultation',
  'drug',
  'exam',
  'hospital',
  'dental',
  'transport',
  'other',
  'document',
] as const;
/** What a line is about: a kind of care, or a document of the record. */
export type LineKind = (typeof LINE_KINDS)[number];

export type CareLine =
  | {
      readonly kind: Exclude<LineKind, 'document'>;
      readonly id: string;
      readonly date: string;
      readonly care: Care;
    }
  | {
      readonly kind: 'document';
      readonly id: string;
      readonly date: string;
      readonly document: DocumentSummary;
    };

/** Care and documents in one line of time, the newest first; on the same day, what was done before what it left. */
export function joined(care: readonly Care[], documents: readonly DocumentSummary[]): readonly CareLine[] {
  const lines: CareLine[] = [
    ...care.map((each): CareLine => ({
      kind: each.kind ?? 'other',
      id: `care ${each.id}`,
      date: each.date,
      care: each,
    })),
    ...documents.map((document): CareLine => ({
      kind: 'document',
      id: `document ${document.uniqueId}`,
      date: document.actDate,
      document,
    })),
  ];
  const dayOf = ({ date }: CareLine): string => date.slice(0, 10);
  return lines.sort(
    (a, b) =>
      dayOf(b).localeCompare(dayOf(a)) || Number(a.kind === 'document') - Number(b.kind === 'document'),
  );
}

export interface CareFilter {
  /** None chosen: all are shown. */
  readonly kinds: ReadonlySet<LineKind>;
  /** `YYYY-MM-DD`; null: from the beginning. */
  readonly since: string | null;
}

export const passing = (lines: readonly CareLine[], { kinds, since }: CareFilter): readonly CareLine[] =>
  lines.filter(
    ({ kind, date }) => (kinds.size === 0 || kinds.has(kind)) && (since === null || date >= since),
  );

/** How many lines each kind has, of those in the period. */
export function countsOf(lines: readonly CareLine[], since: string | null): ReadonlyMap<LineKind, number> {
  const counts = new Map<LineKind, number>();
  for (const { kind, date } of lines) {
    if (since === null || date >= since) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

/** Lines under their months. */
export function byMonth(
  lines: readonly CareLine[],
): readonly { readonly month: string; readonly lines: readonly CareLine[] }[] {
  const months: { month: string; lines: CareLine[] }[] = [];
  for (const line of lines) {
    const month = monthKey(line.date);
    const last = months.at(-1);
    if (last?.month === month) last.lines.push(line);
    else months.push({ month, lines: [line] });
  }
  return months;
}
