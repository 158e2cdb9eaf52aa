import type { ServiceContext } from '../context.ts';
import type { PageLinks } from '../documents/page-links.ts';
import { unknownDocument } from '../documents/read.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { single } from '../http/input.ts';
import { invalid } from '../http/refusal.ts';
import type { SectionRow } from '../storage/sections.ts';
import { etagOf, resourceOf, storedOf } from './entries.ts';
import type { Parameters } from './listing.ts';
import { list } from './listing.ts';
import { isOwn, judgeTakingPart, searchedOwn } from './taking-part.ts';
import type { MessagesSeen } from './threads.ts';
import { lastOfThreads, messagesSeen } from './threads.ts';

/**
 * `GET Communication` without a category: one's own threads (each side reads its own); `thread` names one,
 * `last=true` gives the last message of each, `unread=true` those that are new to the one who asks.
 */
export function searchMessages(exchange: SignedInExchange, links: PageLinks): Answer {
  const { caller, context } = exchange;
  let seen: MessagesSeen | undefined;
  let isByThread = false;
  return list(exchange, {
    kind: 'Communication',
    links,
    date: 'sent',
    tokens: {},
    own: ['thread', 'last', 'unread'],
    rows: (parameters) => {
      const thread = single(parameters, 'thread');
      const rows = searchedOwn(exchange, parameters, 'Communication', 'readMessages');
      seen = messagesSeen(context, caller, rows);
      isByThread = isAsked(parameters, 'last');
      const { isUnread } = seen;
      const asked = thread === undefined ? rows : rows.filter((row) => row.thread === thread);
      const last = isByThread ? lastOfThreads(asked) : asked;
      return isAsked(parameters, 'unread') ? last.filter(isUnread) : last;
    },
    show: (row) => (isByThread ? seen?.showThread(row) : seen?.show(row)) ?? resourceOf(row),
  });
}

function isAsked(parameters: Parameters, name: string): boolean {
  const asked = single(parameters, name);
  if (asked !== undefined && asked !== 'true' && asked !== 'false') throw invalid(name);
  return asked === 'true';
}

/** `GET Communication/{id}`: the message with the bytes of what is attached to it. */
export function readMessage(exchange: SignedInExchange, id: string): Answer {
  const { caller, context } = exchange;
  const row = context.stores.sections.byUid('Communication', id);
  if (row === undefined || !isOwn(exchange, row)) throw unknownDocument(exchange, 'readMessages');
  judgeTakingPart(exchange, context.stores.records.byId(row.record_id), 'readMessages', row);
  const shown = messagesSeen(context, caller, [row]).show(row);
  return fhir(200, { ...shown, payload: wholePayload(context, row) }, { etag: etagOf(row) });
}

/** The message with its attachments, of which a list only says what they are. */
export function wholeMessage(context: ServiceContext, row: SectionRow): object {
  return { ...resourceOf(row), payload: wholePayload(context, row) };
}

function wholePayload({ stores }: ServiceContext, row: SectionRow): readonly unknown[] {
  const { payload } = storedOf(row);
  const parts: readonly unknown[] = Array.isArray(payload) ? payload : [];
  return parts.map((part, position) => {
    const content = stores.sections.attachment(row.id, position);
    if (content === undefined || typeof part !== 'object' || part === null) return part;
    const { contentAttachment } = part as { readonly contentAttachment?: object };
    return { contentAttachment: { ...contentAttachment, data: content.toString('base64') } };
  });
}
