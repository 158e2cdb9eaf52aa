/** Why the post asks for a look while its window is not in sight. */
export const DESKTOP_NOTICES = ['actRefused', 'messageArrived'] as const;
export type DesktopNotice = (typeof DESKTOP_NOTICES)[number];

const WORDS: Readonly<Record<DesktopNotice, string>> = {
  actRefused: 'Un envoi demande votre attention.',
  messageArrived: 'Un message vous est arrivé.',
};

/** What the system shows, to whoever stands before the screen: never a name, never what it is about. */
export const desktopWords = (notice: DesktopNotice): string => WORDS[notice];
