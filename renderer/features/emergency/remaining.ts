/** 42:07 until `endsAt`, in whole seconds; 0:00 once it is over. Minutes are the largest unit: an access lasts an hour. */
export function remainingTime(endsAt: string, now: number): string {
  const seconds = Math.max(0, Math.floor((Date.parse(endsAt) - now) / 1_000));
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Whole minutes that are left, rounded up. */
export const remainingMinutes = (endsAt: string, now: number): number =>
  Math.max(0, Math.ceil((Date.parse(endsAt) - now) / 60_000));
