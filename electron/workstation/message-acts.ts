import { randomUUID } from 'node:crypto';
import type { Handlers } from '../../shared/bridge/contract.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { DraftedMessage, WaitingMessage } from '../../shared/bridge/messages.ts';
import { draftAbout } from '../../shared/bridge/messages.ts';
import type { ActKind } from '../../shared/bridge/outbox.ts';
import { THREAD_ACTS } from '../../shared/bridge/outbox.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { NewMessage } from '../gateway/messages.ts';
import { messageRequest, threadRequest, writtenMessage } from '../gateway/messages.ts';
import type { DiskFailure } from '../outbox/on-disk.ts';
import type { NewAct, Outbox } from '../outbox/outbox.ts';
import { actOf } from '../outbox/outbox.ts';
import type { ActSummary } from '../store/acts.ts';
import { findAct, threadActs } from '../store/acts.ts';
import { messageBodyOf } from '../store/message-bodies.ts';
import { dropDraft, keepDraft, readDraft } from '../store/drafts.ts';
import { findPatient } from '../store/patients.ts';
import type { OpenSession } from './session.ts';

export interface MessageActDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly outbox: () => Outbox;
  readonly now: () => number;
  /** Something changed in the professional's own threads. */
  readonly onChanged: () => void;
}

type Waiting = Pick<WaitingMessage, 'topic' | 'text' | 'attachments'>;

export interface MessageActs {
  readonly handlers: Pick<Handlers, 'messages.waiting' | 'messages.takeBack' | 'messages.setClosed'>;
  /** Keeps a message, durably: it leaves in its turn, behind what was done before in its thread. */
  keep(
    message: NewMessage,
    where: { readonly threadId: string | null; readonly secret: boolean },
  ): Result<{ readonly actId: string }, DiskFailure>;
  /** Takes an act back; a message becomes a draft again. */
  readonly undo: (actId: string) => Result<null, FailureCode>;
  /** The service has it: it stands in its thread now. */
  readonly received: (act: ActSummary) => void;
  leave(): void;
}

const THREAD = 'thread/';
/** Kind of the drafts of messages. */
const DRAFT = 'message';
const NOTHING: Waiting = { topic: null, text: '', attachments: [] };

/** What is done in threads, as acts of the queue: messages, and the closing of a thread. */
export function createMessageActs(deps: MessageActDeps): MessageActs {
  /** What waiting messages say, without their files: these are megabytes, and a list is read often. */
  const said = new Map<string, Waiting>();
  /** Where what arrived in this session stands. */
  const delivered = new Map<string, string>();

  function saidBy({ store }: OpenSession, { actId, kind, title }: ActSummary): Waiting {
    if (kind !== 'message') return { ...NOTHING, topic: title };
    const known = said.get(actId);
    if (known !== undefined) return known;
    const body = messageBodyOf(store.database, actId);
    if (body === undefined) return NOTHING;
    const { topic, text, files } = writtenMessage(body);
    const waiting = {
      topic,
      text,
      attachments: files.map(({ fileName, mediaType, bytes }, position) => ({
        position,
        title: fileName,
        mediaType,
        size: bytes.length,
      })),
    };
    said.set(actId, waiting);
    return waiting;
  }

  function waitingOf(session: OpenSession, acts: readonly ActSummary[]): WaitingMessage[] {
    return deps
      .outbox()
      .entriesOf(acts)
      .flatMap((entry, index) => {
        const act = acts[index];
        if (act === undefined || !isThreadAct(entry.kind)) return [];
        return [
          {
            actId: entry.actId,
            kind: entry.kind,
            ins: entry.ins,
            patient: findPatient(session.store.database, entry.ins)?.identity ?? null,
            threadId: threadOf(act),
            ...saidBy(session, act),
            doneAt: entry.storedAt,
            secret: entry.secret,
            status: entry.status,
            canUndo: entry.canUndo,
          },
        ];
      });
  }

  function enqueue(
    kind: ActKind,
    actId: string,
    {
      threadId,
      ...act
    }: Pick<NewAct, 'ins' | 'title' | 'secret' | 'request'> & { readonly threadId: string | null },
  ) {
    const objects = threadId === null ? [] : [`${THREAD}${threadId}`];
    return deps.outbox().enqueue(actOf({ ...act, actId, kind, objects }));
  }

  /**
   * What it said is kept as a draft before it is taken back: at no moment is it in neither place. What is being
   * typed there already comes after it.
   */
  function undo(actId: string): Result<null, FailureCode> {
    const session = deps.session();
    if (!session.ok) return session;
    const { database } = session.value.store;
    const act = findAct(database, actId);
    const body = messageBodyOf(database, actId);
    if (act === undefined || body === undefined) return deps.outbox().undo(actId);
    const about = draftAbout(threadOf(act), act.ins, act.secret);
    const name = { kind: DRAFT, about };
    const before = readDraft(database, name);
    const keptAt = new Date(deps.now()).toISOString();
    const { topic, text, files } = writtenMessage(body);
    const typed = before === null ? null : (JSON.parse(before.text) as DraftedMessage);
    const drafted: DraftedMessage = {
      topic: topic ?? '',
      text: [text, typed?.text ?? ''].filter((each) => each !== '').join('\n\n'),
      patient: findPatient(database, act.ins)?.identity ?? typed?.patient ?? null,
    };
    keepDraft(database, name, { text: JSON.stringify(drafted), keptAt });
    const names = files.map(({ fileName, mediaType, bytes }) => {
      const fileDraft = { kind: `${DRAFT}.file`, about: `${about}|${randomUUID()}` };
      keepDraft(database, fileDraft, { text: mediaType, keptAt, file: { name: fileName, bytes } });
      return fileDraft;
    });
    const isRefused = act.status.status === 'refused';
    const undone = isRefused ? ok(deps.outbox().forget(actId)) : deps.outbox().undo(actId);
    if (!undone.ok) {
      for (const each of [name, ...names]) dropDraft(database, each);
      if (before !== null) keepDraft(database, name, before);
      return undone;
    }
    said.delete(actId);
    return ok(null);
  }

  return {
    undo,
    keep: (message, { threadId, secret }) => {
      const { ins, topic, key } = message;
      const request = messageRequest(message);
      const title = topic === null || topic === '' ? TITLES.answer : topic;
      const kept = enqueue('message', key, { ins, title, threadId, secret, request });
      return kept.ok ? ok({ actId: key }) : kept;
    },
    received: (act) => {
      const session = deps.session();
      if (!isThreadAct(act.kind) || !session.ok) return;
      said.delete(act.actId);
      const threadId = threadOf(act) ?? beganBy(findAct(session.value.store.database, act.actId));
      if (threadId !== null) delivered.set(act.actId, threadId);
      deps.onChanged();
    },
    leave: () => {
      said.clear();
      delivered.clear();
    },
    handlers: {
      'messages.waiting': async () => {
        const session = deps.session();
        if (!session.ok) return session;
        return ok({
          waiting: waitingOf(session.value, threadActs(session.value.store.database)),
          delivered: [...delivered].map(([actId, threadId]) => ({ actId, threadId })),
        });
      },

      'messages.takeBack': async ({ actId }) => undo(actId),

      'messages.setClosed': async ({ ins, threadId, topic, closed }) => {
        const session = deps.session();
        if (!session.ok) return session;
        const actId = randomUUID();
        const kept = enqueue(closed ? 'threadClosing' : 'threadReopening', actId, {
          ins,
          title: topic ?? TITLES.thread,
          threadId,
          secret: false,
          request: threadRequest(closed ? 'close-thread' : 'reopen-thread', threadId),
        });
        if (!kept.ok) return kept;
        const { entry } = await deps.outbox().tried(actId);
        if (entry === undefined) return err<FailureCode>(deps.session().ok ? 'CANCELLED' : 'LOCKED');
        if (entry.status.status !== 'refused') return ok({ isWaiting: entry.status.status !== 'received' });
        // The screen that asked says so: the list of what is sent need not say it again.
        deps.outbox().forget(actId);
        return err(entry.status.code);
      },
    },
  };
}

/** The text of a message is never the title of an act. */
const TITLES = { answer: 'Réponse à un patient', thread: 'Échange sans objet' };

const isThreadAct = (kind: ActKind): kind is WaitingMessage['kind'] =>
  THREAD_ACTS.some((known) => known === kind);

const threadOf = ({ objects }: ActSummary): string | null =>
  objects.find((object) => object.startsWith(THREAD))?.slice(THREAD.length) ?? null;

/** The thread that a received message began is named by where the service put it. */
function beganBy(act: ActSummary | undefined): string | null {
  if (act?.status.status !== 'received') return null;
  return act.status.answer?.location?.split('/').at(-1) ?? null;
}
