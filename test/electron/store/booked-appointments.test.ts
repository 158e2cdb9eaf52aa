import { expect, it } from 'vitest';
import {
  bookedFor,
  dropBooked,
  dropBookedBefore,
  keepBooked,
} from '../../../electron/store/booked-appointments.ts';
import type { Appointment } from '../../../shared/bridge/agenda.ts';
import { INS_SYSTEMS } from '../../../shared/identity/ins.ts';
import { memoryStore } from './temporary-store.ts';

const ins = { system: INS_SYSTEMS.DEMO, value: '278057512345678' };
const booked = (id: string, end: string): { appointment: Appointment; forId: string } => ({
  appointment: {
    id,
    version: 1,
    ins,
    start: '2026-11-26T09:00:00+01:00',
    end,
    title: 'Renouvellement',
    note: '',
    status: 'booked',
    withNames: ['Dr Claire RENAUD'],
    isMoved: false,
    reminders: [],
  },
  forId: '899700000012',
});

it('what a secretary booked is hers to change until it is over, and another patient’s is not shown', () => {
  const db = memoryStore();
  const [soon, later] = [
    booked('soon', '2026-11-26T10:20:00+01:00'),
    booked('later', '2026-11-27T10:20:00+01:00'),
  ];
  keepBooked(db, soon);
  keepBooked(db, later);
  expect(bookedFor(db, ins)).toEqual([later, soon]);
  expect(bookedFor(db, { ...ins, value: '178057512345678' })).toEqual([]);

  dropBookedBefore(db, Date.parse('2026-11-26T09:20:00Z'));
  expect(bookedFor(db, ins)).toEqual([later, soon]);
  dropBookedBefore(db, Date.parse('2026-11-26T09:20:01Z'));
  expect(bookedFor(db, ins)).toEqual([later]);

  const moved = { ...later, appointment: { ...later.appointment, status: 'arrived' as const } };
  keepBooked(db, moved);
  expect(bookedFor(db, ins)).toEqual([moved]);
  dropBooked(db, 'later');
  expect(bookedFor(db, ins)).toEqual([]);
});
