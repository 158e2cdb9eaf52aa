import { createHash } from 'node:crypto';
import { isMinor } from '../../../shared/access/clocks.ts';
import { answeredMessage, MessageBody } from '../../../shared/fhir/message.ts';
import { ORGANIZATION_SYSTEM, PROFESSIONAL_SYSTEM } from '../../../shared/fhir/systems.ts';
import type { Wording } from '../../../shared/notices/wording.ts';
import { MESSAGE_RECEIVED } from '../../../shared/notices/wording.ts';
import { professionalName } from '../auth/caller.ts';
import { iso } from '../clock.ts';
import type { ServiceContext } from '../context.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { parseBody } from '../http/input.ts';
import { refusal } from '../http/refusal.ts';
import { fhirBase } from '../context.ts';
import { tell } from '../notices/notify.ts';
import type { RecordRow } from '../storage/records.ts';
import type { SectionRow } from '../storage/sections.ts';
import { etagOf, existing, storedOf, writerOf, written, writtenRecord } from './entries.ts';
import { isOwn, judgeTakingPart } from './taking-part.ts';
import { closedAt, messagesSeen, THREAD, touched } from './threads.ts';

const PHARMACIST = '21';
/** Dispensaries of towns, in the national list of kinds of structures (JDV_J02). */
const PHARMACY = 'SA33';

interface Named {
  readonly system: string;
  readonly value: string;
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
  const { sections } = context.stores;
  const first = thread === undefined ? undefined : sections.byUid('Communication', thread);
  if (closedAt(first) !== undefined) throw refusal('THREAD_CLOSED');
  const payload = body.payload.map(partOf);
  const base = written(exchange, there, 'Communication', now);
  const topic = body.topic ?? (first && storedOf(first)['topic']);
  const row = sections.add(
    {
      ...base,
      thread: thread ?? base.uid,
      // An answer in a secret thread is as secret, whoever writes it.
      minor_only: first?.minor_only === 1 ? 1 : base.minor_only,
      stored: JSON.stringify({
        status: 'completed',
        ...(body.identifier === undefined ? {} : { identifier: body.identifier }),
        extension: [{ url: THREAD, valueString: thread ?? base.uid }],
        ...(before === undefined ? {} : { inResponseTo: [{ reference: `Communication/${before}` }] }),
        ...(topic === undefined ? {} : { topic }),
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
  if (caller.kind === 'professional')
    announceEntry(exchange, there, row, 'patient:message', MESSAGE_RECEIVED);
  touched(context, row);
  return fhir(201, messagesSeen(context, caller, [row]).show(row), {
    location: `${fhirBase(context)}/Communication/${row.uid}`,
    etag: etagOf(row),
  });
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

/** That something waits, and no more: a mail is no place for what it says. */
export function announceEntry(
  { context, now }: Pick<SignedInExchange, 'context' | 'now'>,
  record: RecordRow,
  row: SectionRow,
  notice: string,
  wording: Wording,
): void {
  const facts = { status: record.status, birthDate: record.birth_date };
  const minor = isMinor(context.policy, facts, now);
  const recipient = row.minor_only === 1 ? 'minor' : minor ? 'representative' : 'holder';
  tell(context, record, { notice, recipient, ...wording }, now);
}
