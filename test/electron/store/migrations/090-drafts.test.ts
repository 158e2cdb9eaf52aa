import { expect, it } from 'vitest';
import { drafts } from '../../../../electron/store/migrations/090-drafts.ts';
import { openStore } from '../../../../electron/store/open.ts';
import { WORKSTATION_SCHEMA } from '../../../../electron/store/schema.ts';

it('keeps one draft under each name, and a file with its name or not at all', () => {
  const steps = WORKSTATION_SCHEMA.filter(({ version }) => version <= drafts.version);
  const opened = openStore(':memory:', Buffer.alloc(32, 5), steps);
  if (!opened.ok) throw new Error(opened.error.code);
  const add = (file: string) =>
    opened.value.exec(`INSERT INTO drafts VALUES ('deposit', '1', '{}', ${file}, 't')`);
  expect(() => add(`'a.pdf', NULL`)).toThrow(/CHECK/);
  add(`'a.pdf', x'25'`);
  expect(() => add('NULL, NULL')).toThrow(/UNIQUE/);
  opened.value.close();
});
