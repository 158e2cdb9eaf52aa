import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { offlineLeaseEnd } from '../../shared/access/clocks.ts';
import { decide } from '../../shared/access/decide.ts';
import type { Policy } from '../../shared/access/policy.ts';
import type { Question } from '../../shared/access/question.ts';
import { WARNINGS, type Warning } from '../../shared/access/vocabulary.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Kept, RecordView } from '../../shared/bridge/record.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { RecordCache } from '../cache/record-cache.ts';
import type { CachePlace } from '../cache/open-or-remake.ts';
import { openOrRemake } from '../cache/open-or-remake.ts';
import type { TrustedClock } from '../cache/trusted-clock.ts';
import type { ReadBinary } from '../gateway/binary.ts';
import type { DeclaredConsent } from '../gateway/consent.ts';
import type { Nomenclature, Sheet } from '../gateway/sheet.ts';
import { summaryOf } from '../gateway/sheet.ts';
import type { Log } from '../log/log.ts';
import { kindOfError } from '../log/log.ts';
import type { KeptRecord } from '../store/cache/kept-record.ts';
import type { Opened as WhatOpened } from '../store/offline-openings.ts';
import { recordOpening } from '../store/offline-openings.ts';
import type { WritableDatabase } from '../store/open.ts';
import type { KeptSections, KeptSectionsDeps } from './kept-sections.ts';
import { createKeptSections } from './kept-sections.ts';
import { keepDocument, keepList, keepView, keptSheet } from './kept-sheet.ts';
import type { OpenSession } from './session.ts';
import { factsOf, standingOn } from './standing.ts';

/** Somewhere that something of a record is kept, and until when it may be shown. */
export interface Shelf {
  readonly source: Kept['source'];
  /** undefined: nothing that may be shown. */
  until(ins: InsRef): number | undefined;
  with<T>(ins: InsRef, work: (record: KeptRecord) => T | Promise<T>): Promise<T | undefined>;
  /** The right is over: his key is destroyed at once. */
  destroy(ins: InsRef): Promise<void>;
}

export interface KeepingDeps {
  readonly policy: () => Policy;
  readonly nomenclature: Nomenclature;
  readonly clockOf: (database: WritableDatabase) => TrustedClock;
  readonly log: Log;
  /** Further places than the cache, asked after it. */
  readonly shelves: () => readonly Shelf[];
  /** What was kept of these records is gone: their leases are over. */
  readonly onLeaseEnded: (ins: InsRef) => void;
  /** Something was shown without the service: it is to be told. */
  readonly onOpening: () => void;
}

/** A record as it was kept. */
export interface KeptView {
  readonly view: RecordView;
  readonly declared: DeclaredConsent | null;
  readonly kept: Kept;
}

/** What the post keeps of the records in use, and what of it may be shown where the service does not answer. */
export interface Keeping {
  /** Answers the trusted time of this session. */
  open(session: OpenSession): TrustedClock;
  /** The post is locked or left: what is kept waits under its keys, until its lease is over. */
  leave(): Promise<void>;
  /** The professional signs out: nothing of the records in use stays. */
  destroyAll(): Promise<void>;
  /** The service has just shown this record. */
  shown(view: RecordView, declared: DeclaredConsent | null): Promise<void>;
  /** The service gave a sign of life about a record: its lease runs from now on. */
  readonly alive: (ins: InsRef) => void;
  listed(view: RecordView, sheets: readonly Sheet[]): Promise<void>;
  changed(ins: InsRef, sheet: Sheet): Promise<void>;
  read(ins: InsRef, sheet: Sheet, binary: ReadBinary, at: string): Promise<void>;
  /** The words of the pages of a document that is kept: it is found by them. */
  pages(ins: InsRef, uniqueId: string, words: string): Promise<void>;
  /** The service refused something about a record: what is kept goes with the right. */
  refused(ins: InsRef, code: FailureCode, uniqueId?: string): Promise<void>;

  /** A record as it was kept; nothing is written down yet. */
  view(ins: InsRef): Promise<KeptView | undefined>;
  /** Its documents, as they were listed: written down before they are handed out. */
  list(ins: InsRef): Promise<{ sheets: Sheet[]; readable: ReadonlySet<string>; at: string } | undefined>;
  /** The same, of a record that the service is being asked for: it writes that down itself. */
  glance(ins: InsRef): Promise<{ sheets: Sheet[]; readable: ReadonlySet<string>; at: string } | undefined>;
  /** A document as it was read: written down before it is handed out. */
  document(
    ins: InsRef,
    uniqueId: string,
  ): Promise<Result<{ sheet: Sheet; binary: ReadBinary; kept: Kept }, 'LEASE_ENDED' | 'NOT_KEPT'>>;
  /** Documents that say these words, and those of which the post does not know what they say. */
  find(ins: InsRef, words: readonly string[]): Promise<FoundHere | undefined>;
  /** Whether a document of what is kept of a record could be shown now. */
  permitsReading(record: KeptRecord, uniqueId: string): boolean;
  readonly sections: KeptSections;
}

interface FoundHere {
  readonly uniqueIds: string[];
  readonly wordless: string[];
}

interface Opened {
  readonly session: OpenSession;
  readonly cache: RecordCache;
  readonly clock: TrustedClock;
  readonly timer: NodeJS.Timeout;
}

/** What says that the right on the whole record is over, or never was. */
const RIGHT_OVER: ReadonlySet<FailureCode> = new Set([
  'ROLE_NOT_ADMITTED',
  'CARD_MAY_NOT_READ',
  'RECORD_NONEXISTENT',
  'RECORD_CLOSED',
  'BLOCKED_BY_PATIENT',
  'CONSENT_REQUIRED',
  'CONSENT_EXPIRED',
]);
/** What says that one document is not to be read any more. */
const DOCUMENT_OVER: ReadonlySet<FailureCode> = new Set([
  'NOT_FOUND',
  'TYPE_NOT_PERMITTED',
  'DELETED',
  'MASKED',
]);

const TICK_MS = 1_000;
/** A post that is killed has lost so much of what it knew of the time. */
const MARK_EVERY_TICKS = 30;

export function createKeeping(deps: KeepingDeps): Keeping {
  let opened: Opened | undefined;

  const iso = (at: number): string => new Date(at).toISOString();

  /** Where something of a record may be shown from; what was taken along for the day is whole, and comes first. */
  function shelvesOf(ins: InsRef): { shelf: Shelf; kept: Omit<Kept, 'at'> }[] {
    // Where the clock stands behind what it said, nobody knows how long the post was off.
    if (opened === undefined || opened.clock.wentBack()) return [];
    const ofCache: Shelf = { ...opened.cache, source: 'cache' };
    return [...deps.shelves(), ofCache].flatMap((shelf) => {
      const until = shelf.until(ins);
      return until === undefined ? [] : [{ shelf, kept: { until: iso(until), source: shelf.source } }];
    });
  }

  /** The engine guards the shelf: what it would not permit now, by what was known, is not shown. */
  function permits(
    view: RecordView,
    asked: Pick<Question, 'action' | 'document'>,
    sharing?: Pick<Question['record'], 'sharesCareHistory' | 'sharesMeasures'>,
  ): boolean {
    if (opened === undefined) return false;
    const question = standingOn(view, opened.session.professional, opened.clock.now());
    const record = { ...question.record, ...sharing };
    return decide(deps.policy(), { ...question, ...asked, record }).effect === 'permit';
  }

  function mayShow(view: RecordView, sheet: Sheet): boolean {
    if (opened === undefined) return false;
    const summary = summaryOf(sheet, opened.session.professional.id, deps.nomenclature);
    return permits(view, { action: 'read', document: factsOf(summary) });
  }

  function viewIn(record: KeptRecord): RecordView | undefined {
    const text = record.fact('view');
    if (text === undefined || opened === undefined) return undefined;
    const view = JSON.parse(text) as RecordView;
    return permits(view, { action: 'open' }) ? view : undefined;
  }

  /** Durable before anything is shown (docs/rules.md 7), and reported when the service answers again. */
  function writeDown(ins: InsRef, source: Kept['source'], what: WhatOpened): void {
    if (opened === undefined) throw new Error('no session is open');
    const { session, clock } = opened;
    clock.mark();
    recordOpening(session.store.database, {
      ...what,
      id: randomUUID(),
      at: iso(clock.now()),
      source,
      ins,
    });
    deps.onOpening();
  }

  async function listOn(ins: InsRef) {
    const [found] = shelvesOf(ins);
    const list = await found?.shelf.with(ins, (record) => {
      const view = viewIn(record);
      if (view === undefined) return undefined;
      const sheets = record.sheets().map((text) => JSON.parse(text) as Sheet);
      return {
        sheets: sheets.filter((sheet) => mayShow(view, sheet)),
        readable: record.readable(),
        at: record.fact('listedAt') ?? view.asOf,
      };
    });
    return found === undefined || list === undefined ? undefined : { list, source: found.shelf.source };
  }

  /** Keeping is for later: a disk that does not take it keeps nobody from what the service gives now. */
  async function trying(work: (at: Opened) => Promise<unknown>): Promise<void> {
    if (opened === undefined) return;
    try {
      await work(opened);
    } catch (cause) {
      deps.log.write({ event: 'cache.failed', error: kindOfError(cause) });
    }
  }

  const everywhere: KeptSectionsDeps['everywhere'] = (ins, work) =>
    trying(() =>
      Promise.all(shelvesOf(ins).map(({ shelf }) => shelf.with(ins, (record) => work(record, shelf.source)))),
    );

  const refused: Keeping['refused'] = (ins, code, uniqueId) =>
    trying(async ({ cache }) => {
      if (RIGHT_OVER.has(code)) {
        await Promise.all([cache.destroy(ins), ...deps.shelves().map((shelf) => shelf.destroy(ins))]);
      } else if (uniqueId !== undefined && DOCUMENT_OVER.has(code)) {
        const forget = (record: KeptRecord): Promise<void> => record.forget(uniqueId);
        await Promise.all([
          cache.with(ins, forget),
          ...deps.shelves().map((shelf) => shelf.with(ins, forget)),
        ]);
      }
    });

  async function sweep(at: Opened, tick: number): Promise<void> {
    if (tick % MARK_EVERY_TICKS === 0) at.clock.mark();
    const over = await at.cache.sweep();
    if (over.length === 0) return;
    deps.log.write({ event: 'cache.destroyed', records: over.length });
    for (const ins of over) deps.onLeaseEnded(ins);
  }

  const sections = createKeptSections({
    shelvesOf,
    viewIn,
    // That it was shared is what its being here says.
    permits: (view, action) => permits(view, { action }, { sharesCareHistory: true, sharesMeasures: true }),
    writeDown: (ins, source, section) => writeDown(ins, source, { act: 'section', section }),
    everywhere,
  });

  return {
    sections,
    open: (session) => {
      const clock = deps.clockOf(session.store.database);
      const cache = openOrRemake(placeOf(session.store), deps.policy().parameters, clock, deps.log);
      let tick = 0;
      // A sweep that fails is tried again at the next tick; what it is for is refused by the clock meanwhile.
      const timer = setInterval(() => {
        tick += 1;
        if (opened !== undefined) void sweep(opened, tick).catch(() => undefined);
      }, TICK_MS).unref();
      opened = { session, cache, clock, timer };
      clock.mark();
      void sweep(opened, 0).catch(() => undefined);
      return clock;
    },
    leave: async () => {
      const at = opened;
      opened = undefined;
      if (at === undefined) return;
      clearInterval(at.timer);
      at.clock.mark();
      await at.cache.close();
    },
    destroyAll: async () => {
      await opened?.cache.destroyAll();
    },
    shown: (view, declared) =>
      trying(async ({ cache, clock }) => {
        const { ins } = view.patient;
        const mode = view.access.secret ? 'BTG' : view.access.mode;
        if (mode === 'NORMAL' && !isConsultable(view)) {
          await Promise.all([cache.destroy(ins), ...deps.shelves().map((shelf) => shelf.destroy(ins))]);
          return;
        }
        // A minor's secret leaves as little behind as an emergency.
        const until = offlineLeaseEnd(deps.policy(), mode, clock.now());
        if (until <= clock.now()) return;
        await cache.renew(ins, until);
        await cache.with(ins, (record) => {
          keepView(record, view, declared);
        });
      }),
    alive: (ins) =>
      void trying(async ({ cache, clock }) => {
        if (cache.until(ins) === undefined) return;
        await cache.renew(ins, offlineLeaseEnd(deps.policy(), 'NORMAL', clock.now()));
      }),
    listed: ({ patient, asOf }, sheets) =>
      trying(({ cache }) => cache.with(patient.ins, (record) => keepList(record, sheets, asOf))),
    changed: (ins, sheet) =>
      trying(({ cache }) =>
        cache.with(ins, (record) =>
          sheet.status === 'entered-in-error'
            ? record.forget(sheet.masterIdentifier.value)
            : record.putSheet(keptSheet(sheet)),
        ),
      ),
    read: (ins, sheet, binary, at) =>
      trying(({ cache }) =>
        cache.with(ins, async (record) => {
          await record.putSheet(keptSheet(sheet));
          await keepDocument(record, sheet, binary, at);
        }),
      ),
    pages: (ins, uniqueId, words) => everywhere(ins, (record) => record.setPages(uniqueId, words)),
    refused,

    view: async (ins) => {
      const [found] = shelvesOf(ins);
      return found?.shelf.with(ins, (record) => {
        const view = viewIn(record);
        if (view === undefined) return undefined;
        const declared = JSON.parse(record.fact('declared') ?? 'null') as DeclaredConsent | null;
        const kept: Kept = { ...found.kept, at: view.asOf };
        return { view: { ...view, kept }, declared, kept };
      });
    },
    list: async (ins) => {
      const found = await listOn(ins);
      if (found === undefined) return undefined;
      writeDown(ins, found.source, { act: 'list' });
      return found.list;
    },
    glance: async (ins) => (await listOn(ins))?.list,
    document: async (ins, uniqueId) => {
      const shelves = shelvesOf(ins);
      for (const { shelf, kept } of shelves) {
        const read = await shelf.with(ins, async (record) => {
          const view = viewIn(record);
          const sheet = record.sheet(uniqueId);
          const document = await record.document(uniqueId);
          if (view === undefined || sheet === undefined || document === undefined) return undefined;
          return { view, sheet: JSON.parse(sheet) as Sheet, document };
        });
        if (read === undefined || !mayShow(read.view, read.sheet)) continue;
        writeDown(ins, shelf.source, { act: 'read', uniqueId });
        const { bytes, mediaType, warnings, readAt } = read.document;
        return ok({
          sheet: read.sheet,
          binary: { bytes: new Uint8Array(bytes), mediaType, warnings: WARNINGS.filter(among(warnings)) },
          kept: { ...kept, at: readAt },
        });
      }
      return err(shelves.length === 0 ? 'LEASE_ENDED' : 'NOT_KEPT');
    },
    find: async (ins, words) => {
      const [found] = shelvesOf(ins);
      return found?.shelf.with(ins, (record) => ({
        uniqueIds: record.find(words),
        wordless: record.wordless(),
      }));
    },
    permitsReading: (record, uniqueId) => {
      const view = viewIn(record);
      const sheet = record.sheet(uniqueId);
      return view !== undefined && sheet !== undefined && mayShow(view, JSON.parse(sheet) as Sheet);
    },
  };
}

const among =
  (names: readonly string[]) =>
  (warning: Warning): boolean =>
    names.includes(warning);

/** In the professional's own folder, under a key of its own; where nothing may lie on the disk, in memory. */
const placeOf = ({ folder, keys }: OpenSession['store']): CachePlace => ({
  folder: folder === null ? null : join(folder, 'cache'),
  key: keys.subKey('cache'),
});

const isConsultable = ({ record, right }: RecordView): boolean =>
  record.status === 'active' && right.status === 'valid';
