import type { Command } from '../platform/commands.ts';
import { changeSettings, settings } from '../platform/settings.ts';
import { words } from './messages.ts';
import { RAIL_SCREENS, type Navigation } from './navigation.ts';
import { SCREEN_NAMES } from './Rail.tsx';
import type { WorkLine } from './work-lines.ts';

export interface DeskActs {
  readonly navigation: Navigation;
  readonly hasRecord: boolean;
  /** Lists of work that have no place on the rail: the palette leads to them. */
  readonly work: readonly Pick<WorkLine, 'id' | 'title' | 'screen'>[];
  readonly closePatient: () => void;
  readonly onLock: () => void;
  readonly onSignOut: () => void;
}

/** What can be done from anywhere at the desk. */
export function deskCommands({
  navigation,
  hasRecord,
  work,
  closePatient,
  onLock,
  onSignOut,
}: DeskActs): readonly Command[] {
  const { state, go, show, setDiscreet } = navigation;
  const screens = RAIL_SCREENS.map((screen, index): Command => ({
    id: `go.${screen}`,
    group: words.groupGo,
    title: SCREEN_NAMES[screen],
    keys: `Alt+${String(index + 1)}`,
    run: () => go(screen),
  }));
  return [
    ...screens,
    ...work
      .filter(({ screen }) => !RAIL_SCREENS.some((known) => known === screen))
      .map(({ id, title, screen }): Command => ({
        id: `work.${id}`,
        group: words.work,
        title,
        run: () => go(screen),
      })),
    {
      id: 'record.close',
      group: words.groupRecord,
      title: words.closeRecord,
      keys: 'Alt+W',
      isDisabled: !hasRecord,
      run: closePatient,
    },
    {
      id: 'record.discretion',
      group: words.groupRecord,
      title: words.discretion,
      keys: 'Mod+Shift+D',
      isDisabled: !hasRecord,
      run: () => setDiscreet(!state.getState().discreet),
    },
    {
      id: 'post.palette',
      group: words.groupPost,
      title: words.openPalette,
      keys: 'Mod+K',
      isKeyOnly: false,
      run: () => show('palette'),
    },
    {
      id: 'post.shortcuts',
      group: words.groupPost,
      title: words.shortcuts,
      keys: '?',
      run: () => show('shortcuts'),
    },
    {
      id: 'go.matrix',
      group: words.groupGo,
      title: words.matrix,
      run: () => go('matrix'),
    },
    {
      id: 'post.settings',
      group: words.groupPost,
      title: words.settings,
      keys: 'Mod+,',
      run: () => show('settings'),
    },
    {
      id: 'post.guide',
      group: words.groupPost,
      title: words.guide,
      keys: 'F1',
      run: () => show('guide'),
    },
    { id: 'post.setUp', group: words.groupPost, title: words.postSettings, run: () => show('post') },
    { id: 'post.keys', group: words.groupPost, title: words.ownKeys, run: () => show('keys') },
    { id: 'post.backup', group: words.groupPost, title: words.backup, run: () => show('backup') },
    { id: 'post.journal', group: words.groupPost, title: words.postJournal, run: () => show('journal') },
    { id: 'post.doctor', group: words.groupPost, title: words.examine, run: () => show('doctor') },
    { id: 'post.lock', group: words.groupPost, title: words.lock, keys: 'Mod+L', run: onLock },
    { id: 'post.signOut', group: words.groupPost, title: words.signOut, run: onSignOut },
    ...lookCommands(),
  ];
}

/** Only where every patient is fictitious: the patient's own space in a window beside this one. */
export const trainingCommands = (open: (() => void) | null): readonly Command[] =>
  open === null
    ? []
    : [
        {
          id: 'training.space',
          group: words.groupPost,
          title: words.openSpace,
          keys: 'Mod+Shift+E',
          run: open,
        },
      ];

const lookCommands = (): readonly Command[] => [
  ...(
    [
      ['light', words.themeLight],
      ['dark', words.themeDark],
      ['system', words.themeSystem],
    ] as const
  ).map(([theme, name]): Command => ({
    id: `look.${theme}`,
    group: words.settings,
    title: `${words.theme}\u202F: ${name.toLocaleLowerCase('fr-FR')}`,
    run: () => changeSettings({ theme }),
  })),
  {
    id: 'look.density',
    group: words.settings,
    title: `${words.density}\u202F: ${words.densityNormal.toLocaleLowerCase('fr-FR')} ou ${words.densityComfortable.toLocaleLowerCase('fr-FR')}`,
    run: () =>
      changeSettings({ density: settings.getState().density === 'normal' ? 'comfortable' : 'normal' }),
  },
];
