import type { Migration } from './migrate.ts';
import { patients } from './migrations/010-patients.ts';
import { outbox } from './migrations/020-outbox.ts';
import { outboxCircumstances } from './migrations/021-outbox-circumstances.ts';
import { ownEmergencies } from './migrations/030-own-emergencies.ts';
import { announcements } from './migrations/031-announcements.ts';
import { feedingOppositions } from './migrations/032-feeding-oppositions.ts';
import { journal } from './migrations/060-journal.ts';
import { openings } from './migrations/070-openings.ts';
import { lastPlace } from './migrations/071-last-place.ts';
import { clockMark } from './migrations/080-clock-mark.ts';
import { offlineOpenings } from './migrations/081-offline-openings.ts';
import { visitBags } from './migrations/082-visit-bags.ts';
import { drafts } from './migrations/090-drafts.ts';
import { ownDesk } from './migrations/091-own-desk.ts';
import { acts } from './migrations/100-acts.ts';
import { vaccineProducts } from './migrations/110-vaccine-products.ts';
import { messageTemplates } from './migrations/120-message-templates.ts';
import { actUpload } from './migrations/121-act-upload.ts';
import { refusedMessages } from './migrations/125-refused-messages.ts';
import { offlineSections } from './migrations/130-offline-sections.ts';
import { walkIns } from './migrations/135-walk-ins.ts';
import { journalWitnesses } from './migrations/140-journal-witnesses.ts';
import { bookedAppointments } from './migrations/145-booked-appointments.ts';
import { bagWords } from './migrations/150-bag-words.ts';

/** The schema of the workstation's store, oldest step first. */
export const WORKSTATION_SCHEMA: readonly Migration[] = [
  patients,
  outbox,
  outboxCircumstances,
  ownEmergencies,
  announcements,
  feedingOppositions,
  journal,
  openings,
  lastPlace,
  clockMark,
  offlineOpenings,
  visitBags,
  drafts,
  ownDesk,
  acts,
  vaccineProducts,
  messageTemplates,
  actUpload,
  refusedMessages,
  offlineSections,
  walkIns,
  journalWitnesses,
  bookedAppointments,
  bagWords,
];
