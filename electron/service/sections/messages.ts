import { createHash } from 'node:crypto';
import { isMinor } from '../../../shared/access/clocks.ts';
import { answeredMessage, MessageBody } from '../../../shared/fhir/message.ts';
import { EXTENSION_BASE, ORGANIZATION_SYSTEM, PROFESSIONAL_SYSTEM } from '../../../shared/fhir/systems.ts';
import { MESSAGE_RECEIVED } from '../../../shared/notices/wording.ts';
import { professionalName } from '../auth/caller.ts';
import { iso } from '../clock.ts';
import type { ServiceContext } from '../context.ts';
import type { PageLinks } from '../documents/page-links.ts';
import { unknownDocument } from '../documents/read.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { parseBody, single } from '../http/input.ts';
import { refusal } from '../http/refusal.ts';
import { tell } from '../notices/notify.ts';
import type { RecordRow } from '../storage/records.ts';
import type { SectionRow } from '../storage/sections.ts';
import { etagOf, existing, kept, resourceOf, storedOf, writerOf, written, writtenRecord } from './entries.ts';
import { list } from './listing.ts';
import { isOwn, judgeTakingPart, searchedOwn } from './taking-part.ts';

const PHARMACIST = '21';
/** Dispensaries of towns, in the national list of kinds of structures (JDV_J02). */
const PHARMACY = 'SA33';
const THREAD = `${EXTENSION_BASE}dmp-thread`;

interface Named {
  readonly system: string;
  readonly value: string;
}

/** `GET Communication` without a category: one's own threads (each side reads its own). */
export function searchMessages(exchange: SignedInExchange, links: PageLinks): Answer {
  return list(exchange, {
    kind: 'Communication',
    links,
    date: 'sent',
    tokens: {},
    own: ['thread'],
    rows: (parameters) => {
      const thread = single(parameters, 'thread');
      const rows = searchedOwn(exchange, parameters, 'Communication', 'readMessages');
      return thread === undefined ? rows : rows.filter((row) => row.thread === thread);
    },
  });
}

/** `GET Communication/{id}`: the message with the bytes of what is attached to it. */
export function readMessage(exchange: SignedInExchange, id: string): Answer {
  const { context } = exchange;
  const row = context.stores.sections.byUid('Communication', id);
  if (row === undefined || !isOwn(exchange, row)) throw unknownDocument(exchange, 'readMessages');
  judgeTakingPart(exchange, context.stores.records.byId(row.record_id), 'readMessages', row);
  return fhir(200, wholeMessage(context, row), { etag: etagOf(row) });
}

/** The message with its attachments, of which a list only says what they are. */
export function wholeMessage({ stores }: ServiceContext, row: SectionRow): object {
  const { payload } = storedOf(row);
  const parts: readonly unknown[] = Array.isArray(payload) ? payload : [];
  return {
    ...resourceOf(row),
    payload: parts.map((part, position) => {
      const content = stores.sections.attachment(row.id, position);
      if (content === undefined || typeof part !== 'object' || part === null) return part;
      const { contentAttachment } = part as { readonly contentAttachment?: object };
      return { contentAttachment: { ...contentAttachment, data: content.toString('base64') } };
    }),
  };
}

/** `POST Communication`: begins a thread or answers in one. A right is not needed; a block forbids it. */
export function sendMessage(exchange: SignedInExchange): Answer {
  const { caller, context, now, request } = exchange;
  const body = parseBody(request, MessageBody);
  const record = writtenRecord(exchange, body.subject.identifier);
  const before = answeredMessage(body);
  const answers = before === undefined ? undefined : context.stores.sections.byUid('Communication', before);
  judgeTakingPart(exchange, record, 'writeMessage', answers);
  const there = existing(record);
  const { thread, peer } =
    before === undefined ? begun(exchange, body) : answered(exchange, there, before, body);
  const payload = body.payload.map(partOf);
  const { sections } = context.stores;
  const first = thread === undefined ? undefined : sections.byUid('Communication', thread);
  const base = written(exchange, there, 'Communication', now);
  const row = sections.add(
    {
      ...base,
      thread: thread ?? base.uid,
      // An answer in a secret thread is as secret, whoever writes it.
      minor_only: first?.minor_only === 1 ? 1 : base.minor_only,
      stored: JSON.stringify({
        status: 'completed',
        extension: [{ url: THREAD, valueString: thread ?? base.uid }],
        ...(before === undefined ? {} : { inResponseTo: [{ reference: `Communication/${before}` }] }),
        ...(body.topic === undefined ? {} : { topic: body.topic }),
        subject: { identifier: body.subject.identifier },
        sender: writerOf(caller),
        recipient: [
          caller.kind === 'professional'
            ? { identifier: body.subject.identifier }
            : { identifier: peer, ...displayOf(context, peer) },
        ],
        sent: iso(now),
        payload: payload.map(({ part }) => part),
      }),
    },
    [peer.value],
  );
  payload.forEach(({ content }, position) => {
    if (content !== undefined) sections.attach(row.id, position, content);
  });
  if (caller.kind === 'professional') announce(exchange, there, row);
  return kept(exchange, row, 201);
}

/** A part of a message as it is kept: the bytes of an attachment lie apart. @throws Refusal 413 */
function partOf(part: MessageBody['payload'][number]): { part: object; content?: Buffer } {
  if ('contentString' in part) return { part };
  const { data, ...attachment } = part.contentAttachment;
  const content = Buffer.from(data, 'base64');
  if (content.length > ATTACHMENT_MAX) throw refusal('TOO_LARGE');
  const hash = createHash('sha1').update(content).digest('base64');
  return { part: { contentAttachment: { ...attachment, size: content.length, hash } }, content };
}

/** As a document (docs/rules.md 3.6). */
const ATTACHMENT_MAX = 5_000_000;

interface Place {
  /** First message; undefined: this one. */
  readonly thread: string | undefined;
  /** The professional, or the structure, on the other side of the patient. */
  readonly peer: Named;
}

/** Professionals begin; a patient does towards pharmacies alone. */
function begun(exchange: SignedInExchange, { recipient, subject }: MessageBody): Place {
  const { caller, context } = exchange;
  const [{ identifier }] = recipient;
  if (caller.kind === 'professional') {
    const { system, value } = subject.identifier;
    if (identifier.system !== system || identifier.value !== value) throw wrongRecipient();
    return { thread: undefined, peer: { system: PROFESSIONAL_SYSTEM, value: caller.professional.id } };
  }
  if (!isPharmacy(context, identifier)) throw refusal('THREAD_NOT_STARTED');
  return { thread: undefined, peer: identifier };
}

function isPharmacy({ stores }: ServiceContext, { system, value }: Named): boolean {
  if (system === PROFESSIONAL_SYSTEM) {
    return stores.directory.professional(value)?.profession === PHARMACIST;
  }
  return system === ORGANIZATION_SYSTEM && stores.directory.organization(value)?.facility_type === PHARMACY;
}

/** One answers in one's own threads: another's message is as unknown as none. */
function answered(exchange: SignedInExchange, record: RecordRow, before: string, body: MessageBody): Place {
  const { caller, context } = exchange;
  const { sections } = context.stores;
  const row = sections.byUid('Communication', before);
  if (row?.record_id !== record.id || !isOwn(exchange, row)) throw refusal('NOT_FOUND');
  const [value = ''] = sections.peersOf(row.id);
  const isStructure = context.stores.directory.organization(value) !== undefined;
  const peer = { system: isStructure ? ORGANIZATION_SYSTEM : PROFESSIONAL_SYSTEM, value };
  const [{ identifier }] = body.recipient;
  const expected = caller.kind === 'professional' ? body.subject.identifier : peer;
  if (identifier.system !== expected.system || identifier.value !== expected.value) throw wrongRecipient();
  return { thread: row.thread ?? row.uid, peer };
}

const wrongRecipient = (): Error => refusal('INVALID', { status: 422, detail: 'recipient[0]' });

function displayOf({ stores }: ServiceContext, { system, value }: Named): { display?: string } {
  if (system === ORGANIZATION_SYSTEM) {
    const name = stores.directory.organization(value)?.name;
    return name === undefined ? {} : { display: name };
  }
  const professional = stores.directory.professional(value);
  return professional === undefined ? {} : { display: professionalName(professional) };
}

/** That a message waits, and no more: a mail is no place for what it says. */
function announce({ context, now }: SignedInExchange, record: RecordRow, row: SectionRow): void {
  const facts = { status: record.status, birthDate: record.birth_date };
  const minor = isMinor(context.policy, facts, now);
  const recipient = row.minor_only === 1 ? 'minor' : minor ? 'representative' : 'holder';
  tell(context, record, { notice: 'patient:message', recipient, ...MESSAGE_RECEIVED }, now);
}
