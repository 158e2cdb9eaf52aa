/**
 * Reads an HL7 time stamp (`20260318`, `202603181430`, `20260318143000.000+0100`).
 *
 * @returns ISO 8601 with the precision that the text has (`2026`, `2026-03`, `2026-03-18`,
 *   `2026-03-18T14:30:00+01:00`), or null when it is not one.
 */
export function isoFromHl7(text: string | undefined): string | null {
  const parts = /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(\d{2})?(\d{2})?(?:\.\d+)?([+-]\d{4})?)?)?)?$/.exec(
    text ?? '',
  );
  if (parts === null) return null;
  const [, year = '', month, day, hour, minute, second, zone] = parts;
  if (month === undefined) return year;
  if (!within(month, 1, 12)) return null;
  if (day === undefined) return `${year}-${month}`;
  if (!within(day, 1, 31)) return null;
  if (hour === undefined) return `${year}-${month}-${day}`;
  if (!within(hour, 0, 23) || !within(minute ?? '00', 0, 59) || !within(second ?? '00', 0, 60)) return null;
  const offset = zone === undefined ? '' : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  return `${year}-${month}-${day}T${hour}:${minute ?? '00'}:${second ?? '00'}${offset}`;
}

/** Writes an ISO date or date and time, of any precision, as an HL7 time stamp. */
export function hl7FromIso(iso: string): string {
  const [day = '', time = ''] = iso.split('T');
  const zone = /(?:Z|[+-]\d{2}:\d{2})$/.exec(time)?.[0] ?? '';
  const clock = time.slice(0, time.length - zone.length).replaceAll(':', '');
  return day.replaceAll('-', '') + clock + (zone === 'Z' ? '+0000' : zone.replace(':', ''));
}

function within(digits: string, least: number, most: number): boolean {
  const value = Number(digits);
  return value >= least && value <= most;
}
