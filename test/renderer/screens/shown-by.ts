import type { DESK_SCREENS, OVERLAYS, RAIL_SCREENS } from '../../../renderer/app/navigation.ts';

type Screen = (typeof RAIL_SCREENS)[number] | (typeof DESK_SCREENS)[number];

/** The state of the list that shows each screen: a screen that is added is asked for here. */
export const SCREENS_SHOWN: Readonly<Record<Screen, string>> = {
  home: 'home',
  search: 'search',
  record: 'record',
  messages: 'messages',
  outbox: 'outbox',
  emergency: 'emergency',
  matrix: 'matrix',
  announcements: 'announcements',
  myRecords: 'my records',
  visitBag: 'visit bag',
};

/** The state that shows each part of a record, by the identifier of the part. */
export const PARTS_SHOWN: Readonly<Record<string, string>> = {
  documents: 'record',
  vaccinations: 'vaccines',
  care: 'care history',
  profile: 'profile',
  entourage: 'entourage',
  messages: 'messages of a record',
  agenda: 'agenda',
  services: 'services',
  rights: 'rights',
  access: 'accesses',
};

/** The state that shows what may lie over a screen. */
export const OVERLAYS_SHOWN: Readonly<Record<(typeof OVERLAYS)[number], string>> = {
  palette: 'palette',
  shortcuts: 'shortcuts',
  settings: 'settings',
  post: 'set-up of the post',
  keys: 'own keys',
  doctor: 'examination of the post',
  backup: 'backup',
  guide: 'user guide',
  journal: 'journal of the post',
};
