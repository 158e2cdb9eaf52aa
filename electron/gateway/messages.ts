import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Message, MessageFile, ThreadHead } from '../../shared/bridge/messages.ts';
import { parametersResource } from '../../shared/fhir/parameters.ts';
import { EXTENSION_BASE, PROFESSIONAL_SYSTEM, URI_SYSTEM } from '../../shared/fhir/systems.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import type { UnnamedRequest } from './named-request.ts';
import type { SearchPage } from './bundle.ts';
import { everyPage, readJson, search } from './bundle.ts';
import type { ServiceClient } from './client.ts';
import { tokenParam } from './client.ts';

const PAGE = 200;
/** Threads that are listed at most: more are found by their patient. */
const THREAD_PAGES = 5;
const EXCERPT_MAX = 160;
const JSON_BODY = { 'content-type': 'application/fhir+json' };
const UPLOAD_TIMEOUT_MS = 60_000;

const Identifier = z.object({ system: z.string(), value: z.string() });
const Hand = z.object({
  identifier: Identifier,
  display: z.string().optional(),
  extension: z.array(z.object({ url: z.string(), valueCode: z.string().optional() })).optional(),
});
const Part = z.union([
  z.object({ contentString: z.string() }),
  z.object({
    contentAttachment: z.object({
      contentType: z.string().optional(),
      title: z.string().optional(),
      size: z.int().optional(),
      data: z.base64().optional(),
    }),
  }),
]);
const MessageResource = z.object({
  resourceType: z.literal('Communication'),
  id: z.string(),
  extension: z.array(
    z.object({
      url: z.string(),
      valueString: z.string().optional(),
      valueDateTime: z.string().optional(),
      valueBoolean: z.boolean().optional(),
      valueInteger: z.int().optional(),
    }),
  ),
  identifier: z.array(Identifier).optional(),
  topic: z.object({ text: z.string().optional() }).optional(),
  subject: z.object({ identifier: Identifier, display: z.string().optional() }),
  sender: Hand,
  recipient: z.array(Hand).min(1),
  sent: z.iso.datetime({ offset: true }),
  received: z.iso.datetime({ offset: true }).optional(),
  payload: z.array(Part).min(1),
});
export type MessageResource = z.infer<typeof MessageResource>;

const MESSAGES = { resourceType: 'Communication', schema: MessageResource, thing: 'message' } as const;

export type Side = 'professional' | 'patient';

const extensionOf = ({ extension }: MessageResource, name: string) =>
  extension.find(({ url }) => url === `${EXTENSION_BASE}${name}`);

/** First message of the thread that a message belongs to. */
export const threadIdOf = (message: MessageResource): string =>
  extensionOf(message, 'dmp-thread')?.valueString ?? message.id;

const sideOf = ({ sender }: MessageResource): Side =>
  sender.identifier.system === PROFESSIONAL_SYSTEM ? 'professional' : 'patient';

/** The last message of each of one's threads, of one patient where he is named. */
export async function lastMessages(
  client: ServiceClient,
  ins: InsRef | null,
): Promise<Result<{ readonly found: readonly MessageResource[]; readonly isPartial: boolean }, FailureCode>> {
  const whose = ins === null ? '' : `patient.identifier=${tokenParam(ins)}&`;
  const found: MessageResource[] = [];
  let path: string | undefined = `Communication?${whose}last=true&_count=${String(PAGE)}`;
  for (let pages = 0; path !== undefined && pages < THREAD_PAGES; pages += 1) {
    const page: Result<SearchPage<MessageResource>, FailureCode> = await search(client, path, MESSAGES);
    if (!page.ok) return page;
    found.push(...page.value.found);
    path = page.value.next;
  }
  return ok({ found, isPartial: path !== undefined });
}

/** All messages of a thread, in the order in which they were written. */
export async function messagesOfThread(
  client: ServiceClient,
  ins: InsRef,
  threadId: string,
): Promise<Result<readonly MessageResource[], FailureCode>> {
  const named = `patient.identifier=${tokenParam(ins)}&thread=${encodeURIComponent(threadId)}`;
  return everyPage(client, `Communication?${named}&_count=${String(PAGE)}&_sort=date`, MESSAGES);
}

/** A message as one side reads it. */
export function messageOf(message: MessageResource, side: Side): Message {
  const { sender, sent, received, payload } = message;
  const by = sender.extension?.find(({ url }) => url === `${EXTENSION_BASE}dmp-written-by`)?.valueCode;
  const isByPatient = sideOf(message) === 'patient';
  return {
    id: message.id,
    sentAt: sent,
    isOwnSide: sideOf(message) === side,
    by: sender.display ?? '',
    hand: !isByPatient ? 'professional' : by === 'carer' || by === 'representative' ? by : 'patient',
    text: textOf(message),
    attachments: payload.flatMap((part, position) =>
      'contentAttachment' in part
        ? [
            {
              position,
              title: part.contentAttachment.title ?? '',
              mediaType: part.contentAttachment.contentType ?? 'application/octet-stream',
              size: part.contentAttachment.size ?? 0,
            },
          ]
        : [],
    ),
    isNew: extensionOf(message, 'dmp-unread')?.valueBoolean === true,
    readAt: received ?? null,
    sendingKey: keyOf(message),
  };
}

const keyOf = ({ identifier = [] }: MessageResource): string | null =>
  identifier.find(({ system }) => system === URI_SYSTEM)?.value.replace(/^urn:uuid:/, '') ?? null;

const textOf = ({ payload }: Pick<MessageResource, 'payload'>): string =>
  payload.flatMap((part) => ('contentString' in part ? [part.contentString] : [])).join('\n\n');

/** A thread by its last message. */
export function threadHeadOf(message: MessageResource, side: Side): ThreadHead {
  const text = textOf(message).replaceAll(/\s+/g, ' ').trim();
  return {
    threadId: threadIdOf(message),
    lastId: message.id,
    lastKey: keyOf(message),
    topic: message.topic?.text ?? null,
    lastAt: message.sent,
    isLastOwn: sideOf(message) === side,
    excerpt: text.slice(0, EXCERPT_MAX),
    attachments: message.payload.filter((part) => 'contentAttachment' in part).length,
    unread: extensionOf(message, 'dmp-thread-unread')?.valueInteger ?? 0,
    closedAt: extensionOf(message, 'dmp-thread-closed')?.valueDateTime ?? null,
    isMinorOnly: extensionOf(message, 'dmp-minor-only')?.valueBoolean === true,
  };
}

/** A message with the bytes of its attachments. */
export async function readMessage(
  client: ServiceClient,
  messageId: string,
): Promise<Result<MessageResource, FailureCode>> {
  const answer = await client.fhir({
    method: 'GET',
    path: `Communication/${encodeURIComponent(messageId)}`,
    timeoutMs: UPLOAD_TIMEOUT_MS,
  });
  return answer.ok ? readOne(answer.value) : answer;
}

/** What is attached at a place of a message. */
export async function readAttachment(
  client: ServiceClient,
  messageId: string,
  position: number,
): Promise<Result<MessageFile, FailureCode>> {
  const message = await readMessage(client, messageId);
  if (!message.ok) return message;
  const part = message.value.payload[position];
  if (part === undefined || !('contentAttachment' in part)) return err('NOT_FOUND');
  const { title, contentType, data } = part.contentAttachment;
  if (data === undefined) return err('INTERNAL');
  return ok({
    fileName: title ?? '',
    mediaType: contentType ?? 'application/octet-stream',
    bytes: new Uint8Array(Buffer.from(data, 'base64')),
  });
}

/** A message as it is written, before anybody numbered it. */
export interface NewMessage {
  readonly ins: InsRef;
  readonly to: { readonly system: string; readonly value: string };
  readonly answers: string | null;
  readonly topic: string | null;
  readonly text: string;
  readonly files: readonly MessageFile[];
  /** A UUID that names the sending: a repeat is the same one, and its writer knows the message again by it. */
  readonly key: string;
}

/** The request that sends a message. */
export function messageRequest(message: NewMessage): UnnamedRequest {
  const { ins, to, answers, topic, text, files, key } = message;
  return posted('Communication', {
    resourceType: 'Communication',
    identifier: [{ system: URI_SYSTEM, value: `urn:uuid:${key}` }],
    status: 'completed',
    ...(topic === null || topic === '' ? {} : { topic: { text: topic } }),
    subject: { identifier: ins },
    recipient: [{ identifier: to }],
    ...(answers === null ? {} : { inResponseTo: [{ reference: `Communication/${answers}` }] }),
    payload: [
      ...(text === '' ? [] : [{ contentString: text }]),
      ...files.map(({ fileName, mediaType, bytes }) => ({
        contentAttachment: {
          contentType: mediaType,
          title: fileName,
          data: Buffer.from(bytes).toString('base64'),
        },
      })),
    ],
  });
}

const posted = (path: string, body: object): UnnamedRequest => ({
  method: 'POST',
  path,
  headers: JSON_BODY,
  body: Buffer.from(JSON.stringify(body), 'utf8'),
});

const WrittenMessage = MessageResource.pick({ topic: true, payload: true });

/** What a request that sends a message says, for whoever wrote it. @throws where it is none of ours */
export function writtenMessage(body: Uint8Array): Pick<NewMessage, 'topic' | 'text' | 'files'> {
  const { topic, payload } = WrittenMessage.parse(JSON.parse(Buffer.from(body).toString('utf8')));
  return {
    topic: topic?.text ?? null,
    text: textOf({ payload }),
    files: payload.flatMap((part) =>
      'contentAttachment' in part
        ? [
            {
              fileName: part.contentAttachment.title ?? '',
              mediaType: part.contentAttachment.contentType ?? 'application/octet-stream',
              bytes: new Uint8Array(Buffer.from(part.contentAttachment.data ?? '', 'base64')),
            },
          ]
        : [],
    ),
  };
}

/** Sends a message; answers it as it was kept. */
export async function sendMessage(
  client: ServiceClient,
  message: NewMessage,
): Promise<Result<MessageResource, FailureCode>> {
  const { headers, ...request } = messageRequest(message);
  const answer = await client.fhir({
    ...request,
    headers: { ...headers, 'idempotency-key': message.key },
    timeoutMs: UPLOAD_TIMEOUT_MS,
  });
  return answer.ok ? readOne(answer.value) : answer;
}

function readOne(answer: Parameters<typeof readJson>[0]): Result<MessageResource, FailureCode> {
  const json = readJson(answer);
  const read = json.ok ? MessageResource.safeParse(json.value) : undefined;
  return read?.success === true ? ok(read.data) : err('INTERNAL');
}

type ThreadAct = 'read' | 'close-thread' | 'reopen-thread';

/** The request of an act on a thread, or on what was read of it. */
export const threadRequest = (act: ThreadAct, id: string): UnnamedRequest =>
  posted(
    `Communication/$${act}`,
    parametersResource([{ name: act === 'read' ? 'message' : 'thread', valueString: id }]),
  );

/** An act on a thread, or on what was read of it. */
export async function actOnThread(
  client: ServiceClient,
  act: ThreadAct,
  id: string,
): Promise<Result<null, FailureCode>> {
  const answer = await client.fhir(threadRequest(act, id));
  return answer.ok ? ok(null) : answer;
}
