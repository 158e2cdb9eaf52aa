/** A window's page, the process behind it, and how large it opens. */
export const WINDOWS = {
  desk: { page: '/', process: 'workstation', width: 1440, height: 900 },
  space: { page: '/space.html', process: 'space', width: 1120, height: 860 },
} as const;
export type WindowName = keyof typeof WINDOWS;

/** What happens in a window of its own accord. */
export interface WindowListener {
  /** One encoded message of its page. */
  readonly onMessage: (text: string) => void;
  /** It is gone: closed by the person, or with its host. */
  readonly onClosed: () => void;
}

/** A window as both hosts can make it. Its title carries no name. */
export interface PageWindow {
  /** Delivers one encoded message to the page. */
  toPage(text: string): void;
  /** Replaces the page by a fresh one in another process: what the old one held of a patient ends with it. */
  freshPage(): void;
  /** Brings it before the others. */
  focus(): void;
  close(): void;
  /** Asks where, and writes there; `failed`: nothing of it is left. */
  saveFile(suggestedName: string, bytes: Uint8Array): Promise<'saved' | 'cancelled' | 'failed'>;
  print(): Promise<'printed' | 'cancelled'>;
  /** Shows a notification of the system, unless the window is before the others. */
  notify(words: string): void;
}
