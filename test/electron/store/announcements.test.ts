import { beforeEach, describe, expect, it } from 'vitest';
import { recordReceipt, recordRefusal, storeAct } from '../../../electron/store/acts.ts';
import {
  announcementsSince,
  confirmAnnouncement,
  endAnnouncement,
  findAnnouncement,
  foreseeAnnouncement,
} from '../../../electron/store/announcements.ts';
import type { WritableDatabase } from '../../../electron/store/open.ts';
import { openStore } from '../../../electron/store/open.ts';
import { WORKSTATION_SCHEMA } from '../../../electron/store/schema.ts';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import { type FakePatient, fakePatients } from '../../fixtures/fake-patients.ts';

const patient = identityOf(fakePatients[0]);
function identityOf(found: FakePatient | undefined): PatientIdentity {
  if (found === undefined) throw new Error('fixtures are missing');
  return found.identity;
}
const RECEIVED = '2026-11-21T10:00:01.000Z';

let db: WritableDatabase;
beforeEach(() => {
  const opened = openStore(':memory:', Buffer.alloc(0), WORKSTATION_SCHEMA);
  if (!opened.ok) throw new Error(opened.error.code);
  db = opened.value;
});

function deposit(
  uniqueId: string,
  { clockFrom = null, replaces = null }: { clockFrom?: string | null; replaces?: string | null } = {},
) {
  foreseeAnnouncement(db, {
    uniqueId,
    patient,
    title: 'Biopsie',
    confidentiality: ['N', 'INVISIBLE_PATIENT'],
    clockFrom,
  });
  storeAct(db, {
    actId: uniqueId,
    key: `key-of-${uniqueId}`,
    kind: replaces === null ? 'deposit' : 'replacement',
    authorId: 'a',
    onBehalfOf: null,
    secret: false,
    replaces,
    ins: { system: 'urn:oid:1', value: '280024410990042' },
    title: 'Biopsie',
    objects: [uniqueId],
    uniqueId,
    sha256: 'ab',
    storedAt: '2026-11-21T10:00:00.000Z',
    request: { method: 'POST', path: '', headers: {}, body: Buffer.from('{}') },
  });
}
const listed = () => announcementsSince(db, '2026-11-21').map(({ uniqueId }) => uniqueId);

describe('the author’s announcements', () => {
  it('begin with the receipt of the deposit, not before', () => {
    deposit('u1');
    expect(listed()).toEqual([]);
    expect(findAnnouncement(db, 'u1')).toBeUndefined();
    recordReceipt(db, 'u1', RECEIVED, null);
    expect(findAnnouncement(db, 'u1')).toMatchObject({
      patient,
      depositedAt: RECEIVED,
      version: 1,
      endedAt: null,
      checkedAt: null,
    });
  });

  it('are none where the deposit was refused', () => {
    deposit('u1', { clockFrom: '2026-11-01T00:00:00.000Z' });
    recordRefusal(db, 'u1', 'CONFIDENTIALITY_CONFLICT');
    expect(db.prepare('SELECT count(*) FROM announcements').pluck().get()).toBe(0);
  });

  it('go on with a new version: the clock is that of the first, and the old one is no work any more', () => {
    deposit('u1');
    recordReceipt(db, 'u1', RECEIVED, null);
    deposit('u2', { clockFrom: RECEIVED, replaces: 'u1' });
    expect(listed()).toEqual(['u1']);
    recordReceipt(db, 'u2', '2026-11-23T10:00:00.000Z', null);
    expect(announcementsSince(db, '2026-12')).toMatchObject([{ uniqueId: 'u2', depositedAt: RECEIVED }]);
  });

  it('take what the service says of them, and end once', () => {
    deposit('u1');
    recordReceipt(db, 'u1', RECEIVED, null);
    confirmAnnouncement(db, {
      uniqueId: 'u1',
      patient,
      title: 'Biopsie du sein',
      confidentiality: ['N', 'INVISIBLE_PATIENT'],
      version: 3,
      depositedAt: RECEIVED,
      checkedAt: '2026-11-22T00:00:00.000Z',
    });
    expect(findAnnouncement(db, 'u1')).toMatchObject({ title: 'Biopsie du sein', version: 3 });
    endAnnouncement(db, 'u1', '2026-11-25T00:00:00.000Z');
    endAnnouncement(db, 'u1', '2026-11-30T00:00:00.000Z');
    expect(findAnnouncement(db, 'u1')?.endedAt).toBe('2026-11-25T00:00:00.000Z');
    expect(announcementsSince(db, '2026-11-26')).toEqual([]);
  });
});
