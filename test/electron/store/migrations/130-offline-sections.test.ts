import { expect, it } from 'vitest';
import { offlineSections } from '../../../../electron/store/migrations/130-offline-sections.ts';
import { openingsToReport, recordOpening } from '../../../../electron/store/offline-openings.ts';
import { openStore } from '../../../../electron/store/open.ts';
import { WORKSTATION_SCHEMA } from '../../../../electron/store/schema.ts';
import { KEY, memoryStore, temporaryPath } from '../temporary-store.ts';

const SYSTEM = 'urn:oid:1.2.250.1.213.1.4.8';
const about = {
  at: '2026-11-26T10:00:00Z',
  source: 'cache' as const,
  ins: { system: SYSTEM, value: '280024410990004' },
};

it('keeps what is to be told from before, and takes sections', () => {
  const path = temporaryPath('store.db');
  const before = WORKSTATION_SCHEMA.filter(({ version }) => version < offlineSections.version);
  const old = openStore(path, KEY, before);
  if (!old.ok) throw new Error(old.error.code);
  const insert = old.value.prepare(
    `INSERT INTO offline_openings (id, at, act, source, ins_system, ins_value, unique_id, reported_at)
     VALUES (?, ?, ?, 'cache', '${SYSTEM}', '280024410990004', ?, ?)`,
  );
  insert.run('a', about.at, 'read', '2.25.1', null);
  insert.run('b', about.at, 'list', null, null);
  insert.run('c', about.at, 'list', null, '2026-11-26T11:00:00Z');
  old.value.close();
  const opened = openStore(path, KEY, WORKSTATION_SCHEMA);
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  recordOpening(db, { ...about, id: 'd', act: 'section', section: 'measures' });
  expect(openingsToReport(db, 10)).toEqual([
    { ...about, id: 'a', act: 'read', uniqueId: '2.25.1' },
    { ...about, id: 'b', act: 'list' },
    { ...about, id: 'd', act: 'section', section: 'measures' },
  ]);
  db.close();
});

it('refuses a document without its name, and a section without its own', () => {
  const db = memoryStore();
  const insert = db.prepare(
    `INSERT INTO offline_openings (id, at, act, source, ins_system, ins_value, unique_id, section)
     VALUES ('a', ?, ?, 'bag', '${SYSTEM}', '1', ?, ?)`,
  );
  expect(() => insert.run(about.at, 'read', null, null)).toThrow(/CHECK/);
  expect(() => insert.run(about.at, 'list', '2.25.1', null)).toThrow(/CHECK/);
  expect(() => insert.run(about.at, 'section', null, null)).toThrow(/CHECK/);
  expect(() => insert.run(about.at, 'list', null, 'care')).toThrow(/CHECK/);
});
