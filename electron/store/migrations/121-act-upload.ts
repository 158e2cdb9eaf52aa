import type { Migration } from '../migrate.ts';

/** Where the service holds the parts of an act that goes in parts: it is told to forget them when it is taken back. */
export const actUpload: Migration = {
  version: 121,
  name: 'act-upload',
  up: (db) => {
    db.exec('ALTER TABLE act ADD COLUMN upload TEXT');
  },
};
