import { describe, expect, test } from 'vitest';
import {
  announcementClock,
  archiveEnd,
  authorisationEnd,
  emergencySessionEnd,
  isHiddenFromPatient,
  isHiddenFromRepresentatives,
  isMinor,
  offlineLeaseEnd,
} from '../../../shared/access/clocks.ts';
import { policy, policyWith } from '../../rules/policy.ts';
import { at } from './ask.ts';

const DAY = 86_400_000;
const minor = (birthDate: string, now: string): boolean =>
  isMinor(policy, { status: 'ACTIVE', birthDate }, at(now));

describe('of age', () => {
  test('from midnight UTC of the eighteenth birthday on', () => {
    expect(minor('2008-11-21', '2026-11-20T23:59:59.999Z')).toBe(true);
    expect(minor('2008-11-21', '2026-11-21T00:00:00Z')).toBe(false);
    expect(minor('2008-11-21', '2026-11-21T00:30:00+01:00')).toBe(true);
  });
  test('born on 29 February: on 1 March', () => {
    expect(minor('2008-02-29', '2026-02-28T23:59:59.999Z')).toBe(true);
    expect(minor('2008-02-29', '2026-03-01T00:00:00Z')).toBe(false);
  });
  test('by the parameter', () => {
    const record = { status: 'ACTIVE', birthDate: '2008-02-29' } as const;
    expect(isMinor(policyWith({ majorityYears: 20 }), record, at('2028-02-28T12:00:00Z'))).toBe(true);
    expect(isMinor(policyWith({ majorityYears: 20 }), record, at('2028-02-29T00:00:00Z'))).toBe(false);
  });
});

describe('hidden from the patient', () => {
  const document = {
    confidentiality: ['INVISIBLE_PATIENT'] as const,
    depositedAt: at('2026-10-22T10:00:00Z'),
  };
  test('thirty days of 24 hours from the first deposit', () => {
    expect(isHiddenFromPatient(policy, document, at('2026-11-21T09:59:59.999Z'))).toBe(true);
    expect(isHiddenFromPatient(policy, document, at('2026-11-21T10:00:00Z'))).toBe(false);
    expect(isHiddenFromPatient(policy, { ...document, confidentiality: ['N'] }, 0)).toBe(false);
  });
  test('the reminder comes on day 14', () => {
    expect(announcementClock(policy, 0)).toEqual({ reminderAt: 14 * DAY, visibleAt: 30 * DAY });
  });
});

test('hidden from representatives while the patient is a minor', () => {
  const document = { confidentiality: ['INVISIBLE_REPRESENTANTS_LEGAUX'] as const };
  const record = { status: 'ACTIVE', birthDate: '2008-11-21' } as const;
  expect(isHiddenFromRepresentatives(policy, record, document, at('2026-11-20T12:00:00Z'))).toBe(true);
  expect(isHiddenFromRepresentatives(policy, record, document, at('2026-11-21T12:00:00Z'))).toBe(false);
  expect(isHiddenFromRepresentatives(policy, record, { confidentiality: ['N'] }, 0)).toBe(false);
});

test('a right lasts 365 days for the care team, 24 hours for a consultation', () => {
  expect(authorisationEnd(policy, 'CARE_TEAM', 5)).toBe(5 + 365 * DAY);
  expect(authorisationEnd(policy, 'EXPLICIT', 5)).toBe(5 + DAY);
});

test('an emergency session lasts an hour; offline, 15 minutes are left, none in an emergency', () => {
  expect(emergencySessionEnd(policy, 5)).toBe(5 + 3_600_000);
  expect(offlineLeaseEnd(policy, 'NORMAL', 5)).toBe(5 + 900_000);
  expect(offlineLeaseEnd(policy, 'BTG', 5)).toBe(5);
  expect(offlineLeaseEnd(policy, 'ETREAT', 5)).toBe(5);
});

test('a closed record is archived for ten years', () => {
  expect(archiveEnd(policy, at('2026-11-21T10:00:00Z'))).toBe(at('2036-11-21T10:00:00Z'));
});
