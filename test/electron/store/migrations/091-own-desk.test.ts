import { expect, it } from 'vitest';
import { ownDesk } from '../../../../electron/store/migrations/091-own-desk.ts';
import { openStore } from '../../../../electron/store/open.ts';
import { WORKSTATION_SCHEMA } from '../../../../electron/store/schema.ts';

it('keeps a place and preferences, and nothing that it does not know', () => {
  const steps = WORKSTATION_SCHEMA.filter(({ version }) => version <= ownDesk.version);
  const opened = openStore(':memory:', Buffer.alloc(32, 5), steps);
  if (!opened.ok) throw new Error(opened.error.code);
  const add = (what: string) => opened.value.exec(`INSERT INTO own_desk VALUES ('${what}', '{}', 't')`);
  add('place');
  expect(() => add('place')).toThrow(/UNIQUE/);
  expect(() => add('history')).toThrow(/CHECK/);
  opened.value.close();
});
