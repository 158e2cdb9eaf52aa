import { expect, it } from 'vitest';
import { journal } from '../../../../electron/store/migrations/060-journal.ts';
import { openStore } from '../../../../electron/store/open.ts';
import { WORKSTATION_SCHEMA } from '../../../../electron/store/schema.ts';
import { openLocalJournal } from '../../../../electron/journal/local-journal.ts';
import { journalStore } from '../../../../electron/store/journal.ts';

const key = Buffer.alloc(32, 5);
const steps = WORKSTATION_SCHEMA.filter(({ version }) => version <= journal.version);

function opened() {
  const store = openStore(':memory:', key, steps);
  if (!store.ok) throw new Error(store.error.code);
  return store.value;
}

it('refuses a hash that is none, and a fact that it does not know', () => {
  const db = opened();
  expect(() => db.prepare(`INSERT INTO journal VALUES (1, '{}', x'00')`).run()).toThrow(/CHECK/);
  expect(() => db.prepare(`INSERT INTO journal_fact VALUES ('other', '')`).run()).toThrow(/CHECK/);
  db.close();
});

it('holds a journal that shows a cut, a change and another post against the head that was told', () => {
  const db = opened();
  const own = openLocalJournal(journalStore(db));
  const entry = { at: '2026-11-21T10:00:00Z', by: '899900000017', what: 'record.open' } as const;
  for (const patient of ['a', 'b', 'c']) own.append({ ...entry, patient });
  const told = own.signed('2026-11-21T10:00:01Z');
  own.append({ ...entry, patient: 'd' });
  expect(own.follows(told)).toEqual({ ok: true, value: null });
  expect(openLocalJournal(journalStore(db)).post).toBe(own.post);
  expect(openLocalJournal(journalStore(opened())).follows(told)).toMatchObject({ ok: false });
  db.prepare(`UPDATE journal SET entry = replace(entry, '"b"', '"x"') WHERE seq = 2`).run();
  expect(own.follows(told)).toEqual({ ok: false, error: { seq: 2, code: 'ALTERED' } });
  db.prepare('DELETE FROM journal WHERE seq >= 2').run();
  expect(own.follows(told)).toEqual({ ok: false, error: { seq: 2, code: 'CUT' } });
  db.close();
});
