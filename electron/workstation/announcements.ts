import { announcementClock } from '../../shared/access/clocks.ts';
import type { Policy } from '../../shared/access/policy.ts';
import type { Announcement } from '../../shared/bridge/announcements.ts';
import type { Handlers } from '../../shared/bridge/contract.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef, PatientIdentity } from '../../shared/bridge/identity.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { writeLabels } from '../../shared/fhir/security-label.ts';
import { ownRight } from '../gateway/consent.ts';
import { findSheet, patchSheet } from '../gateway/document-reference.ts';
import type { Sheet } from '../gateway/sheet.ts';
import { depositInstantOf, labelsOf, versionOf } from '../gateway/sheet.ts';
import type { StoredAnnouncement } from '../store/announcements.ts';
import {
  announcementsSince,
  confirmAnnouncement,
  endAnnouncement,
  findAnnouncement,
} from '../store/announcements.ts';
import type { OpenSession } from './session.ts';

export interface AnnouncementsDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly policy: () => Policy;
  readonly now: () => number;
  readonly onRecordChanged: (ins: InsRef) => void;
}

export interface Announcements {
  readonly handlers: Pick<Handlers, 'announcements.list' | 'announcements.check' | 'announcements.show'>;
  /** What the service says of a document of the open record: one's own that is hidden joins the list. */
  readonly noticed: (patient: PatientIdentity, sheet: Sheet, isOwn: boolean) => void;
}

/** How long what has become visible stays in the list, so that nobody wonders where it went. */
const SHOWN_AFTER_MS = 7 * 86_400_000;

/**
 * What the professional still has to announce, over all patients (CSP R.1111-53): his own documents that
 * their patients do not see yet, from the post's own list, which no right is needed to read.
 */
export function createAnnouncements(deps: AnnouncementsDeps): Announcements {
  const instant = (): string => new Date(deps.now()).toISOString();

  function list({ store }: OpenSession): { announcements: Announcement[] } {
    const now = deps.now();
    const since = new Date(now - SHOWN_AFTER_MS).toISOString();
    const announcements = announcementsSince(store.database, since)
      .map((stored) => announcementOf(deps.policy(), stored, now))
      .filter(({ status, visibleAt }) => status !== 'visible' || visibleAt >= since);
    return { announcements };
  }

  /** Asks about one document; `unknown` where the service cannot tell this professional now. */
  async function check(
    { client, store }: OpenSession,
    { uniqueId, patient }: StoredAnnouncement,
  ): Promise<'known' | 'unknown'> {
    const right = await ownRight(client, patient.ins);
    if (!right.ok || right.value.right.status !== 'valid') return 'unknown';
    const sheet = await findSheet(client, patient.ins, uniqueId);
    if (sheet.ok) keep(store.database, patient, sheet.value);
    else if (sheet.error === 'NOT_FOUND') endAnnouncement(store.database, uniqueId, instant());
    return sheet.ok || sheet.error === 'NOT_FOUND' ? 'known' : 'unknown';
  }

  function keep(database: OpenSession['store']['database'], patient: PatientIdentity, sheet: Sheet): void {
    const { value: uniqueId } = sheet.masterIdentifier;
    const confidentiality = labelsOf(sheet);
    if (sheet.status !== 'current' || !confidentiality.includes('INVISIBLE_PATIENT')) {
      // Past its day 30 the service no longer says the code: it ended by the clock, and the list says so.
      const known = findAnnouncement(database, uniqueId);
      if (known !== undefined && !isOver(known)) endAnnouncement(database, uniqueId, instant());
      return;
    }
    confirmAnnouncement(database, {
      uniqueId,
      patient,
      title: sheet.content[0]?.attachment.title ?? '',
      confidentiality,
      version: versionOf(sheet),
      depositedAt: depositInstantOf(sheet),
      checkedAt: instant(),
    });
  }

  const isOver = ({ depositedAt }: StoredAnnouncement): boolean =>
    deps.now() >= announcementClock(deps.policy(), Date.parse(depositedAt)).visibleAt;

  /**
   * The author needs no right to show his own document (docs/rules.md 4.3). The codes are those of the version
   * that is named: where that one has passed, the service says so, and nothing is written.
   */
  async function show(session: OpenSession, uniqueId: string): Promise<Result<null, FailureCode>> {
    const { client, store } = session;
    const known = findAnnouncement(store.database, uniqueId);
    if (known === undefined || known.endedAt !== null) return err('NOT_FOUND');
    const codes = known.confidentiality.filter((code) => code !== 'INVISIBLE_PATIENT');
    const value = writeLabels(codes.length === 0 ? ['N'] : codes);
    const shown = await patchSheet(client, uniqueId, {
      seenVersion: known.version,
      confirmed: true,
      operations: [{ op: 'replace', path: '/securityLabel', value }],
    });
    if (!shown.ok) return shown;
    endAnnouncement(store.database, uniqueId, instant());
    deps.onRecordChanged(known.patient.ins);
    return ok(null);
  }

  return {
    noticed: (patient, sheet, isOwn) => {
      const session = deps.session();
      if (session.ok && isOwn) keep(session.value.store.database, patient, sheet);
    },
    handlers: {
      'announcements.list': async () => {
        const session = deps.session();
        return session.ok ? ok(list(session.value)) : session;
      },
      'announcements.check': async () => {
        const session = deps.session();
        if (!session.ok) return session;
        const { database } = session.value.store;
        let unknown = 0;
        for (const stored of announcementsSince(database, instant())) {
          if ((await check(session.value, stored)) === 'unknown') unknown += 1;
          if (!deps.session().ok) return err('LOCKED');
        }
        return ok({ ...list(session.value), unknown });
      },
      'announcements.show': async ({ uniqueId }) => {
        const session = deps.session();
        if (!session.ok) return session;
        const shown = await show(session.value, uniqueId);
        return shown.ok ? ok(list(session.value)) : shown;
      },
    },
  };
}

function announcementOf(policy: Policy, stored: StoredAnnouncement, now: number): Announcement {
  const { uniqueId, patient, title, depositedAt, endedAt, checkedAt } = stored;
  const { reminderAt, visibleAt } = announcementClock(policy, Date.parse(depositedAt));
  return {
    uniqueId,
    patient,
    title,
    depositedAt,
    reminderAt: new Date(reminderAt).toISOString(),
    visibleAt: new Date(visibleAt).toISOString(),
    status:
      endedAt !== null ? 'ended' : now >= visibleAt ? 'visible' : now >= reminderAt ? 'reminded' : 'waiting',
    checkedAt,
  };
}
