import type { AppointmentStatus } from './changes.ts';

/** iCalendar (RFC 5545), as far as an appointment needs it. */
export interface CalendarEvent {
  readonly uid: string;
  /** Counts the changes of the appointment (3.8.7.4). */
  readonly sequence: number;
  /** Instants, ISO. */
  readonly start: string;
  readonly end: string;
  readonly summary: string;
  readonly description: string;
  readonly status: AppointmentStatus;
  /** Minutes before the start. */
  readonly reminders: readonly number[];
}

const CRLF = '\r\n';
/** A line is at most 75 octets without its end (3.1). */
const LINE_OCTETS = 75;

/**
 * A calendar of appointments, to be imported.
 *
 * @param stampedAt when it was made: ISO instant
 */
export function writeCalendar(events: readonly CalendarEvent[], stampedAt: string): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Poste Sante//Agenda//FR',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...events.flatMap((event) => eventLines(event, stampedAt)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => fold(line) + CRLF).join('');
}

function eventLines(event: CalendarEvent, stampedAt: string): readonly string[] {
  const { description, reminders } = event;
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(event.uid)}`,
    `DTSTAMP:${dateTime(stampedAt)}`,
    `DTSTART:${dateTime(event.start)}`,
    `DTEND:${dateTime(event.end)}`,
    `SEQUENCE:${String(event.sequence)}`,
    `SUMMARY:${escapeText(event.summary)}`,
    ...(description === '' ? [] : [`DESCRIPTION:${escapeText(description)}`]),
    `STATUS:${statusOf(event.status)}`,
    'CLASS:PRIVATE',
    ...reminders.flatMap((minutes) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      // What an alarm shows stands on a locked screen.
      'DESCRIPTION:Rendez-vous',
      `TRIGGER:-PT${String(minutes)}M`,
      'END:VALARM',
    ]),
    'END:VEVENT',
  ];
}

/** TEXT (3.3.11): backslash, semicolon, comma and line ends are escaped; what no calendar may carry is left out. */
function escapeText(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    .replaceAll(CONTROLS, '');
}

// CONTROL of 3.1: everything below the space but the tabulation, and DEL.
// eslint-disable-next-line no-control-regex -- they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F]/g;

/** UTC, the form that needs no time zone (3.3.5). */
const dateTime = (instant: string): string =>
  `${new Date(instant).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** 3.8.1.11. */
function statusOf(status: AppointmentStatus): 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED' {
  switch (status) {
    case 'proposed':
    case 'pending':
      return 'TENTATIVE';
    case 'booked':
    case 'arrived':
    case 'fulfilled':
      return 'CONFIRMED';
    case 'cancelled':
    case 'noshow':
    case 'entered-in-error':
      return 'CANCELLED';
  }
}

/** Folds a line between characters, never inside of one; what goes on begins with a space (3.1). */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > LINE_OCTETS) {
      folded += `${CRLF} `;
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}

/** In UTF-8. */
function octetsOf(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x1_00_00 ? 3 : 4;
}
