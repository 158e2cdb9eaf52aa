import { createStore } from 'zustand/vanilla';

export interface Announcement {
  readonly text: string;
  /** Distinguishes the same words said twice. */
  readonly turn: number;
}

export const announcements = createStore<Announcement>(() => ({ text: '', turn: 0 }));

/** Says something through the page's live region, politely. Never a patient's name. */
export function announce(text: string): void {
  announcements.setState((last) => ({ text, turn: last.turn + 1 }));
}
