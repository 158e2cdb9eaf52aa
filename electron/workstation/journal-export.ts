import type { Handlers } from '../../shared/bridge/contract.ts';
import type { ExportProgress } from '../../shared/bridge/journal.ts';
import { localBounds } from '../../shared/identity/calendar.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { parsed } from '../../shared/schema/parsed.ts';
import { z } from '../../shared/schema/zod.ts';
import { POST_ACTS } from '../../shared/traces/post-acts.ts';
import type { Host } from '../hosts/host.ts';
import type { Head } from '../journal/chain.ts';
import { EMPTY_HEAD, extend, leafOf } from '../journal/chain.ts';
import { beginExport } from '../journal/export-file.ts';
import { readReceipt } from '../journal/signed-head.ts';
import type { JournalStore } from '../store/journal.ts';
import type { Journals, OwnJournal } from './journal.ts';
import type { OpenSession } from './session.ts';

export interface JournalExportDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly journals: Pick<Journals, 'own' | 'write' | 'witness'>;
  readonly host: Pick<Host, 'saveFile'>;
  readonly now: () => number;
  readonly onProgress: (progress: ExportProgress) => void;
}

/** Entries between two looks at whether the export goes on. */
const PAGE = 2_000;

/**
 * The post's own journal as a file that stands by itself: what was shown to the professional who is signed in.
 * Those of others on this post are sealed by their cards; each exports his own.
 */
export function createJournalExport(
  deps: JournalExportDeps,
): Pick<Handlers, 'journal.extent' | 'journal.export' | 'journal.cancelExport'> {
  /** The export under way; another one, a cancel and a lock end it. */
  let current: object | undefined;

  /** Hands every row of these positions over, in pages; false: it was stopped. */
  async function walk(
    rows: JournalStore,
    [first, last]: readonly [number, number],
    isCurrent: () => boolean,
    each: (row: ReturnType<JournalStore['between']>[number]) => void,
  ): Promise<boolean> {
    for (let from = first; from <= last; from += PAGE) {
      for (const row of rows.between(from, Math.min(last, from + PAGE - 1))) each(row);
      // The page's other calls, and a cancel, come in between.
      await new Promise((resolve) => setImmediate(resolve));
      if (!isCurrent()) return false;
    }
    return true;
  }

  return {
    'journal.extent': async () => {
      const session = deps.session();
      const own = deps.journals.own();
      if (!session.ok || own === undefined) return err('LOCKED');
      const [oldest] = own.rows.between(1, 1);
      return ok({
        entries: own.journal.size(),
        since: oldest === undefined ? null : instantOf(oldest.entry),
        isKept: session.value.store.storage === 'encrypted',
      });
    },

    'journal.cancelExport': async () => {
      const session = deps.session();
      if (!session.ok) return session;
      current = undefined;
      return ok(null);
    },

    'journal.export': async (period) => {
      const session = deps.session();
      const own = deps.journals.own();
      if (!session.ok || own === undefined) return err('LOCKED');
      const turn = {};
      current = turn;
      const isCurrent = (): boolean => current === turn && deps.journals.own() === own;
      const { rows, witnesses, journal } = own;
      const within = [
        period.from === null ? null : localBounds(period.from)[0],
        period.to === null ? null : localBounds(period.to)[1],
      ] as const;
      if (rows.positions(...within) === undefined) return ok({ outcome: 'empty' });
      // Written down before anything is taken out; then the service is told of it, and signs.
      deps.journals.write({ what: 'journal.export', detail: wordsOf(period) });
      await deps.journals.witness();
      if (!isCurrent()) return err('CANCELLED');
      const found = rows.positions(...within);
      if (found === undefined) return ok({ outcome: 'empty' });
      const { first, last } = found;
      const entries = last - first + 1;
      const made = new Date(deps.now()).toISOString();
      const { professional, place } = session.value;
      const before = headAt(rows, first - 1);
      const file = beginExport({
        made,
        post: journal.post,
        key: journal.key,
        professional: { id: professional.id, name: professional.name },
        place: place.name,
        period,
        first,
        entries,
        before: before.hash,
        acts: POST_ACTS,
      });
      let head = before;
      let firstBad: number | null = null;
      const copied = await walk(rows, [first, last], isCurrent, (row) => {
        head = extend(head, leafOf(row.entry));
        if (firstBad === null && (row.seq !== head.size || Buffer.compare(row.hash, head.hash) !== 0))
          firstBad = head.size;
        file.entry(row);
        const done = row.seq - first + 1;
        if (done % PAGE === 0 || done === entries) deps.onProgress({ done, of: entries });
      });
      if (!copied) return err('CANCELLED');
      const end = endOf(own, last);
      const after: Uint8Array[] = [];
      const followed = await walk(rows, [last + 1, end], isCurrent, ({ entry }) => after.push(leafOf(entry)));
      if (!followed) return err('CANCELLED');
      const receipts = witnesses.between(first - 1, end);
      const bytes = file.close(
        {
          after,
          head: journal.signedAt(headAt(rows, end), made),
          witnesses: receipts.map(({ receipt }) => receipt),
        },
        (sha256) => journal.seal(sha256, made),
      );
      current = undefined;
      if ((await deps.host.saveFile(fileName(made), bytes)) !== 'saved') return ok({ outcome: 'cancelled' });
      return ok({
        outcome: 'saved',
        entries,
        key: journal.key,
        witnessed: witnessedOf(receipts.at(-1), first, last),
        firstBad,
      });
    },
  };
}

/** Where the digests after the last entry lead: to what the service signed next, or to the present end. */
function endOf({ witnesses, journal }: OwnJournal, last: number): number {
  return witnesses.from(last)?.size ?? journal.size();
}

function headAt(rows: JournalStore, position: number): Head {
  const [row] = position === 0 ? [] : rows.between(position, position);
  return row === undefined ? EMPTY_HEAD : { size: row.seq, hash: row.hash };
}

function witnessedOf(
  receipt: { readonly size: number; readonly receipt: string } | undefined,
  first: number,
  last: number,
): { entries: number; at: string } | null {
  if (receipt === undefined || receipt.size < first) return null;
  const at = readReceipt(receipt.receipt)?.time;
  return at === undefined ? null : { entries: Math.min(receipt.size, last) - first + 1, at };
}

/** Its name says nothing of anybody: it shows in a folder, and on a key. */
const fileName = (made: string): string => `journal-du-poste-${made.slice(0, 10)}.jsonl`;

const wordsOf = ({ from, to }: { readonly from: string | null; readonly to: string | null }): string =>
  from === null && to === null ? 'complete' : `${from ?? ''}..${to ?? ''}`;

const Dated = z.object({ at: z.iso.datetime() });

const instantOf = (entry: string): string | null => parsed(Dated, entry)?.at ?? null;
