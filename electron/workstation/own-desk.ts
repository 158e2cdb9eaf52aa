import type { Handlers } from '../../shared/bridge/contract.ts';
import { DeskPlace, Preferences } from '../../shared/bridge/drafts.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import { localDay } from '../../shared/identity/calendar.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import { parsed } from '../../shared/schema/parsed.ts';
import { dropDraft, dropDraftsBefore, keepDraft, listDrafts, readDraft } from '../store/drafts.ts';
import { forgetOwn, keepOwn, readOwn } from '../store/own-desk.ts';
import { dropWalkInsBefore } from '../store/walk-ins.ts';
import type { OpenSession } from './session.ts';

export interface OwnDeskDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  /** A record that is open in an emergency or in secret: nothing of it outlives the lock. */
  readonly isBound: (ins: InsRef) => boolean;
  /** Days that a draft is kept, and hours that a place is (resources/parameters.json). */
  readonly terms: { readonly draftDays: number; readonly placeHours: number };
  /** Minutes that the post was set up with, for who has chosen none. */
  readonly usualLockMinutes: number;
  readonly now: () => number;
  readonly onLockAfter: (minutes: number) => void;
}

export interface OwnDesks {
  readonly handlers: Pick<Handlers, Extract<keyof Handlers, `drafts.${string}` | `desk.${string}`>>;
  /** The post is open: what is too old goes, and the professional's own time of locking holds. */
  open(session: OpenSession): void;
  /** Signed out: he begins anew next time. What he typed stays. */
  forgetPlace(session: OpenSession): void;
}

const HOUR_MS = 3_600_000;

/**
 * What a professional left on his desk, in his own store: typing not sent, the place where he was, how he likes
 * the post. Another one opens another store, and meets nothing of it.
 */
export function createOwnDesk(deps: OwnDeskDeps): OwnDesks {
  const instant = (): string => new Date(deps.now()).toISOString();
  const before = (ms: number): string => new Date(deps.now() - ms).toISOString();

  const usual: Preferences = {
    theme: 'system',
    density: 'normal',
    listShare: 0.44,
    lockAfterMinutes: deps.usualLockMinutes,
  };

  const preferences = ({ store }: OpenSession): Preferences => {
    const kept = readOwn(store.database, 'preferences');
    return (kept && parsed(Preferences, kept.value)) ?? usual;
  };

  return {
    open: (session) => {
      dropDraftsBefore(session.store.database, before(deps.terms.draftDays * 24 * HOUR_MS));
      dropWalkInsBefore(session.store.database, localDay(deps.now()));
      deps.onLockAfter(preferences(session).lockAfterMinutes);
    },
    forgetPlace: ({ store }) => forgetOwn(store.database, 'place'),
    handlers: {
      'drafts.keep': async ({ kind, about, text, file }) => {
        const session = deps.session();
        if (!session.ok) return session;
        const keptAt = instant();
        keepDraft(session.value.store.database, { kind, about }, { text, keptAt, file });
        return ok({ keptAt });
      },
      'drafts.read': async (name) => {
        const session = deps.session();
        return session.ok ? ok(readDraft(session.value.store.database, name)) : session;
      },
      'drafts.drop': async (name) => {
        const session = deps.session();
        if (!session.ok) return session;
        dropDraft(session.value.store.database, name);
        return ok({});
      },
      'drafts.list': async ({ kind }) => {
        const session = deps.session();
        return session.ok ? ok({ drafts: listDrafts(session.value.store.database, kind) }) : session;
      },
      'desk.keepPlace': async ({ place }) => {
        const session = deps.session();
        if (!session.ok) return session;
        const { record } = place;
        const kept =
          record !== null && deps.isBound(record.patient.ins) ? { screen: 'home', record: null } : place;
        keepOwn(session.value.store.database, 'place', JSON.stringify(kept), instant());
        return ok({});
      },
      'desk.place': async () => {
        const session = deps.session();
        if (!session.ok) return session;
        const kept = readOwn(session.value.store.database, 'place');
        // Of another day's work: he begins anew.
        if (kept === undefined || kept.keptAt < before(deps.terms.placeHours * HOUR_MS))
          return ok({ place: null });
        return ok({ place: parsed(DeskPlace, kept.value) ?? null });
      },
      'desk.preferences': async () => {
        const session = deps.session();
        return session.ok ? ok(preferences(session.value)) : session;
      },
      'desk.prefer': async (change) => {
        const session = deps.session();
        if (!session.ok) return session;
        const next = Preferences.parse({ ...preferences(session.value), ...change });
        keepOwn(session.value.store.database, 'preferences', JSON.stringify(next), instant());
        deps.onLockAfter(next.lockAfterMinutes);
        return ok(next);
      },
    },
  };
}
