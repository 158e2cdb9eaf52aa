import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery } from '../../../../electron/service/notices/delivery.ts';
import { startDelivery } from '../../../../electron/service/notices/delivery.ts';
import { messageIds } from '../../../../electron/service/notices/message-id.ts';
import { openSmtp } from '../../../../electron/service/notices/smtp.ts';
import { deliveryStore } from '../../../../electron/service/storage/mail-deliveries.ts';
import { factStore, mailStore } from '../../../../electron/service/storage/mails.ts';
import { MIGRATIONS } from '../../../../electron/service/storage/schema.ts';
import { openWriter } from '../../../../electron/service/storage/writer.ts';
import type { WritableDatabase } from '../../../../electron/store/open.ts';
import { openStore } from '../../../../electron/store/open.ts';
import { wordingOf } from '../../../../shared/notices/wording.ts';
import type { MailSink } from './mail-sink.ts';
import { openMailSink } from './mail-sink.ts';

let sink: MailSink;
let db: WritableDatabase;
let delivery: Delivery | undefined;
beforeEach(async () => {
  sink = await openMailSink();
  const opened = openStore(':memory:', randomBytes(32), MIGRATIONS);
  if (!opened.ok) throw new Error(opened.error.code);
  db = opened.value;
});
afterEach(async () => {
  await delivery?.stop();
  await sink.close();
  db.close();
});

const server = (port = sink.port) => ({
  host: '127.0.0.1',
  port,
  tls: 'none' as const,
  ca: undefined,
  login: undefined,
  from: 'Mon espace santé <ne-pas-repondre@espace.example>',
  retryAfterSeconds: [60],
  giveUpAfterHours: 120,
});

/** The queue of a service, worked off by a clock in our hands. */
function queue(options: { readonly port?: number } = {}) {
  const settings = server(options.port);
  const store = deliveryStore(db);
  const messageId = messageIds(factStore(db), settings);
  let at = Date.parse('2026-11-21T10:00:00Z');
  const mails = mailStore(db, (seq) => store.queue(seq, messageId?.(seq) ?? '', at));
  const deps = {
    store,
    writer: openWriter(
      db,
      () => undefined,
      () => undefined,
    ),
    smtp: openSmtp(settings),
    schedule: settings,
    now: () => at,
  };
  const start = (): void => {
    delivery = startDelivery(deps);
  };
  return {
    store,
    start,
    add: (address: string) => {
      mails.add({
        address,
        ...wordingOf('patient:deposit', 'holder'),
        notice: 'patient:deposit',
        ins: '278054410913582',
      });
    },
    pass: (ms: number) => {
      at += ms;
      delivery?.wake();
    },
    /** As a process that starts where another one ended. */
    restart: async () => {
      await delivery?.stop();
      start();
    },
  };
}

async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error('it did not come to it within 5 s');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('a mail', () => {
  it('arrives word for word, once, from the sender that was configured, and wants no answer', async () => {
    const { add, start, store } = queue();
    add('claire@patient.example');
    start();
    await until(() => store.count().sent === 1);
    const { subject, text } = wordingOf('patient:deposit', 'holder');
    expect(sink.received).toHaveLength(1);
    expect(sink.received[0]).toMatchObject({
      to: 'claire@patient.example',
      from: 'ne-pas-repondre@espace.example',
      subject,
      text,
    });
    const headers = sink.received[0]?.headers;
    expect(headers?.get('auto-submitted')).toBe('auto-generated');
    expect(headers?.get('x-mailer')).toBeUndefined();
    expect([...(headers?.values() ?? [])].join(' ')).not.toContain('278054410913582');
  });

  it('that is not taken now is tried again in its turn, and not before', async () => {
    const { add, start, store, pass } = queue();
    add('later@patient.example');
    start();
    await until(() => store.list('waiting', 1)[0]?.last_code === '451');
    pass(30_000);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(sink.received).toEqual([]);
    pass(60_000);
    await until(() => store.count().sent === 1);
    expect(store.list(null, 1)[0]).toMatchObject({ attempts: 2, last_code: '250' });
  });

  it('that is refused for good is kept with the reply, and never tried again', async () => {
    const { add, start, store, pass } = queue();
    add('refuse@patient.example');
    add('claire@patient.example');
    start();
    await until(() => store.count().sent === 1);
    await until(() => store.count().refused === 1);
    pass(10 * 86_400_000);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(store.list('refused', 5)).toMatchObject([{ attempts: 1, last_code: '550', next_at: null }]);
  });

  it('whose answer was lost is sent again as the same mail: one Message-ID for the receiver', async () => {
    const { add, start, store, pass } = queue();
    add('lost@patient.example');
    start();
    await until(() => sink.received.length === 1 && store.list(null, 1)[0]?.last_code !== 'SENDING');
    expect(store.count().waiting).toBe(1);
    pass(120_000);
    await until(() => store.count().sent === 1);
    expect(sink.received).toHaveLength(2);
    expect(new Set(sink.received.map(({ messageId }) => messageId)).size).toBe(1);
    expect(sink.received[0]?.messageId).toMatch(/^<[0-9a-f]{32}@espace\.example>$/);
  });

  it('that a process left in the middle is sent by the next one', async () => {
    const { add, start, restart, store, pass } = queue();
    add('claire@patient.example');
    const [mail] = store.due(Date.parse('2027-01-01T00:00:00Z'), 1);
    store.begin(mail?.seq ?? 0, Date.parse('2026-11-21T10:01:00Z'), Date.parse('2026-11-21T10:00:00Z'));
    start();
    await restart();
    expect(sink.received).toEqual([]);
    pass(61_000);
    await until(() => store.count().sent === 1);
    expect(sink.received).toHaveLength(1);
  });

  it('is given up after five days without a server, and the operator sees why', async () => {
    const { add, start, store, pass } = queue({ port: 1 });
    add('claire@patient.example');
    start();
    await until(() => store.list('waiting', 1)[0]?.attempts === 1);
    await until(() => store.list('waiting', 1)[0]?.last_code !== 'SENDING');
    pass(119 * 3_600_000);
    await until(() => store.list('waiting', 1)[0]?.attempts === 2);
    pass(2 * 3_600_000);
    await until(() => store.count().refused === 1);
    expect(store.list('refused', 1)[0]?.last_code).toMatch(/^E[A-Z]+$/);
  });
});

it('two services never give the same Message-ID, one never a second one', () => {
  const facts = factStore(db);
  const ids = messageIds(facts, server());
  expect(ids?.(1)).toBe(messageIds(facts, server())?.(1));
  expect(ids?.(1)).not.toBe(ids?.(2));
  const other = openStore(':memory:', randomBytes(32), MIGRATIONS);
  if (!other.ok) throw new Error(other.error.code);
  expect(messageIds(factStore(other.value), server())?.(1)).not.toBe(ids?.(1));
  other.value.close();
});
