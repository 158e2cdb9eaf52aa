import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import type { ConsentRow } from '../../../../electron/service/storage/consents.ts';
import { consentStore } from '../../../../electron/service/storage/consents.ts';
import { consents } from '../../../../electron/service/storage/migrations/003-consents.ts';
import { openStore } from '../../../../electron/store/open.ts';

const AT = Date.parse('2026-11-21T10:00:02.510Z');
const declared = (id: string, basis: ConsentRow['basis'], ended_at: number | null = null): ConsentRow => ({
  id,
  record_id: 1,
  category: 'authorisation',
  actor_system: 'urn:oid:1.2.250.1.71.4.2.1',
  actor: '899900000017',
  code: '',
  permit: 1,
  basis,
  form: 'ORAL',
  since: AT,
  until: AT + 1_000,
  declared: 1,
  ended_at,
});

it('tells declarations in the order in which they were made, though all fall into one instant of the clock', () => {
  const opened = openStore(':memory:', randomBytes(32), [consents]);
  if (!opened.ok) throw new Error(opened.error.code);
  opened.value.pragma('foreign_keys = OFF');
  const store = consentStore(opened.value);
  store.add(declared('right', 'EXPLICIT'));
  // Declared again: what was said first stays under a name of its own, and the resource keeps its own.
  store.add(declared('copy', 'EXPLICIT', AT));
  store.renew(declared('right', 'CARE_TEAM'));
  store.end('right', AT);
  store.add(declared('next', 'CARE_TEAM'));
  expect(store.declarationsOf(1, '899900000017').map(({ id }) => id)).toEqual(['next', 'right', 'copy']);
  opened.value.close();
});
