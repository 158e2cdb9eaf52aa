import type { Migration } from '../../store/migrate.ts';
import { documentMigrations } from '../documents/migrations.ts';
import { announcementSteps } from '../documents/migrations/050-announcement-steps.ts';
import { directory } from './migrations/001-directory.ts';
import { records } from './migrations/002-records.ts';
import { consents } from './migrations/003-consents.ts';
import { sessions } from './migrations/004-sessions.ts';
import { traces } from './migrations/005-traces.ts';
import { notices } from './migrations/006-notices.ts';
import { furtherPlaces } from './migrations/014-further-places.ts';
import { mailDelivery } from './migrations/031-mail-delivery.ts';
import { consulted } from './migrations/032-consulted.ts';
import { signedHeads } from './migrations/033-signed-heads.ts';
import { matrixVersions } from './migrations/040-matrix-versions.ts';
import { space } from './migrations/060-space.ts';
import { flaggedRecords } from './migrations/061-flagged-records.ts';
import { sections } from './migrations/070-sections.ts';
import { offlineOpenings } from './migrations/078-offline-openings.ts';
import { answered } from './migrations/080-answered.ts';
import { takingPart } from './migrations/090-taking-part.ts';
import { uploads } from './migrations/091-uploads.ts';

/** The schema of the service, step by step: one file a step, never edited after a release. */
export const MIGRATIONS: readonly Migration[] = [
  directory,
  records,
  consents,
  sessions,
  traces,
  notices,
  ...documentMigrations,
  furtherPlaces,
  mailDelivery,
  consulted,
  signedHeads,
  matrixVersions,
  announcementSteps,
  space,
  flaggedRecords,
  sections,
  offlineOpenings,
  answered,
  takingPart,
  uploads,
];
