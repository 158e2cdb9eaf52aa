import { Appointment } from '../../shared/bridge/agenda.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { ReadableDatabase, WritableDatabase } from './open.ts';

export interface BookedAppointment {
  readonly appointment: Appointment;
  /** The professional for whom it was booked. */
  readonly forId: string;
}

/** Keeps what was booked, or how it stands now. */
export function keepBooked(db: WritableDatabase, { appointment, forId }: BookedAppointment): void {
  const { id, ins, end } = appointment;
  db.prepare(
    `INSERT OR REPLACE INTO booked_appointment (id, ins_system, ins_value, for_id, ends_at, appointment)
     VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(id, ins.system, ins.value, forId, instant(Date.parse(end)), JSON.stringify(appointment));
}

/** It was given up: nothing is left to do with it. */
export function dropBooked(db: WritableDatabase, id: string): void {
  db.prepare('DELETE FROM booked_appointment WHERE id = ?').run(id);
}

/** What of it is over by then. */
export function dropBookedBefore(db: WritableDatabase, now: number): void {
  db.prepare('DELETE FROM booked_appointment WHERE ends_at < ?').run(instant(now));
}

/** What was booked for a patient, the latest first. */
export function bookedFor(db: ReadableDatabase, ins: InsRef): readonly BookedAppointment[] {
  return db
    .prepare<[string, string], { for_id: string; appointment: string }>(
      `SELECT for_id, appointment FROM booked_appointment WHERE ins_system = ? AND ins_value = ?
       ORDER BY ends_at DESC`,
    )
    .all(ins.system, ins.value)
    .map(({ for_id: forId, appointment }) => ({
      appointment: Appointment.parse(JSON.parse(appointment)),
      forId,
    }));
}

/** In one form, which sorts: the service may write an offset. */
const instant = (ms: number): string => new Date(ms).toISOString();
