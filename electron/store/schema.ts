import type { Migration } from './migrate.ts';
import { patients } from './migrations/010-patients.ts';
import { outbox } from './migrations/020-outbox.ts';
import { ownEmergencies } from './migrations/030-own-emergencies.ts';

/** The schema of the workstation's store, oldest step first. */
export const WORKSTATION_SCHEMA: readonly Migration[] = [patients, outbox, ownEmergencies];
