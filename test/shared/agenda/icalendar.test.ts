import { describe, expect, it } from 'vitest';
import type { CalendarEvent } from '../../../shared/agenda/icalendar.ts';
import { writeCalendar } from '../../../shared/agenda/icalendar.ts';

/** RFC 5545, as a calendar that imports the file reads it. */

const NOW = '2026-11-26T10:00:00.000Z';
const event = (more: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: '4a7d',
  sequence: 0,
  start: '2026-12-01T09:00:00.000Z',
  end: '2026-12-01T09:20:00.000Z',
  summary: 'Suivi',
  description: '',
  status: 'booked',
  reminders: [],
  ...more,
});

const octets = (line: string): number => new TextEncoder().encode(line).length;
/** 3.1: lines are unfolded first. */
const unfolded = (text: string): string[] => text.replaceAll('\r\n ', '').split('\r\n');
/** 3.3.11. */
const textOf = (lines: readonly string[], name: string): string | undefined =>
  lines
    .find((line) => line.startsWith(`${name}:`))
    ?.slice(name.length + 1)
    .replaceAll(/\\([\\;,nN])/g, (_, escaped: string) => (/n/i.test(escaped) ? '\n' : escaped));

describe('iCalendar', () => {
  it('holds what a calendar requires of an event, in UTC, with line ends of its own', () => {
    const text = writeCalendar([event()], NOW);
    expect(text).toBe(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Poste Sante//Agenda//FR',
        'CALSCALE:GREGORIAN',
        'METHOD:PUBLISH',
        'BEGIN:VEVENT',
        'UID:4a7d',
        'DTSTAMP:20261126T100000Z',
        'DTSTART:20261201T090000Z',
        'DTEND:20261201T092000Z',
        'SEQUENCE:0',
        'SUMMARY:Suivi',
        'STATUS:CONFIRMED',
        'CLASS:PRIVATE',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    );
  });

  it.each([
    ['a comma, a semicolon; a back\\slash', 'a comma\\, a semicolon\\; a back\\\\slash'],
    ['une ligne\nune autre\r\net une troisième\rfin', 'une ligne\\nune autre\\net une troisième\\nfin'],
    ['\\n n’est pas un saut', '\\\\n n’est pas un saut'],
    ['a\u0000b\u0007c\u007Fd\te', 'abcd\te'],
    ['guillemets " et deux-points :', 'guillemets " et deux-points :'],
  ])('escapes %j (3.3.11)', (description, written) => {
    const lines = unfolded(writeCalendar([event({ description })], NOW));
    expect(lines).toContain(`DESCRIPTION:${written}`);
  });

  it.each([
    ['ASCII', 'x'.repeat(400)],
    ['two octets', 'é'.repeat(300)],
    ['four octets', '🩺'.repeat(120)],
    ['a mixture', `${'Consultation – éà '.repeat(20)}🩺`],
  ])('folds at 75 octets, never inside of a character: %s (3.1)', (_, summary) => {
    const text = writeCalendar([event({ summary })], NOW);
    const physical = text.split('\r\n');
    expect(Math.max(...physical.map(octets))).toBeLessThanOrEqual(75);
    expect(text).not.toContain('\uFFFD');
    // A line that is cut is full but for one character: nothing is folded without need.
    const cut = physical.findIndex((line) => line.startsWith('SUMMARY:'));
    expect(octets(physical[cut] ?? '')).toBeGreaterThan(75 - 4);
    expect(textOf(unfolded(text), 'SUMMARY')).toBe(summary);
  });

  it('a line of 75 octets is left whole, one of 76 is not', () => {
    const whole = 'y'.repeat(75 - 'SUMMARY:'.length);
    expect(writeCalendar([event({ summary: whole })], NOW)).toContain(`\r\nSUMMARY:${whole}\r\n`);
    expect(writeCalendar([event({ summary: `${whole}y` })], NOW)).toContain(`\r\nSUMMARY:${whole}\r\n y\r\n`);
  });

  it('says how it stands, counts its changes, and rings without saying why', () => {
    const lines = unfolded(
      writeCalendar(
        [
          event({ status: 'proposed', sequence: 3, reminders: [1_440, 120] }),
          event({ uid: 'b', status: 'cancelled' }),
        ],
        NOW,
      ),
    );
    expect(lines).toEqual(
      expect.arrayContaining([
        'STATUS:TENTATIVE',
        'SEQUENCE:3',
        'TRIGGER:-PT1440M',
        'TRIGGER:-PT120M',
        'STATUS:CANCELLED',
      ]),
    );
    const alarms = lines.filter((line) => line.startsWith('DESCRIPTION:'));
    expect(alarms).toEqual(['DESCRIPTION:Rendez-vous', 'DESCRIPTION:Rendez-vous']);
  });
});
