import { randomUUID } from 'node:crypto';
import type { Handlers, Output, Parsed } from '../../shared/bridge/contract.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import { inspectAttachment } from '../../shared/documents/attachment.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { watchTakingPart } from '../gateway/changes.ts';
import { attachmentFileName } from '../gateway/file-name.ts';
import {
  actOnThread,
  lastMessages,
  messageOf,
  messagesOfThread,
  readAttachment,
  readMessage,
  sendMessage,
  threadHeadOf,
  threadIdOf,
} from '../gateway/messages.ts';
import { patientByIns } from '../gateway/patient.ts';
import type { Host } from '../hosts/host.ts';
import { keepTemplate, messageTemplates, removeTemplate } from '../store/message-templates.ts';
import { findPatient } from '../store/patients.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { ActSummary } from '../store/acts.ts';
import { createMessageActs } from './message-acts.ts';
import type { Records } from './record.ts';
import type { Reference } from './reference.ts';
import type { OpenSession } from './session.ts';
import { tellingWords } from './telling-words.ts';

export interface MessageDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly records: Pick<Records, 'of'>;
  readonly outbox: () => Outbox;
  readonly reference: Reference;
  readonly host: Host;
  readonly now: () => number;
  /** Something changed in the professional's own threads or appointments. */
  readonly onChanged: () => void;
  /** How many messages of all his threads he has not read. */
  readonly onUnread: (count: number) => void;
}

export interface Messages {
  readonly handlers: Pick<Handlers, Extract<keyof Handlers, `messages.${string}`>>;
  /** The post was opened: waits for what is written to its professional. */
  open(session: OpenSession): void;
  /** Takes an act of the queue back; a message becomes a draft again. */
  readonly undo: (actId: string) => Result<null, FailureCode>;
  /** The service has an act of the queue. */
  readonly received: (act: ActSummary) => void;
  leave(): void;
}

/** The professional's threads with his patients: of all of them, and of the open record. */
export function createMessages(deps: MessageDeps): Messages {
  const acts = createMessageActs(deps);
  let stopWatching: () => void = () => undefined;

  async function identityOf({ client, store }: OpenSession, ins: InsRef) {
    const record = deps.records.of(ins);
    if (record.ok) return ok(record.value.view.patient);
    const listed = findPatient(store.database, ins)?.identity;
    if (listed !== undefined) return ok(listed);
    const found = await patientByIns(client, ins);
    if (!found.ok) return found;
    return found.value === null ? err('NOT_FOUND' as const) : ok(found.value.identity);
  }

  async function send(
    session: OpenSession,
    { ins, threadId, answers, topic, text, files, key, told }: Parsed<'messages.send'>,
  ): Promise<Result<Output<'messages.send'>, FailureCode>> {
    if (text === '' && files.length === 0) return err('INVALID');
    for (const file of files) {
      const problem = inspectAttachment(file.bytes, deps.reference.policy.parameters.documentMaxBytes);
      if (problem !== null) return err(problem);
    }
    const record = deps.records.of(ins);
    const access = record.ok ? record.value.view.access : undefined;
    // A record that is open in a minor's secret session is written to in that session: it keeps the secret.
    const secret = access?.secret === true;
    if (!told && !secret && !(await isSecretThread(session, answers))) {
      const patient = await identityOf(session, ins);
      if (!patient.ok) return patient;
      const title = [topic, ...files.map(({ fileName }) => fileName)].filter(Boolean).join('. ');
      const words = tellingWords(deps.reference, patient.value, { title, text }, deps.now());
      if (words.length > 0) return ok({ outcome: 'wouldTell', words });
    }
    const message = { ins, to: ins, answers, topic, text, files, key };
    if (access === undefined || access.mode === 'NORMAL') {
      const kept = acts.keep(message, { threadId, secret });
      return kept.ok ? ok({ outcome: 'kept', actId: kept.value.actId }) : kept;
    }
    // An emergency ends with its time: nothing is left to be sent after it.
    const sent = await sendMessage(session.client, message);
    if (!sent.ok) return sent;
    deps.onChanged();
    return ok({ outcome: 'sent', threadId: threadIdOf(sent.value) });
  }

  /** What answers a minor's secret is as secret, by the service itself. */
  async function isSecretThread({ client }: OpenSession, answers: string | null): Promise<boolean> {
    if (answers === null) return false;
    const message = await readMessage(client, answers);
    return message.ok && threadHeadOf(message.value, 'professional').isMinorOnly;
  }

  const templates = ({ store }: OpenSession) => ({ templates: messageTemplates(store.database) });

  return {
    open: ({ client, professional }) => {
      // Staff read nothing: there is nothing to wait for.
      if (professional.card === 'CPE') return;
      stopWatching = watchTakingPart({
        client,
        onChange: deps.onChanged,
        onRefused: deps.onChanged,
      });
    },
    undo: acts.undo,
    received: acts.received,
    leave: () => {
      acts.leave();
      stopWatching();
      stopWatching = () => undefined;
    },
    handlers: {
      ...acts.handlers,
      'messages.threads': async ({ ins }) => {
        const session = deps.session();
        if (!session.ok) return session;
        const last = await lastMessages(session.value.client, ins);
        if (!last.ok) return last;
        const threads = last.value.found.map((message) => ({
          ...threadHeadOf(message, 'professional'),
          ins: message.subject.identifier,
          patientName: message.subject.display ?? '',
        }));
        if (ins === null) deps.onUnread(threads.reduce((sum, { unread }) => sum + unread, 0));
        return ok({
          threads,
          isPartial: last.value.isPartial,
          asOf: new Date(deps.now()).toISOString(),
        });
      },

      'messages.thread': async ({ ins, threadId }) => {
        const session = deps.session();
        if (!session.ok) return session;
        const [patient, messages] = await Promise.all([
          identityOf(session.value, ins),
          messagesOfThread(session.value.client, ins, threadId),
        ]);
        if (!patient.ok) return patient;
        if (!messages.ok) return messages;
        return ok({
          patient: patient.value,
          messages: messages.value.map((message) => messageOf(message, 'professional')),
        });
      },

      'messages.read': async ({ messageId }) => {
        const session = deps.session();
        if (!session.ok) return session;
        const done = await actOnThread(session.value.client, 'read', messageId);
        if (done.ok) deps.onChanged();
        return done;
      },

      'messages.send': async (message) => {
        const session = deps.session();
        return session.ok ? send(session.value, message) : session;
      },

      'messages.attachment': async ({ messageId, position }) => {
        const session = deps.session();
        return session.ok ? readAttachment(session.value.client, messageId, position) : session;
      },

      'messages.saveAttachment': async ({ messageId, position }) => {
        const session = deps.session();
        if (!session.ok) return session;
        const file = await readAttachment(session.value.client, messageId, position);
        if (!file.ok) return file;
        const { mediaType, bytes } = file.value;
        const outcome = await deps.host.saveFile(attachmentFileName(mediaType, deps.now()), bytes);
        return ok({ saved: outcome === 'saved' });
      },

      'messages.templates': async () => {
        const session = deps.session();
        return session.ok ? ok(templates(session.value)) : session;
      },
      'messages.saveTemplate': async ({ id, name, text }) => {
        const session = deps.session();
        if (!session.ok) return session;
        keepTemplate(session.value.store.database, { id: id ?? randomUUID(), name, text });
        return ok(templates(session.value));
      },
      'messages.removeTemplate': async ({ id }) => {
        const session = deps.session();
        if (!session.ok) return session;
        removeTemplate(session.value.store.database, id);
        return ok(templates(session.value));
      },
    },
  };
}
