import { words } from './messages.ts';

export const SECTIONS = [
  'documents',
  'vaccinations',
  'care',
  'health',
  'wishes',
  'messages',
  'agenda',
  'services',
  'professionals',
  'emergency',
  'sharing',
  'history',
  'notices',
  'family',
  'record',
] as const;
export type SectionName = (typeof SECTIONS)[number];

export const SECTION_TITLES: Readonly<Record<SectionName, string>> = {
  documents: words.documents,
  vaccinations: words.vaccinations,
  care: words.care,
  health: words.health,
  wishes: words.wishes,
  messages: words.messages,
  agenda: words.agenda,
  services: words.services,
  professionals: words.professionals,
  emergency: words.emergency,
  sharing: words.sharing,
  history: words.history,
  notices: words.notifications,
  family: words.family,
  record: words.record,
};

/** What is left to see of a record that is closed or was never made. */
export const WITHOUT_RECORD: ReadonlySet<SectionName> = new Set(['history', 'record']);
