import { isMovable } from '../../shared/agenda/changes.ts';
import { writeCalendar } from '../../shared/agenda/icalendar.ts';
import type { Appointment } from '../../shared/bridge/agenda.ts';

/** A file of appointments, to be taken into any calendar; its name says nothing of anybody. */
export interface CalendarFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly count: number;
}

/**
 * Writes what is ahead, and with whom. What an appointment is for goes with it: the file is its owner's, marked
 * private, and whoever saves it was told so.
 *
 * @param now milliseconds since the epoch
 */
export function calendarFile(appointments: readonly Appointment[], now: number): CalendarFile {
  const ahead = appointments
    .filter(({ status, end }) => isMovable(status) && Date.parse(end) > now)
    .toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start));
  const text = writeCalendar(
    ahead.map(({ id, version, start, end, title, note, status, withNames, reminders }) => ({
      uid: id,
      sequence: version - 1,
      start,
      end,
      summary: [title, ...withNames].filter(Boolean).join(' – '),
      description: note,
      status,
      reminders,
    })),
    new Date(now).toISOString(),
  );
  return {
    name: `agenda-${new Date(now).toISOString().slice(0, 10)}.ics`,
    bytes: new TextEncoder().encode(text),
    count: ahead.length,
  };
}
