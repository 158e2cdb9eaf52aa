/** How an appointment stands (FHIR R4 AppointmentStatus, as far as it is used here). */
export const APPOINTMENT_STATUSES = [
  'proposed',
  'pending',
  'booked',
  'arrived',
  'fulfilled',
  'cancelled',
  'noshow',
  'entered-in-error',
] as const;
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number];

/** Who changes it: a professional of the appointment, the patient's side, or that side on an entry of its own. */
export type AppointmentSide = 'professional' | 'patient' | 'own';

type Table = Readonly<Partial<Record<AppointmentStatus, readonly AppointmentStatus[]>>>;

const MAY_BECOME: Readonly<Record<AppointmentSide, Table>> = {
  // What a professional proposes is the patient's to accept, and the other way round.
  professional: {
    proposed: ['cancelled', 'entered-in-error'],
    pending: ['booked', 'cancelled'],
    booked: ['arrived', 'fulfilled', 'noshow', 'cancelled', 'entered-in-error'],
    arrived: ['fulfilled', 'cancelled'],
  },
  patient: {
    proposed: ['booked', 'cancelled'],
    pending: ['cancelled'],
    booked: ['cancelled'],
  },
  own: {
    booked: ['fulfilled', 'cancelled', 'entered-in-error'],
  },
};

/** Whether a side may bring an appointment from one status to another; what is over stays over. */
export const mayBecome = (side: AppointmentSide, from: AppointmentStatus, to: AppointmentStatus): boolean =>
  MAY_BECOME[side][from]?.includes(to) ?? false;

/** Whether it can still be moved to another hour: it is ahead, and nobody gave it up. */
export const isMovable = (status: AppointmentStatus): boolean =>
  status === 'proposed' || status === 'pending' || status === 'booked';
