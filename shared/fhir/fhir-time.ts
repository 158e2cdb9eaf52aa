import { Temporal } from 'temporal-polyfill';
import { FhirDateTime } from './datatypes.ts';

/** A FHIR date or dateTime covers a span: `2026-11` is a month, `2026-11-20T10:00:00Z` a second. */
export interface Span {
  /** First millisecond. */
  readonly from: number;
  /** First millisecond after. */
  readonly to: number;
}

/** Days without an offset are days of metropolitan France: a sheet dated 00:30 belongs to its civil day. */
const ZONE = 'Europe/Paris';

const PARTS = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/;

/** The span of a well-formed FHIR date, dateTime or instant (minutes are enough in a search); else null. */
export function spanOf(text: string): Span | null {
  const parts = PARTS.exec(text);
  if (parts === null || !FhirDateTime.safeParse(dayPart(text)).success) return null;
  const [, year = '', month, day, hour, minute, second, fraction, offset] = parts;
  if (hour === undefined || minute === undefined) {
    const start = Temporal.PlainDate.from({ year: +year, month: +(month ?? 1), day: +(day ?? 1) });
    const end = start.add(
      day !== undefined ? { days: 1 } : month !== undefined ? { months: 1 } : { years: 1 },
    );
    return { from: midnight(start), to: midnight(end) };
  }
  if (+hour > 23 || +minute > 59 || +(second ?? 0) > 60) return null;
  const from = offset === undefined ? localInstant(text) : Date.parse(withSeconds(text, second, offset));
  if (Number.isNaN(from)) return null;
  const length = second === undefined ? 60_000 : fraction === undefined ? 1_000 : 1;
  return { from, to: from + length };
}

/** Milliseconds since the epoch of a well-formed instant. */
export function instantOf(text: string): number {
  return Date.parse(text.replace(/:60(\.\d+)?(?=Z|[+-])/, ':59.999'));
}

function dayPart(text: string): string {
  return text.slice(0, text.indexOf('T') < 0 ? undefined : text.indexOf('T'));
}

function midnight(day: Temporal.PlainDate): number {
  return day.toZonedDateTime(ZONE).epochMilliseconds;
}

function localInstant(text: string): number {
  return Temporal.PlainDateTime.from(text).toZonedDateTime(ZONE).epochMilliseconds;
}

function withSeconds(text: string, second: string | undefined, offset: string): string {
  return second === undefined ? `${text.slice(0, -offset.length)}:00${offset}` : text;
}
