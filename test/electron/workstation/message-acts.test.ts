import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../../shared/bridge/contract.ts';
import { DraftedMessage, draftAbout } from '../../../shared/bridge/messages.ts';
import type { Post } from './post.ts';
import { openPost } from './post.ts';
import type { ServiceProcess } from './service-process.ts';
import { startServiceProcess } from './service-process.ts';
import { memoryKeychain } from '../vault/memory-keychain.ts';

/** What is done in threads, as acts: kept before anything leaves, in order, shown in their place, never twice. */

const keychain = memoryKeychain();
let service: ServiceProcess;
let post: Post;
beforeAll(async () => {
  service = await startServiceProcess();
  // What can be taken back leaves when it is told to.
  post = await openPost(service, { undoMs: 3_600_000, keychain });
  await post.signIn(service.card('doctor'), service.pin);
}, 240_000);
afterAll(async () => {
  await post.close();
  await service.stop();
});

const write = async (more: {
  readonly text: string;
  readonly topic?: string;
  readonly thread?: { readonly threadId: string; readonly answers: string };
  readonly files?: { fileName: string; mediaType: string; bytes: Uint8Array<ArrayBuffer> }[];
}): Promise<string> => {
  const sent = await post.call('messages.send', {
    ins: service.ins('adult'),
    threadId: more.thread?.threadId ?? null,
    answers: more.thread?.answers ?? null,
    topic: more.topic ?? null,
    text: more.text,
    files: more.files ?? [],
    key: randomUUID(),
    told: false,
  });
  if (sent.outcome !== 'kept') throw new Error(sent.outcome);
  return sent.actId;
};
const waiting = async (): Promise<Output<'messages.waiting'>['waiting']> =>
  (await post.call('messages.waiting', {})).waiting;
const leave = (...actIds: string[]) => post.call('outbox.release', { actIds });
const threadOf = async (actId: string): Promise<string> => {
  const { delivered } = await post.call('messages.waiting', {});
  const found = delivered.find((each) => each.actId === actId);
  if (found === undefined) throw new Error('it did not arrive');
  return found.threadId;
};
const messagesIn = async (threadId: string): Promise<Output<'messages.thread'>['messages']> =>
  (await post.call('messages.thread', { ins: service.ins('adult'), threadId })).messages;
const draft = async (threadId: string | null): Promise<DraftedMessage> => {
  const about = draftAbout(threadId, service.ins('adult'), false);
  const kept = await post.call('drafts.read', { kind: 'message', about });
  return DraftedMessage.parse(JSON.parse(kept?.text ?? 'null'));
};
const file = { fileName: 'conseils.txt', mediaType: 'text/plain', bytes: Buffer.from('Boire davantage.') };

describe('messages as acts', () => {
  it('keeps a new thread, shows it as waiting, and names the thread once it arrived', async () => {
    const actId = await write({ topic: 'Résultats', text: 'Ils sont arrivés.', files: [file] });
    expect(await waiting()).toMatchObject([
      {
        actId,
        kind: 'message',
        threadId: null,
        topic: 'Résultats',
        text: 'Ils sont arrivés.',
        attachments: [{ title: 'conseils.txt', size: 16 }],
        status: { status: 'waiting' },
        canUndo: true,
      },
    ]);
    // The list of what is sent names it by its topic, never by its words.
    const { entries } = await post.call('outbox.list', {});
    expect(entries).toMatchObject([{ actId, kind: 'message', title: 'Résultats' }]);
    await leave(actId);
    expect(await waiting()).toEqual([]);
    const messages = await messagesIn(await threadOf(actId));
    expect(messages).toMatchObject([{ text: 'Ils sont arrivés.', sendingKey: actId }]);
    expect(messages[0]?.attachments).toMatchObject([{ title: 'conseils.txt' }]);
  });

  it('makes a draft again of what is taken back, files and all, before what is typed there already', async () => {
    const about = draftAbout(null, service.ins('adult'), false);
    const typed = { topic: '', text: 'Et aussi ceci.', patient: null } satisfies DraftedMessage;
    await post.call('drafts.keep', { kind: 'message', about, text: JSON.stringify(typed) });
    const actId = await write({ topic: 'Ordonnance', text: 'La voici.', files: [file] });
    // Wherever it is taken back: in its thread or among what is sent.
    await post.call('outbox.undo', { actId });
    expect(await waiting()).toEqual([]);
    expect(await draft(null)).toMatchObject({ topic: 'Ordonnance', text: 'La voici.\n\nEt aussi ceci.' });
    const { drafts } = await post.call('drafts.list', { kind: 'message.file' });
    const kept = await post.call('drafts.read', { kind: 'message.file', about: drafts[0]?.about ?? '' });
    expect(Buffer.from(kept?.file?.bytes ?? []).toString()).toBe('Boire davantage.');
  });

  it('keeps the order of a thread over an outage, and what was refused with its words', async () => {
    const first = await write({ topic: 'Suivi', text: 'Premier.' });
    await leave(first);
    const threadId = await threadOf(first);
    const ins = service.ins('adult');
    const thread = { threadId, answers: (await messagesIn(threadId))[0]?.id ?? '' };

    await service.kill();
    const second = await write({ text: 'Deuxième.', thread });
    const closed = post.call('messages.setClosed', { ins, threadId, topic: 'Suivi', closed: true });
    expect(await closed).toEqual({ isWaiting: true });
    const late = await write({ text: 'Trop tard.', thread });
    expect((await waiting()).map(({ kind, text }) => [kind, text])).toEqual([
      ['message', 'Deuxième.'],
      ['threadClosing', ''],
      ['message', 'Trop tard.'],
    ]);
    await service.restart();
    await leave(second, late);
    await expect
      .poll(waiting, { timeout: 10_000 })
      .toMatchObject([
        { actId: late, text: 'Trop tard.', status: { status: 'refused', code: 'THREAD_CLOSED' } },
      ]);
    expect((await messagesIn(threadId)).map(({ text }) => text)).toEqual(['Premier.', 'Deuxième.']);

    await post.call('messages.takeBack', { actId: late });
    expect(await waiting()).toEqual([]);
    expect((await draft(threadId)).text).toBe('Trop tard.');
    expect(await post.call('outbox.list', {})).not.toMatchObject({ entries: [{ actId: late }] });
  }, 30_000);

  it('gives what was written to a minor in secret back in a secret session alone', async () => {
    const ins = service.ins('minor');
    await post.call('record.open', { ins });
    await post.call('consent.declare', { ins, basis: 'CARE_TEAM', form: 'ORAL', confirmed: true });
    await post.call('secret.begin', { ins });
    const actId = randomUUID();
    const message = {
      ins,
      threadId: null,
      answers: null,
      topic: 'Entre nous',
      text: 'Au secret.',
      files: [],
    };
    await post.call('messages.send', { ...message, key: actId, told: false });
    expect(await waiting()).toMatchObject([{ actId, secret: true }]);
    await post.call('messages.takeBack', { actId });
    const kept = (secret: boolean) =>
      post.call('drafts.read', { kind: 'message', about: draftAbout(null, ins, secret) });
    expect((await kept(true))?.text).toContain('Au secret.');
    expect(await kept(false)).toBeNull();
    await post.call('secret.end', { ins });
  });

  it('asks to be read again after a lock, and leaves once when it is confirmed', async () => {
    const actId = await write({ topic: 'Après le verrou', text: 'À relire.' });
    const { dataDir } = post;
    await post.call('session.lock', {});
    await post.close();
    post = await openPost(service, { undoMs: 3_600_000, keychain, dataDir });
    await post.signIn(service.card('doctor'), service.pin);
    expect(await waiting()).toMatchObject([
      { actId, text: 'À relire.', status: { status: 'toReview', mayHaveLeft: false } },
    ]);
    await leave(actId);
    const { threads } = await post.call('messages.threads', { ins: service.ins('adult') });
    expect(threads.filter(({ topic }) => topic === 'Après le verrou')).toMatchObject([{ lastKey: actId }]);
    await expect(post.call('messages.takeBack', { actId })).rejects.toThrow('ALREADY_LEFT');
  });
});
