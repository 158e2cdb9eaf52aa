import { expect, it } from 'vitest';
import { journalWitnessStore } from '../../../../electron/store/journal-witnesses.ts';
import { journalWitnesses } from '../../../../electron/store/migrations/140-journal-witnesses.ts';
import { openStore } from '../../../../electron/store/open.ts';
import { WORKSTATION_SCHEMA } from '../../../../electron/store/schema.ts';

const steps = WORKSTATION_SCHEMA.filter(({ version }) => version <= journalWitnesses.version);

it('keeps the last word of each day, and finds the first one that holds an entry', () => {
  const store = openStore(':memory:', Buffer.alloc(32, 5), steps);
  if (!store.ok) throw new Error(store.error.code);
  const witnesses = journalWitnessStore(store.value);
  witnesses.keep({ day: '2026-11-20', size: 3, receipt: 'morning' });
  witnesses.keep({ day: '2026-11-20', size: 8, receipt: 'evening' });
  witnesses.keep({ day: '2026-11-21', size: 12, receipt: 'next day' });
  expect(witnesses.between(1, 12).map(({ receipt }) => receipt)).toEqual(['evening', 'next day']);
  expect(witnesses.between(9, 11)).toEqual([]);
  expect([1, 8, 9, 13].map((position) => witnesses.from(position)?.receipt)).toEqual([
    'evening',
    'evening',
    'next day',
    undefined,
  ]);
  store.value.close();
});
