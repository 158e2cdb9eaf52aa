import { Parameters, parametersResource } from '../../../shared/fhir/parameters.ts';
import type { ParameterTypes } from '../../../shared/fhir/parameters.ts';
import { EXTENSION_BASE, PROFESSIONAL_SYSTEM } from '../../../shared/fhir/systems.ts';
import { z } from '../../../shared/schema/zod.ts';
import type { Caller } from '../auth/caller.ts';
import { agentOf, personName } from '../auth/caller.ts';
import { iso } from '../clock.ts';
import type { ServiceContext } from '../context.ts';
import { unknownDocument } from '../documents/read.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { operationValues, parseBody } from '../http/input.ts';
import { invalid, refusal } from '../http/refusal.ts';
import type { Resource } from '../http/searchset.ts';
import type { SectionRow } from '../storage/sections.ts';
import type { Side } from '../storage/taking-part.ts';
import type { TracedAction } from '../traces/entry.ts';
import { resourceOf, storedOf } from './entries.ts';
import { isOwn, judgeTakingPart } from './taking-part.ts';

export const THREAD = `${EXTENSION_BASE}dmp-thread`;
const CLOSED = `${EXTENSION_BASE}dmp-thread-closed`;
const MINOR_ONLY = `${EXTENSION_BASE}dmp-minor-only`;
const UNREAD = `${EXTENSION_BASE}dmp-unread`;
const THREAD_UNREAD = `${EXTENSION_BASE}dmp-thread-unread`;

const Extensions = z.array(z.looseObject({ url: z.string(), valueDateTime: z.string().optional() }));

const extensionsOf = (stored: Readonly<Record<string, unknown>>): z.infer<typeof Extensions> =>
  Extensions.safeParse(stored['extension']).data ?? [];

/** When the thread of this first message was closed; undefined: it is open. */
export const closedAt = (first: SectionRow | undefined): string | undefined =>
  first && extensionsOf(storedOf(first)).find(({ url }) => url === CLOSED)?.valueDateTime;

/** Messages as one of those who take part reads them: what is new to him, what the other side has read. */
export interface MessagesSeen {
  readonly isUnread: (row: SectionRow) => boolean;
  readonly show: (row: SectionRow) => Resource;
  /** The last message of a thread, with how many of the thread are new to the reader. */
  readonly showThread: (row: SectionRow) => Resource;
  /** Whatever of it changes by itself, for whoever follows: read by me, read by the other side. */
  readonly stateOf: (row: SectionRow) => readonly unknown[];
}

const sideOf = ({ author_system: system }: SectionRow): Side =>
  system === PROFESSIONAL_SYSTEM ? 'professional' : 'patient';

const threadOf = (row: SectionRow): string => row.thread ?? row.uid;

/** @param rows all that the caller may read of these messages */
export function messagesSeen(
  { stores }: ServiceContext,
  caller: Caller,
  rows: readonly SectionRow[],
): MessagesSeen {
  const me = readerOf(caller);
  const ownSide = caller.kind;
  const reads = Map.groupBy(stores.takingPart.readsOf(rows.map(({ id }) => id)), (read) => read.section_id);
  const isUnread = (row: SectionRow): boolean =>
    sideOf(row) !== ownSide && !(reads.get(row.id) ?? []).some(({ reader }) => reader === me);
  const receivedAt = (row: SectionRow): number | undefined =>
    reads.get(row.id)?.find(({ side }) => side !== sideOf(row))?.at;
  const unreadIn = Map.groupBy(rows.filter(isUnread), threadOf);

  function show(row: SectionRow): Resource & { readonly extension: readonly object[] } {
    const closed = closedAt(stores.sections.byUid('Communication', threadOf(row)));
    const received = receivedAt(row);
    const stored = storedOf(row);
    const kept = extensionsOf(stored).filter(({ url }) => url !== CLOSED);
    const shown = {
      ...resourceOf(row),
      extension: [
        ...kept,
        ...(closed === undefined ? [] : [{ url: CLOSED, valueDateTime: closed }]),
        ...(row.minor_only === 1 ? [{ url: MINOR_ONLY, valueBoolean: true }] : []),
        ...(isUnread(row) ? [{ url: UNREAD, valueBoolean: true }] : []),
      ],
      ...(caller.kind === 'professional' ? { subject: namedSubject(stores, row, stored['subject']) } : {}),
      ...(received === undefined ? {} : { received: iso(received) }),
    };
    return shown;
  }

  return {
    isUnread,
    show,
    showThread: (row) => {
      const shown = show(row);
      const count = unreadIn.get(threadOf(row))?.length ?? 0;
      const last = { ...shown, extension: [...shown.extension, { url: THREAD_UNREAD, valueInteger: count }] };
      return last;
    },
    stateOf: (row) => [row.id, row.version, isUnread(row), receivedAt(row) ?? null],
  };
}

/** Whoever wrote to somebody knows whom he wrote to. */
function namedSubject({ records }: ServiceContext['stores'], row: SectionRow, stored: unknown): object {
  const record = records.byId(row.record_id);
  const subject = z.looseObject({}).parse(stored);
  return record === undefined ? subject : { ...subject, display: personName(record) };
}

/** The last message of each thread, in the order of the messages. */
export function lastOfThreads(rows: readonly SectionRow[]): readonly SectionRow[] {
  const last = new Map<string, SectionRow>();
  for (const row of rows) {
    const known = last.get(threadOf(row));
    if (known === undefined || isLater(row, known)) last.set(threadOf(row), row);
  }
  return rows.filter((row) => last.get(threadOf(row)) === row);
}

/** In the order in which they were written, of which two may be in one millisecond. */
const isLater = (row: SectionRow, than: SectionRow): boolean =>
  row.dated_at > than.dated_at || (row.dated_at === than.dated_at && row.id > than.id);

const readerOf = (caller: Caller): string => {
  const { system, id } = agentOf(caller);
  return `${system}|${id}`;
};

/**
 * `POST Communication/$read`: the message and all before it in its thread have been read, by the one who asks.
 * What came after the one that he saw is still new to him.
 */
export function readThread(exchange: SignedInExchange): Answer {
  const { caller, context, now } = exchange;
  const row = ownMessage(exchange, 'message', 'readMessages');
  const seen = messagesSeen(context, caller, threadRows(context, row));
  const read = threadRows(context, row).filter((each) => seen.isUnread(each) && !isLater(each, row));
  for (const { id } of read) {
    context.stores.takingPart.markRead({
      section_id: id,
      reader: readerOf(caller),
      side: caller.kind,
      at: now,
    });
  }
  touched(context, row);
  return fhir(200, parametersResource([{ name: 'count', valueInteger: read.length }]));
}

/** `POST Communication/$close-thread`, `$reopen-thread`: by the professional's side; closing twice is no error. */
export function setThreadClosed(exchange: SignedInExchange, close: boolean): Answer {
  const { caller, context, now } = exchange;
  const row = ownMessage(exchange, 'thread', close ? 'closeThread' : 'reopenThread');
  // The patient answers, or does not: it is the professional who ends what he began.
  if (caller.kind === 'patient') throw refusal('NOT_AUTHOR');
  const { sections } = context.stores;
  const first = sections.byUid('Communication', threadOf(row)) ?? row;
  const closed = closedAt(first);
  if ((closed !== undefined) !== close) {
    const stored = storedOf(first);
    const kept = extensionsOf(stored).filter(({ url }) => url !== CLOSED);
    const extension = close ? [...kept, { url: CLOSED, valueDateTime: iso(now) }] : kept;
    sections.change(first, { stored: JSON.stringify({ ...stored, extension }), ended: 0 });
    touched(context, first);
  }
  return fhir(200, parametersResource([{ name: 'closed', valueBoolean: close }]));
}

/** Tells whoever follows what he takes part in. */
export function touched({ changes, stores }: ServiceContext, row: SectionRow): void {
  changes.people(stores.sections.peersOf(row.id));
}

/** @throws Refusal: another's message and none are alike */
function ownMessage(exchange: SignedInExchange, name: string, as: TracedAction): SectionRow {
  const { context } = exchange;
  const uid = namedIn(exchange, { [name]: 'string' }).get(name);
  if (typeof uid !== 'string') throw invalid(`parameter.${name}`);
  const row = context.stores.sections.byUid('Communication', uid);
  if (row === undefined || !isOwn(exchange, row)) throw unknownDocument(exchange, as);
  judgeTakingPart(exchange, context.stores.records.byId(row.record_id), as, row);
  return row;
}

/** The values of an operation's body. @throws Refusal 400 naming the path that is wrong */
export const namedIn = (
  { request }: SignedInExchange,
  types: ParameterTypes,
): ReadonlyMap<string, boolean | string> => operationValues(parseBody(request, Parameters), types);

const threadRows = ({ stores }: ServiceContext, row: SectionRow): readonly SectionRow[] =>
  stores.sections.ofRecord(row.record_id, 'Communication').filter((each) => threadOf(each) === threadOf(row));
